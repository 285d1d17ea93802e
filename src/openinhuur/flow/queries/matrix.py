"""The matrix: bids by criteria, with totals, order, cut line and reasons; as many queries for 500 bids as for five."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from openinhuur.assessments.models import RankedBid, Score
from openinhuur.bids.access import standing
from openinhuur.calls import access
from openinhuur.calls.models import Call
from openinhuur.domain.agreement import spread
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.given import Assessors, assessors_of, points_in
from openinhuur.flow.queries.names import names_of
from openinhuur.flow.queries.overview import ItemWithPoints, criteria
from openinhuur.flow.queries.score_corrections import CorrectionShown, corrections_of
from openinhuur.flow.queries.tabs import tabs


class Cell(NamedTuple):
    """Points on one criterion; None where nothing counts yet. ``spread``: how far its assessors lie apart."""

    points: Decimal | None
    maximum: Decimal
    reason: str
    spread: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class TieNote:
    """Equal points: with which places, and what parted them."""

    with_places: list[int]
    broken_by: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A bid with its points; place, rate, points for the price and cut only after step 2 was closed (R6).

    ``assessors``, ``finished``: to how many people it was assigned, and how many finished it.
    """

    bid_id: UUID
    supplier: str
    candidate: str
    place: int | None
    cells: list[Cell]
    price_points: Decimal | None
    total: Decimal
    hourly_rate: Money | None
    passes: bool | None
    tie: TieNote | None
    assessors: int
    finished: int


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """Bids × criteria. ``corrections``: of scores, after the closing; ``may_correct``: the reader may write one."""

    number: str
    title: str
    criteria: list[ItemWithPoints]
    rows: list[MatrixRow]
    shortlist_size: int
    price_weight: Decimal | None
    closed_at: datetime | None
    corrections: list[CorrectionShown]
    may_correct: bool
    tabs: frozenset[str]


class _Ranked(NamedTuple):
    place: int
    total: Decimal
    price_points: Decimal | None
    hourly_rate: Decimal
    passes: bool
    tied_with: list[str]
    broken_by: str


def matrix_page(number: str, *, actor: Actor, at: datetime) -> MatrixPage:
    """Who has how many points, what was lost and why, and where the cut falls."""
    del at
    call = access.get(number, actor=actor, to=Verb.READ_ASSESSMENT)
    done = milestones(call)
    if done.opened_at is None:
        raise NotFound(what=f"matrix:{number}")
    closing = call.closings.filter(step=2).first()
    published = criteria(call)
    rows = _rows(call, published, actor)
    return MatrixPage(
        number=call.number,
        title=call.title,
        criteria=published,
        rows=sorted(rows, key=lambda row: (row.place or 0, -row.total, row.supplier, row.candidate)),
        shortlist_size=call.shortlist_size,
        price_weight=call.price_weight or None,
        closed_at=closing.closed_at if closing else None,
        corrections=corrections_of(call, actor=actor) if closing else [],
        may_correct=closing is not None and actor.may(Verb.SCORE) and done.decided_at is None,
        tabs=tabs(call, done, actor=actor),
    )


def _rows(call: Call, published: Sequence[ItemWithPoints], actor: Actor) -> list[MatrixRow]:
    bids = standing(call).filter(offer__isnull=False).exclude(judgements__is_met=False)
    found = list(bids.values_list("pk", "supplier__name", "offer__candidate__name"))
    names = names_of(call)
    scores = _scores(call)
    ranked = _ranked(call)
    places = {str(bid): one.place for bid, one in ranked.items()}
    assessors = assessors_of(bid for bid, _, _ in found)
    apart = _spreads(assessors, actor)
    made = []
    for bid, supplier, candidate in found:
        of_bid, of_ranking = scores.get(bid, {}), ranked.get(bid)
        cells = [_cell(one, of_bid.get(one.number), apart.get((bid, one.number))) for one in published]
        people = assessors.get(bid, ())
        made.append(
            MatrixRow(
                bid_id=bid,
                supplier=names.supplier(supplier),
                candidate=names.candidate(bid, candidate),
                place=of_ranking.place if of_ranking else None,
                cells=cells,
                price_points=of_ranking.price_points if of_ranking else None,
                total=of_ranking.total if of_ranking else sum((one for one, _ in of_bid.values()), Decimal(0)),
                hourly_rate=Money.of(of_ranking.hourly_rate) if of_ranking else None,
                passes=of_ranking.passes if of_ranking else None,
                tie=_tie(of_ranking, places) if of_ranking and of_ranking.tied_with else None,
                assessors=len(people),
                finished=sum(one.finished_at is not None for one in people),
            )
        )
    return made


def _cell(one: ItemWithPoints, scored: tuple[Decimal, str] | None, apart: Decimal | None) -> Cell:
    points, reason = scored or (None, "")
    return Cell(points, one.maximum, reason, apart or Decimal(0))


def _scores(call: Call) -> dict[UUID, dict[str, tuple[Decimal, str]]]:
    """Bid → criterion → the points that count, and why."""
    found: dict[UUID, dict[str, tuple[Decimal, str]]] = defaultdict(dict)
    rows = Score.objects.filter(bid__call=call).values_list("bid", "criterion__number", "points", "reason")
    for bid, number, points, reason in rows:
        found[bid][number] = (points, reason)
    return found


def _ranked(call: Call) -> dict[UUID, _Ranked]:
    rows = RankedBid.objects.filter(bid__call=call).values_list("pk", *_Ranked._fields)
    return {bid: _Ranked(*of_bid) for bid, *of_bid in rows}


def _spreads(assessors: Assessors, actor: Actor) -> dict[tuple[UUID, str], Decimal]:
    """Per cell how far the points lie apart that the reader may see."""
    several = {bid: people for bid, people in assessors.items() if len(people) > 1}
    return {cell: spread(points) for cell, points in points_in(several, actor=actor).items()}


def _tie(ranked: _Ranked, places: Mapping[str, int]) -> TieNote:
    return TieNote(sorted(places[bid] for bid in ranked.tied_with), ranked.broken_by)
