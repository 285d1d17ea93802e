"""What one assessor finished is, when nobody else assesses the bid, the score that counts."""

from datetime import datetime

from openinhuur.assessments.models import AssessorScore, Assignment, Score
from openinhuur.bids.models import Bid
from openinhuur.domain.roles import Actor
from openinhuur.journal.actions import record


def settle(bid: Bid, *, actor: Actor, at: datetime) -> bool:
    """Let the scores of a bid's only assessor count, once they finished. Part of the action that made it so.

    Returns whether they do.
    """
    assessors = list(Assignment.objects.filter(bid=bid))
    if len(assessors) != 1 or assessors[0].finished_at is None or Score.objects.filter(bid=bid).exists():
        return False
    own = AssessorScore.objects.filter(bid=bid, by=assessors[0].assessor_id)
    Score.objects.bulk_create(
        Score(
            bid=bid,
            criterion_id=one.criterion_id,
            points=one.points,
            maximum=one.maximum,
            reason=one.reason,
            by_id=one.by_id,
            at=at,
        )
        for one in own
        if one.points is not None
    )
    record("scores.settled", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk)
    return True
