"""What a linter finds in a call before it is published: a list of small checks with one signature.

A check takes a `WrittenCall` (the facts, and the words they came from) and yields every `Finding` it sees.
A finding has a code, a severity, a place and plain fields; its text (Dutch, English) lives at the edge.
A fact that is absent is None and is never guessed, so a check says nothing about what it cannot know.

>>> call = WrittenCall(facts=CallFacts(criteria=(ListItem("1", "Experience", Decimal(60)),)))
>>> [finding.code for finding in lint(call)]
['weights-sum']
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from openinhuur.domain.written_call import WrittenCall


class Severity(StrEnum):
    """How bad a finding is: an error is to be mended first, a warning asks for a reason, info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``lines`` (from 1) and ``key`` (a name in `CallFacts`) are its place."""

    code: str
    severity: Severity
    lines: tuple[int, ...] = ()
    key: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)


Check = Callable[[WrittenCall], Iterable[Finding]]

ORDER = (
    "questions_close_at",
    "answers_by",
    "closes_at",
    "invitations_by",
    "interviews_from",
    "start",
    "end",
)
REPEATABLE = {"dat", "die", "zijn", "haar", "that", "had"}
DOUBLED = re.compile(r"\b([^\W\d_]{3,})\s+\1\b", re.IGNORECASE)
TEMPLATE = re.compile(
    r"(?i:in te vullen|nog invullen|hier invullen|lorem ipsum|vul (?:hier )?in\b|\bto ?do:)|\bX{3,}\b"
    r"|\bXX[-/]XX|\{\{.*?\}\}|\[(?i:naam|datum|functie|aantal|bedrag|gemeente|titel|name|date)[^\]]{0,30}\]|«[^»]*»"
)
DIPLOMA = re.compile(
    r"(?i)\b(diploma|afgeronde?|voltooide?|completed|degree)\b.*\b(mbo|hbo|wo|bachelor|master|opleiding)"
    r"|\b(mbo|hbo|wo)\b.*\b(diploma|afgerond|voltooid)"
)
EQUIVALENT = re.compile(r"(?i)gelijkwaardig|vergelijkbaar|equivalent|aantoonbaar .{0,20}niveau verkregen|denkniveau")


def lint(call: WrittenCall) -> list[Finding]:
    """Every finding of every check, in the order of the checks."""
    return [finding for check in CHECKS for finding in check(call)]


def weights_sum(call: WrittenCall) -> Iterator[Finding]:
    """R21: weights add up to 100 over every stage that gives points (criteria, price, interview)."""
    facts = call.facts
    points = [item.points for item in facts.criteria or () if item.points is not None]
    stages = [weight for weight in (facts.price_weight, facts.interview_weight) if weight is not None]
    total = sum((*points, *stages), Decimal(0))
    if points and total != 100:
        two_scales = bool(stages) and sum(points) == 100
        severity = Severity.WARNING if two_scales else Severity.ERROR
        yield Finding("weights-sum", severity, call.places.get("criteria", ()), "criteria", {"total": total})


def criteria_without_points(call: WrittenCall) -> Iterator[Finding]:
    """R21: an award criterion whose points are not in the text cannot be scored."""
    items = call.facts.criteria or ()
    bare = [item for item in items if item.points is None]
    if bare:
        fields = {"count": len(bare), "of": len(items)}
        places = call.places.get("criteria", ())
        yield Finding("criteria-without-points", Severity.WARNING, places, "criteria", fields)


def date_order(call: WrittenCall) -> Iterator[Finding]:
    """Questions, answers, deadline, invitations, interviews, start, end: each no earlier than the one before."""
    known = [(key, day) for key in ORDER if (day := _day(getattr(call.facts, key))) is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            lines = (*call.places.get(earlier, ()), *call.places.get(later, ()))
            fields = {"earlier": earlier, "earlier_on": first, "later": later, "later_on": second}
            yield Finding("date-order", Severity.ERROR, tuple(sorted(set(lines))), later, fields)


def weekday_mismatch(call: WrittenCall) -> Iterator[Finding]:
    """The weekday that is written is not the weekday of the date."""
    for written in call.dates:
        if written.on.weekday() != written.weekday:
            fields = {"words": written.words, "weekday": written.on.weekday()}
            yield Finding("weekday-mismatch", Severity.ERROR, (written.line,), None, fields)


def duplicate_word(call: WrittenCall) -> Iterator[Finding]:
    """The same word twice in a row, where the language does not allow it."""
    for number, text in call.lines:
        for match in DOUBLED.finditer(text):
            if match[1].lower() not in REPEATABLE:
                yield Finding("duplicate-word", Severity.WARNING, (number,), None, {"words": match[0]})


def template_text(call: WrittenCall) -> Iterator[Finding]:
    """Words of a template that nobody replaced."""
    for number, text in call.lines:
        for match in TEMPLATE.finditer(text):
            yield Finding("template-text", Severity.ERROR, (number,), None, {"words": match[0]})


def missing_equivalence(call: WrittenCall) -> Iterator[Finding]:
    """A diploma is asked for without "or equivalent" (Directive 2014/24 art. 42 and 58: proportionate, equal)."""
    for key in ("requirements", "criteria"):
        for position, item in enumerate(getattr(call.facts, key) or ()):
            if DIPLOMA.search(item.text) and not EQUIVALENT.search(item.text):
                fields = {"number": item.number or str(position + 1), "words": item.text}
                lines = call.places.get(f"{key}[{position}]", ())
                yield Finding("missing-equivalence", Severity.WARNING, lines, key, fields)


def _day(moment: object) -> date | None:
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else None


CHECKS: tuple[Check, ...] = (
    weights_sum,
    criteria_without_points,
    date_order,
    weekday_mismatch,
    duplicate_word,
    template_text,
    missing_equivalence,
)
