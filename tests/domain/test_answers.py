"""R12: what is written on a question, and what is offered to a second person."""

from dataclasses import replace

import pytest

from openinhuur.domain.answers import LONGEST, Reply, check_offer, check_reply, in_round
from openinhuur.domain.questions import (
    AnswerMissing,
    AnswerPublished,
    Asked,
    NothingToPublish,
    NotTheSame,
    QuestionsOpen,
    QuestionTooLong,
)
from tests.domain.test_questions import ASKED, CLOSES, MILLISECOND, PLAN, REPORTED

UNANSWERED = replace(ASKED, id=3, answer=" ")
REPORTED_UNANSWERED = replace(REPORTED, id=4, answer="")


def write(reply: Reply, *, is_source: bool = False, clarification: int | None = None) -> None:
    check_reply(reply, sources={7, 8}, is_source=is_source, clarification=clarification)


def offer(*questions: Asked) -> None:
    check_offer(PLAN, questions, at=PLAN.questions_close_at)


def test_a_reply_may_be_half_written() -> None:
    write(Reply())
    write(Reply(wording="Mag dit?"))
    write(Reply(answer="Ja.", group="Werkplek", correction=1))


def test_r12_a_published_answer_stands() -> None:
    with pytest.raises(AnswerPublished) as refused:
        write(Reply(answer="Nee."), clarification=1)
    assert refused.value.fields == {"clarification": 1}


@pytest.mark.parametrize("field", ["answer", "wording", "group"])
def test_a_reply_is_not_without_end(field: str) -> None:
    write(Reply(**{field: "a" * LONGEST[field]}))
    with pytest.raises(QuestionTooLong) as refused:
        write(Reply(**{field: "a" * (LONGEST[field] + 1)}))
    assert refused.value.fields == {"most": LONGEST[field], "field": field}


def test_r12_the_same_question_gets_the_answer_of_one_that_has_its_own() -> None:
    write(Reply(same_as=7))
    with pytest.raises(NotTheSame):
        write(Reply(same_as=9))
    with pytest.raises(NotTheSame):
        write(Reply(same_as=7), is_source=True)


def test_r12_answers_are_offered_when_nobody_can_ask_any_more() -> None:
    offer(ASKED)
    with pytest.raises(QuestionsOpen):
        check_offer(PLAN, [ASKED], at=PLAN.questions_close_at - MILLISECOND)
    check_offer(PLAN, [ASKED], at=CLOSES)


def test_nothing_is_offered_when_nothing_was_asked() -> None:
    with pytest.raises(NothingToPublish):
        offer()


def test_r12_everything_that_was_asked_in_time_is_offered_together() -> None:
    with pytest.raises(AnswerMissing) as refused:
        offer(ASKED, UNANSWERED)
    assert refused.value.fields == {"questions": 1}
    offer(ASKED, replace(UNANSWERED, same_as=ASKED.id))


def test_r12_what_was_reported_later_may_follow_in_a_next_round() -> None:
    offer(ASKED, REPORTED_UNANSWERED)
    assert in_round([ASKED, REPORTED, REPORTED_UNANSWERED]) == [ASKED, REPORTED]
    with pytest.raises(AnswerMissing):
        offer(REPORTED_UNANSWERED)


def test_r12_a_question_waits_for_the_answer_of_the_one_it_is_the_same_as() -> None:
    with pytest.raises(AnswerMissing):
        offer(replace(ASKED, answer="", same_as=REPORTED_UNANSWERED.id), REPORTED_UNANSWERED)
    offer(replace(ASKED, answer="", same_as=99))  # that one was published before
