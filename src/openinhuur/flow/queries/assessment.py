"""The matrix of points, the selection and the interviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from openinhuur.assessments.models import Interview, InterviewRound, RankedBid, StepClosing
from openinhuur.bids.access import standing
from openinhuur.bids.models import Bid
from openinhuur.calls import access
from openinhuur.calls.models import Call, Competence
from openinhuur.domain import interview as domain
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.overview import ItemWithPoints, criteria
from openinhuur.flow.queries.tabs import tabs


@dataclass(frozen=True, slots=True)
class Cell:
    """Points on one criterion; None where nobody has scored yet."""

    points: Decimal | None
    maximum: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class TieNote:
    """Equal points: with which places, and what parted them."""

    with_places: list[int]
    broken_by: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A bid with its points; place, rate and cut only after step 2 was closed (R6)."""

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


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """Bids × criteria."""

    number: str
    title: str
    criteria: list[ItemWithPoints]
    rows: list[MatrixRow]
    shortlist_size: int
    price_weight: Decimal | None
    closed_at: datetime | None
    tabs: frozenset[str]


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """One competence of one interview: what each interviewer gave (interviewer, grade, reason), and agreed."""

    number: str
    text: str
    grades: list[tuple[str, str, str]]
    agreed_grade: str | None
    agreed_reason: str


@dataclass(frozen=True, slots=True)
class Interviewed:
    """An invited bid."""

    bid_id: UUID
    supplier: str
    candidate: str
    held_at: datetime | None
    passed: bool | None
    competences: list[CompetenceRow]


@dataclass(frozen=True, slots=True)
class Round:
    """Step 3 once, with the interviews that followed."""

    number: int
    invited_at: datetime
    reason: str
    candidates: list[Interviewed]


@dataclass(frozen=True, slots=True)
class SelectionRow:
    """A shortlisted bid with the buyer's remark per selection criterion (criterion, text)."""

    place: int
    supplier: str
    candidate: str
    texts: list[tuple[str, str]]
    invited_round: int | None


@dataclass(frozen=True, slots=True)
class InterviewsPage:
    """Steps 3 and 4."""

    number: str
    title: str
    rounds: list[Round]
    selection: list[SelectionRow]
    tabs: frozenset[str]


def matrix_page(number: str, *, actor: Actor, at: datetime) -> MatrixPage:
    """Who has how many points, what was lost and why, and where the cut falls."""
    del at
    call = access.get(number, actor=actor, to=Verb.READ_ASSESSMENT)
    done = milestones(call)
    if done.opened_at is None:
        raise NotFound(what=f"matrix:{number}")
    closing = StepClosing.objects.filter(call=call, step=2).first()
    bids = (
        standing(call)
        .filter(offer__isnull=False)
        .exclude(judgements__is_met=False)
        .select_related("supplier", "offer__candidate", "ranked")
        .prefetch_related("scores__criterion")
    )
    published = criteria(call)
    places = {str(pk): place for pk, place in RankedBid.objects.filter(bid__call=call).values_list("pk", "place")}
    rows = [_matrix_row(bid, published, places) for bid in bids]
    return MatrixPage(
        number=call.number,
        title=call.title,
        criteria=published,
        rows=sorted(rows, key=lambda row: (row.place or 0, -row.total, row.supplier, row.candidate)),
        shortlist_size=call.shortlist_size,
        price_weight=call.price_weight or None,
        closed_at=closing.closed_at if closing else None,
        tabs=tabs(call, done, actor=actor),
    )


def _matrix_row(bid: Bid, published: list[ItemWithPoints], places: Mapping[str, int]) -> MatrixRow:
    scores = {one.criterion.number: one for one in bid.scores.all()}
    cells = [
        Cell(scores[one.number].points, one.maximum, scores[one.number].reason)
        if one.number in scores
        else Cell(None, one.maximum, "")
        for one in published
    ]
    ranked: RankedBid | None = getattr(bid, "ranked", None)
    return MatrixRow(
        bid_id=bid.pk,
        supplier=bid.supplier.name,
        candidate=bid.offer.candidate.name,
        place=ranked.place if ranked else None,
        cells=cells,
        price_points=ranked.price_points if ranked else None,
        total=ranked.total if ranked else sum((one.points for one in scores.values()), Decimal(0)),
        hourly_rate=Money.of(ranked.hourly_rate) if ranked else None,
        passes=ranked.passes if ranked else None,
        tie=_tie(ranked, places) if ranked and ranked.tied_with else None,
    )


def _tie(ranked: RankedBid, places: Mapping[str, int]) -> TieNote:
    return TieNote(sorted(places[bid] for bid in ranked.tied_with), ranked.broken_by)


def interviews_page(number: str, *, actor: Actor, at: datetime) -> InterviewsPage:
    """Who was invited and why, and what each interview showed."""
    del at
    call = access.get(number, actor=actor, to=Verb.READ_INTERVIEWS)
    competences = list(call.competences.all())
    interviews = (
        Interview.objects.filter(bid__call=call)
        .select_related("bid__supplier", "bid__offer__candidate", "bid__ranked", "round")
        .prefetch_related("grades__by", "agreed")
        .order_by("bid__ranked__place")
    )
    rounds: dict[InterviewRound, list[Interviewed]] = {one: [] for one in call.rounds.all()}
    for one in interviews:
        rounds[one.round].append(_interviewed(one, competences, actor))
    return InterviewsPage(
        number=call.number,
        title=call.title,
        rounds=[Round(one.number, one.at, one.reason, candidates) for one, candidates in rounds.items()],
        selection=_selection(call, {one.pk: one.round.number for one in interviews}),
        tabs=tabs(call, milestones(call), actor=actor),
    )


def _interviewed(one: Interview, competences: list[Competence], actor: Actor) -> Interviewed:
    agreed = {grade.competence_id: grade for grade in one.agreed.all()}
    all_agreed = len(agreed) == len(competences)
    rows = []
    for competence in competences:
        outcome = agreed.get(competence.pk)
        grades = [
            (grade.by.name, grade.grade, grade.reason)
            for grade in sorted(one.grades.all(), key=lambda grade: grade.by.name)
            # until they have agreed, nobody sees what another interviewer gave (R5)
            if grade.competence_id == competence.pk and (all_agreed or grade.by_id == actor.person_id)
        ]
        rows.append(
            CompetenceRow(
                competence.number,
                competence.text,
                grades,
                outcome.grade if outcome else None,
                outcome.reason if outcome else "",
            )
        )
    by_number = {row.number: domain.Grade(row.agreed_grade) for row in rows if row.agreed_grade}
    return Interviewed(
        bid_id=one.pk,
        supplier=one.bid.supplier.name,
        candidate=one.bid.offer.candidate.name,
        held_at=one.planned_at,
        passed=False
        if one.not_held_reason
        else domain.passed(by_number, competences=[competence.number for competence in competences]),
        competences=rows,
    )


def _selection(call: Call, invited: Mapping[UUID, int]) -> list[SelectionRow]:
    shortlist = (
        RankedBid.objects.filter(bid__call=call, passes=True)
        .select_related("bid__supplier", "bid__offer__candidate")
        .prefetch_related("bid__selection_remarks__criterion")
    )
    return [
        SelectionRow(
            place=one.place,
            supplier=one.bid.supplier.name,
            candidate=one.bid.offer.candidate.name,
            texts=[
                (remark.criterion.text, remark.reason)
                for remark in sorted(one.bid.selection_remarks.all(), key=lambda each: each.criterion.position)
            ],
            invited_round=invited.get(one.pk),
        )
        for one in shortlist
    ]
