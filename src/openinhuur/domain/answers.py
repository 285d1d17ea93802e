"""What a hiring desk makes of a question: its answer, and the words and the subject under which it is published.

    check_reply   may this be written on a question?
    in_round      which questions are published together
    check_offer   may the answers be offered to a second person?

The same question in other words gets the answer of the first (R12: identical for everybody).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from openinhuur.domain.call import Timetable
from openinhuur.domain.questions import (
    AnswerMissing,
    AnswerPublished,
    Asked,
    NothingToPublish,
    NotTheSame,
    QuestionsOpen,
    QuestionTooLong,
)

LONGEST = {"wording": 4000, "answer": 10_000, "group": 100}
"""Signs, per text."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is written on a question; all of it may still be empty.

    Attributes:
        wording: the words in which it is published; empty: those in which it was asked.
        group: the subject under which it stands.
        same_as: the question whose answer it gets; then it has none of its own.
        correction: the number of the correction of the call that the answer speaks of.
    """

    answer: str = ""
    wording: str = ""
    group: str = ""
    same_as: int | None = None
    correction: int | None = None


def check_reply(reply: Reply, *, sources: Collection[int], is_source: bool, clarification: int | None) -> None:
    """A reply is written until it is published, and gets its answer from one place.

    Args:
        sources: the other questions of the call that have an answer of their own, or will have one.
        is_source: whether another question gets the answer of this one.
        clarification: the number of the one in which it was published.

    Raises:
        AnswerPublished, QuestionTooLong, NotTheSame.

    >>> check_reply(Reply(same_as=3), sources={3, 4}, is_source=False, clarification=None)
    """
    if clarification is not None:
        raise AnswerPublished(clarification=clarification)
    for field, said in (("wording", reply.wording), ("answer", reply.answer), ("group", reply.group)):
        if len(said) > LONGEST[field]:
            raise QuestionTooLong(most=LONGEST[field], field=field)
    if reply.same_as is not None and (is_source or reply.same_as not in sources):
        raise NotTheSame(field="same_as")


def in_round(questions: Sequence[Asked]) -> list[Asked]:
    """All that was asked in time, and of what was reported later as much as is answered; the rest comes after it.

    Args:
        questions: all of the call that were not published yet.
    """
    answered = {one.id for one in questions if one.answer.strip()}
    unpublished = {one.id for one in questions}
    return [one for one in questions if not one.is_late or _has_answer(one, answered, unpublished)]


def check_offer(timetable: Timetable, questions: Sequence[Asked], *, at: datetime) -> None:
    """The answers go to a second person once nobody can ask any more, and together.

    Args:
        questions: all of the call that were not published yet.

    Raises:
        QuestionsOpen, NothingToPublish, AnswerMissing.
    """
    if at < timetable.questions_close_at:
        raise QuestionsOpen(closes_at=timetable.questions_close_at)
    if not questions:
        raise NothingToPublish
    answered = {one.id for one in questions if one.answer.strip()}
    unpublished = {one.id for one in questions}
    offered = in_round(questions) or questions
    lacking = sum(not _has_answer(one, answered, unpublished) for one in offered)
    if lacking:
        raise AnswerMissing(questions=lacking)


def _has_answer(one: Asked, answered: Collection[int], unpublished: Collection[int]) -> bool:
    """Its own answer, or that of another question, which is published with it or was before."""
    source = one.same_as or one.id
    return source in answered or source not in unpublished
