"""Working days, terms and moments (R8, R10, and the terms of R11 to R18)."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.calendars import (
    AMSTERDAM,
    Calendar,
    add_months,
    add_working_days,
    counted_back,
    end_of_day,
    equated_days,
    holidays_atw,
    holidays_eu,
    is_working_day,
    last_day,
    local,
    milliseconds,
    roll_forward,
    working_days_left,
)

STATUTORY, EUROPEAN = Calendar.STATUTORY, Calendar.EUROPEAN
EXAMPLES = Path(__file__).parents[1] / "examples"
TERMS = list(csv.DictReader((EXAMPLES / "terms.csv").read_text(encoding="utf-8").splitlines()))

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
calendars = st.sampled_from(Calendar)


def test_r10_the_statutory_holidays_of_2026() -> None:
    assert sorted(holidays_atw(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_r10_good_friday_is_a_holiday_for_the_algemene_termijnenwet_only() -> None:
    assert holidays_atw(2026) - holidays_eu(2026) == {date(2026, 4, 3)}
    assert holidays_eu(2026) < holidays_atw(2026)


def test_r10_5_may_is_a_holiday_every_year() -> None:
    assert all(date(year, 5, 5) in holidays_atw(year) & holidays_eu(year) for year in range(2024, 2036))


def test_r10_kings_day_on_a_sunday_is_kept_the_day_before() -> None:
    assert date(2025, 4, 26) in holidays_atw(2025)
    assert date(2025, 4, 27) not in holidays_atw(2025)


def test_r10_days_equated_by_decree_do_not_count_in_the_statutory_calendar() -> None:
    assert equated_days(2026) == {date(2026, 1, 2), date(2026, 5, 15)}
    assert not is_working_day(date(2026, 5, 15), STATUTORY)
    assert is_working_day(date(2026, 5, 15), EUROPEAN)


def test_r10_a_year_without_a_decree_has_no_equated_days() -> None:
    assert equated_days(2031) == frozenset()


@pytest.mark.parametrize("row", TERMS, ids=[row["case"] for row in TERMS])
def test_r10_the_last_day_of_a_term(row: dict[str, str]) -> None:
    calendar = None if row["calendar"] == "agreed" else Calendar(row["calendar"])
    ends_on = last_day(date.fromisoformat(row["event_on"]), int(row["days"]), calendar=calendar)
    assert ends_on == date.fromisoformat(row["last_on"])


def test_r12_ten_days_are_counted_back_without_rolling() -> None:
    assert counted_back(date(2026, 6, 29), 10) == date(2026, 6, 19)
    assert counted_back(date(2026, 6, 29), 8) == date(2026, 6, 21)  # a Sunday stays a Sunday


def test_r12_answers_on_25_june_are_four_days_before_the_deadline() -> None:
    assert counted_back(date(2026, 6, 29), 4) == date(2026, 6, 25)


def test_r15_admission_is_decided_within_ten_working_days_or_fifteen() -> None:
    assert add_working_days(date(2026, 6, 22), 10, EUROPEAN) == date(2026, 7, 6)
    assert add_working_days(date(2026, 6, 22), 15, EUROPEAN) == date(2026, 7, 13)


def test_r16_a_renewed_declaration_has_five_working_days() -> None:
    assert add_working_days(date(2026, 6, 22), 5, EUROPEAN) == date(2026, 6, 29)


def test_r41_tacit_acceptance_after_five_working_days() -> None:
    assert add_working_days(date(2026, 8, 10), 5, STATUTORY) == date(2026, 8, 17)


@pytest.mark.parametrize("count", [0, -1])
def test_a_term_of_no_days_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        last_day(date(2026, 6, 22), count, calendar=STATUTORY)
    with pytest.raises(ValueError, match="at least one day"):
        counted_back(date(2026, 6, 22), count)
    with pytest.raises(ValueError, match="at least one day"):
        add_working_days(date(2026, 6, 22), count, STATUTORY)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 7, 13), 6, date(2027, 1, 13)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 7, 13), 0, date(2026, 7, 13)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_keep_the_day_or_the_last_day_of_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("day", "ends_at"),
    [
        (date(2026, 1, 15), datetime(2026, 1, 15, 23, tzinfo=UTC)),
        (date(2026, 7, 23), datetime(2026, 7, 23, 22, tzinfo=UTC)),
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),  # the clock goes forward on the 29th
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),  # and back on 25 October
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),
    ],
)
def test_r8_a_day_ends_at_midnight_in_amsterdam(day: date, ends_at: datetime) -> None:
    assert end_of_day(day) == ends_at
    assert end_of_day(day).tzinfo is UTC


def test_r8_days_on_which_the_clock_changes_last_23_and_25_hours() -> None:
    assert end_of_day(date(2026, 3, 29)) - end_of_day(date(2026, 3, 28)) == timedelta(hours=23)
    assert end_of_day(date(2026, 10, 25)) - end_of_day(date(2026, 10, 24)) == timedelta(hours=25)


def test_r8_moments_are_shown_in_amsterdam() -> None:
    assert local(datetime(2026, 6, 29, 7, tzinfo=UTC)).isoformat() == "2026-06-29T09:00:00+02:00"
    assert local(datetime(2026, 1, 29, 8, tzinfo=UTC)).isoformat() == "2026-01-29T09:00:00+01:00"


def test_r8_the_hour_that_comes_twice_keeps_its_two_moments_apart() -> None:
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM, fold=fold) for fold in (0, 1))
    assert milliseconds(second) - milliseconds(first) == timedelta(hours=1)


def test_r8_a_moment_is_cut_off_to_the_millisecond_never_rounded_up_to_the_deadline() -> None:
    just_before = datetime(2026, 6, 29, 8, 59, 59, 999_999, AMSTERDAM)
    assert milliseconds(just_before) == datetime(2026, 6, 29, 6, 59, 59, 999_000, UTC)
    assert milliseconds(just_before) < datetime(2026, 6, 29, 9, tzinfo=AMSTERDAM)


def test_r8_a_time_without_a_zone_is_no_moment() -> None:
    naive = datetime(2026, 6, 29, 9)  # noqa: DTZ001 - the naive datetime is the case
    for reading in (local, milliseconds):
        with pytest.raises(ValueError, match="no time zone"):
            reading(naive)


@given(days, st.integers(1, 40), calendars)
def test_added_working_days_land_on_a_working_day_and_keep_order(day: date, n: int, calendar: Calendar) -> None:
    landed = add_working_days(day, n, calendar)
    assert is_working_day(landed, calendar)
    assert day < landed < add_working_days(day, n + 1, calendar)
    assert landed <= add_working_days(day + timedelta(days=1), n, calendar)


@given(days, st.integers(1, 40), calendars)
def test_what_is_left_of_a_term_counts_down_to_its_last_day_and_then_up(day: date, n: int, calendar: Calendar) -> None:
    last_on = add_working_days(day, n, calendar)
    assert working_days_left(last_on, on=day, calendar=calendar) == n
    assert working_days_left(last_on, on=last_on, calendar=calendar) == 0
    assert working_days_left(last_on, on=add_working_days(last_on, n, calendar), calendar=calendar) == -n


@given(days, st.integers(1, 90), calendars)
def test_a_term_ends_after_its_event_on_a_working_day_and_is_only_ever_lengthened(
    day: date, count: int, calendar: Calendar
) -> None:
    ends_on = last_day(day, count, calendar=calendar)
    assert is_working_day(ends_on, calendar)
    assert ends_on >= last_day(day, count, calendar=None) > day
    assert ends_on <= last_day(day, count + 1, calendar=calendar) or count == 90


@given(days, calendars)
def test_rolling_forward_goes_to_the_first_working_day(day: date, calendar: Calendar) -> None:
    rolled = roll_forward(day, calendar)
    skipped = (rolled - day).days
    assert is_working_day(rolled, calendar)
    assert not any(is_working_day(day + timedelta(days=n), calendar) for n in range(skipped))
