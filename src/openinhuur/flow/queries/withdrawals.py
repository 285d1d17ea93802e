"""The page on which the withdrawal of a call is asked, and decided by a second person."""

from dataclasses import dataclass
from datetime import datetime

from openinhuur.calls import access, facts, settled
from openinhuur.calls.audience import audience
from openinhuur.domain.roles import Actor, Verb
from openinhuur.domain.withdrawal import TooLateToWithdraw, check_changeable
from openinhuur.flow.queries.vault import bids_in_vault
from openinhuur.flow.withdrawing import is_signed


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to withdraw the call that waits."""

    id: int
    reason: str
    by: str
    asked_at: datetime
    is_own: bool


@dataclass(frozen=True, slots=True)
class WithdrawalPage:
    """What withdrawing does. ``bids``: how many were sent, None: nobody counts them yet (`vault`).

    ``suppliers``: how many read an e-mail.
    """

    number: str
    title: str
    asked: Asked | None
    suppliers: int
    bids: int | None


def withdrawal_page(number: str, *, actor: Actor, at: datetime) -> WithdrawalPage:
    """Whether somebody asks to withdraw the call, and what that would do.

    Raises:
        NotFound, NotAllowed, NotPublished, CallWithdrawn, TooLateToWithdraw.
    """
    call = access.get(number, actor=actor, to=Verb.WITHDRAW)
    check_changeable(facts.timetable(call), withdrawn_at=call.withdrawn_at)
    waiting = settled.withdrawal_that_waits(call)
    if is_signed(call) and waiting is None:
        raise TooLateToWithdraw(number=number)
    return WithdrawalPage(
        number=call.number,
        title=call.title,
        asked=Asked(
            waiting.pk, waiting.reason, waiting.asked_by.name, waiting.asked_at,
            is_own=waiting.asked_by_id == actor.person,
        )
        if waiting
        else None,
        suppliers=len(audience(call)),
        bids=bids_in_vault(call, at=at),
    )  # fmt: skip
