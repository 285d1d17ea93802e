"""R17: awards are made public in time, one by one or with their quarter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.award_notice import (
    Grouping,
    NothingToNotify,
    NoticeBeforeConclusion,
    NotifiedAlready,
    check_notice,
    due_on,
    quarter_ends_on,
)

SIGNED_ON = date(2026, 7, 24)


def test_r17_an_award_is_notified_within_thirty_days_and_the_day_does_not_roll() -> None:
    assert due_on(SIGNED_ON, Grouping.EACH) == date(2026, 8, 23)


def test_r17_or_with_its_quarter_thirty_days_after_the_end_of_it() -> None:
    assert due_on(SIGNED_ON, Grouping.QUARTER) == date(2026, 10, 30)


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_a_quarter_ends_on_or_after_its_days_and_the_next_one_begins_the_day_after(day: date) -> None:
    end = quarter_ends_on(day)
    assert day <= end
    assert (end + timedelta(days=1)).day == 1
    assert quarter_ends_on(end) == end
    assert due_on(day, Grouping.EACH) <= due_on(day, Grouping.QUARTER)


def test_a_notice_tells_of_agreements_that_are_concluded_once_each() -> None:
    concluded = [("ZTM-30534", SIGNED_ON)]
    check_notice(concluded, notified=[], reference="TN 512345", published_on=SIGNED_ON)
    with pytest.raises(NoticeBeforeConclusion):
        check_notice(concluded, notified=[], reference="TN 512345", published_on=SIGNED_ON - timedelta(days=1))
    with pytest.raises(NotifiedAlready):
        check_notice(concluded, notified=["ZTM-30534"], reference="TN 512345", published_on=SIGNED_ON)


@pytest.mark.parametrize(("concluded", "reference"), [([], "TN 512345"), ([("ZTM-30534", SIGNED_ON)], "  ")])
def test_a_notice_has_agreements_and_a_reference(concluded: list[tuple[str, date]], reference: str) -> None:
    with pytest.raises(NothingToNotify):
        check_notice(concluded, notified=[], reference=reference, published_on=SIGNED_ON)
