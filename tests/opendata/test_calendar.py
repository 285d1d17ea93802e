"""The moments of a call in somebody's calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from openinhuur.domain.call import Timetable
from openinhuur.domain.timeline import Milestones, timeline
from openinhuur.opendata import calendar
from tests.opendata.calls import AT, CLOSES, HOSTILE, PLAN, PUBLISHED, call, done, where

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ANSWERED = datetime(2026, 6, 24, 12, tzinfo=UTC)


def events(one, language="en") -> dict[str, Event]:
    """The events of a call, read back, by the code of their moment."""
    read = Calendar.from_ical(calendar.of_call(one, where=where, language=language))
    assert not [error for event in read.walk("VEVENT") for error in event.errors]
    return {str(event["uid"]).split(".")[0]: event for event in read.walk("VEVENT")}


def test_every_moment_of_the_timeline_is_an_event():
    found = events(call())
    assert list(found) == ["published", "questions_close", "answers", "closes", "invitations", "interviews"]
    assert {str(one["url"]) for one in found.values()} == {"https://inhuur.example.org/en/calls/30534/"}
    assert str(found["closes"]["uid"]) == "closes.30534@inhuur.example.org"


def test_r8_a_moment_is_exact_in_dutch_time():
    start = events(call())["closes"]["dtstart"]
    assert start.dt.astimezone(UTC) == CLOSES
    assert start.dt.replace(tzinfo=None) == datetime(2026, 6, 29, 9)  # noqa: DTZ001 (the clock on the wall)
    assert start.params["TZID"] == "Europe/Amsterdam"


@pytest.mark.parametrize(("closes_at", "hour"), [(datetime(2027, 1, 12, 8, tzinfo=UTC), 9), (CLOSES, 9)])
def test_r8_nine_oclock_is_nine_oclock_in_summer_and_in_winter(closes_at, hour):
    plan = Timetable(
        PUBLISHED, PLAN.questions_close_at, PLAN.answers_by_on, closes_at, date(2027, 2, 1), date(2027, 2, 2)
    )
    found = events(call(timeline=timeline(plan, Milestones(), at=AT)))
    assert found["closes"].decoded("dtstart").hour == hour
    assert found["closes"].decoded("dtstart").astimezone(UTC) == closes_at


def test_the_rules_of_summer_time_that_travel_along_are_those_of_the_netherlands():
    zone = next(
        iter(Calendar.from_ical(calendar.of_call(call(), where=where, language="nl")).walk("VTIMEZONE"))
    ).to_tz()
    for day in range(0, 365 * 12, 5):
        wall = datetime(2025, 1, 1, 12) + timedelta(days=day)  # noqa: DTZ001 (a clock on the wall)
        assert zone.utcoffset(wall) == AMSTERDAM.utcoffset(wall)


def test_a_whole_day_has_no_hour_and_ends_before_the_next():
    found = events(call())["answers"]
    assert found.decoded("dtstart") == date(2026, 6, 25)
    assert found.decoded("dtend") == date(2026, 6, 26)
    assert found["dtstart"].params["VALUE"] == "DATE"


def test_a_standstill_that_ends_at_midnight_is_the_whole_day_before():
    ends = datetime(2026, 7, 28, tzinfo=AMSTERDAM)
    found = events(call(timeline=done(ends, letters_sent_at=AT, standstill_ends_at=ends)))["standstill_ends"]
    assert found.decoded("dtstart") == date(2026, 7, 27)


def test_answers_move_to_the_moment_they_came_instead_of_standing_there_twice():
    before, after = events(call())["answers"], events(call(timeline=done(ANSWERED, answered_at=ANSWERED)))["answers"]
    assert before["uid"] == after["uid"]
    assert (int(before["sequence"]), int(after["sequence"])) == (0, 1)
    assert after.decoded("dtstart").astimezone(UTC) == ANSWERED
    assert after.decoded("last-modified") == ANSWERED


def test_a_correction_that_moved_a_date_raises_its_sequence_and_no_other():
    corrected = PUBLISHED + timedelta(days=2)
    found = events(call(moved={"closes": [corrected, corrected + timedelta(days=1)]}))
    assert int(found["closes"]["sequence"]) == 2
    assert found["closes"].decoded("last-modified") == corrected + timedelta(days=1)
    assert int(found["questions_close"]["sequence"]) == 0
    assert found["questions_close"].decoded("dtstamp") == PUBLISHED


def test_what_was_still_to_come_of_a_withdrawn_call_is_cancelled():
    found = events(call(withdrawn_at=AT))
    assert {code: str(one["status"]) for code, one in found.items()} == {
        "published": "CONFIRMED", "questions_close": "CANCELLED", "answers": "CANCELLED", "closes": "CANCELLED",
        "invitations": "CANCELLED", "interviews": "CANCELLED",
    }  # fmt: skip
    assert int(found["closes"]["sequence"]) == 1


@pytest.mark.parametrize(("language", "words"), [("nl", "Inschrijving sluit"), ("en", "Bidding closes")])
def test_a_calendar_speaks_the_language_of_its_reader(language, words):
    summary = events(call(), language)["closes"]["summary"]
    assert summary.startswith(f"{words}: Secretaris")
    assert summary.params["LANGUAGE"] == language


def test_the_same_call_gives_the_same_bytes():
    assert len({calendar.of_call(call(), where=where, language="nl") for _ in range(2)}) == 1


def test_a_search_is_one_calendar_of_all_its_calls():
    made = calendar.of_search([call(number="1"), call(number="2")], title="Alles", where=where, language="nl")
    read = Calendar.from_ical(made)
    assert len({str(one["uid"]) for one in read.walk("VEVENT")}) == 12
    assert str(read["name"]) == "Alles"


def test_hostile_words_are_only_words():
    made = calendar.of_call(call(title=HOSTILE, buyer=HOSTILE + "\r\nEND:VCALENDAR"), where=where, language="nl")
    read = Calendar.from_ical(made)
    assert len(read.walk("VEVENT")) == 6
    assert "BEGIN:VEVENT;,\\n" in read.walk("VEVENT")[0]["summary"]
    assert not any(code < 32 and code not in {10, 13} for code in made)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
