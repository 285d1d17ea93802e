"""Checks on days and moments: their order, their weekdays, and the terms of R11 and R12.

Two checks need to know when the call is sent (`WrittenCall.at`); without it they say nothing.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from openinhuur.domain.calendars import Calendar, end_of_day, last_day, local
from openinhuur.domain.lint.finding import Finding, Severity
from openinhuur.domain.lint.passages import keys_of_lines
from openinhuur.domain.lint.terms import ANSWER_DAYS, TENDER_DAYS, in_force
from openinhuur.domain.written_call import WrittenCall

ORDER = (
    "questions_close_at",
    "answers_by",
    "closes_at",
    "invitations_by",
    "interviews_from",
    "start",
    "end",
)


def date_order(call: WrittenCall) -> Iterator[Finding]:
    """Questions, answers, deadline, invitations, interviews, start, end: each no earlier than the one before."""
    known = [(key, value) for key in ORDER if isinstance(value := getattr(call.facts, key), date)]
    for (earlier, first), (later, second) in pairwise(known):
        if _is_before(second, first):
            lines = (*call.places.get(earlier, ()), *call.places.get(later, ()))
            fields = {"earlier": earlier, "earlier_on": day_of(first), "later": later, "later_on": day_of(second)}
            yield Finding("date-order", Severity.ERROR, tuple(sorted(set(lines))), later, fields)


def weekday_mismatch(call: WrittenCall) -> Iterator[Finding]:
    """The weekday that is written is not the weekday of the date."""
    keys = keys_of_lines(call)
    for written in call.dates:
        if written.on.weekday() != written.weekday:
            fields = {"words": written.words, "weekday": written.on.weekday()}
            yield Finding("weekday-mismatch", Severity.ERROR, (written.line,), keys.get(written.line), fields)


def start_in_past(call: WrittenCall) -> Iterator[Finding]:
    """The work would start before the call is sent."""
    start = call.facts.start
    if call.at is not None and isinstance(start, date) and start < local(call.at).date():
        fields = {"start": start, "sent_on": local(call.at).date()}
        yield Finding("start-in-past", Severity.ERROR, call.places.get("start", ()), "start", fields)


def tender_period(call: WrittenCall) -> Iterator[Finding]:
    """R11: at least 10 days to bid, counted from the day after sending.

    An error when the deadline is before day 10; a warning when day 10 has not ended, where a last day on a weekend
    or holiday rolls to the next working day (Regulation 1182/71).
    """
    facts = call.facts
    if call.at is None or facts.closes_at is None or facts.dps is False:
        return
    sent_on = local(call.at).date()
    days = in_force(TENDER_DAYS, sent_on)
    if days is None:
        return
    enough_at = end_of_day(last_day(sent_on, days, calendar=Calendar.EUROPEAN))
    if facts.closes_at >= enough_at:
        return
    is_short = local(facts.closes_at).date() < sent_on + timedelta(days=days)
    severity = Severity.ERROR if is_short else Severity.WARNING
    fields = {"days": days, "sent_on": sent_on, "closes_on": day_of(facts.closes_at), "enough_at": enough_at}
    yield Finding("tender-period", severity, call.places.get("closes_at", ()), "closes_at", fields)


def answers_late(call: WrittenCall) -> Iterator[Finding]:
    """R12: answers 10 days before the deadline; 4 when accelerated, so fewer than 4 is an error. Counted back."""
    facts = call.facts
    if facts.answers_by is None or facts.closes_at is None or facts.dps is False:
        return
    closes_on = day_of(facts.closes_at)
    needed, left = in_force(ANSWER_DAYS, closes_on), (closes_on - facts.answers_by).days
    if needed is None or left >= needed.ordinary:
        return
    severity = Severity.WARNING if left >= needed.accelerated else Severity.ERROR
    lines = {*call.places.get("answers_by", ()), *call.places.get("closes_at", ())}
    fields = {"days": left, "needed": needed.ordinary, "least": needed.accelerated, "answers_on": facts.answers_by}
    yield Finding("answers-late", severity, tuple(sorted(lines)), "answers_by", fields)


def day_of(moment: date) -> date:
    """The day, on the calendar in Amsterdam, of a moment or a day."""
    return local(moment).date() if isinstance(moment, datetime) else moment


def _is_before(one: date, other: date) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return day_of(one) < day_of(other)
