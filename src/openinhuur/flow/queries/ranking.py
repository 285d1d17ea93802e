"""The ranking once step 2 is closed: place by place why, how firm each place is, the lot, and corrections."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from openinhuur.assessments.models import LotDraw, RankedBid, Score, ScoreCorrection
from openinhuur.calls import access, facts
from openinhuur.calls.models import Call
from openinhuur.domain import firmness
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.queries.settlement import File


@dataclass(frozen=True, slots=True)
class RankingRow:
    """A place: its total, what parted it from who is equal, and how firm it is."""

    bid_id: UUID
    supplier: str
    candidate: str
    place: int
    total: Decimal
    price_points: Decimal | None
    hourly_rate: Money
    passes: bool
    tied_with: list[int]
    broken_by: str
    firm: firmness.Firm


@dataclass(frozen=True, slots=True)
class LotShown:
    """The lot: for whom, when, and its proof once it was drawn."""

    tied: list[str]
    draws_at: datetime
    drawn_at: datetime | None
    secret: str
    commitment: str


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """A correction of a score: both values, why, who, and the two rankings (each line: place, bid, total, passes)."""

    id: int
    bid_id: UUID
    criterion: str
    before: Decimal
    after: Decimal
    reason_before: str
    reason_after: str
    why: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    is_accepted: bool | None
    ranking_before: list[str]
    ranking_after: list[str]


@dataclass(frozen=True, slots=True)
class RankingPage:
    """The whole ranking, best first."""

    number: str
    title: str
    shortlist_size: int
    closed_at: datetime
    rows: list[RankingRow]
    lot: LotShown | None
    corrections: list[CorrectionShown]


def ranking_page(number: str, *, actor: Actor, at: datetime) -> RankingPage:
    """Place by place why, and how firm.

    Raises:
        NotFound: step 2 is not closed, so there is no ranking (R6).
    """
    del at
    call = access.get(number, actor=actor, to=Verb.READ_ASSESSMENT)
    closing = call.closings.filter(step=2).first()
    if closing is None:
        raise NotFound(what=f"ranking:{number}")
    rows = list(RankedBid.objects.filter(bid__call=call).select_related("bid__supplier", "bid__offer__candidate"))
    draw = LotDraw.objects.filter(call=call).first()
    firm = {one.bid: one for one in _firm(call, rows, draw)}
    places = {str(one.pk): one.place for one in rows}
    return RankingPage(
        number=call.number,
        title=call.title,
        shortlist_size=call.shortlist_size,
        closed_at=closing.closed_at,
        rows=[_row(one, places, firm[str(one.pk)]) for one in rows],
        lot=_lot(call, draw) if draw else None,
        corrections=_corrections(call),
    )


def shortlist_report(number: str, *, actor: Actor, at: datetime) -> File:
    """The report that was handed over to the buyer, as PDF.

    Raises:
        NotFound: it was not handed over yet.
    """
    return _paper(number, "report", actor=actor, at=at)


def lot_minutes(number: str, *, actor: Actor, at: datetime) -> File:
    """The minutes of the lot, as PDF.

    Raises:
        NotFound: none was drawn.
    """
    return _paper(number, "minutes", actor=actor, at=at)


def lot_proof(number: str, *, actor: Actor, at: datetime) -> File:
    """The proof of the lot, to compute it again with `openinhuur lot verify`.

    Raises:
        NotFound: none was drawn.
    """
    return _paper(number, "proof", actor=actor, at=at)


def _paper(number: str, what: str, *, actor: Actor, at: datetime) -> File:
    del at
    call = access.get(number, actor=actor, to=Verb.READ_ASSESSMENT)
    row = call.closings.filter(step=2).first() if what == "report" else LotDraw.objects.filter(call=call).first()
    document = getattr(row, what) if row else None
    if document is None:
        raise NotFound(what=f"{what}:{number}")
    return File(document.name, document.media_type, bytes(document.content))


def _firm(call: Call, rows: list[RankedBid], draw: LotDraw | None) -> list[firmness.Firm]:
    points: dict[UUID, dict[str, Decimal]] = defaultdict(dict)
    for bid, number, given in Score.objects.filter(bid__call=call).values_list("bid", "criterion__number", "points"):
        points[bid][number] = given
    lots = draw.lots if draw else {}
    scored = [
        firmness.Scored(
            str(one.pk), points[one.pk], one.hourly_rate, one.price_points or Decimal(0), lots.get(str(one.pk), 0)
        )
        for one in rows
    ]
    return firmness.firmness(facts.award_criteria(call), scored, shortlist_size=call.shortlist_size)


def _row(one: RankedBid, places: dict[str, int], firm: firmness.Firm) -> RankingRow:
    return RankingRow(
        bid_id=one.pk,
        supplier=one.bid.supplier.name,
        candidate=one.bid.offer.candidate.name,
        place=one.place,
        total=one.total,
        price_points=one.price_points,
        hourly_rate=Money.of(one.hourly_rate),
        passes=one.passes,
        tied_with=sorted(places[bid] for bid in one.tied_with),
        broken_by=one.broken_by,
        firm=firm,
    )


def _lot(call: Call, draw: LotDraw) -> LotShown:
    commitment = call.vault.lot_commitment if call.vault else ""
    return LotShown(list(draw.tied), draw.draws_at, draw.drawn_at, draw.secret, commitment)


def _corrections(call: Call) -> list[CorrectionShown]:
    found = ScoreCorrection.objects.filter(score__bid__call=call)
    return [
        CorrectionShown(
            id=one.pk,
            bid_id=one.score.bid_id,
            criterion=one.score.criterion.number,
            before=one.points_before,
            after=one.points_after,
            reason_before=one.reason_before,
            reason_after=one.reason_after,
            why=one.why,
            proposed_by=one.proposed_by.name,
            proposed_at=one.proposed_at,
            decided_by=one.decided_by.name if one.decided_by else "",
            decided_at=one.decided_at,
            is_accepted=one.is_accepted,
            ranking_before=list(one.ranking_before),
            ranking_after=list(one.ranking_after),
        )
        for one in found.select_related("score__criterion", "proposed_by", "decided_by")
    ]
