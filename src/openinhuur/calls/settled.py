"""Whether nothing waits that could still change a call, so that its bids can be opened."""

from openinhuur.calls.models import Call, Correction, Withdrawal
from openinhuur.domain import opening


def check(call: Call) -> None:
    """Refuse while a question, a correction or a withdrawal waits.

    Raises:
        QuestionsUnanswered, CorrectionWaits, WithdrawalWaits.
    """
    correction, withdrawal = correction_that_waits(call), withdrawal_that_waits(call)
    opening.check_settled(
        unanswered=call.questions.filter(clarification__isnull=True).count(),
        correction=correction.number if correction else None,
        withdrawal_since=withdrawal.asked_at if withdrawal else None,
    )


def correction_that_waits(call: Call) -> Correction | None:
    """The correction that a second person has not looked at yet."""
    waiting = call.corrections.filter(published_at__isnull=True, dropped_at__isnull=True)
    return waiting.select_related("written_by").first()


def withdrawal_that_waits(call: Call) -> Withdrawal | None:
    """The request to withdraw the call that nobody has decided on yet."""
    return call.withdrawals.filter(decided_at__isnull=True).select_related("asked_by").first()
