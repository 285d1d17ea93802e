"""Step 2 at the desk: what is assigned to whom, and how far it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from openinhuur.assessments import hidden, interests
from openinhuur.assessments.models import AssessorScore, Score
from openinhuur.bids import access as bids
from openinhuur.bids.models import Bid
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call
from openinhuur.domain.roles import Actor, Role, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.given import Assessor, assessors_of
from openinhuur.flow.queries.names import names_of
from openinhuur.flow.queries.overview import ItemWithPoints, criteria
from openinhuur.flow.queries.tabs import tabs
from openinhuur.parties.queries import people_with

T = TypeVar("T")
MOST_PHRASES = 20


@dataclass(frozen=True, slots=True)
class BidToScore:
    """A bid of step 2: who assesses it, how many criteria the reader filled, how many count already."""

    bid_id: UUID
    supplier: str
    candidate: str
    assessors: tuple[Assessor, ...]
    is_mine: bool
    filled: int
    finished_at: datetime | None
    agreed: int


@dataclass(frozen=True, slots=True)
class JudgingPage:
    """Every bid of step 2 in a fixed order. ``people``: who can be made an assessor (person, name).

    ``done``, ``total``: the reader's own cells.
    """

    number: str
    title: str
    scores_by: str
    criteria: list[ItemWithPoints]
    bids: list[BidToScore]
    people: list[tuple[int, str]]
    done: int
    total: int
    invitations_by_on: date
    is_open: bool
    tabs: frozenset[str]


def judging_page(number: str, *, actor: Actor, at: datetime) -> JudgingPage:
    """What is assigned to whom, and how far it is; for the desk, after they declared their interests (R22)."""
    del at
    call = calls.get(number, actor=actor, to=Verb.ASSIGN)
    interests.check_may_assess(call, actor=actor)
    found, published, names = in_step_2(call), criteria(call), names_of(call)
    assessors = assessors_of(one.pk for one in found)
    filled = Counter(_own(call, actor).values_list("bid", flat=True))
    agreed = Counter(Score.objects.filter(bid__in=found).values_list("bid", flat=True))
    rows = [
        BidToScore(
            bid_id=one.pk,
            supplier=names.supplier(one.supplier.name),
            candidate=names.candidate(one.pk, one.offer.candidate.name),
            assessors=tuple(assessors.get(one.pk, ())),
            is_mine=mine is not None,
            filled=filled[one.pk],
            finished_at=mine.finished_at if mine else None,
            agreed=agreed[one.pk],
        )
        for one in found
        for mine in [_mine(assessors.get(one.pk, ()), actor)]
    ]
    return JudgingPage(
        number=call.number,
        title=call.title,
        scores_by=call.scores_by,
        criteria=published,
        bids=rows,
        people=list(people_with(Role.DESK, call.desk_id).items()),
        done=sum(one.filled for one in rows if one.is_mine),
        total=sum(one.is_mine for one in rows) * len(published),
        invitations_by_on=call.invitations_by_on,
        is_open=not call.closings.filter(step=2).exists(),
        tabs=tabs(call, milestones(call), actor=actor),
    )


def in_step_2(call: Call) -> list[Bid]:
    """The bids that got through step 1, in an order that tells nothing: by supplier and candidate, or by letter."""
    found = bids.standing(call).filter(offer__isnull=False).exclude(judgements__is_met=False)
    if not call.closings.filter(step=1).exists():
        return []
    rows = found.select_related("supplier", "offer__candidate").defer("offer__agreements", "offer__references")
    by_name = () if hidden.is_hidden(call) else ("supplier__name", "offer__candidate__name")
    return list(rows.order_by(*by_name, "pk"))


def _own(call: Call, actor: Actor) -> QuerySet[AssessorScore]:
    return AssessorScore.objects.filter(bid__call=call, by=actor.person_id, points__isnull=False)


def _mine(assessors: Sequence[Assessor], actor: Actor) -> Assessor | None:
    return next((one for one in assessors if one.person_id == actor.person_id), None)
