"""The selection and the interviews. The matrix of points: `openinhuur.flow.queries.matrix`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openinhuur.assessments.models import Interview, InterviewRound, RankedBid
from openinhuur.calls import access
from openinhuur.calls.models import Call, Competence
from openinhuur.domain import interview as domain
from openinhuur.domain.roles import Actor, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.tabs import tabs


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
