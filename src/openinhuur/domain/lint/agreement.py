"""Checks on places that say different things: header against text, hours against hours."""

import re
from collections.abc import Iterator
from decimal import Decimal

from openinhuur.domain.lint.finding import Finding, Severity
from openinhuur.domain.lint.passages import Sentence, sentences
from openinhuur.domain.written_call import HoursRange, WrittenCall

WEIGHTY = ("closes_at", "questions_close_at")
_NUMBER = r"\d{1,2}(?:[.,]\d{1,2})?"
_WEEK = r"(?:per (?:werk)?week|p\.?\s?/?\s?w\b\.?|/\s?w(?:eek)?\b|in de week|a week|per working week)"
HOURS = re.compile(
    rf"(?i)(?<![\d.,])(?P<low>{_NUMBER})\s*(?:(?:uur|u)?\s*(?:-|–|tot|à|to)\s*(?P<high>{_NUMBER}))?"
    rf"\s*(?:uur|uren|u|hours?|hrs)?\s*{_WEEK}"
)
ABOUT = re.compile(
    r"(?i)beschikbaar|inzet|inzetbaar|opdracht|omvang|aanstelling|werkweek|available|availability|assignment|workload"
)
OTHERWISE = re.compile(
    r"(?i)waarvan|daarvan|of which|locatie|kantoor|stadhuis|thuis|piket|ervaring|experience|afgelopen|overeenkomst"
    r"|openingstijd|reistijd|medewerkers|collega|dienstverband|fulltime|volledige werkweek|team\b|on site|office"
)
LEAST = re.compile(
    r"(?i)(?:minimaal|min\.|ten minste|minstens|vanaf|at least|maximaal|max\.|hoogstens|ten hoogste|at most|up to)\s*$"
)


def header_body_mismatch(call: WrittenCall) -> Iterator[Finding]:
    """Two places disagree about a fact: when bidding or asking ends is an error, the rest asks for a choice."""
    for one in call.disagreements:
        if one.key != "hours_per_week":
            severity = Severity.ERROR if one.key in WEIGHTY else Severity.WARNING
            yield Finding(
                "header-body-mismatch", severity, one.lines, one.key, {"chosen": one.chosen, "other": one.other}
            )


def hours_mismatch(call: WrittenCall) -> Iterator[Finding]:
    """The hours a week in the text, the title or an item are not those of the call."""
    told: set[int] = set()
    for one in call.disagreements:
        if one.key == "hours_per_week":
            told.update(one.lines)
            fields = {"chosen": one.chosen, "other": one.other}
            yield Finding("hours-mismatch", Severity.WARNING, one.lines, "hours_per_week", fields)
    hours = call.facts.hours_per_week
    if hours is None:
        return
    for sentence in sentences(call):
        said = _said(sentence)
        if said and not told.intersection(sentence.lines()) and not _overlap(hours, *said):
            fields = {"chosen": _shown(hours), "other": sentence.text}
            yield Finding(
                "hours-mismatch", Severity.WARNING, sentence.lines(), sentence.key or "hours_per_week", fields
            )


def _said(sentence: Sentence) -> tuple[Decimal, Decimal] | None:
    """The lowest and highest hours that a sentence about the whole assignment names."""
    text = sentence.text
    if sentence.key != "title" and (not ABOUT.search(text) or OTHERWISE.search(text)):
        return None
    found = [match for match in HOURS.finditer(text) if not LEAST.search(text[: match.start()])]
    if not found:
        return None
    ends = [Decimal(number.replace(",", ".")) for one in found for number in (one["low"], one["high"]) if number]
    return min(ends), max(ends)


def _overlap(hours: HoursRange, low: Decimal, high: Decimal) -> bool:
    return low <= (hours.max or Decimal(168)) and (hours.min or Decimal(0)) <= high


def _shown(hours: HoursRange) -> str:
    ends = dict.fromkeys(f"{end:f}" for end in (hours.min, hours.max) if end is not None)
    return "–".join(ends)
