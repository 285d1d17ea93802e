"""What may be known before the opening of the bids, and what holds it back: whatever could still change what they were
asked (R12, R19)."""

from datetime import datetime

from openinhuur.domain.errors import Refusal


class QuestionsUnanswered(Refusal):
    """Bids are opened when every question has its answer. Fields: ``questions`` (how many have none)."""


class CorrectionWaits(Refusal):
    """A correction waits for a second person: first publish it, or send it back. Fields: ``correction`` (number)."""


class WithdrawalWaits(Refusal):
    """Somebody asked to withdraw the call: first a second person decides on that. Fields: ``since_at``."""


class ReceiptDiffers(Refusal):
    """What came out of the vault is not what the receipt of that bid says. Fields: ``what`` (the version)."""


def may_count(*, count_is_shown: bool, closes_at: datetime, at: datetime) -> bool:
    """Whether the desk and the buyer may know how many bids lie in the vault; never whose they are (R19).

    From the deadline on; before it only when the call said so, for everybody to read.
    """
    return count_is_shown or at >= closes_at


def check_settled(*, unanswered: int, correction: int | None, withdrawal_since: datetime | None) -> None:
    """Nothing waits that could still change the call.

    Args:
        unanswered: questions whose answer was not published.
        correction: the number of the one that waits.
        withdrawal_since: when somebody asked to withdraw the call, and nobody decided on it yet.

    Raises:
        QuestionsUnanswered, CorrectionWaits, WithdrawalWaits.
    """
    if unanswered:
        raise QuestionsUnanswered(questions=unanswered)
    if correction is not None:
        raise CorrectionWaits(correction=correction)
    if withdrawal_since is not None:
        raise WithdrawalWaits(since_at=withdrawal_since)
