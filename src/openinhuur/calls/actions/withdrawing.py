"""Withdrawing a published call with four eyes: one person asks and says why, another decides.

Whether its agreement was signed is known further up the map (`flow.withdrawing`), and passed in.
"""

from datetime import datetime

from django.db import transaction

from openinhuur.calls import access, addresses, facts, sent_back, settled
from openinhuur.calls.audience import audience
from openinhuur.calls.models import Call, Withdrawal
from openinhuur.domain import four_eyes
from openinhuur.domain import withdrawal as domain
from openinhuur.domain.calendars import milliseconds
from openinhuur.domain.call import CallWithdrawn
from openinhuur.domain.opening import WithdrawalWaits
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.parties import notices


@transaction.atomic
def ask(number: str, reason: str, *, is_signed: bool, actor: Actor, at: datetime) -> Withdrawal:
    """Ask to withdraw the call; until somebody else has decided, its bids are not opened.

    Raises:
        WithdrawalWaits, NotPublished, CallWithdrawn, TooLateToWithdraw, WithdrawalReasonMissing.
    """
    call = access.get(number, actor=actor, to=Verb.WITHDRAW, locked=True)
    waiting = settled.withdrawal_that_waits(call)
    if waiting is not None:
        raise WithdrawalWaits(since_at=waiting.asked_at)
    _check(call, reason, is_signed=is_signed)
    asked = Withdrawal.objects.create(call=call, reason=reason.strip(), asked_by_id=actor.person, asked_at=at)
    record("withdrawal.written", actor=actor, at=at, subject=call.subject, reason=asked.reason)
    return asked


@transaction.atomic
def drop(number: str, *, reason: str = "", actor: Actor, at: datetime) -> Withdrawal:
    """Take one's own request back, or refuse somebody else's with a reason that is e-mailed to them.

    Raises:
        WithdrawalClosed, ReasonForSendingBack.
    """
    call = access.get(number, actor=actor, to=Verb.WITHDRAW, locked=True)
    asked = _waiting(call)
    four_eyes.check_sent_back([asked.asked_by_id], reason, person=actor.person)
    _decide(asked, is_withdrawn=False, refusal=reason.strip(), actor=actor, at=at)
    record("withdrawal.dropped", actor=actor, at=at, subject=call.subject, reason=asked.refusal)
    if asked.asked_by_id != actor.person:
        sent_back.tell(
            "withdrawal-refused",
            asked.asked_by,
            call,
            reason=asked.refusal,
            page=addresses.call(call.number),
            actor=actor,
            at=at,
        )
    return asked


@transaction.atomic
def withdraw(number: str, *, seen: int, is_signed: bool, actor: Actor, at: datetime) -> Withdrawal:
    """Withdraw the call for the reason that somebody else wrote, and tell everybody in its audience at once.

    Args:
        seen: the request that this person looked at.

    Raises:
        WithdrawalClosed, SamePerson, ChangedSince, CallWithdrawn, TooLateToWithdraw.
    """
    call, at = access.get(number, actor=actor, to=Verb.WITHDRAW, locked=True), milliseconds(at)
    asked = _waiting(call)
    four_eyes.check_second_person([asked.asked_by_id], person=actor.person)
    if asked.pk != seen:
        raise four_eyes.ChangedSince
    _check(call, asked.reason, is_signed=is_signed)
    _decide(asked, is_withdrawn=True, refusal="", actor=actor, at=at)
    published = Call.objects.filter(pk=call.pk, withdrawn_at__isnull=True)
    if published.update(withdrawn_at=at, withdrawn_by_id=actor.person, withdrawal_reason=asked.reason) != 1:
        raise CallWithdrawn(withdrawn_at=at)
    record("call.withdrawn", actor=actor, at=at, subject=call.subject, reason=asked.reason,
           asked_by=asked.asked_by_id)  # fmt: skip
    notices.tell_all(
        audience(call),
        "call-withdrawn",
        about=call.subject,
        desk=call.desk_id,
        page=addresses.call(call.number),
        words=words(call, asked),
        at=at,
        once=f"call-withdrawn:{call.number}",
    )
    return asked


def words(call: Call, asked: Withdrawal) -> dict[str, object]:
    """The facts that e-mails about a withdrawn call name."""
    return {"number": call.number, "title": call.title, "buyer": call.buyer.name, "reason": asked.reason}


def _check(call: Call, reason: str, *, is_signed: bool) -> None:
    domain.check_withdrawal(
        facts.timetable(call), number=call.number, reason=reason, withdrawn_at=call.withdrawn_at, is_signed=is_signed
    )


def _waiting(call: Call) -> Withdrawal:
    waiting = settled.withdrawal_that_waits(call)
    if waiting is None:
        raise domain.WithdrawalClosed(number=call.number)
    return waiting


def _decide(asked: Withdrawal, *, is_withdrawn: bool, refusal: str, actor: Actor, at: datetime) -> None:
    asked.is_withdrawn, asked.refusal = is_withdrawn, refusal
    asked.decided_by_id, asked.decided_at = actor.person, at
    asked.save(update_fields=["is_withdrawn", "refusal", "decided_by", "decided_at"])
