"""What the hiring desk sees of the questions of a call: to answer them, and to check the answers of a colleague."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openinhuur.calls import access, facts, rounds
from openinhuur.calls.audience import audience
from openinhuur.calls.models import Call, Question
from openinhuur.domain import answers, questions
from openinhuur.domain.errors import Refusal
from openinhuur.domain.questions import AnswersLate, QuestionState
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.tabs import tabs
from openinhuur.letters.clarification_words import Subject


@dataclass(frozen=True, slots=True)
class Head:
    """What every page about the answers of a call says at the top."""

    number: str
    title: str
    questions_close_at: datetime
    answers_by_on: date
    closes_at: datetime
    days_left: int
    tabs: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question that was not published yet. ``told``: the words that may tell others who asked it."""

    id: int
    supplier: str
    asked_at: datetime
    is_late: bool
    text: str
    wording: str
    group: str
    same_as: str
    answer: str
    correction: int | None
    state: QuestionState
    told: tuple[str, ...]
    sent_back_reason: str

    @property
    def is_reworded(self) -> bool:
        """Whether others read other words than those that were asked."""
        return self.text != self.wording


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """All that waits for an answer or for a second person.

    ``to_offer``: how many questions go to the second person now; ``why_not``: why none can.
    """

    head: Head
    rows: tuple[AnswerRow, ...]
    published: int
    told: tuple[str, ...]
    sent_back_reason: str
    to_offer: int
    why_not: Refusal | None
    offered_by: str
    offered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its value, and what it says."""

    value: int
    text: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One question, with what can be chosen. ``seen``: what it says now, for `calls.actions.answer`."""

    head: Head
    row: AnswerRow
    same_as: int | None
    seen: str
    written_by: str
    written_at: datetime | None
    subjects: tuple[str, ...]
    others: tuple[Choice, ...]
    corrections: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What a second person looks at: the nota as everybody will read it, and what was made of the questions.

    ``is_late``: later than the law asks, so that publishing needs a reason.
    """

    head: Head
    rows: tuple[AnswerRow, ...]
    subjects: tuple[Subject, ...]
    seen: str
    suppliers: int
    is_late: bool
    ordinary_days: int
    why_not: Refusal | None
    offered_by: str
    offered_at: datetime | None
    is_own_offer: bool


def answers_page(number: str, *, actor: Actor, at: datetime) -> AnswersPage:
    """The questions that were not published yet, and whether they can be offered.

    Raises:
        NotFound, NotAllowed, CallWithdrawn.
    """
    call = access.get(number, actor=actor, to=Verb.ANSWER)
    found = rounds.unpublished(call)
    told = rounds.told_by(found)
    asked = [rounds.asked(one) for one in found]
    chosen = {one.id for one in answers.in_round(asked)}
    offered = next((one for one in found if one.offered_at), None)
    return AnswersPage(
        head=_head(call, actor, at),
        rows=tuple(_row(one, told) for one in found),
        published=call.questions.filter(clarification__isnull=False).count(),
        told=rounds.words_that_tell([one for one in found if one.pk in chosen]),
        sent_back_reason=next((one.sent_back_reason for one in found if one.sent_back_reason), ""),
        to_offer=len(chosen),
        why_not=_refusal_of_offer(call, asked, at=at),
        offered_by=offered.offered_by.name if offered and offered.offered_by else "",
        offered_at=offered.offered_at if offered else None,
    )


def answer_page(number: str, question_id: int, *, actor: Actor, at: datetime) -> AnswerPage:
    """One question, to answer it or to find other words for it.

    Raises:
        AnswerPublished; NotFound, NotAllowed, CallWithdrawn.
    """
    call = access.get(number, actor=actor, to=Verb.ANSWER)
    row = next((one for one in rounds.unpublished(call) if one.pk == question_id), None)
    if row is None:
        raise _gone(call, question_id)
    others = call.questions.filter(same_as__isnull=True).exclude(pk=row.pk)
    groups = call.questions.exclude(group="").order_by("group").values_list("group", flat=True).distinct()
    return AnswerPage(
        head=_head(call, actor, at),
        row=_row(row, rounds.told_by([row])),
        same_as=row.same_as_id,
        seen=rounds.fingerprint([row]),
        written_by=row.answered_by.name if row.answered_by else "",
        written_at=row.answered_at,
        subjects=tuple(groups),
        others=tuple(Choice(one.pk, rounds.wording(one)) for one in others) if not row.others.exists() else (),
        corrections=tuple(Choice(one.number, one.reason) for one in call.corrections.filter(dropped_at__isnull=True)),
    )


def check_page(number: str, *, actor: Actor, at: datetime) -> CheckPage:
    """What was offered, for the person who publishes it or sends it back.

    Raises:
        NothingToPublish; NotFound, NotAllowed, CallWithdrawn.
    """
    call = access.get(number, actor=actor, to=Verb.ANSWER)
    found = rounds.waiting(call)
    if not found:
        raise questions.NothingToPublish
    told, seen = rounds.told_by(found), rounds.fingerprint(found)
    rounds.number(call, found)
    refusal = _refusal_of_round(call, found, person=actor.person, at=at)
    is_late = isinstance(refusal, AnswersLate)
    return CheckPage(
        head=_head(call, actor, at),
        rows=tuple(_row(one, told) for one in found),
        subjects=rounds.subjects(found),
        seen=seen,
        suppliers=len(audience(call)),
        is_late=is_late,
        ordinary_days=questions.answer_days(call.closes_at).ordinary,
        why_not=None if is_late else refusal,
        offered_by=found[0].offered_by.name if found[0].offered_by else "",
        offered_at=found[0].offered_at,
        is_own_offer=found[0].offered_by_id == actor.person_id,
    )


def _gone(call: Call, question_id: int) -> Refusal:
    """Published, or never there."""
    row = call.questions.select_related("clarification").filter(pk=question_id).first()
    if row is None or row.clarification is None:
        return NotFound(what=f"question:{question_id}")
    return questions.AnswerPublished(clarification=row.clarification.number)


def _head(call: Call, actor: Actor, at: datetime) -> Head:
    return Head(
        number=call.number,
        title=call.title,
        questions_close_at=call.questions_close_at,
        answers_by_on=call.answers_by_on,
        closes_at=call.closes_at,
        days_left=max(0, questions.days_left(call.closes_at, at=at)),
        tabs=tabs(call, milestones(call), actor=actor),
    )


def _row(row: Question, told: Mapping[int, tuple[str, ...]]) -> AnswerRow:
    source = row.same_as or row
    return AnswerRow(
        id=row.pk,
        supplier=row.supplier.name,
        asked_at=row.asked_at,
        is_late=row.reports_error,
        text=row.text,
        wording=rounds.wording(row),
        group=row.group,
        same_as=rounds.wording(row.same_as) if row.same_as else "",
        answer=row.answer,
        correction=row.correction.number if row.correction else None,
        state=questions.state(
            has_answer=bool(source.answer), is_offered=row.offered_at is not None, is_published=False
        ),
        told=told[row.pk],
        sent_back_reason=row.sent_back_reason,
    )


def _refusal_of_offer(call: Call, asked: Sequence[questions.Asked], *, at: datetime) -> Refusal | None:
    try:
        answers.check_offer(facts.timetable(call), asked, at=at)
    except Refusal as refusal:
        return refusal
    return None


def _refusal_of_round(call: Call, found: Sequence[Question], *, person: int, at: datetime) -> Refusal | None:
    try:
        questions.check_round(
            facts.timetable(call),
            [rounds.asked(one) for one in found],
            waits_for=rounds.waits_for(found),
            late_reason="",
            person=person,
            at=at,
        )
    except Refusal as refusal:
        return refusal
    return None
