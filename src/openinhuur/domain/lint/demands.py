"""Checks on what is asked: of the supplier, in diplomas, and in words that nobody can answer with yes or no."""

import re
from collections.abc import Iterator

from openinhuur.domain.lint.finding import Finding, Severity
from openinhuur.domain.lint.passages import Item, items
from openinhuur.domain.written_call import WrittenCall

SUITABILITY = re.compile(
    r"(?i)\bwaadi\b|\bwtta\b|handelsregister|kamer van koophandel|\bkvk\b|\bg-?\s?rekening|\bg-account|\bNEN[- ]?4400"
    r"|\bSNA\b|\bUEA\b|uniform europees aanbestedingsdocument|uitsluitingsgrond|beroepsaansprakelijkheidsverzekering"
    r"|\b(?:jaar)?omzet van (?:minimaal|ten minste|minstens)|\bISO[- ]?\d{4,5}\b|trade register|chamber of commerce"
    r"|exclusion grounds?|professional (?:liability|indemnity) insurance|annual turnover"
)
OF_THE_WORK = re.compile(
    r"(?i)ervaring|kennis|expertise|deskundig|affiniteit|experience|knowledge|familiar|opgesteld|getoetst"
)
SENTENCES = re.compile(r"(?<=[.!?;])\s+")

_LEVEL = r"(?:\bmbo\b|\bhbo\b|\bwo\b|bachelor|master|universitair|academisch|university)"
DIPLOMA = re.compile(
    r"(?i)\bdiploma'?s?\b|\bgetuigschrift|\bbul\b"
    r"|\b(?:afgeronde?|voltooide?|behaalde?|completed|finished)\b(?:\s+[^\s.;]+){0,6}?[\s-]+"
    rf"(?:\w*opleiding\b|studie\b|{_LEVEL}|degree\b)"
    rf"|{_LEVEL}[^.;]{{0,30}}\b(?:afgerond|voltooid|behaald)\b|\w*opleiding\b[^.;]{{0,30}}\b(?:afgerond|voltooid|behaald)\b"
    r"|\b(?:bachelor|master)'?s?'? degree\b|\b(?:university|college) degree\b|\bdegree in\b"
)
EQUIVALENT = re.compile(
    r"(?i)gelijkwaardig|vergelijkba|gelijkgesteld|equivalent|comparable|\bEVC\b"
    r"|door (?:werk)?ervaring (?:verkregen|opgedaan)"
    r"|of (?:aantoonbare )?(?:werk)?ervaring op (?:dat|dit) niveau|niveau verkregen"
)
LEVEL_OF_THINKING = re.compile(r"(?i)denkniveau|level of thinking")
PROVED_BY = re.compile(r"(?i)aan te tonen|aantoonbaar|aangetoond|blijk|middels|door middel van|proved|evidenced|bewijs")

_PERIOD = (
    r"(?P<{0}>\d{{1,3}}|een|één|twee|drie|vier|vijf|zes|twaalf|two|three|four|five|six|twelve)\s*(?:\(\d+\)\s*)?"
    r"(?P<{0}_unit>maand(?:en)?|ja(?:ar|ren)|months?|years?)"
)
WINDOW = re.compile(rf"(?i)\b(?:afgelopen|laatste|voorgaande|last|past|previous)\s+{_PERIOD.format('window')}")
TOTAL = re.compile(
    r"(?i)\b(?:totale (?:duur|looptijd)|samen|in totaal|opgeteld|gezamenlijke? (?:duur|looptijd)|total(?: duration)?)\b"
    rf"[^.\d]{{0,30}}?{_PERIOD.format('total')}"
)
VAGUE = re.compile(
    r"(?i)\b(?:ruime|veel|enige|voldoende|de nodige|uitgebreide|brede|gedegen|extensive|ample|some|sufficient"
    r"|considerable)\s+(?:(?:relevante|aantoonbare|praktische|recente|inhoudelijke|relevant|demonstrable)\s+)*"
    r"(?:werk)?(?:ervaring|kennis|experience|knowledge)\b"
)
PREFERENCE = re.compile(
    r"(?i)\bbij voorkeur\b|\bliefst\b"
    r"|\b(?:is|strekt|geldt)\s+(?:een|als|tot)?\s*(?:een )?(?:pré|pre|aanbeveling|pluspunt)\b"
    r"|\bpreferably\b|\bis an? (?:plus|advantage|pre)\b"
)
WORDS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "twaalf": 12,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "twelve": 12,
}  # fmt: skip


def suitability_in_call_off(call: WrittenCall) -> Iterator[Finding]:
    """What a supplier must be is judged at its admission, not again in a call-off of the purchasing system."""
    if call.facts.dps is False:
        return
    for item in items(call, "requirements", "criteria"):
        parts = SENTENCES.split(item.text)
        found = [SUITABILITY.search(part) for part in parts if not OF_THE_WORK.search(part)]
        if match := next(filter(None, found), None):
            yield _about("suitability-in-call-off", item, match[0])


def missing_equivalence(call: WrittenCall) -> Iterator[Finding]:
    """A diploma is asked for without "or equivalent" (Directive 2014/24 art. 42 and 58: proportionate, equal)."""
    for item in items(call, "requirements", "criteria"):
        if not DIPLOMA.search(item.text) or EQUIVALENT.search(item.text):
            continue
        if LEVEL_OF_THINKING.search(item.text) and not PROVED_BY.search(item.text):
            continue
        yield _about("missing-equivalence", item, item.text)


def not_computable(call: WrittenCall) -> Iterator[Finding]:
    """A requirement that cannot be answered with yes or no: 24 months within 6, "ample experience", "preferably"."""
    for item in items(call, "requirements"):
        vague = VAGUE.search(item.text)
        if vague and re.search(r"\d", item.text):
            vague = None
        match = vague or PREFERENCE.search(item.text)
        words = _longer_than_its_window(item.text) or (match[0] if match else None)
        if words:
            yield _about("not-computable", item, words)


def _longer_than_its_window(text: str) -> str | None:
    window, total = WINDOW.search(text), TOTAL.search(text)
    if window and total and _months(total, "total") > _months(window, "window"):
        return f"{window[0]} … {total[0]}"
    return None


def _months(match: re.Match[str], name: str) -> int:
    count = WORDS.get(match[name].lower()) or int(match[name])
    return count * (12 if match[f"{name}_unit"].lower().startswith(("j", "y")) else 1)


def _about(code: str, item: Item, words: str) -> Finding:
    return Finding(code, Severity.WARNING, item.lines, item.key, {"number": item.number, "words": words})
