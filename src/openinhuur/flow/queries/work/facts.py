"""The rows of many calls as `openinhuur.domain.worklist` wants to know them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from openinhuur.assessments import models as assessments
from openinhuur.awards.models import Objection
from openinhuur.bids.access import standing_in
from openinhuur.calls import facts
from openinhuur.calls.models import AwardCriterion, Call, Competence, Correction, Question, Requirement, Withdrawal
from openinhuur.domain import interview
from openinhuur.domain.call import Milestones
from openinhuur.domain.worklist import CallWork, Interview

CORRECTION_WAITS = Correction.objects.filter(published_at__isnull=True, dropped_at__isnull=True)
WITHDRAWAL_WAITS = Withdrawal.objects.filter(decided_at__isnull=True)

REPAIRS_WAIT = assessments.Repair.objects.filter(answered_at__isnull=True).order_by("-request__due_at")
LOT_WAITS = assessments.LotDraw.objects.filter(drawn_at__isnull=True)


@dataclass(slots=True)
class _Counts:
    """How much there is of everything on one call. Bids are those that stand; before the opening only how many."""

    requirements: int
    criteria: int
    unanswered: int
    offered: int
    shortlist: int
    correction_since: datetime | None
    withdrawal_since: datetime | None
    repairs_due_at: datetime | None
    lot_draws_at: datetime | None
    bids: int = 0
    unread: int = 0
    judged: int = 0
    going_on: int = 0
    scored: int = 0
    objections_open: int = 0
    objections_upheld: int = 0


def with_steps(calls: QuerySet[Call]) -> QuerySet[Call]:
    """The calls with all that `milestones` reads, in three queries."""
    return calls.select_related("buyer", "opening", "award__contract").prefetch_related("closings", "rounds")


def milestones(call: Call) -> Milestones:
    """As `openinhuur.flow.milestones.milestones`, from rows that were fetched by `with_steps`."""
    opening, award = getattr(call, "opening", None), getattr(call, "award", None)
    contract = getattr(award, "contract", None)
    shortlisted = [one.closed_at for one in call.closings.all() if one.step == 2]
    invited = [one.at for one in call.rounds.all()]
    return Milestones(
        answered_at=call.answered_at,
        opened_at=opening.opened_at if opening else None,
        shortlisted_at=shortlisted[0] if shortlisted else None,
        invited_at=min(invited) if invited else None,
        decided_at=award.decided_at if award else None,
        letters_sent_at=award.sent_at if award else None,
        standstill_ends_at=award.standstill_ends_at if award else None,
        signed_at=contract.signed_at if contract else None,
        starts_on=contract.period.lower if contract else None,
        ends_before=contract.period.upper if contract else None,
        withdrawn_at=call.withdrawn_at,
    )


def call_works(calls: Sequence[Call]) -> list[CallWork]:
    """What the work on each of these calls follows from, in seven queries. The calls come from `with_steps`."""
    counts = _counts(calls)
    competences, interviews = _competences(calls), _interviews(calls)
    return [
        CallWork(
            number=call.number,
            title=call.title,
            timetable=facts.timetable(call),
            done=milestones(call),
            unanswered=counted.unanswered,
            offered=counted.offered,
            correction_since=counted.correction_since,
            withdrawal_since=counted.withdrawal_since,
            bids=counted.bids,
            unread=counted.unread,
            judged=counted.judged,
            scored=counted.scored,
            cells=counted.going_on * counted.criteria,
            steps_closed=frozenset(one.step for one in call.closings.all()),
            shortlist=counted.shortlist,
            competences=len(competences[call.pk]),
            min_interviewers=call.min_interviewers,
            interviews=tuple(_interview(one, competences[call.pk]) for one in interviews[call.pk]),
            objections_open=counted.objections_open,
            objections_upheld=counted.objections_upheld,
            start_on=call.start_on,
            repairs_due_at=counted.repairs_due_at,
            lot_draws_at=counted.lot_draws_at,
        )
        for call in calls
        for counted in [counts[call.pk]]
    ]


def _counts(calls: Sequence[Call]) -> dict[int, _Counts]:
    waiting = Question.objects.filter(call=OuterRef("pk"), clarification__isnull=True)
    per_call = Call.objects.filter(pk__in=[call.pk for call in calls]).values_list(
        "pk",
        _count(Requirement.objects.filter(call=OuterRef("pk")), "call"),
        _count(AwardCriterion.objects.filter(call=OuterRef("pk")), "call"),
        _count(waiting.filter(offered_at__isnull=True), "call"),
        _count(waiting.filter(offered_at__isnull=False), "call"),
        _count(assessments.RankedBid.objects.filter(bid__call=OuterRef("pk"), passes=True), "bid__call"),
        Subquery(CORRECTION_WAITS.filter(call=OuterRef("pk")).values("written_at")[:1]),
        Subquery(WITHDRAWAL_WAITS.filter(call=OuterRef("pk")).values("asked_at")[:1]),
        Subquery(REPAIRS_WAIT.filter(request__call=OuterRef("pk")).values("request__due_at")[:1]),
        Subquery(LOT_WAITS.filter(call=OuterRef("pk")).values("draws_at")[:1]),
    )
    counts = {pk: _Counts(*counted) for pk, *counted in per_call}
    _count_bids(counts)
    _count_objections(counts)
    return counts


def _count(rows: QuerySet[Any], group: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(group).annotate(count=Count("pk")).values("count")), 0)


def _count_bids(counts: Mapping[int, _Counts]) -> None:
    rows = (
        standing_in(counts)
        .annotate(
            judged=Count("judgements", distinct=True),
            unmet=Count("judgements", filter=Q(judgements__is_met=False), distinct=True),
            scored=Count("scores", distinct=True),
        )
        .values_list("call_id", "offer", "judged", "unmet", "scored")
    )
    for call, offer, judged, unmet, scored in rows:
        counted = counts[call]
        is_judged = judged >= counted.requirements
        counted.bids += 1
        counted.unread += offer is None
        counted.judged += is_judged
        counted.going_on += is_judged and not unmet
        counted.scored += scored


def _count_objections(counts: Mapping[int, _Counts]) -> None:
    decided = Objection.objects.filter(decision__call__in=counts)
    for call, decided_at, is_upheld in decided.values_list("decision__call", "decided_at", "is_upheld"):
        counts[call].objections_open += decided_at is None
        counts[call].objections_upheld += is_upheld


def _competences(calls: Sequence[Call]) -> dict[int, list[str]]:
    """Competences by their key as text, per call."""
    found: dict[int, list[str]] = defaultdict(list)
    for call, key in Competence.objects.filter(call__in=calls).values_list("call_id", "pk"):
        found[call].append(str(key))
    return found


def _interviews(calls: Sequence[Call]) -> dict[int, list[assessments.Interview]]:
    found: dict[int, list[assessments.Interview]] = defaultdict(list)
    rows = assessments.Interview.objects.filter(bid__call__in=calls, bid__call__award__isnull=True)
    for one in rows.select_related("bid__offer__candidate").prefetch_related("grades", "agreed").order_by("bid"):
        found[one.bid.call_id].append(one)
    return found


def _interview(row: assessments.Interview, competences: Sequence[str]) -> Interview:
    agreed = {str(one.competence_id): interview.Grade(one.grade) for one in row.agreed.all()}
    grades: dict[int, int] = defaultdict(int)
    for one in row.grades.all():
        grades[one.by_id] += 1
    return Interview(
        candidate=row.bid.offer.candidate.name,
        planned_at=row.planned_at,
        passed=False if row.not_held_reason else interview.passed(agreed, competences=competences),
        grades=grades,
        agreed=len(agreed),
    )
