"""What is said about time stays true until the moment that is given for it, and not longer."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.calendars import local
from openinhuur.domain.time_left import unchanged_until, whole_time_left

NINE = datetime(2026, 6, 29, 7, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
MOMENTS = st.integers(-5 * 86_400_000, 9 * 86_400_000).map(lambda ms: NINE + timedelta(milliseconds=ms))


def said(moments: list[datetime], at: datetime) -> object:
    """All that a page says that depends on the clock."""
    return [(one <= at, whole_time_left(one, at)) for one in moments], local(at).date()


@given(st.lists(MOMENTS, max_size=4), MOMENTS)
def test_it_says_the_same_until_then_and_something_else_at_once_after(moments, at):
    until = unchanged_until(moments, at=at)
    assert until > at
    last = until - timedelta.resolution
    for still in (at + (last - at) / 3, last):
        assert said(moments, still) == said(moments, at)
    assert said(moments, until) != said(moments, at)


def test_a_page_of_a_millisecond_before_the_deadline_lasts_a_millisecond():
    assert unchanged_until([NINE], at=NINE - MILLISECOND) == NINE
    assert unchanged_until([NINE], at=NINE) == datetime(2026, 6, 29, 22, tzinfo=UTC)


def test_the_dutch_day_ends_at_its_own_midnight_also_when_the_clock_is_changed():
    assert unchanged_until([], at=datetime(2026, 10, 24, 23, tzinfo=UTC)) == datetime(2026, 10, 25, 23, tzinfo=UTC)
