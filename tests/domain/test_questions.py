"""R12: questions and their answers: in time, without names, at once for all, and checked by a second person."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.anonymity import told_by
from openinhuur.domain.call import CallWithdrawn, NotPublished, Timetable
from openinhuur.domain.four_eyes import SamePerson
from openinhuur.domain.questions import (
    LONGEST,
    AnswerMissing,
    AnswersLate,
    AnswersTooLate,
    Asked,
    CorrectionFirst,
    NothingToPublish,
    QuestionEmpty,
    QuestionsClosed,
    QuestionsOpen,
    QuestionState,
    QuestionTooLong,
    check_question,
    check_round,
    days_left,
    numbered,
    state,
)

PUBLISHED = datetime(2026, 6, 16, 8, tzinfo=UTC)
CLOSES = datetime(2026, 6, 29, 7, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
PLAN = Timetable(
    published_at=PUBLISHED,
    questions_close_at=datetime(2026, 6, 23, 7, tzinfo=UTC),
    answers_by_on=date(2026, 6, 25),
    closes_at=CLOSES,
    invitations_by_on=date(2026, 7, 1),
    interviews_from_on=date(2026, 7, 2),
)
ANNA, AMIR = 1, 2
ASKED = Asked(1, is_late=False, group="Werkplek", same_as=None, answer="Ja.", answered_by=frozenset({ANNA}))
REPORTED = replace(ASKED, id=2, is_late=True)
WHY = "De opdrachtgever gaf deze termijn zelf op."
ANSWERED = datetime(2026, 6, 25, 12, 30, tzinfo=UTC)


def ask(text: str = "Mag dit?", *, at: datetime, reports_error: bool = False, plan: Timetable = PLAN) -> None:
    check_question(plan, text, reports_error=reports_error, withdrawn_at=None, at=at)


def publish(
    questions: list[Asked],
    *,
    at: datetime = ANSWERED,
    plan: Timetable = PLAN,
    waits_for: int | None = None,
    late_reason: str = WHY,
    person: int = AMIR,
) -> None:
    check_round(plan, questions, waits_for=waits_for, late_reason=late_reason, person=person, at=at)


def test_r12_a_question_is_in_time_until_the_last_millisecond() -> None:
    ask(at=PLAN.questions_close_at - MILLISECOND)
    with pytest.raises(QuestionsClosed) as refused:
        ask(at=PLAN.questions_close_at)
    assert refused.value.fields == {"closed_at": PLAN.questions_close_at}


def test_r12_an_error_in_the_documents_is_reported_until_the_deadline() -> None:
    ask(at=PLAN.questions_close_at, reports_error=True)
    ask(at=CLOSES - MILLISECOND, reports_error=True)
    with pytest.raises(QuestionsClosed):
        ask(at=CLOSES, reports_error=True)


def test_a_call_that_is_not_published_or_was_withdrawn_takes_no_questions() -> None:
    with pytest.raises(NotPublished):
        ask(at=PUBLISHED, plan=replace(PLAN, published_at=None))
    with pytest.raises(CallWithdrawn):
        check_question(PLAN, "Mag dit?", reports_error=True, withdrawn_at=PUBLISHED, at=PUBLISHED)


def test_a_question_says_something_and_not_without_end() -> None:
    with pytest.raises(QuestionEmpty):
        ask(" \n ", at=PUBLISHED)
    ask("a" * LONGEST, at=PUBLISHED)
    with pytest.raises(QuestionTooLong):
        ask("a" * (LONGEST + 1), at=PUBLISHED)


def test_r12_the_seed_answers_on_25_june_four_days_before_the_deadline_with_a_reason() -> None:
    assert days_left(CLOSES, at=ANSWERED) == 4
    publish([ASKED])
    with pytest.raises(AnswersLate) as refused:
        publish([ASKED], late_reason="Geen.")
    assert refused.value.fields == {"needed": 10, "field": "late_reason"}


def test_r12_ten_days_before_the_deadline_nothing_needs_explaining() -> None:
    early = replace(PLAN, questions_close_at=PUBLISHED + timedelta(hours=1))
    publish([ASKED], plan=early, late_reason="", at=datetime(2026, 6, 19, 21, 59, tzinfo=UTC))
    with pytest.raises(AnswersLate):
        publish([ASKED], plan=early, late_reason="", at=datetime(2026, 6, 19, 22, tzinfo=UTC))  # 20 June in Amsterdam


def test_r12_with_fewer_than_four_days_left_the_deadline_moves_first() -> None:
    with pytest.raises(AnswersTooLate) as refused:
        publish([ASKED, REPORTED], at=ANSWERED + timedelta(days=1))
    assert refused.value.fields == {"least": 4, "earliest_on": date(2026, 6, 30)}
    publish(
        [ASKED, REPORTED], at=ANSWERED + timedelta(days=1), plan=replace(PLAN, closes_at=CLOSES + timedelta(days=1))
    )


def test_r12_what_was_reported_too_late_for_that_is_answered_until_the_bids_are_opened() -> None:
    for at in (ANSWERED + timedelta(days=1), CLOSES + timedelta(hours=1)):
        publish([REPORTED], at=at)
        with pytest.raises(AnswersLate):
            publish([REPORTED], at=at, late_reason="")


def test_r12_nothing_is_published_while_others_can_still_ask() -> None:
    with pytest.raises(QuestionsOpen):
        publish([ASKED], at=PLAN.questions_close_at - MILLISECOND)
    with pytest.raises(NothingToPublish):
        publish([])


def test_r12_every_question_of_a_round_has_an_answer() -> None:
    with pytest.raises(AnswerMissing) as refused:
        publish([ASKED, replace(ASKED, id=3, answer=" "), replace(ASKED, id=4, answer="", same_as=1)])
    assert refused.value.fields == {"questions": 1}


def test_r12_who_wrote_an_answer_does_not_publish_it() -> None:
    with pytest.raises(SamePerson):
        publish([ASKED, replace(ASKED, id=3, answered_by=frozenset({AMIR}))])


def test_an_answer_that_changes_the_call_follows_its_correction() -> None:
    with pytest.raises(CorrectionFirst) as refused:
        publish([ASKED], waits_for=2)
    assert refused.value.fields == {"correction": 2}


@given(minutes=st.integers(0, 60 * 24 * 20), is_explained=st.booleans())
def test_r12_a_round_of_questions_in_time_is_never_published_with_fewer_than_four_days(
    *, minutes: int, is_explained: bool
) -> None:
    at = PLAN.questions_close_at + timedelta(minutes=minutes)
    try:
        publish([ASKED], at=at, late_reason=WHY if is_explained else "")
    except (AnswersLate, AnswersTooLate):
        return
    assert is_explained
    assert days_left(CLOSES, at=at) >= 4


def test_questions_are_numbered_subject_by_subject_and_on_from_the_round_before() -> None:
    asked = [
        replace(ASKED, id=11, group="Werkplek"),
        replace(ASKED, id=12, group="Tarief"),
        replace(ASKED, id=13, group="Werkplek"),
        replace(ASKED, id=14, group="Tarief", same_as=11),
        replace(ASKED, id=15, group="", same_as=3),
    ]
    assert numbered(asked, first=5, earlier={3: 4}) == {11: 5, 13: 6, 12: 7, 14: 5, 15: 4}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((False, False, False), QuestionState.ASKED),
        ((True, False, False), QuestionState.ANSWERED),
        ((True, True, False), QuestionState.OFFERED),
        ((True, True, True), QuestionState.PUBLISHED),
    ],
)
def test_a_question_stands_where_its_answer_is(facts: tuple[bool, bool, bool], expected: QuestionState) -> None:
    answered, offered, published = facts
    assert state(has_answer=answered, is_offered=offered, is_published=published) is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mag de kandidaat een dag thuis werken?", ()),
        ("Wij van STERK bieden Pien aan.", ("STERK",)),
        ("Kan Saskia Sterk u bellen? Saskia is er op maandag.", ("Saskia", "Sterk")),
        ("Mail uw antwoord naar info@voorbeeld.nl", ("info@voorbeeld.nl",)),
        ("Bel 06-12345678 of 070 1234567.", ("06-12345678", "070 1234567")),
        ("Ons KvK-nummer is 80000043.", ("80000043",)),
        ("Start op 01-07-2026, 36 uur, tot 110,00 euro en 24 maanden?", ()),
    ],
)
def test_r12_words_that_tell_who_asked_are_pointed_out(text: str, words: tuple[str, ...]) -> None:
    assert told_by(text, company="Sterk BV", people=["Saskia Sterk"]) == words


def test_r12_an_answer_may_hold_an_address_but_not_the_name_of_who_asked() -> None:
    said = "Sterk kan mailen naar post@gemeente.example."
    assert told_by(said, company="Sterk BV", has_contacts=False) == ("Sterk",)


def test_r12_a_name_of_ordinary_words_tells_only_as_a_whole() -> None:
    company = "Interim Professionals B.V."
    assert told_by("Mogen interim professionals ook parttime werken?", company=company) == ("interim professionals",)
    assert told_by("Mag een interim kandidaat dit?", company=company) == ()
    assert told_by("Wat dan ook", company="BV") == ()
