"""Checks on the standstill (R14): its length is stated, and the work starts after it.

For a call-off in a purchasing system the term is the buyer's own and nothing rolls; otherwise it is the law's.
"""

import re
from collections.abc import Iterator
from datetime import date

from openinhuur.domain.award import statutory_standstill, voluntary_standstill
from openinhuur.domain.lint.dates import day_of
from openinhuur.domain.lint.finding import Finding, Severity
from openinhuur.domain.lint.passages import Sentence, sentences
from openinhuur.domain.lint.terms import STANDSTILL_DAYS, in_force
from openinhuur.domain.written_call import WrittenCall

STANDSTILL = re.compile(r"(?i)\b(?:opschortende|wacht)\s?termijn|\bstand-?\s?still|\balcatel-?(?:termijn|periode)")
NONE = re.compile(r"(?i)\b(?:geen|niet|no|not|zonder|without)\b")
DAYS = re.compile(
    r"(?i)(?<!\d)(\d{1,2}|tien|vijftien|twintig|ten|fifteen|twenty)\)?\s+(?:kalender|calendar |werk|working )?"
    r"(?:dagen|days)\b"
)
OBJECTING = re.compile(
    r"(?i)bezwaar|bezwaren|kort geding|objection|gunningsbeslissing|award decision|deze termijn|this period"
)
NUMBERS = {"tien": 10, "ten": 10, "vijftien": 15, "fifteen": 15, "twintig": 20, "twenty": 20}
PROCEDURE = ("interviews_from", "invitations_by", "closes_at")


def standstill_length(call: WrittenCall) -> Iterator[Finding]:
    """A standstill is announced without its length; or it is shorter than the law's, where the law sets it."""
    announced = _announced(call)
    days = _days(call)
    if days is None and announced is not None:
        yield Finding("standstill-length", Severity.WARNING, announced.lines(), "standstill_days")
    least = in_force(STANDSTILL_DAYS, _sent_on(call) or date.max)
    if days is not None and least is not None and call.facts.dps is False and days < least:
        lines = announced.lines() if announced else call.places.get("standstill_days", ())
        yield Finding("standstill-length", Severity.ERROR, lines, "standstill_days", {"days": days, "least": least})


def standstill_after_start(call: WrittenCall) -> Iterator[Finding]:
    """Even if the letters go out on the first day of the interviews, the standstill ends on or after the start."""
    start, sent_on, days = call.facts.start, _sent_on(call), _days(call)
    if not isinstance(start, date) or sent_on is None or not days:
        return
    is_statutory = call.facts.dps is False
    standstill = statutory_standstill(sent_on, days=days) if is_statutory else voluntary_standstill(sent_on, days=days)
    if standstill.last_on >= start:
        fields = {"days": days, "last_on": standstill.last_on, "start": start}
        yield Finding("standstill-after-start", Severity.WARNING, call.places.get("start", ()), "start", fields)


def _sent_on(call: WrittenCall) -> date | None:
    """The first day on which the award letters can be sent: nobody is awarded before the last step announced."""
    moments = (getattr(call.facts, key) for key in PROCEDURE)
    return next((day_of(moment) for moment in moments if moment is not None), None)


def _announced(call: WrittenCall) -> Sentence | None:
    return next((one for one in sentences(call) if STANDSTILL.search(one.text) and not NONE.search(one.text)), None)


def _days(call: WrittenCall) -> int | None:
    """The days of the standstill: the fact, or what a sentence about it or the one after it says."""
    if call.facts.standstill_days is not None:
        return call.facts.standstill_days
    is_near = False
    for sentence in sentences(call):
        names_it = bool(STANDSTILL.search(sentence.text))
        match = DAYS.search(sentence.text)
        if match and (names_it or (is_near and OBJECTING.search(sentence.text))):
            return NUMBERS.get(match[1].lower()) or int(match[1])
        is_near = names_it
    return None
