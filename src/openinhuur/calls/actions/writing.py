"""Keeping a call as it will be published, before it is."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from openinhuur.calls.models import AwardCriterion, Call, Competence, Requirement, SelectionCriterion
from openinhuur.domain import call as domain
from openinhuur.domain.assessors import ScoresBy
from openinhuur.domain.chain import ChainRule
from openinhuur.domain.money import Money
from openinhuur.domain.ranking import TieAcrossCut
from openinhuur.domain.rejection import RejectionsSent
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record
from openinhuur.parties.models import Category


@dataclass(frozen=True, slots=True)
class NewRequirement:
    """A requirement with the rule that can compute a proposal ("chain", "waadi", "self-employed"), if any.

    ``kind``: whom or what it is about; ``evidence``: what shows that it is met (codes of `domain.draft.LISTS`).
    """

    number: str
    text: str
    rule: str = ""
    kind: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class NewCall:
    """Everything a call says, before it is published."""

    number: str
    title: str
    buyer_id: int
    category_id: int
    timetable: domain.Timetable
    requirements: list[NewRequirement]
    award_criteria: list[domain.AwardCriterion]
    selection_criteria: list[tuple[str, str]]
    competences: list[tuple[str, str]]
    duration_months: int
    hours_per_week: Decimal
    working_days: list[str]
    shortlist_size: int
    standstill_days: int
    g_account_sna: Decimal
    g_account_other: Decimal
    fee_per_hour: Money
    description: list[tuple[str, str]] = field(default_factory=list)
    start_on: date | None = None
    extension_count: int = 0
    extension_months: int = 0
    education: str = ""
    region: str = ""
    salary_scale: str = ""
    positions: int = 1
    vog_required: bool = False
    cv_max_pages: int | None = None
    cv_language: str = ""
    cv_min_references: int = 0
    min_invited: int = 2
    min_interviewers: int = 2
    tie_across_cut: TieAcrossCut = TieAcrossCut.LOT
    scores_by: str = ScoresBy.CONSENSUS.value
    rejections_sent: str = RejectionsSent.WITH_AWARD.value
    bid_count_is_shown: bool = False
    chain_rule: ChainRule | None = None
    chain_reference_on: date | None = None
    is_under_direction: bool = True
    max_rate: Decimal | None = None
    rate_includes_travel: bool = True
    rate_includes_fee: bool = True
    rate_is_published: bool = False
    price_weight: Decimal | None = None
    price_formula: str = ""
    price_lowest: Decimal | None = None
    price_highest: Decimal | None = None
    interview_weight: Decimal | None = None
    interview_threshold: Decimal | None = None
    max_bids_per_supplier: int | None = None
    max_rounds: int | None = None
    cv_rules_broken: str = ""
    has_incumbent: bool = False
    is_judged_blind: bool = False


OTHERWISE = {
    "timetable", "requirements", "award_criteria", "selection_criteria", "competences", "description", "fee_per_hour",
    "tie_across_cut", "chain_rule",
}  # fmt: skip
"""What is kept in another shape; all the rest has the name and shape of its column."""


@transaction.atomic
def write(new: NewCall, *, actor: Actor, at: datetime) -> Call:
    """Keep a new call as a draft of the actor's desk."""
    actor.require(Verb.PUBLISH)
    system = {"purchasing_system__buyer": new.buyer_id, "purchasing_system__desk": actor.organisation}
    if not Category.objects.filter(pk=new.category_id, **system).exists():
        raise NotFound(what=f"category:{new.category_id}")
    call = Call.objects.create(desk_id=actor.organisation, **columns(new))
    _write_items(call, new)
    record("call.written", actor=actor, at=at, subject=call.subject, title=call.title)
    return call


def columns(new: NewCall) -> dict[str, Any]:
    """What the row of a call holds of it; its items are rows of their own."""
    rule, moments = new.chain_rule, new.timetable
    return {
        **{one.name: getattr(new, one.name) for one in fields(new) if one.name not in OTHERWISE},
        "description": [list(section) for section in new.description],
        "questions_close_at": moments.questions_close_at,
        "answers_by_on": moments.answers_by_on,
        "closes_at": moments.closes_at,
        "invitations_by_on": moments.invitations_by_on,
        "interviews_from_on": moments.interviews_from_on,
        "tie_across_cut": new.tie_across_cut.value,
        "fee_per_hour": new.fee_per_hour.amount,
        "chain_agreements": rule.agreements if rule else None,
        "chain_months": rule.months if rule else None,
        "chain_gap_months": rule.gap_months if rule else None,
    }


def _write_items(call: Call, new: NewCall) -> None:
    Requirement.objects.bulk_create(
        Requirement(
            call=call,
            position=position,
            number=one.number,
            text=one.text,
            rule=one.rule,
            kind=one.kind,
            evidence=one.evidence,
        )
        for position, one in enumerate(new.requirements, 1)
    )
    AwardCriterion.objects.bulk_create(
        AwardCriterion(call=call, position=position, number=one.number, text=one.text,
                       maximum=one.maximum, scale=list(one.scale), descriptors=list(one.descriptors))
        for position, one in enumerate(new.award_criteria, 1)
    )  # fmt: skip
    SelectionCriterion.objects.bulk_create(
        SelectionCriterion(call=call, position=position, number=number, text=text)
        for position, (number, text) in enumerate(new.selection_criteria, 1)
    )
    Competence.objects.bulk_create(
        Competence(call=call, position=position, number=number, text=text)
        for position, (number, text) in enumerate(new.competences, 1)
    )
