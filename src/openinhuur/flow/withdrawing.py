"""Withdrawing a call where later steps know more: whether its agreement was signed, and who bid."""

from datetime import datetime

from django.db import transaction

from openinhuur.calls import access, addresses
from openinhuur.calls.actions import withdrawing
from openinhuur.calls.models import Call, Withdrawal
from openinhuur.contracts.models import Contract
from openinhuur.domain.roles import Actor, Verb
from openinhuur.flow.correcting import not_in_audience, opened_at
from openinhuur.parties import notices


@transaction.atomic
def ask(number: str, reason: str, *, actor: Actor, at: datetime) -> Withdrawal:
    """Ask to withdraw the call (`withdrawing.ask`)."""
    call = access.get(number, actor=actor, to=Verb.WITHDRAW, locked=True)
    return withdrawing.ask(number, reason, is_signed=is_signed(call), actor=actor, at=at)


@transaction.atomic
def withdraw(number: str, *, seen: int, actor: Actor, at: datetime) -> Withdrawal:
    """Withdraw the call (`withdrawing.withdraw`), and tell also who bid and is not in its audience any more.

    While the bids are sealed those messages stand in nobody's outbox: the desk does not know who bid.
    """
    call = access.get(number, actor=actor, to=Verb.WITHDRAW, locked=True)
    asked = withdrawing.withdraw(number, seen=seen, is_signed=is_signed(call), actor=actor, at=at)
    notices.tell_all(
        not_in_audience(call),
        "call-withdrawn",
        about=call.subject,
        desk=call.desk_id if opened_at(call) else None,
        page=addresses.call(number),
        words=withdrawing.words(call, asked),
        at=at,
        once=f"call-withdrawn:{call.number}",
    )
    return asked


def is_signed(call: Call) -> bool:
    """Whether the agreement that follows from the call was signed."""
    return Contract.objects.filter(award__call=call).exists()
