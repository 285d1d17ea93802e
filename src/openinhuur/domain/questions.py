"""Questions about a call: asked in time, without names, answered for all at once, and checked by a second person.

R12: answers are anonymous, identical and simultaneous. Aanbestedingswet 2012 art. 2.54: ten days before the deadline,
for questions that were asked in time; four when accelerated. Counted back, and never rolled (`calendars`).

- Ten days or more: nothing to explain. From nine to four: published with a reason that is kept.
- Fewer than four for a question that was asked in time: first the deadline moves (Directive 2014/24 art. 47(3)).
- What is asked too late for that, because the documents hold an error, is answered until the bids are opened.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from openinhuur.domain.calendars import local
from openinhuur.domain.call import CallWithdrawn, NotPublished, Timetable
from openinhuur.domain.dated import value_on
from openinhuur.domain.errors import Refusal
from openinhuur.domain.four_eyes import check_second_person
from openinhuur.domain.lint.terms import ANSWER_DAYS, AnswerDays
from openinhuur.domain.requirements import has_substance

LONGEST = 4000


class QuestionsClosed(Refusal):
    """Questions could be asked before this moment; only an error can still be reported. Fields: ``closed_at``."""


class QuestionEmpty(Refusal):
    """A question without words. Fields: ``field``."""


class QuestionTooLong(Refusal):
    """Longer than a question can be. Fields: ``most``, ``field``."""


class QuestionsOpen(Refusal):
    """Others can still ask: answers follow for all at once. Fields: ``closes_at``."""


class AnswerMissing(Refusal):
    """An answer that is offered or published says something (R12). Fields: ``questions`` (how many lack one)."""


class AnswerPublished(Refusal):
    """Published answers stand; a change is a correction of the call. Fields: ``clarification`` (its number)."""


class NothingToPublish(Refusal):
    """No answers wait for a second person."""


class NotTheSame(Refusal):
    """A question gets the answer of another one of this call, that has an answer of its own. Fields: ``field``."""


class CorrectionFirst(Refusal):
    """The answers speak of a correction, which is published first. Fields: ``correction`` (its number)."""


class AnswersLate(Refusal):
    """Later than the law asks, so the reason is kept. Fields: ``needed`` (days), ``field``."""


class AnswersTooLate(Refusal):
    """Bidders cannot use them any more: first extend the deadline. Fields: ``least`` (days), ``earliest_on``."""


class QuestionState(Enum):
    """Where a question stands, for who answers."""

    ASKED = "asked"
    ANSWERED = "answered"
    OFFERED = "offered"
    PUBLISHED = "published"


class Asking(Enum):
    """What can be asked about a call now."""

    NOT_YET = "not-yet"
    QUESTIONS = "questions"
    ERRORS = "errors"
    NOTHING = "nothing"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was not published yet. ``is_late``: asked after the moment closed, to report an error.

    ``answered_by``: everybody who wrote at its answer, or offered it. ``same_as``: the question whose answer it gets.
    """

    id: int
    is_late: bool
    group: str
    same_as: int | None
    answer: str
    answered_by: frozenset[int]


def asking(timetable: Timetable, *, withdrawn_at: datetime | None, at: datetime) -> Asking:
    """Questions between publication and the moment they close; after that errors, until the deadline."""
    if timetable.published_at is None or at < timetable.published_at:
        return Asking.NOT_YET
    if withdrawn_at is not None:
        return Asking.WITHDRAWN
    if at < timetable.questions_close_at:
        return Asking.QUESTIONS
    return Asking.ERRORS if at < timetable.closes_at else Asking.NOTHING


def check_question(
    timetable: Timetable, text: str, *, reports_error: bool, withdrawn_at: datetime | None, at: datetime
) -> None:
    """A question says something, and is asked in time.

    Raises:
        QuestionEmpty, QuestionTooLong, NotPublished, CallWithdrawn, QuestionsClosed.
    """
    if not text.strip():
        raise QuestionEmpty(field="text")
    if len(text.strip()) > LONGEST:
        raise QuestionTooLong(most=LONGEST, field="text")
    now = asking(timetable, withdrawn_at=withdrawn_at, at=at)
    if now is Asking.NOT_YET:
        raise NotPublished(number="")
    if now is Asking.WITHDRAWN:
        raise CallWithdrawn(withdrawn_at=withdrawn_at)
    if now is Asking.NOTHING or (now is Asking.ERRORS and not reports_error):
        raise QuestionsClosed(closed_at=timetable.questions_close_at)


def state(*, has_answer: bool, is_offered: bool, is_published: bool) -> QuestionState:
    """Where a question stands."""
    if is_published:
        return QuestionState.PUBLISHED
    if not has_answer:
        return QuestionState.ASKED
    return QuestionState.OFFERED if is_offered else QuestionState.ANSWERED


def answer_days(closes_at: datetime) -> AnswerDays:
    """The terms of the law for answers before this deadline.

    Raises:
        ValueUnknown.
    """
    return value_on(local(closes_at).date(), ANSWER_DAYS, what="answer-days").value


def days_left(closes_at: datetime, *, at: datetime) -> int:
    """Whole days from the day of publication back from the day of the deadline.

    >>> from datetime import UTC
    >>> days_left(datetime(2026, 6, 29, 7, tzinfo=UTC), at=datetime(2026, 6, 25, 12, 30, tzinfo=UTC))
    4
    """
    return (local(closes_at).date() - local(at).date()).days


def earliest_deadline(days: int, *, at: datetime) -> date:
    """The first day on which the deadline can lie so that so many days are left."""
    return local(at).date() + timedelta(days=days)


def check_round(
    timetable: Timetable,
    questions: Sequence[Asked],
    *,
    waits_for: int | None,
    late_reason: str,
    person: int,
    at: datetime,
) -> None:
    """Answers are published for all at once, by somebody who wrote none of them, in time to be used.

    Args:
        questions: all that are offered.
        waits_for: the number of a correction they speak of that is not published yet.
        late_reason: why they come later than the law asks; only needed when they do.

    Raises:
        NothingToPublish, QuestionsOpen, AnswerMissing, SamePerson, CorrectionFirst, AnswersTooLate, AnswersLate.
    """
    if not questions:
        raise NothingToPublish
    if at < timetable.questions_close_at:
        raise QuestionsOpen(closes_at=timetable.questions_close_at)
    lacking = sum(one.same_as is None and not one.answer.strip() for one in questions)
    if lacking:
        raise AnswerMissing(questions=lacking)
    check_second_person(frozenset().union(*(one.answered_by for one in questions)), person=person)
    if waits_for is not None:
        raise CorrectionFirst(correction=waits_for)
    days, left = answer_days(timetable.closes_at), days_left(timetable.closes_at, at=at)
    if left < days.accelerated and not all(one.is_late for one in questions):
        raise AnswersTooLate(least=days.accelerated, earliest_on=earliest_deadline(days.accelerated, at=at))
    if left < days.ordinary and not has_substance(late_reason):
        raise AnswersLate(needed=days.ordinary, field="late_reason")


def numbered(questions: Iterable[Asked], *, first: int, earlier: Mapping[int, int]) -> dict[int, int]:
    """The number of each question: one subject after the other, in the order in which they were first asked.

    What was asked before in other words has the number of that question.

    Args:
        first: the number of the first one; numbers run on through all clarifications of a call.
        earlier: question → number, of those that were published before.
    """
    listed = list(questions)
    subjects = list(dict.fromkeys(one.group for one in listed))
    own = sorted((one for one in listed if one.same_as is None), key=lambda one: subjects.index(one.group))
    numbers = {**earlier, **{one.id: number for number, one in enumerate(own, first)}}
    return {one.id: numbers[one.same_as or one.id] for one in listed}
