"""What is left of a document when the facts are out of it: text that is kept, lines nobody knows, and the checks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from openinhuur.domain.lint import Finding, Severity, lint
from openinhuur.domain.written_call import WrittenCall
from openinhuur.importing.dates import find_dates, written_dates
from openinhuur.importing.facts import Settled
from openinhuur.importing.lines import Line
from openinhuur.importing.pairs import pairs_of
from openinhuur.importing.sections import Section

COLUMN_NAME = re.compile(
    r"(?i)gegevens?|waarde|activiteit|datum|onderdeel|omschrijving|wat|wanneer|stap|planning|mijlpaal|field"
    r"|value|item|date|step|activity"
    r"|veld|kenmerk|informatie|description|moment|actie|fase|label|antwoord"
)
Left = Sequence[tuple[Section, list[Line]]]


@dataclass(frozen=True, slots=True)
class KeptText:
    """Running text under a heading, kept as it stands."""

    heading: str
    lines: tuple[int, ...]


def kept_text(left: Left, used: set[int]) -> list[KeptText]:
    """The running text of each section, as far as no fact was taken from it."""
    kept = []
    for section, lines in left:
        numbers = [
            line.number for line in lines if line.cells and line.number not in used and not _is_unknown_pair(line)
        ]
        if section.heading is not None and section.heading.number not in used:
            numbers = [section.heading.number, *numbers]
        if numbers and section.heading is not None:
            kept.append(KeptText(section.heading.text.rstrip(":"), tuple(numbers)))
        elif numbers and any(len(line.text.split()) > 12 for line in lines if line.number in numbers):
            kept.append(KeptText("", tuple(numbers)))
    return kept


def unknown_lines(left: Left, kept: Sequence[KeptText], used: set[int]) -> Iterator[Finding]:
    """A finding for every text that is kept and every line that is not known: nothing is dropped in silence."""
    told = set(used)
    for text in kept:
        told.update(text.lines)
        yield Finding("kept-as-text", Severity.INFO, text.lines, None, {"heading": text.heading})
    for _, lines in left:
        for line in lines:
            if line.cells and line.number not in told and not all(COLUMN_NAME.fullmatch(cell) for cell in line.cells):
                yield Finding("unknown-line", Severity.INFO, (line.number,), None, {"words": line.printed})


def checked(
    settled: Settled, lines: Sequence[Line], *, headings: tuple[str, ...], at: datetime | None = None
) -> list[Finding]:
    """The findings of the linter on what was read, as if it were sent at that moment."""
    filled = [line for line in lines if line.cells]
    impossible = [
        Finding("impossible-date", Severity.ERROR, (line.number,), None, {"words": found.words})
        for line in filled
        for found in find_dates(line.text)
        if found.on is None and found.year is not None
    ]
    call = WrittenCall(
        facts=settled.facts,
        places=settled.places,
        lines=tuple((line.number, "\t".join(line.cells)) for line in filled),
        dates=written_dates((line.number, line.text) for line in filled),
        at=at,
        continued=frozenset(after.number for line, after in pairwise(lines) if _goes_on(line, after)),
        headings=headings,
        disagreements=settled.disagreements,
    )
    return [*impossible, *lint(call)]


def _goes_on(line: Line, after: Line) -> bool:
    """Whether a printed line is the rest of the one before: wrapped text, no item, no row, no heading."""
    whole = len(line.cells) == len(after.cells) == 1 and after.marker is None and not (line.level or after.level)
    begins = after.text.lstrip("\"'(„“")[:1]
    return whole and begins.islower() and line.text[-1:] not in ".:;!?" and line.strong == after.strong


def _is_unknown_pair(line: Line) -> bool:
    pairs = pairs_of(line)
    return bool(pairs) and line.marker is None and all(pair.field is None for pair in pairs)
