"""Who gives points to which bid: one person of the desk, or several who first do so alone."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.assessments import settling, steps
from openinhuur.assessments.blind_models import BlindChecker
from openinhuur.assessments.models import Assignment, Interest, Score
from openinhuur.bids import access as bids
from openinhuur.bids.models import Bid
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call
from openinhuur.domain import assessors as domain
from openinhuur.domain.blind_check import check_may_assess
from openinhuur.domain.roles import Actor, NotFound, Role, Verb
from openinhuur.domain.scoring import StepClosed
from openinhuur.journal.actions import record
from openinhuur.parties.queries import people_with


@transaction.atomic
def assign(number: str, assessors: Mapping[UUID, Collection[int]], *, actor: Actor, at: datetime) -> int:
    """Say who assesses these bids; from the opening until step 2 is closed. Other bids keep their assessors.

    Args:
        assessors: for each bid, the people of the desk who give it points. Each has declared their relations, and
            none stands in the way.

    Returns:
        Of how many bids the assessors changed.

    Raises:
        NotFound: a bid of another call, or somebody who does not give points at this desk.
        AssessorsBlocked, NobodyAssigned, ScoresFinished, CheckedThisBid. StillSealed, StepClosed.
    """
    call = calls.get(number, actor=actor, to=Verb.ASSIGN, locked=True)
    steps.require_opened(call)
    closed = call.closings.filter(step=2).first()
    if closed:
        raise StepClosed(step=2, closed_at=closed.closed_at)
    _check_people(call, {person for people in assessors.values() for person in people})
    found = {bid.pk: bid for bid in bids.standing(call).filter(pk__in=assessors)}
    if missing := next((one for one in assessors if one not in found), None):
        raise NotFound(what=f"bid:{missing}")
    agreed = set(Score.objects.filter(bid__in=found).values_list("bid", flat=True))
    before: dict[UUID, dict[int, datetime | None]] = {bid_id: {} for bid_id in found}
    for row in Assignment.objects.filter(bid__in=found):
        before[row.bid_id][row.assessor_id] = row.finished_at
    changed = [bid for bid_id, bid in found.items() if set(before[bid_id]) != set(assessors[bid_id])]
    for bid in found.values():
        domain.check_assessors(
            bid=str(bid.pk), before=before[bid.pk], after=set(assessors[bid.pk]), is_agreed=bid.pk in agreed
        )
    for bid in changed:
        checkers = BlindChecker.objects.filter(check_of__bid=bid).values_list("person", "person__name")
        check_may_assess(dict(checkers), assessors[bid.pk])
        _keep(bid, set(before[bid.pk]), set(assessors[bid.pk]), actor=actor, at=at)
        settling.settle(bid, actor=actor, at=at)
    if changed:
        said = [f"{bid.pk}: {', '.join(map(str, sorted(set(assessors[bid.pk]))))}" for bid in changed]
        record("assessors.assigned", actor=actor, at=at, subject=call.subject, bids=said)
    return len(changed)


def _check_people(call: Call, people: Collection[int]) -> None:
    """Everybody gives points at this desk, has declared, and nothing stands in the way."""
    known = people_with(Role.DESK, call.desk_id)
    if missing := sorted(set(people) - set(known)):
        raise NotFound(what=f"person:{missing[0]}")
    free = Interest.objects.filter(call=call, has_relation=False) | Interest.objects.filter(call=call, may_assess=True)
    blocked = set(people) - set(free.values_list("person", flat=True))
    if blocked:
        raise domain.AssessorsBlocked(names=", ".join(sorted(known[one] for one in blocked)))


def _keep(bid: Bid, before: set[int], after: set[int], *, actor: Actor, at: datetime) -> None:
    Assignment.objects.filter(bid=bid, assessor__in=before - after).delete()
    Assignment.objects.bulk_create(
        Assignment(bid=bid, assessor_id=person, assigned_by_id=actor.person, assigned_at=at)
        for person in sorted(after - before)
    )
