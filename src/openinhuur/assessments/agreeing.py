"""Step 2, together: several assessors come to one score with one reason, by agreement or by the mean (R2)."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from openinhuur.assessments import steps
from openinhuur.assessments.models import AssessorScore, Assignment, Score
from openinhuur.bids.models import Bid
from openinhuur.calls import facts
from openinhuur.calls.models import AwardCriterion
from openinhuur.domain import assessors as domain
from openinhuur.domain import scoring
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record


@transaction.atomic
def agree(bid_id: UUID, number: str, points: Decimal | None, reason: str, *, actor: Actor, at: datetime) -> Decimal:
    """One of its assessors writes down what counts on one criterion of a bid; again, until step 2 is closed.

    Args:
        points: as they agreed, on the scale; None where the call announced the mean, which is computed.
        reason: the one that stands in the letter.

    Returns:
        The points that count.

    Raises:
        NotAssigned, ScoresUnfinished, PointsNotOnScale, MeanIsComputed, ScoreMissing, LostPointsUnexplained,
        ReasonTooLong. StepNotClosed, StepClosed, NotInThisStep.
    """
    bid = steps.bid_in_step(bid_id, 2, actor=actor, to=Verb.SCORE)
    row = steps.criterion_of(bid, number)
    _check_all_finished(bid, actor=actor)
    criterion = facts.award_criterion(row)
    if domain.ScoresBy(bid.call.scores_by) is domain.ScoresBy.MEAN:
        counted = _mean(bid, row, chosen=points)
    elif points is None:
        raise scoring.ScoreMissing(criteria=number)
    else:
        scoring.check_points(criterion, points)
        counted = points
    scoring.check_explained(criterion, counted, reason)
    domain.check_kept(criterion=number, seen=0, now=0, reason=reason)
    Score.objects.update_or_create(
        bid=bid,
        criterion=row,
        defaults={
            "points": counted,
            "maximum": row.maximum,
            "reason": reason.strip(),
            "by_id": actor.person,
            "at": at,
        },
    )
    record("points.agreed", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, criterion=number,
           points=counted)  # fmt: skip
    return counted


def _check_all_finished(bid: Bid, *, actor: Actor) -> None:
    assigned = list(Assignment.objects.filter(bid=bid).select_related("assessor"))
    if actor.person not in {one.assessor_id for one in assigned}:
        raise domain.NotAssigned(bid=str(bid.pk))
    domain.check_all_finished({f"{one.assessor.name} ({one.assessor_id})": one.finished_at for one in assigned})


def _mean(bid: Bid, criterion: AwardCriterion, *, chosen: Decimal | None) -> Decimal:
    assessors = Assignment.objects.filter(bid=bid).values("assessor")
    own = AssessorScore.objects.filter(bid=bid, criterion=criterion, by__in=assessors)
    mean = domain.mean([points for points in own.values_list("points", flat=True) if points is not None])
    if chosen is not None and chosen != mean:
        raise domain.MeanIsComputed(points=mean)
    return mean
