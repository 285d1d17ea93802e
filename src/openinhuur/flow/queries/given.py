"""What assessors gave, as far as the reader may see it: what they share over the pages of the judging desk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from openinhuur.assessments.models import AssessorScore, Assignment
from openinhuur.domain import assessors as domain
from openinhuur.domain.agreement import alpha
from openinhuur.domain.roles import Actor


@dataclass(frozen=True, slots=True)
class Assessor:
    """Somebody a bid is assigned to, and when they finished it."""

    person_id: int
    name: str
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Given:
    """What one assessor gave on one criterion. ``revision``: 0 when nothing was kept."""

    person_id: int
    name: str
    points: Decimal | None
    reason: str
    marks: tuple[domain.Mark, ...]
    revision: int


Assessors = Mapping[UUID, Sequence[Assessor]]
Cell = tuple[UUID, int]
"""A bid and the key of a criterion."""


def assessors_of(bid_ids: Iterable[UUID]) -> Assessors:
    """Per bid who it is assigned to, by name; in one query."""
    found: dict[UUID, list[Assessor]] = defaultdict(list)
    rows = Assignment.objects.filter(bid__in=list(bid_ids)).order_by("assessor__name", "assessor")
    for bid, person, name, finished_at in rows.values_list("bid", "assessor", "assessor__name", "finished_at"):
        found[bid].append(Assessor(person, name, finished_at))
    return found


def given_in(assessors: Assessors, *, actor: Actor) -> dict[Cell, list[Given]]:
    """Per cell what each of its assessors gave and the reader may see, by name; in one query."""
    found: dict[Cell, list[Given]] = defaultdict(list)
    rows = AssessorScore.objects.filter(bid__in=list(assessors)).order_by("by__name", "by")
    columns = ("bid", "criterion", "by", "by__name", "points", "reason", "marks", "revision")
    for bid, criterion, person, name, points, reason, marks, revision in rows.values_list(*columns):
        if is_seen(assessors[bid], person, actor=actor):
            kept = tuple(domain.Mark(**one) for one in marks)
            found[bid, criterion].append(Given(person, name, points, reason, kept, revision))
    return found


def points_in(assessors: Assessors, *, actor: Actor) -> dict[tuple[UUID, str], list[Decimal]]:
    """Per bid and number of a criterion the points that its assessors gave and the reader may see; in one query."""
    seen = {
        bid: {one.person_id for one in people if is_seen(people, one.person_id, actor=actor)}
        for bid, people in assessors.items()
    }
    found: dict[tuple[UUID, str], list[Decimal]] = defaultdict(list)
    rows = AssessorScore.objects.filter(bid__in=list(assessors), points__isnull=False)
    for bid, number, person, points in rows.values_list("bid", "criterion__number", "by", "points"):
        if person in seen[bid] and points is not None:
            found[bid, number].append(points)
    return found


def is_seen(assessors: Sequence[Assessor], person_id: int, *, actor: Actor) -> bool:
    """Whether the reader sees what this person gave a bid; nobody sees what who was taken off it once gave."""
    finished = {one.person_id: one.finished_at is not None for one in assessors}
    if person_id not in finished:
        return False
    if person_id != actor.person_id and not finished[person_id]:
        return False
    return domain.may_see(
        is_own=person_id == actor.person_id,
        has_finished=finished.get(actor.person_id) if actor.person_id is not None else None,
        others_finished=all(finished.values()),
    )


def alphas(assessors: Assessors, criteria: Iterable[int]) -> dict[int, Decimal | None]:
    """Per criterion how far assessors agree, over the bids that all of theirs have finished; in one query."""
    done = {bid for bid, people in assessors.items() if len(people) > 1 and all(one.finished_at for one in people)}
    people = {(bid, one.person_id) for bid in done for one in assessors[bid]}
    units: dict[int, dict[UUID, list[Decimal]]] = {one: defaultdict(list) for one in criteria}
    rows = AssessorScore.objects.filter(bid__in=done, points__isnull=False)
    for bid, criterion, person, points in rows.values_list("bid", "criterion", "by", "points"):
        if (bid, person) in people and points is not None:
            units[criterion][bid].append(points)
    return {criterion: alpha(of_bid.values()) for criterion, of_bid in units.items()}
