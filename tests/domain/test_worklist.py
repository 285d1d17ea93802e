"""The work list: what waits, for whom, until when, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.call import Milestones, Timetable
from openinhuur.domain.hours import weeks_to_write
from openinhuur.domain.worklist import (
    CallWork,
    Interview,
    Task,
    Todo,
    for_buyer,
    for_desk,
    for_interviewer,
    in_order,
)
from openinhuur.domain.worklist_said import to_say
from openinhuur.domain.worklist_steps import as_it_waits

CLOSES = datetime(2026, 6, 29, 7, tzinfo=UTC)
QUESTIONS_CLOSE = datetime(2026, 6, 23, 7, tzinfo=UTC)
PLAN = Timetable(
    published_at=datetime(2026, 6, 16, 8, tzinfo=UTC),
    questions_close_at=QUESTIONS_CLOSE,
    answers_by_on=date(2026, 6, 25),
    closes_at=CLOSES,
    invitations_by_on=date(2026, 7, 1),
    interviews_from_on=date(2026, 7, 2),
)
AFTER = CLOSES + timedelta(hours=1)
OPEN = CallWork("T-1", "Secretaris", PLAN, Milestones())
OPENED = replace(OPEN, done=Milestones(opened_at=CLOSES), bids=5)
SHORTLISTED = Milestones(opened_at=CLOSES, shortlisted_at=AFTER)
CHOOSING = replace(OPENED, done=SHORTLISTED, steps_closed=frozenset({1, 2}), shortlist=3, competences=2)
DECIDED = replace(SHORTLISTED, decided_at=AFTER)
ENDS = datetime(2026, 7, 27, 22, tzinfo=UTC)
SENT = replace(DECIDED, letters_sent_at=AFTER, standstill_ends_at=ENDS)
ANNA, AMIR = 1, 2


def interview(*, passed: bool | None = None, agreed: int = 0, **grades: int) -> Interview:
    people = {"anna": ANNA, "amir": AMIR}
    return Interview("Pien", None, passed, {people[name]: given for name, given in grades.items()}, agreed)


moments = st.datetimes(datetime(2026, 6, 1), datetime(2026, 8, 31), timezones=st.just(UTC))  # noqa: DTZ001 (its bounds)
terms = st.one_of(
    st.builds(dict),
    st.fixed_dictionaries({"due_at": moments}),
    st.fixed_dictionaries({"due_on": moments.map(datetime.date)}),
)
todos = st.lists(
    st.builds(
        lambda task, key, term: Todo(task, "", str(key), **term), st.sampled_from(Task), st.integers(0, 99), terms
    )
)


def test_step_1_waits_for_who_may_still_mend_a_bid() -> None:
    due_at = AFTER + timedelta(hours=20)
    judged = replace(OPENED, judged=5, repairs_due_at=due_at)
    closing = Todo(Task.CLOSE_STEP_1, "", "T-1", done=5, total=5)
    waiting = as_it_waits(closing, judged, at=due_at - timedelta(milliseconds=1))
    assert (waiting.task, waiting.due_at, waiting.done, waiting.total) == (Task.AWAIT_REPAIRS, due_at, 5, 5)
    assert as_it_waits(closing, judged, at=due_at) == closing
    judging = replace(closing, task=Task.JUDGE)
    assert as_it_waits(judging, judged, at=AFTER) == judging


def test_r13_a_lot_that_was_announced_is_drawn_instead_of_closing_step_2() -> None:
    draws_at, until = AFTER + timedelta(hours=6), AFTER + timedelta(hours=30)
    closing = Todo(Task.CLOSE_STEP_2, "", "T-1", due_at=until)
    tied = replace(OPENED, lot_draws_at=draws_at)
    coming = as_it_waits(closing, tied, at=draws_at - timedelta(milliseconds=1))
    assert (coming.task, coming.due_at, coming.since_at) == (Task.LOT, draws_at, None)
    due = as_it_waits(closing, tied, at=draws_at)
    assert (due.task, due.due_at, due.since_at) == (Task.DRAW_LOT, until, draws_at)
    assert as_it_waits(closing, OPENED, at=draws_at) == closing


@given(todos, moments)
def test_nothing_stands_above_what_is_due_before_it_and_late_comes_first(found: list[Todo], at: datetime) -> None:
    ordered = in_order(found)
    due = [one.late_from for one in ordered if one.late_from]
    assert due == sorted(due)
    assert [one.late_from is None for one in ordered] == sorted(one.late_from is None for one in ordered)
    assert [one.is_late(at=at) for one in ordered] == sorted((one.is_late(at=at) for one in ordered), reverse=True)
    assert sorted(map(repr, ordered)) == sorted(map(repr, found))


@given(todos, st.randoms())
def test_the_order_does_not_depend_on_where_things_came_from(found: list[Todo], chance: Random) -> None:
    mixed = list(found)
    chance.shuffle(mixed)
    assert in_order(mixed) == in_order(found)


def test_a_day_is_over_at_its_end_and_a_moment_when_it_comes() -> None:
    by_day, by_moment = Todo(Task.ANSWER, "", "1", due_on=date(2026, 6, 25)), Todo(Task.OPEN, "", "1", due_at=CLOSES)
    assert not by_day.is_late(at=datetime(2026, 6, 25, 21, 59, 59, 999_000, UTC))
    assert by_day.is_late(at=datetime(2026, 6, 25, 22, tzinfo=UTC))
    assert not by_moment.is_late(at=CLOSES - timedelta(milliseconds=1))
    assert by_moment.is_late(at=CLOSES)
    assert not Todo(Task.AWARD, "", "1").is_late(at=CLOSES)


def test_the_desk_has_39_hours_from_the_deadline_to_the_day_of_the_invitations() -> None:
    found = for_desk(OPEN, at=CLOSES)
    assert found is not None
    assert found.due_at is not None
    assert found.due_at - CLOSES == timedelta(hours=39)


@pytest.mark.parametrize(
    ("call", "at", "task", "counted"),
    [
        (replace(OPEN, timetable=replace(PLAN, published_at=None)), QUESTIONS_CLOSE, Task.PUBLISH, (0, 0)),
        (replace(OPEN, bids=5), CLOSES, Task.OPEN, (0, 5)),
        (replace(OPENED, unread=2), AFTER, Task.READ, (3, 5)),
        (replace(OPENED, judged=4), AFTER, Task.JUDGE, (4, 5)),
        (replace(OPENED, judged=5), AFTER, Task.CLOSE_STEP_1, (5, 5)),
        (replace(OPENED, steps_closed=frozenset({1}), scored=7, cells=8), AFTER, Task.SCORE, (7, 8)),
        (replace(OPENED, steps_closed=frozenset({1}), scored=8, cells=8), AFTER, Task.CLOSE_STEP_2, (8, 8)),
    ],
    ids=lambda value: value.value if isinstance(value, Task) else "",
)
def test_the_desk_sees_the_next_step_with_how_far_it_is(
    call: CallWork, at: datetime, task: Task, counted: tuple[int, int]
) -> None:
    found = for_desk(call, at=at)
    assert found is not None
    assert (found.task, (found.done, found.total)) == (task, counted)


@pytest.mark.parametrize(
    ("call", "at"),
    [
        (OPEN, QUESTIONS_CLOSE),
        (replace(OPEN, bids=5, unanswered=1), CLOSES),
        (replace(OPEN, bids=5, offered=1), CLOSES),
        (replace(OPEN, bids=5, correction_since=QUESTIONS_CLOSE), CLOSES),
        (replace(OPEN, bids=5, withdrawal_since=QUESTIONS_CLOSE), CLOSES),
        (replace(OPEN, bids=5, done=Milestones(withdrawn_at=QUESTIONS_CLOSE)), CLOSES),
        (replace(OPEN, bids=5), CLOSES - timedelta(milliseconds=1)),
        (replace(OPENED, bids=0), AFTER),
        (replace(OPENED, steps_closed=frozenset({1})), AFTER),
        (CHOOSING, AFTER),
    ],
    ids=[
        "nobody-asked",
        "unanswered",
        "unchecked",
        "correction",
        "withdrawal",
        "withdrawn",
        "before-deadline",
        "no-bids",
        "nobody-left",
        "of-the-buyer",
    ],
)
def test_the_desk_has_nothing_to_do_when_it_can_do_nothing(call: CallWork, at: datetime) -> None:
    assert for_desk(call, at=at) is None


@given(moments, st.integers(0, 2), st.integers(0, 2), st.integers(0, 5), st.integers(0, 5))
def test_r19_the_desk_opens_nothing_before_the_deadline_nor_while_something_waits(
    at: datetime, unanswered: int, offered: int, bids: int, judged: int
) -> None:
    call = replace(OPEN, unanswered=unanswered, offered=offered, bids=bids, judged=judged)
    found = for_desk(call, at=at)
    if at < CLOSES or unanswered or offered:
        assert found is None
    else:
        assert found is not None
        assert found.task is Task.OPEN


WAITS = replace(OPEN, unanswered=3, offered=2, correction_since=QUESTIONS_CLOSE, withdrawal_since=QUESTIONS_CLOSE)


@pytest.mark.parametrize(
    ("call", "at", "tasks"),
    [
        (WAITS, QUESTIONS_CLOSE - timedelta(milliseconds=1), [Task.DECIDE_WITHDRAWAL, Task.PUBLISH_CORRECTION]),
        (
            WAITS,
            CLOSES,
            [Task.DECIDE_WITHDRAWAL, Task.PUBLISH_CORRECTION, Task.ANSWER, Task.CHECK_ANSWERS],
        ),
        (replace(OPEN, offered=1), QUESTIONS_CLOSE, [Task.CHECK_ANSWERS]),
        (OPEN, QUESTIONS_CLOSE, []),
        (replace(WAITS, timetable=replace(PLAN, published_at=None)), CLOSES, []),
        (replace(WAITS, done=Milestones(withdrawn_at=CLOSES)), CLOSES, []),
    ],
    ids=["can-still-ask", "all", "to-check", "nothing", "draft", "withdrawn"],
)
def test_r12_what_is_still_to_be_said_waits_for_the_desk(call: CallWork, at: datetime, tasks: list[Task]) -> None:
    assert [one.task for one in to_say(call, at=at)] == tasks


def test_answers_are_due_on_their_day_and_what_is_reported_after_it_before_the_deadline() -> None:
    asked = replace(OPEN, unanswered=3)
    (first,) = to_say(asked, at=QUESTIONS_CLOSE)
    (later,) = to_say(replace(asked, done=Milestones(answered_at=QUESTIONS_CLOSE)), at=QUESTIONS_CLOSE)
    assert (first.due_on, first.due_at, first.total) == (PLAN.answers_by_on, None, 3)
    assert (later.due_on, later.due_at) == (None, CLOSES)


@pytest.mark.parametrize(
    ("interviews", "task"),
    [
        ((), Task.INVITE),
        ((interview(passed=False), interview(passed=False)), Task.INVITE),
        ((interview(passed=False), interview(passed=True)), Task.AWARD),
        ((interview(passed=True), interview()), None),
        ((interview(passed=False),) * 3, None),
    ],
    ids=["first-round", "nobody-passed", "somebody-passed", "not-all-agreed", "nobody-left"],
)
def test_r5_the_buyer_invites_until_somebody_passed_and_then_awards(
    interviews: tuple[Interview, ...], task: Task | None
) -> None:
    found = for_buyer(replace(CHOOSING, interviews=interviews), at=AFTER)
    assert [one.task for one in found] == ([task] if task else [])


def test_only_the_first_invitations_have_the_announced_day() -> None:
    first, *_ = for_buyer(CHOOSING, at=AFTER)
    again, *_ = for_buyer(replace(CHOOSING, interviews=(interview(passed=False),)), at=AFTER)
    assert (first.due_on, again.due_on) == (date(2026, 7, 1), None)


@pytest.mark.parametrize(
    ("call", "at", "tasks"),
    [
        (replace(CHOOSING, done=DECIDED), AFTER, [Task.SEND_LETTERS]),
        (replace(CHOOSING, done=SENT), ENDS - timedelta(milliseconds=1), [Task.STANDSTILL]),
        (replace(CHOOSING, done=SENT), ENDS, [Task.SIGN]),
        (replace(CHOOSING, done=SENT, objections_open=1), ENDS, [Task.DECIDE_OBJECTION]),
        (replace(CHOOSING, done=SENT, objections_upheld=1), ENDS, []),
        (replace(CHOOSING, done=replace(SENT, signed_at=ENDS)), ENDS, []),
    ],
    ids=["decided", "standstill", "over", "objection", "upheld", "signed"],
)
def test_r14_after_the_decision_letters_then_the_standstill_then_the_signature(
    call: CallWork, at: datetime, tasks: list[Task]
) -> None:
    assert [one.task for one in for_buyer(call, at=at)] == tasks


def test_r5_an_interviewer_owes_their_own_grades_and_then_agrees_with_the_others() -> None:
    call = replace(CHOOSING, interviews=(interview(anna=1, amir=2), interview(anna=2, amir=2)))
    anna, amir = for_interviewer(call, ANNA, at=AFTER), for_interviewer(call, AMIR, at=AFTER)
    assert [(one.task, one.done, one.total) for one in anna] == [(Task.GRADE, 1, 2), (Task.AGREE, 0, 1)]
    assert [one.task for one in amir] == [Task.AGREE]


def test_r5_who_did_not_grade_an_interview_does_not_agree_on_it_and_nothing_is_graded_after_that() -> None:
    graded = replace(CHOOSING, interviews=(interview(anna=2, amir=2),))
    assert [one.task for one in for_interviewer(graded, 3, at=AFTER)] == [Task.GRADE]
    agreeing = replace(CHOOSING, interviews=(interview(anna=2, amir=2, agreed=1),))
    assert [one.task for one in for_interviewer(agreeing, 3, at=AFTER)] == []
    assert [one.task for one in for_interviewer(agreeing, ANNA, at=AFTER)] == [Task.AGREE]


def test_a_planned_interview_is_graded_from_its_moment_on() -> None:
    planned = replace(interview(), planned_at=ENDS)
    call = replace(CHOOSING, interviews=(planned,))
    assert [(one.task, one.due_at) for one in for_interviewer(call, ANNA, at=AFTER)] == [(Task.INTERVIEW, ENDS)]
    assert [one.task for one in for_interviewer(call, ANNA, at=ENDS)] == [Task.GRADE]
    assert for_interviewer(replace(call, done=DECIDED), ANNA, at=ENDS) == []


@pytest.mark.parametrize(
    ("last_written", "on", "weeks"),
    [
        (None, date(2026, 8, 9), 0),
        (None, date(2026, 8, 10), 1),
        (None, date(2026, 8, 26), 3),
        (date(2026, 8, 3), date(2026, 8, 26), 2),
        (date(2026, 8, 17), date(2026, 8, 26), 0),
        (date(2026, 12, 28), date(2027, 3, 1), 2),
    ],
)
def test_hours_are_asked_for_weeks_that_are_over_since_the_last_ones_written(
    last_written: date | None, on: date, weeks: int
) -> None:
    starts_on, ends_before = date(2026, 8, 4), date(2027, 1, 13)
    assert weeks_to_write(starts_on, ends_before, last_written=last_written, on=on) == weeks
