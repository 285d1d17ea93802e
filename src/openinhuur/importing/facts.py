"""Puts what was found together: one value per fact, where it came from, and what disagrees or stays open."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import IntEnum

from openinhuur.domain.lint import Finding, Severity
from openinhuur.domain.written_call import CallFacts, CvRules, Disagreement, HoursRange, ListItem
from openinhuur.importing.dates import Clock, Moment
from openinhuur.importing.fields import Facts
from openinhuur.importing.labels import COMPETENCES, CRITERIA, SELECTION
from openinhuur.importing.prose import shares
from openinhuur.importing.sections import LISTS

MOMENTS = ("closes_at", "questions_close_at")
WANTED = ("number", "title", "buyer", "start", "hours_per_week", "closes_at", "requirements", "criteria")
UNCONTESTED = {
    "title",
    "region",
    "buyer",
    "g_account.sna",
    "g_account.other",
    "tie_break",
    "cv.language",
    "vog",
    "dps",
}
NOTES = {"left-open": Severity.INFO, "year-missing": Severity.WARNING}


class Rank(IntEnum):
    """How much a place is trusted: a label over running text, running text over a hint in passing."""

    LABEL = 0
    PROSE = 1
    HINT = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a place in the text gives for a fact."""

    key: str
    value: object
    lines: tuple[int, ...]
    words: str
    rank: Rank


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact came from: line numbers and the words."""

    lines: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class FoundList:
    """The items of one list section."""

    kind: str
    heading: str
    items: tuple[ListItem, ...]
    lines: tuple[tuple[int, ...], ...]


@dataclass(slots=True)
class Gathered:
    """Everything found in a document so far."""

    candidates: list[Candidate] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lists: list[FoundList] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def add(self, facts: Facts, lines: Iterable[int], words: str, rank: Rank) -> None:
        """Candidates from one place."""
        places = tuple(dict.fromkeys(lines))
        for key, value in facts.items():
            self.candidates.append(Candidate(key, value, places, words, rank))
        if facts:
            self.used.update(places)

    def note(self, code: str, lines: Iterable[int], key: str | None, **shown: object) -> None:
        """A finding made while reading."""
        places = tuple(dict.fromkeys(lines))
        severity = NOTES.get(code, Severity.WARNING)
        self.findings.append(Finding(code, severity, places, key, shown))
        self.used.update(places)


@dataclass(frozen=True, slots=True)
class Settled:
    """The facts, their sources (key → source), the lines of each (also "criteria[0]"), and what is to be looked at."""

    facts: CallFacts
    sources: Mapping[str, Source]
    places: Mapping[str, tuple[int, ...]]
    findings: tuple[Finding, ...]
    disagreements: tuple[Disagreement, ...]


def settle(gathered: Gathered) -> Settled:
    """One value per fact: labels before running text, the first before the later ones."""
    findings = list(gathered.findings)
    disagreements: list[Disagreement] = []
    by_key: dict[str, list[Candidate]] = {}
    for candidate in sorted(gathered.candidates, key=lambda candidate: candidate.rank):
        by_key.setdefault(candidate.key, []).append(candidate)
    _add_time(by_key)
    chosen: dict[str, Candidate] = {}
    for key, candidates in by_key.items():
        chosen[key], others = _choose(key, candidates)
        disagreements.extend(_disagreement(key, chosen[key], other) for other in others)
    values = {key: candidate.value for key, candidate in chosen.items()}
    sources = {key: Source(candidate.lines, candidate.words) for key, candidate in chosen.items()}
    _add_lists(gathered.lists, values, sources)
    for group in ("cv", "g_account"):
        _combine(group, values, sources)
    for key in MOMENTS:
        moment = values.get(key)
        if isinstance(moment, Moment):
            values[key] = moment.at
            if moment.at is None:
                place = sources[key]
                shown = {"words": place.words, "on": moment.on}
                findings.append(Finding("time-missing", Severity.WARNING, place.lines, key, shown))
    for key in ("answers_by", "invitations_by", "interviews_from", "start", "end"):
        moment = values.get(key)
        if isinstance(moment, Moment):
            values[key] = moment.on
    known = {one.name for one in fields(CallFacts)}
    facts = CallFacts(**{key: value for key, value in values.items() if key in known})  # type: ignore[arg-type]
    findings.extend(_missing(facts, findings))
    places = {key: source.lines for key, source in sources.items()}
    told = {key: place for key, place in sources.items() if key in known}
    return Settled(facts, told, places, tuple(findings), tuple(disagreements))


def agree(key: str, one: object, other: object) -> bool:
    """Whether two places say the same; what one leaves out does not contradict the other."""
    if isinstance(one, Moment) or isinstance(other, Moment):
        return _same_moment(one, other)
    if isinstance(one, HoursRange) and isinstance(other, HoursRange):
        low, high = one.min or Decimal(0), one.max or Decimal(168)
        return low <= (other.max or Decimal(168)) and (other.min or Decimal(0)) <= high
    if key == "education" and isinstance(one, str) and isinstance(other, str):
        return bool(set(one.split("/")) & set(other.split("/")))
    if key == "start" and "asap" in (one, other):
        return True
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return one == other


def _same_moment(one: object, other: object) -> bool:
    def parts(value: object) -> tuple[date | None, Clock | None]:
        return (
            (value.on, value.time) if isinstance(value, Moment) else (value if isinstance(value, date) else None, None)
        )

    (day, time), (other_day, other_time) = parts(one), parts(other)
    return day == other_day and (time is None or other_time is None or time == other_time)


def _choose(key: str, candidates: Sequence[Candidate]) -> tuple[Candidate, list[Candidate]]:
    best = candidates[0]
    others = []
    for other in candidates[1:]:
        if other.lines == best.lines and other.rank != best.rank:
            continue
        hint_of_hint = best.rank == other.rank == Rank.HINT
        if agree(key, best.value, other.value):
            if isinstance(best.value, Moment) and isinstance(other.value, Moment) and best.value.time is None:
                lines = tuple(dict.fromkeys((*best.lines, *other.lines)))
                best = Candidate(key, other.value, lines, f"{best.words} / {other.words}", best.rank)
        elif key not in UNCONTESTED and not hint_of_hint:
            others.append(other)
    seen: list[object] = []
    return best, [other for other in others if other.value not in seen and not seen.append(other.value)]  # type: ignore[func-returns-value]


def _add_time(by_key: dict[str, list[Candidate]]) -> None:
    """A closing time under a label of its own belongs to the closing date."""
    times = by_key.pop("closing_time", [])
    dates = by_key.get("closes_at", [])
    if not times or not dates:
        return
    first, time = dates[0], times[0]
    if isinstance(first.value, Moment) and first.value.time is None and isinstance(time.value, Clock):
        lines = tuple(dict.fromkeys((*first.lines, *time.lines)))
        value = Moment(first.value.on, time.value)
        dates[0] = Candidate("closes_at", value, lines, f"{first.words} / {time.words}", first.rank)


def _add_lists(found: Sequence[FoundList], values: dict[str, object], sources: dict[str, Source]) -> None:
    """Lists of one kind are one list; "Selectiecriteria" without points beside others with points are the buyer's."""
    scored = any(item.points is not None for one in found if one.kind == CRITERIA for item in one.items)
    for kind in LISTS:
        same = [one for one in found if (_kind_of(one, scored=scored)) == kind]
        items = [item for one in same for item in one.items]
        if not items:
            continue
        texts_only = kind in (COMPETENCES, SELECTION)
        values[kind] = tuple(item.text for item in items) if texts_only else tuple(items)
        places = [lines for one in same for lines in one.lines]
        whole = tuple(dict.fromkeys(number for lines in places for number in lines))
        sources[kind] = Source(whole, "\n".join(item.text for item in items))
        for position, (item, lines) in enumerate(zip(items, places, strict=True)):
            sources[f"{kind}[{position}]"] = Source(lines, item.text)


def _kind_of(found: FoundList, *, scored: bool) -> str:
    bare = all(item.points is None for item in found.items)
    if found.kind == CRITERIA and scored and bare and re.search(r"(?i)selecti", found.heading):
        return SELECTION
    return found.kind


def _combine(group: str, values: dict[str, object], sources: dict[str, Source]) -> None:
    """The parts "cv.max_pages" … as one value with one source."""
    parts = {key: values[key] for key in values if key.startswith(f"{group}.")}
    if not parts:
        return
    if group == "cv":
        pages, language, references = (parts.get(f"cv.{name}") for name in ("max_pages", "language", "min_references"))
        values["cv"] = CvRules(
            pages if isinstance(pages, int) else None,
            language if isinstance(language, str) else None,
            references if isinstance(references, int) else None,
        )
    else:
        values[group] = shares(parts)
    lines = tuple(sorted({number for key in parts for number in sources[key].lines}))
    words = " / ".join(dict.fromkeys(sources[key].words for key in parts))
    sources[group] = Source(lines, words)


def _disagreement(key: str, chosen: Candidate, other: Candidate) -> Disagreement:
    lines = tuple(sorted({*chosen.lines, *other.lines}))
    return Disagreement(key.split(".", maxsplit=1)[0], lines, chosen.words, other.words)


def _missing(facts: CallFacts, findings: Sequence[Finding]) -> list[Finding]:
    told = {
        finding.key
        for finding in findings
        if finding.code in {"not-understood", "left-open", "year-missing", "time-missing"}
    }
    missing = [key for key in WANTED if getattr(facts, key) is None]
    if facts.duration_months is None and facts.end is None:
        missing.append("duration_months")
    return [Finding("missing-field", Severity.WARNING, (), key) for key in missing if key not in told]


def words_of(text: str) -> frozenset[str]:
    """Every word of a text, to tell a hyphen at a line break from a hyphen in a word."""
    return frozenset(word.lower() for word in re.findall(r"[^\W\d_]{4,}", text))
