"""The same attribute as requirement and as award criterion: everybody who is left has those points already."""

import re
from collections.abc import Callable, Iterator

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


def overlap_requirement_criterion(call: WrittenCall) -> Iterator[Finding]:
    """Points for what was already required. A criterion that asks for more (years, another day) is no overlap."""
    criteria = list(items(call, "criteria"))
    for required in items(call, "requirements"):
        for scored in criteria:
            if any(same(required.text, scored.text) for same in ATTRIBUTES):
                lines = tuple(sorted({*required.lines, *scored.lines}))
                yield Finding(
                    "overlap-requirement-criterion", Severity.WARNING, lines, scored.key, _fields(required, scored)
                )


def _fields(required: Item, scored: Item) -> dict[str, object]:
    return {"requirement": required.number, "criterion": scored.number, "words": scored.text}


def _same_availability(one: str, other: str) -> bool:
    """Both about being available, and about the same of it: the hours, or the month; or one says nothing exact."""
    if not (AVAILABLE.search(one) and AVAILABLE.search(other)):
        return False
    exact = [(_all(pattern, one), _all(pattern, other)) for pattern in (HOURS, MONTH, WEEKDAY)]
    if any(first & second for first, second in exact):
        return True
    return not any(first for first, _ in exact) and not any(second for _, second in exact)


def _same_education(one: str, other: str) -> bool:
    levels = _all(LEVEL, one)
    return bool(levels and levels == _all(LEVEL, other) and EDUCATION.search(one) and EDUCATION.search(other)) and (
        _words(one) <= _words(other) or _words(other) <= _words(one)
    )


def _same_language(one: str, other: str) -> bool:
    if not (SPEAKING.search(one) and SPEAKING.search(other)):
        return False
    return bool(_all(LANGUAGE, one) & _all(LANGUAGE, other)) and _numbers(one) == _numbers(other)


def _both_drive(one: str, other: str) -> bool:
    return bool(DRIVING.search(one) and DRIVING.search(other))


def _same_words(one: str, other: str) -> bool:
    """Nearly the same words, unless the criterion counts further."""
    first, second = _words(one), _words(other)
    fewest = min(len(first), len(second))
    if fewest < FEWEST or len(first & second) < ALIKE * fewest or len(first & second) < ALIKE * len(second):
        return False
    more = _numbers(other)
    return not more or more == _numbers(one)


ATTRIBUTES: tuple[Callable[[str, str], bool], ...] = (
    _same_availability,
    _same_education,
    _same_language,
    _both_drive,
    _same_words,
)


def _all(pattern: re.Pattern[str], text: str) -> set[str]:
    return {next(group for group in match.groups() if group).lower() for match in pattern.finditer(text)}


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]{2,}", text.casefold()) if word not in PLAIN}


def _numbers(text: str) -> set[str]:
    levels = re.findall(r"(?i)\b[abc][12]\b", text)
    return {number.lower() for number in NUMBER.findall(text)} | {level.lower() for level in levels}
