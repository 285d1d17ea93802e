"""Moments, amounts and points as people write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from django.utils import translation

from openinhuur.domain.money import Money
from openinhuur.domain.time_left import whole_time_left
from openinhuur.web.templatetags import shown
from openinhuur.wording import formats

NINE = datetime(2026, 6, 29, 7, tzinfo=UTC)
JUST_IN_TIME = datetime(2026, 6, 29, 6, 59, 59, 999_000, tzinfo=UTC)
END_OF_STANDSTILL = datetime(2026, 7, 27, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("write", "value", "dutch", "english"),
    [
        (formats.day, date(2026, 6, 29), "maandag 29 juni 2026", "Monday 29 June 2026"),
        (formats.day, datetime(2026, 6, 28, 22, 30, tzinfo=UTC), "maandag 29 juni 2026", "Monday 29 June 2026"),
        (formats.short_day, date(2026, 8, 3), "ma 3 aug", "Mon 3 Aug"),
        (formats.moment, NINE, "maandag 29 juni 2026, 09.00 uur", "Monday 29 June 2026, 09:00"),
        (
            formats.exact,
            JUST_IN_TIME,
            "maandag 29 juni 2026, 08.59.59,999 uur",
            "Monday 29 June 2026, 08:59:59.999",
        ),
        (formats.until, END_OF_STANDSTILL, "maandag 27 juli 2026, 24.00 uur", "Monday 27 July 2026, 24:00"),
        (formats.until, NINE, "maandag 29 juni 2026, 09.00 uur", "Monday 29 June 2026, 09:00"),
        (formats.money, Money.of("15840"), "€\u00a015.840,00", "€15,840.00"),
        (formats.money, Money.of("-1.5"), "€\u00a0-1,50", "-€1.50"),
        (formats.money, Decimal("2.25"), "€\u00a02,25", "€2.25"),
        (formats.number, Decimal("85.0"), "85", "85"),
        (formats.number, Decimal("7.50"), "7,5", "7.5"),
        (formats.number, Decimal(100), "100", "100"),
        (formats.number, 1234, "1.234", "1,234"),
        (formats.hours, Decimal(36), "36,00", "36.00"),
        (formats.percentage, 25, "25%", "25%"),
        (formats.percentage, Decimal("17.05"), "17,05%", "17.05%"),
    ],
)
def test_a_value_is_written_as_people_write_it(write, value, dutch, english):
    assert (write(value, "nl"), write(value, "en")) == (dutch, english)


def test_an_account_number_stands_in_groups_of_four():
    assert formats.iban("NL91ABNA0417164300") == "NL91 ABNA 0417 1643 00"


@pytest.mark.parametrize(
    ("at", "left"),
    [
        (datetime(2026, 6, 22, 6, tzinfo=UTC), "nog 7 dagen"),
        (datetime(2026, 6, 27, 7, tzinfo=UTC), "nog 2 dagen"),
        (datetime(2026, 6, 27, 7, 0, 1, tzinfo=UTC), "nog 47 uur"),
        (datetime(2026, 6, 29, 5, tzinfo=UTC), "nog 2 uur"),
        (datetime(2026, 6, 29, 5, 0, 1, tzinfo=UTC), "nog 119 minuten"),
        (datetime(2026, 6, 29, 6, 58, 30, tzinfo=UTC), "nog 1 minuut"),
        (JUST_IN_TIME, "nog minder dan een minuut"),
        (NINE, ""),
        (datetime(2026, 6, 30, 7, tzinfo=UTC), ""),
    ],
)
def test_time_left_is_whole_units_rounded_down(at, left):
    with translation.override("nl"):
        assert shown.time_left(NINE, at) == left


@pytest.mark.parametrize(
    ("day", "ahead"),
    [
        (date(2026, 6, 28), ""),
        (date(2026, 6, 29), "vandaag"),
        (date(2026, 6, 30), "morgen"),
        (date(2026, 7, 1), "over 2 dagen"),
    ],
)
def test_a_day_without_an_hour_is_counted_on_the_dutch_calendar(day, ahead):
    just_after_midnight = datetime(2026, 6, 28, 22, 1, tzinfo=UTC)
    with translation.override("nl"):
        assert shown.time_left(day, just_after_midnight) == ahead


def test_time_left_never_says_more_than_there_is():
    moments = [datetime(2026, 6, day, hour, 30, tzinfo=UTC) for day in (26, 27, 28) for hour in range(0, 24, 3)]
    minutes = {"days": 1440, "hours": 60, "minutes": 1}
    left = [whole_time_left(NINE, at) for at in moments]
    in_minutes = [minutes[one[0]] * one[1] for one in left if one]
    assert all(later <= earlier for earlier, later in pairwise(in_minutes))
    assert all(one * 60 <= (NINE - at).total_seconds() for one, at in zip(in_minutes, moments, strict=True))


def test_the_clock_and_its_word_stay_on_one_line():
    with translation.override("nl"):
        assert shown.moment(NINE) == "maandag 29 juni 2026, 09.00\u00a0uur"


@pytest.mark.parametrize(("language", "text"), [("nl", "week 32 van 2026"), ("en", "week 32 of 2026")])
def test_a_week_is_written_out(language, text):
    with translation.override(language):
        assert shown.week("2026W32") == text


def test_a_range_of_weeks_names_the_first_and_the_last():
    with translation.override("nl"):
        assert shown.week("2026W32-W35") == "week 32 tot en met 35 van 2026"
