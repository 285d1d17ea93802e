"""The same attribute as requirement and as award criterion: everybody who is left has those points already."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openinhuur.domain.lint.finding import Finding, Severity
from openinhuur.domain.lint.passages import Item, items
from openinhuur.domain.written_call import WrittenCall

AVAILABLE = re.compile(r"(?i)\b(?:beschikbaar|beschikbaarheid|inzetbaar|available|availability)\b")
HOURS = re.compile(r"(?i)(\d{1,2})\s*(?:uur|uren|u|hours?)\b")
MONTH = re.compile(
    r"(?i)\b(januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|january|february|march|may|june|july|august|october)\b"
)
WEEKDAY = re.compile(
    r"(?i)\b(ma|di|woens|donder|vrij|zater|zon)(?:n)?dag(?:en)?\b|\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b"
)
LEVEL = re.compile(r"(?i)\b(mbo|hbo|wo)\b")
EDUCATION = re.compile(r"(?i)opleiding|diploma|niveau|denkniveau|education|degree")
DRIVING = re.compile(r"(?i)\brijbewijs\b|driving licen[cs]e")
LANGUAGE = re.compile(r"(?i)\b(nederlands|engels|duits|frans|dutch|english|german)e?\b")
SPEAKING = re.compile(
    r"(?i)\btaal|beheers|spreek|schrijv|woord en geschrift|niveau [abc][12]|\b[abc][12]\b|fluent|language|command of"
)
PLAIN = frozenset(
    re.findall(
        r"\w+",
        """de het een en of in op met van voor bij als aan te is zijn uit naar tot over om door die dat dit er
        the a an and or in on with of for at as to is are by from that this
        minimaal minstens ten minste aantoonbaar aantoonbare relevante recente jaar jaren ervaring werkervaring
        kandidaat least years year experience demonstrable candidate beschikt heeft hebt has""",
    )
)
"""Words that say nothing of the attribute itself."""
NUMBER = re.compile(
    r"\d+|\b(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|tien|two|three|four|five|six|seven|eight|ten)\b", re.I
)
ALIKE = 0.75
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What an item is about, read once; it is compared with many."""

    words: frozenset[str]
    numbers: frozenset[str]
    when: tuple[frozenset[str], ...]
    levels: frozenset[str]
    languages: frozenset[str]
    is_availability: bool
    is_education: bool
    is_language: bool
    is_driving: bool


def overlap_requirement_criterion(call: WrittenCall) -> Iterator[Finding]:
    """Points for what was already required. A criterion that asks for more (years, another day) is no overlap."""
    criteria = [(one, _said(one.text)) for one in items(call, "criteria")]
    for required in items(call, "requirements"):
        asked = _said(required.text)
        for scored, told in criteria:
            if any(same(asked, told) for same in ATTRIBUTES):
                lines = tuple(sorted({*required.lines, *scored.lines}))
                yield Finding(
                    "overlap-requirement-criterion", Severity.WARNING, lines, scored.key, _fields(required, scored)
                )


def _fields(required: Item, scored: Item) -> dict[str, object]:
    return {"requirement": required.number, "criterion": scored.number, "words": scored.text}


def _said(text: str) -> Said:
    return Said(
        words=_words(text),
        numbers=_numbers(text),
        when=tuple(_all(pattern, text) for pattern in (HOURS, MONTH, WEEKDAY)),
        levels=_all(LEVEL, text),
        languages=_all(LANGUAGE, text),
        is_availability=bool(AVAILABLE.search(text)),
        is_education=bool(EDUCATION.search(text)),
        is_language=bool(SPEAKING.search(text)),
        is_driving=bool(DRIVING.search(text)),
    )


def _same_availability(one: Said, other: Said) -> bool:
    """Both about being available, and about the same of it: the hours, or the month; or one says nothing exact."""
    if not (one.is_availability and other.is_availability):
        return False
    if any(first & second for first, second in zip(one.when, other.when, strict=True)):
        return True
    return not any(one.when) and not any(other.when)


def _same_education(one: Said, other: Said) -> bool:
    if not (one.is_education and other.is_education and one.levels and one.levels == other.levels):
        return False
    return one.words <= other.words or other.words <= one.words


def _same_language(one: Said, other: Said) -> bool:
    if not (one.is_language and other.is_language):
        return False
    return bool(one.languages & other.languages) and one.numbers == other.numbers


def _both_drive(one: Said, other: Said) -> bool:
    return one.is_driving and other.is_driving


def _same_words(one: Said, other: Said) -> bool:
    """Nearly the same words, unless the criterion counts further."""
    shared, fewest = len(one.words & other.words), min(len(one.words), len(other.words))
    if fewest < FEWEST or shared < ALIKE * fewest or shared < ALIKE * len(other.words):
        return False
    return not other.numbers or other.numbers == one.numbers


ATTRIBUTES: tuple[Callable[[Said, Said], bool], ...] = (
    _same_availability,
    _same_education,
    _same_language,
    _both_drive,
    _same_words,
)


def _all(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(next(group for group in match.groups() if group).lower() for match in pattern.finditer(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]{2,}", text.casefold()) if word not in PLAIN)


def _numbers(text: str) -> frozenset[str]:
    levels = re.findall(r"(?i)\b[abc][12]\b", text)
    return frozenset({number.lower() for number in NUMBER.findall(text)} | {level.lower() for level in levels})
