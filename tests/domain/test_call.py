"""R8, R9, R21: a call's phase follows from its dates, the decisions taken and the clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.call import (
    AlreadyPublished,
    AwardCriterion,
    DatesOutOfOrder,
    Milestones,
    NothingToJudge,
    Phase,
    ScaleWrong,
    Timetable,
    WeightsDoNotAddUp,
    check_publishable,
    phase,
)
from openinhuur.domain.timeline import MomentState, timeline

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
DRAFT = replace(PLAN, published_at=None)
DONE = Milestones(
    opened_at=CLOSES + timedelta(minutes=5),
    shortlisted_at=CLOSES + timedelta(days=1),
    decided_at=CLOSES + timedelta(days=8),
    letters_sent_at=CLOSES + timedelta(days=8, hours=5),
    standstill_ends_at=datetime(2026, 7, 27, 22, tzinfo=UTC),
    signed_at=datetime(2026, 7, 28, 9, tzinfo=UTC),
)
ENDS = datetime(2027, 2, 2, tzinfo=UTC)
WEIGHTS = [Decimal(points) for points in (25, 10, 25, 20, 15, 5)]


def criteria(weights: list[Decimal]) -> list[AwardCriterion]:
    return [AwardCriterion(str(n), "", weight, (Decimal(0), weight)) for n, weight in enumerate(weights, 7)]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (PUBLISHED - MILLISECOND, Phase.DRAFT),
        (PUBLISHED, Phase.OPEN),
        (CLOSES - MILLISECOND, Phase.OPEN),
        (CLOSES, Phase.CLOSED),
        (CLOSES + timedelta(minutes=5), Phase.ASSESSING),
        (CLOSES + timedelta(days=1), Phase.INTERVIEWING),
        (CLOSES + timedelta(days=8), Phase.DECIDED),
        (CLOSES + timedelta(days=8, hours=5), Phase.STANDSTILL),
        (datetime(2026, 7, 27, 21, 59, 59, 999000, tzinfo=UTC), Phase.STANDSTILL),
        (datetime(2026, 7, 27, 22, tzinfo=UTC), Phase.AWARDED),
        (datetime(2026, 7, 28, 9, tzinfo=UTC), Phase.CONTRACTED),
    ],
)
def test_r9_the_phase_follows_the_clock(at: datetime, expected: Phase) -> None:
    assert phase(PLAN, DONE, at=at) is expected


def test_r9_bidding_ends_although_nobody_does_anything() -> None:
    assert phase(PLAN, Milestones(), at=CLOSES) is Phase.CLOSED


@given(st.datetimes(datetime(2026, 6, 1), datetime(2026, 9, 1), timezones=st.just(UTC)), st.integers(0, 10**9))  # noqa: DTZ001 (hypothesis wants naive bounds)
def test_r9_a_phase_never_goes_back_while_time_goes_on(at: datetime, milliseconds: int) -> None:
    order = list(Phase)
    later = at + timedelta(milliseconds=milliseconds)
    assert order.index(phase(PLAN, DONE, at=at)) <= order.index(phase(PLAN, DONE, at=later))


def test_r21_a_call_whose_points_add_up_to_100_may_be_published() -> None:
    check_publishable(DRAFT, criteria(WEIGHTS), requirements=6, at=PUBLISHED)


def test_r21_points_that_do_not_add_up_to_100_are_refused() -> None:
    with pytest.raises(WeightsDoNotAddUp) as refused:
        check_publishable(DRAFT, criteria(WEIGHTS[:-1]), requirements=6, at=PUBLISHED)
    assert refused.value.fields == {"total": Decimal(95)}


def test_r21_a_published_call_is_frozen() -> None:
    with pytest.raises(AlreadyPublished):
        check_publishable(PLAN, criteria(WEIGHTS), requirements=6, at=PUBLISHED)


@pytest.mark.parametrize(("weights", "requirements"), [([], 6), (WEIGHTS, 0)])
def test_a_call_that_judges_nothing_is_refused(weights: list[Decimal], requirements: int) -> None:
    with pytest.raises(NothingToJudge):
        check_publishable(DRAFT, criteria(weights), requirements=requirements, at=PUBLISHED)


@pytest.mark.parametrize(
    "changed",
    [
        {"closes_at": PLAN.questions_close_at},
        {"questions_close_at": PUBLISHED},
        {"answers_by_on": date(2026, 6, 30)},
        {"invitations_by_on": date(2026, 6, 28)},
        {"interviews_from_on": date(2026, 6, 30)},
    ],
)
def test_dates_in_the_wrong_order_are_refused(changed: dict[str, datetime]) -> None:
    with pytest.raises(DatesOutOfOrder):
        check_publishable(replace(DRAFT, **changed), criteria(WEIGHTS), requirements=6, at=PUBLISHED)


def test_the_timeline_marks_what_comes_next() -> None:
    moments = timeline(PLAN, Milestones(), at=datetime(2026, 6, 24, 12, tzinfo=UTC))
    assert [(one.code, one.state) for one in moments] == [
        ("published", MomentState.PAST),
        ("questions_close", MomentState.PAST),
        ("answers", MomentState.NEXT),
        ("closes", MomentState.COMING),
        ("invitations", MomentState.COMING),
        ("interviews", MomentState.COMING),
    ]


def test_the_timeline_shows_what_happened_in_place_of_what_was_planned() -> None:
    done = Milestones(answered_at=datetime(2026, 6, 24, 9, tzinfo=UTC), ends_before=date(2027, 2, 3))
    moments = {one.code: one for one in timeline(PLAN, done, at=CLOSES)}
    assert moments["answered"].at == datetime(2026, 6, 24, 9, tzinfo=UTC)
    assert moments["ends"].on == date(2027, 2, 2)


def test_a_day_on_the_timeline_is_a_day_in_the_netherlands() -> None:
    half_past_midnight_there = datetime(2026, 6, 25, 22, 30, tzinfo=UTC)
    moments = {one.code: one for one in timeline(PLAN, Milestones(), at=half_past_midnight_there)}
    assert moments["answers"].state is MomentState.PAST


def test_a_withdrawn_call_is_withdrawn_whatever_the_clock_says() -> None:
    done = Milestones(withdrawn_at=CLOSES - timedelta(days=2))
    assert phase(PLAN, done, at=CLOSES - timedelta(days=2) - MILLISECOND) is Phase.OPEN
    assert phase(PLAN, done, at=CLOSES - timedelta(days=2)) is Phase.WITHDRAWN
    assert phase(PLAN, replace(DONE, withdrawn_at=CLOSES + timedelta(days=9)), at=ENDS) is Phase.WITHDRAWN


def test_what_a_withdrawn_call_had_still_to_come_never_comes() -> None:
    done = Milestones(withdrawn_at=datetime(2026, 6, 25, 9, tzinfo=UTC))
    for at in (done.withdrawn_at, ENDS):
        assert [(one.code, one.state) for one in timeline(PLAN, done, at=at)] == [
            ("published", MomentState.PAST),
            ("questions_close", MomentState.PAST),
            ("withdrawn", MomentState.PAST),
            ("answers", MomentState.OFF),
            ("closes", MomentState.OFF),
            ("invitations", MomentState.OFF),
            ("interviews", MomentState.OFF),
        ]


def test_r21_a_scale_that_does_not_reach_the_maximum_is_refused() -> None:
    wrong = [AwardCriterion("7", "", Decimal(100), (Decimal(0), Decimal(90)))]
    with pytest.raises(ScaleWrong):
        check_publishable(DRAFT, wrong, requirements=1, at=PUBLISHED)
