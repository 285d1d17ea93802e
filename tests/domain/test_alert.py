"""When somebody who keeps a search hears of new calls."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.alert import CONFIRM_WITHIN, Frequency, has_lapsed, kept, tells_up_to
from openinhuur.domain.calendars import local
from openinhuur.domain.search import Search, Sort, State, parse

MOMENTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis wants them so)


@pytest.mark.parametrize(
    ("frequency", "now", "up_to"),
    [
        (Frequency.DAILY, "2026-06-26T04:59:59+00:00", "2026-06-25T07:00:00+02:00"),
        (Frequency.DAILY, "2026-06-26T05:00:00+00:00", "2026-06-26T07:00:00+02:00"),
        (Frequency.WEEKLY, "2026-06-29T04:59:59+00:00", "2026-06-22T07:00:00+02:00"),
        (Frequency.WEEKLY, "2026-06-29T05:00:00+00:00", "2026-06-29T07:00:00+02:00"),
        (Frequency.DAILY, "2026-10-25T12:00:00+00:00", "2026-10-25T07:00:00+01:00"),  # the clock went back that night
    ],
)
def test_an_e_mail_tells_up_to_seven_in_the_morning_in_amsterdam(frequency, now, up_to):
    assert tells_up_to(frequency, at=datetime.fromisoformat(now)).isoformat() == up_to


@given(MOMENTS, st.sampled_from([Frequency.DAILY, Frequency.WEEKLY]))
def test_what_is_told_lies_behind_at_seven_and_within_a_day_or_week(now, frequency):
    up_to = tells_up_to(frequency, at=now)
    assert up_to <= now
    assert local(up_to).hour == 7
    days = 1 if frequency is Frequency.DAILY else 7
    assert now - up_to < timedelta(days=days, hours=1)  # a day in which the clock goes back is an hour longer
    assert frequency is Frequency.DAILY or local(up_to).weekday() == 0


@given(MOMENTS, MOMENTS, st.sampled_from(list(Frequency)))
def test_what_was_told_is_never_taken_back(one, other, frequency):
    earlier, later = sorted([one, other])
    assert tells_up_to(frequency, at=earlier) <= tells_up_to(frequency, at=later)


@given(MOMENTS)
def test_who_wants_it_at_once_never_waits(now):
    assert tells_up_to(Frequency.AT_ONCE, at=now) == now


def test_what_is_not_confirmed_lapses_after_two_days_and_what_is_confirmed_never():
    asked_at = datetime(2026, 6, 22, 8, tzinfo=UTC)
    assert not has_lapsed(asked_at, None, at=asked_at + CONFIRM_WITHIN - timedelta(milliseconds=1))
    assert has_lapsed(asked_at, None, at=asked_at + CONFIRM_WITHIN)
    assert not has_lapsed(asked_at, asked_at, at=asked_at + timedelta(days=900))


def test_a_search_is_kept_of_calls_one_can_bid_on_from_the_first_page_on():
    asked = Search(text="jurist", hours_to=24, state=State.AWARDED, sort=Sort.NEWEST, within=3, before="30534")
    assert kept(asked) == Search(text="jurist", hours_to=24)
    assert kept(parse({"state": "closed"})).query() == ""
