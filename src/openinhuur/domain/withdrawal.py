"""Withdrawing a call: it stays readable, and nothing more is asked, bid, opened or decided in it.

To withdraw and publish again is the strongest change of a deadline there is, so it takes two people too (R19). It is
possible until the agreement is signed, and everybody who took part is told why (Directive 2014/24 art. 55(1)).
"""

from datetime import datetime

from openinhuur.domain.call import CallWithdrawn, NotPublished, Timetable
from openinhuur.domain.errors import Refusal
from openinhuur.domain.requirements import has_substance


class WithdrawalReasonMissing(Refusal):
    """Everybody reads why a call is withdrawn. Fields: ``field``."""


class WithdrawalClosed(Refusal):
    """Nobody asks to withdraw the call, or not any more. Fields: ``number`` (of the call)."""


class TooLateToWithdraw(Refusal):
    """The agreement was signed; it ends by its own terms. Fields: ``number`` (of the call)."""


def check_changeable(now: Timetable, *, withdrawn_at: datetime | None) -> None:
    """There is a published call to speak of, that was not taken back.

    Raises:
        NotPublished, CallWithdrawn.
    """
    if now.published_at is None:
        raise NotPublished(number="")
    if withdrawn_at is not None:
        raise CallWithdrawn(withdrawn_at=withdrawn_at)


def check_withdrawal(
    now: Timetable, *, number: str, reason: str, withdrawn_at: datetime | None, is_signed: bool
) -> None:
    """A published call is withdrawn once, before the agreement, and everybody reads why.

    Raises:
        NotPublished, CallWithdrawn, TooLateToWithdraw, WithdrawalReasonMissing.
    """
    check_changeable(now, withdrawn_at=withdrawn_at)
    if is_signed:
        raise TooLateToWithdraw(number=number)
    if not has_substance(reason):
        raise WithdrawalReasonMissing(field="reason")
