"""Step 2, alone: an assessor gives points to the bids assigned to them, saved as they go, and finishes each bid."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from openinhuur.assessments import settling, steps
from openinhuur.assessments.models import AssessorScore, Assignment, Score
from openinhuur.bids.models import Bid
from openinhuur.calls import facts
from openinhuur.documents.models import Document
from openinhuur.domain import assessors as domain
from openinhuur.domain import scoring
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record


@dataclass(frozen=True, slots=True)
class Said:
    """What an assessor has on one criterion: points (None: not yet), the reason so far, and the passages of the CV."""

    points: Decimal | None = None
    reason: str = ""
    marks: Sequence[domain.Mark] = ()


@transaction.atomic
def keep(bid_id: UUID, number: str, said: Said, *, seen: int, actor: Actor, at: datetime) -> int:
    """Keep what an assessor has on one criterion of a bid, whole or half written.

    Args:
        seen: the revision that was shown; 0 when nothing was kept yet.

    Returns:
        The revision that stands now.

    Raises:
        NotAssigned, ScoresFinished, PointsNotOnScale, MarkWrong, ScoreChangedElsewhere, ReasonTooLong.
        StepNotClosed, StepClosed, NotInThisStep.
    """
    bid = steps.bid_in_step(bid_id, 2, actor=actor, to=Verb.SCORE)
    row = steps.criterion_of(bid, number)
    _unfinished(bid, actor=actor)
    if said.points is not None:
        scoring.check_points(facts.award_criterion(row), said.points)
    domain.check_marks(said.marks, pages=_pages(bid))
    before = AssessorScore.objects.filter(bid=bid, criterion=row, by=actor.person).first()
    now = before.revision if before else 0
    domain.check_kept(criterion=number, seen=seen, now=now, reason=said.reason)
    AssessorScore.objects.update_or_create(
        bid=bid,
        criterion=row,
        by_id=actor.person,
        defaults={
            "points": said.points,
            "maximum": row.maximum,
            "reason": said.reason,
            "marks": [asdict(one) for one in said.marks],
            "revision": now + 1,
            "at": at,
        },
    )
    record("points.given", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, criterion=number,
           points=said.points, revision=now + 1)  # fmt: skip
    return now + 1


@transaction.atomic
def finish(bid_id: UUID, *, actor: Actor, at: datetime) -> bool:
    """An assessor is done with a bid: every criterion has points, and a reason for each point lost.

    From here on what they gave stands, and they see what others gave. Is nobody else assigned, then it counts.

    Returns:
        Whether the points count already; with several assessors they first agree.

    Raises:
        NotAssigned, ScoresFinished, ScoreMissing, LostPointsUnexplained. StepNotClosed, StepClosed, NotInThisStep.
    """
    bid = steps.bid_in_step(bid_id, 2, actor=actor, to=Verb.SCORE)
    assignment = _unfinished(bid, actor=actor)
    own = AssessorScore.objects.filter(bid=bid, by=actor.person).select_related("criterion")
    given = {one.criterion.number: domain.Given(one.points, one.reason) for one in own}
    domain.check_finished(facts.award_criteria(bid.call), given)
    Assignment.objects.filter(pk=assignment.pk).update(finished_at=at)
    record("scores.finished", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk,
           points=[f"{number}: {one.points}" for number, one in given.items()])  # fmt: skip
    return settling.settle(bid, actor=actor, at=at)


@transaction.atomic
def reopen(bid_id: UUID, *, actor: Actor, at: datetime) -> None:
    """An assessor goes back to a bid that they finished, as long as no colleague finished it: nobody has seen anything.

    Raises:
        NotAssigned. ScoresFinished: a colleague finished the bid as well. StepClosed, NotInThisStep.
    """
    bid = steps.bid_in_step(bid_id, 2, actor=actor, to=Verb.SCORE)
    assigned = {one.assessor_id: one for one in Assignment.objects.filter(bid=bid)}
    if actor.person not in assigned:
        raise domain.NotAssigned(bid=str(bid_id))
    for person, one in assigned.items():
        if person != actor.person:
            domain.check_unfinished(bid=str(bid_id), finished_at=one.finished_at)
    Assignment.objects.filter(pk=assigned[actor.person].pk).update(finished_at=None)
    Score.objects.filter(bid=bid).delete()
    record("scores.reopened", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk)


def _pages(bid: Bid) -> int | None:
    """Of its CV, without the file itself."""
    return Document.objects.filter(pk=bid.offer.cv_id).values_list("pages", flat=True).get()


def _unfinished(bid: Bid, *, actor: Actor) -> Assignment:
    found = Assignment.objects.filter(bid=bid, assessor=actor.person).first()
    if found is None:
        raise domain.NotAssigned(bid=str(bid.pk))
    domain.check_unfinished(bid=str(bid.pk), finished_at=found.finished_at)
    return found
