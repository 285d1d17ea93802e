"""The moments of calls as a calendar file (RFC 5545) that a calendar can subscribe to.

A moment keeps its UID when it moves, and when what was announced has happened, so that the entry in somebody's
calendar moves along instead of standing there twice.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Protocol
from urllib.parse import urlsplit

from django.utils import translation
from icalendar import Calendar, Event, Timezone

from openinhuur.domain.calendars import local
from openinhuur.domain.timeline import Moment, MomentState
from openinhuur.opendata.published import Links, Published, line
from openinhuur.wording import codes

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
HAPPENED: Final[Mapping[str, str]] = {"answered": "answers", "invited": "invitations"}
"""What was announced under another name: one moment of the call, so one entry of the calendar."""
ANNOUNCED: Final = frozenset({"published", "questions_close", "answers", "closes", "invitations", "interviews"})

AMSTERDAM: Final = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""Summer and winter as they are since 1996 (Directive 2000/84/EC)."""


class Timed(Published, Protocol):
    """A call with its timeline."""

    @property
    def timeline(self) -> Sequence[Moment]: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...
    @property
    def changed_at(self) -> datetime: ...
    @property
    def moved(self) -> Mapping[str, Sequence[datetime]]:
        """Per code of a moment: when it was moved by a published correction, oldest first."""
        ...


def of_call(call: Timed, *, where: Callable[[str], Links], language: str) -> bytes:
    """All moments of one call."""
    return of_search([call], title=f"{call.number} {call.title}", where=where, language=language)


def of_search(calls: Iterable[Timed], *, title: str, where: Callable[[str], Links], language: str) -> bytes:
    """All moments of all calls that were found.

    Args:
        title: what the calendar is called.
        where: the addresses of a call, by its number.
    """
    made = Calendar()
    made.add("prodid", "-//Open Inhuur//Open Inhuur//NL")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        made.add(name, line(title))
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    made.add_component(Timezone.from_ical(AMSTERDAM))
    with translation.override(language):
        for call in calls:
            links = where(call.number)
            for moment in call.timeline:
                made.add_component(_event(call, moment, links, language))
    return bytes(made.to_ical())


def _event(call: Timed, moment: Moment, links: Links, language: str) -> Event:
    code = HAPPENED.get(moment.code, moment.code)
    is_off = call.withdrawn_at is not None and moment.state is not MomentState.PAST
    revisions = [*call.moved.get(code, ()), *_happened(moment), *([call.withdrawn_at] if is_off else [])]
    changed_at = max((one for one in (_known_since(call, moment), *revisions) if one), default=call.changed_at)
    told = {"LANGUAGE": language}
    event = Event()
    event.add("uid", f"{code}.{line(call.number)}@{urlsplit(links.permanent).netloc}")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", len(revisions))
    event.add("summary", line(f"{codes.words(moment.code, 'moment')}: {call.title} ({call.number})"), parameters=told)
    event.add("description", f"{line(call.buyer)}\n{links.page}", parameters=told)
    event.add("url", links.page)
    event.add("categories", [line(call.number)])
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    for name, value in _when(moment):
        event.add(name, value)
    return event


def _happened(moment: Moment) -> list[datetime]:
    return [moment.at] if moment.code in HAPPENED and moment.at else []


def _known_since(call: Timed, moment: Moment) -> datetime | None:
    """What was announced stands since the publication, what happened since then, the rest since the last of that."""
    if HAPPENED.get(moment.code, moment.code) in ANNOUNCED:
        return call.published_at
    return moment.at if moment.at and moment.state is MomentState.PAST else call.changed_at


def _when(moment: Moment) -> list[tuple[str, date]]:
    """A moment has no length. A whole day ends before the next, and so does what ends at midnight."""
    if moment.at is None:
        return _whole_day(moment.on) if moment.on else []
    here = local(moment.at)
    if moment.code == "standstill_ends" and here == here.replace(hour=0, minute=0, second=0, microsecond=0):
        return _whole_day(here.date() - timedelta(days=1))
    return [("dtstart", here.replace(microsecond=0))]


def _whole_day(day: date) -> list[tuple[str, date]]:
    return [("dtstart", day), ("dtend", day + timedelta(days=1))]
