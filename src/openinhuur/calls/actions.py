"""Writing and publishing a call; questions and their answers."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from openinhuur.calls import access, facts
from openinhuur.calls.models import (
    AwardCriterion,
    Call,
    Competence,
    Question,
    Requirement,
    SelectionCriterion,
)
from openinhuur.documents.actions import make_vault
from openinhuur.domain import call as domain
from openinhuur.domain.calendars import local
from openinhuur.domain.chain import ChainRule
from openinhuur.domain.money import Money
from openinhuur.domain.ranking import TieAcrossCut
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record
from openinhuur.parties import queries as parties
from openinhuur.parties.models import Category


@dataclass(frozen=True, slots=True)
class NewRequirement:
    """A requirement with the rule that can compute a proposal ("chain", "waadi", "self-employed"), if any."""

    number: str
    text: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
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
    chain_rule: ChainRule | None = None
    chain_reference_on: date | None = None


@transaction.atomic
def write(draft: Draft, *, actor: Actor, at: datetime) -> Call:
    """Keep a new call as a draft of the actor's desk."""
    actor.require(Verb.PUBLISH)
    if not Category.objects.filter(pk=draft.category_id, purchasing_system__buyer=draft.buyer_id).exists():
        raise NotFound(what=f"category:{draft.category_id}")
    rule = draft.chain_rule
    call = Call.objects.create(
        number=draft.number,
        title=draft.title,
        buyer_id=draft.buyer_id,
        desk_id=actor.organisation,
        category_id=draft.category_id,
        description=[list(section) for section in draft.description],
        questions_close_at=draft.timetable.questions_close_at,
        answers_by_on=draft.timetable.answers_by_on,
        closes_at=draft.timetable.closes_at,
        invitations_by_on=draft.timetable.invitations_by_on,
        interviews_from_on=draft.timetable.interviews_from_on,
        start_on=draft.start_on,
        duration_months=draft.duration_months,
        extension_count=draft.extension_count,
        extension_months=draft.extension_months,
        hours_per_week=draft.hours_per_week,
        working_days=draft.working_days,
        education=draft.education,
        region=draft.region,
        salary_scale=draft.salary_scale,
        positions=draft.positions,
        vog_required=draft.vog_required,
        cv_max_pages=draft.cv_max_pages,
        cv_language=draft.cv_language,
        cv_min_references=draft.cv_min_references,
        shortlist_size=draft.shortlist_size,
        min_invited=draft.min_invited,
        min_interviewers=draft.min_interviewers,
        tie_across_cut=draft.tie_across_cut.value,
        standstill_days=draft.standstill_days,
        fee_per_hour=draft.fee_per_hour.amount,
        g_account_sna=draft.g_account_sna,
        g_account_other=draft.g_account_other,
        chain_agreements=rule.agreements if rule else None,
        chain_months=rule.months if rule else None,
        chain_gap_months=rule.gap_months if rule else None,
        chain_reference_on=draft.chain_reference_on,
    )
    _write_items(call, draft)
    record("call.written", actor=actor, at=at, subject=call.subject, title=call.title)
    return call


def _write_items(call: Call, draft: Draft) -> None:
    Requirement.objects.bulk_create(
        Requirement(call=call, position=position, number=one.number, text=one.text, rule=one.rule)
        for position, one in enumerate(draft.requirements, 1)
    )
    AwardCriterion.objects.bulk_create(
        AwardCriterion(call=call, position=position, number=one.number, text=one.text,
                       maximum=one.maximum, scale=list(one.scale))
        for position, one in enumerate(draft.award_criteria, 1)
    )  # fmt: skip
    SelectionCriterion.objects.bulk_create(
        SelectionCriterion(call=call, position=position, number=number, text=text)
        for position, (number, text) in enumerate(draft.selection_criteria, 1)
    )
    Competence.objects.bulk_create(
        Competence(call=call, position=position, number=number, text=text)
        for position, (number, text) in enumerate(draft.competences, 1)
    )


@transaction.atomic
def publish(number: str, *, actor: Actor, at: datetime) -> Call:
    """Publish a call: from here on it is frozen, and its vault can receive bids.

    Who pays the fee is frozen too: what holds for its purchasing system on this day (R40).

    Raises:
        domain.AlreadyPublished, WeightsDoNotAddUp, DatesOutOfOrder, NothingToJudge.
    """
    call = access.get(number, actor=actor, to=Verb.PUBLISH)
    criteria = facts.award_criteria(call)
    domain.check_publishable(facts.timetable(call), criteria, requirements=call.requirements.count(), at=at)
    vault = make_vault(at=at)
    fee_payer = parties.fee_payer(call.category_id, on=local(at).date())
    drafts = Call.objects.filter(pk=call.pk, published_at__isnull=True)
    if drafts.update(published_at=at, vault=vault, fee_payer=fee_payer.value) != 1:
        raise domain.AlreadyPublished(published_at=at)
    record("call.published", actor=actor, at=at, subject=call.subject, closes_at=call.closes_at,
           criteria=[f"{one.number}: {one.maximum}" for one in criteria], shortlist_size=call.shortlist_size,
           tie_across_cut=call.tie_across_cut, vault=vault.pk, fee_payer=fee_payer)  # fmt: skip
    return access.get(number, actor=actor, to=Verb.READ_CALL)


@transaction.atomic
def ask(number: str, text: str, *, actor: Actor, at: datetime) -> Question:
    """A supplier asks a question about the call.

    Raises:
        domain.QuestionsClosed, NotPublished.
    """
    call = access.get(number, actor=actor, to=Verb.ASK)
    domain.check_question(facts.timetable(call), text, at=at)
    question = Question.objects.create(call=call, supplier_id=actor.organisation, text=text.strip(), asked_at=at)
    record("question.asked", actor=actor, at=at, subject=call.subject, question=question.pk)
    return question


@transaction.atomic
def answer(number: str, answers: dict[int, str], *, actor: Actor, at: datetime) -> Call:
    """Publish the answers to all questions at once, the same for everybody (R12).

    Args:
        answers: question id → answer.

    Raises:
        domain.AnswerMissing: a question would stay without an answer.
    """
    call = access.get(number, actor=actor, to=Verb.ANSWER, locked=True)
    domain.check_answering(facts.timetable(call), answered_at=call.answered_at, at=at)
    questions = list(call.questions.all())
    unanswered = [one.pk for one in questions if not answers.get(one.pk, one.answer).strip()]
    if unanswered:
        raise domain.AnswerMissing(questions=unanswered)
    for question in questions:
        question.answer = answers.get(question.pk, question.answer).strip()
    Question.objects.bulk_update(questions, ["answer"])
    Call.objects.filter(pk=call.pk).update(answered_at=at)
    record("answers.published", actor=actor, at=at, subject=call.subject, questions=len(questions),
           sha256=_fingerprint(questions))  # fmt: skip
    return call


def _fingerprint(questions: list[Question]) -> str:
    """The SHA-256 of all questions with their answers, as they were published."""
    said = [[one.text, one.answer] for one in questions]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
