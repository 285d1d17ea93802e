"""Items of a list section: requirements, award criteria with points, competences."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from openinhuur.importing.labels import COMPETENCES, CRITERIA
from openinhuur.importing.lines import Line, family, join_wrapped
from openinhuur.importing.sections import COLUMN_HEAD, Section
from openinhuur.importing.values import decimal
from openinhuur.importing.weights import (
    BAND,
    GROUP,
    INTERVIEW,
    ONLY_POINTS,
    PRICE,
    TOTAL,
    WEIGHT,
    closed,
    take_points,
)

ONLY_NUMBER = re.compile(r"(?:[A-Z]{1,3}[.-]?)?\d{1,3}(?:\.\d{1,2})?[a-z]?[.):]?$|[A-Za-z][.)]$")
BARE_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-Z])")


@dataclass(slots=True)
class Item:
    """An item as it is read; ``lines`` are where it stands."""

    number: str | None
    text: str
    lines: list[int] = field(default_factory=list)
    points: Decimal | None = None


@dataclass(slots=True)
class Reading:
    """What a list section holds, and the lines that are no part of the list."""

    items: list[Item] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    price: Item | None = None
    interview: Item | None = None


def read_list(section: Section, known_words: frozenset[str]) -> Reading:
    """The items of a section, with points where it is a section of award criteria."""
    lines = _with_bare_numbers([line for line in section.lines if not _is_column_heads(line)])
    marked = [line.marker for line in lines if line.marker]
    rows = [line for line in lines if len(line.cells) > 1 and not line.marker]
    if marked and len(marked) >= len(rows):
        reading = _marked(lines, known_words, main=_main_family(marked))
    elif rows:
        reading = _rows(lines)
    else:
        reading = _unmarked(lines, section.kind, known_words)
    if section.kind == CRITERIA:
        _add_stages_after(reading)
        _take_stages(reading)
    else:
        for item in reading.items:
            item.text = closed(item.text)
    if section.kind == COMPETENCES and len(reading.items) == 1 and not marked:
        reading.items = _enumerated(reading.items[0])
    reading.items = [item for item in reading.items if item.text]
    return reading


def _with_bare_numbers(lines: Sequence[Line]) -> list[Line]:
    """Lines that count 1, 2, 3 without a sign after the number are numbered items too."""
    if any(len(line.cells) > 1 for line in lines):
        return list(lines)
    numbers = [int(match[1]) for line in lines if (match := BARE_NUMBER.match(line.text)) and not line.marker]
    if (
        len(numbers) < 2
        or numbers != list(range(numbers[0], numbers[0] + len(numbers)))
        or any(line.marker for line in lines)
    ):
        return list(lines)
    return [
        replace(line, cells=(line.text[match.end() :],), marker=match[1])
        if (match := BARE_NUMBER.match(line.text))
        else line
        for line in lines
    ]


def _enumerated(item: Item) -> list[Item]:
    """ "Nauwkeurig, overtuigend en zelfstandig" as three items."""
    parts = re.split(r";\s*", item.text)
    if len(parts) == 1 and item.text.count(",") >= 1:
        parts = re.split(r",\s*(?:en\s+|and\s+)?|\s+(?:en|and)\s+(?=[\w-]+$)", item.text)
    return (
        [Item(None, closed(part), item.lines) for part in parts]
        if max(len(part.split()) for part in parts) <= 6
        else [item]
    )


def _add_stages_after(reading: Reading) -> None:
    """Price and interview with their weight may stand under the list, not in it."""
    for line in list(reading.left):
        text, points = take_points(line.text)
        item = Item(None, text, [line.number], points)
        if points is not None and (_is_stage(item, PRICE) or _is_stage(item, INTERVIEW) or TOTAL.match(text)):
            reading.left.remove(line)
            reading.items.append(item)


def _marked(lines: Sequence[Line], known_words: frozenset[str], *, main: str) -> Reading:
    reading = Reading()
    last = max(index for index, line in enumerate(lines) if line.marker and family(line.marker) == main)
    gap, ended, at, strong = False, False, 0, False
    hangs = any(
        above.marker and below.cells and not below.marker and below.indent > above.indent
        for above, below in pairwise(lines)
    )
    for index, line in enumerate(lines):
        if not line.cells:
            gap = True
            continue
        current = reading.items[-1] if reading.items else None
        if line.marker and family(line.marker) == main and not (current and _nested(line, lines)):
            reading.items.append(_item_of(line))
            at, strong = line.indent, line.strong
        elif (
            current is None
            or ended
            or (index > last and (_is_after(line, current, gap=gap, at=at) or (hangs and _outdents(line, at))))
        ):
            reading.left.append(line)
            ended = current is not None
        elif line.marker:
            current.text = f"{current.text.rstrip()} {line.text}" if current.text else line.text
            current.lines.append(line.number)
        elif (gap and not _is_continuation(line, at)) or _names_a_stage(line):
            reading.left.append(line)
        else:
            weight = WEIGHT.match(line.text)
            if weight:
                current.text = f"{current.text} ({line.text.strip('()- ')})"
            elif strong and not line.strong:
                current.text = f"{current.text.rstrip('.:;')}. {line.text}"
                strong = False
            elif BAND.search(line.text):
                current.text = f"{current.text.rstrip(';')}; {line.text}"
            else:
                current.text = join_wrapped(current.text, line.text, known_words)
            current.lines.append(line.number)
        gap = False
    return reading


def _names_a_stage(line: Line) -> bool:
    """A line of its own such as "Prijs: 30 punten", under items that say it otherwise."""
    text, points = take_points(line.text)
    item = Item(None, text, [line.number], points)
    return points is not None and (_is_stage(item, PRICE) or _is_stage(item, INTERVIEW))


def _main_family(markers: Sequence[str]) -> str:
    """The kind of the first marker; bullets before a numbered list are an introduction."""
    families = [family(marker) for marker in markers]
    counts = Counter(families)
    coded = [name for name in counts if name not in {"bullet", "letter", "sub"}]
    if families[0] in {"bullet", "letter"} and coded and counts[coded[0]] > counts[families[0]]:
        return coded[0]
    return families[0]


def _nested(line: Line, lines: Sequence[Line]) -> bool:
    least = min(other.indent for other in lines if other.marker)
    return line.marker == "-" and line.indent > least + 1


def _outdents(line: Line, at: int) -> bool:
    """In a list whose items hang, a line at the margin of the markers is no part of the last item."""
    return not line.marker and line.indent <= at and not WEIGHT.match(line.text)


def _is_after(line: Line, current: Item, *, gap: bool, at: int) -> bool:
    """Whether a line after the last item is text after the list rather than the rest of the item."""
    if line.marker:
        return gap
    if WEIGHT.match(line.text) or _is_continuation(line, at):
        return False
    closed = current.text.rstrip().endswith((";", "punten)", "punten).", "%)"))
    return gap or (closed and line.text[:1].isupper() and len(line.text.split()) > 3)


def _is_continuation(line: Line, at: int) -> bool:
    return (
        bool(WEIGHT.match(line.text) or ONLY_POINTS.match(line.text))
        or line.text[:1].islower()
        or line.indent >= at + 2
    )


def _rows(lines: Sequence[Line]) -> Reading:
    """A table: a row is an item, a single cell under it goes on."""
    reading = Reading()
    for line in lines:
        if not line.cells:
            continue
        number = line.marker
        if len(line.cells) == 1 and not number and (not reading.items or line.text[:1].isupper()):
            reading.left.append(line)
        elif len(line.cells) == 1 and not number:
            reading.items[-1].text += f" {line.text}"
            reading.items[-1].lines.append(line.number)
        else:
            reading.items.append(_item_of(line))
    return reading


def _item_of(line: Line) -> Item:
    """An item from a line or from a row: number, text and points are told apart by what they look like."""
    cells = list(line.cells)
    number = line.marker if line.marker != "-" else None
    if number is None and len(cells) > 1 and ONLY_NUMBER.match(cells[0]):
        number = cells.pop(0).rstrip(".):")
    points = None
    if len(cells) > 1 and (match := ONLY_POINTS.match(cells[-1])):
        points = decimal(match["points"])
        cells.pop()
    return Item(number, " ".join(cells), [line.number], points)


def _unmarked(lines: Sequence[Line], kind: str, known_words: frozenset[str]) -> Reading:
    """A list without bullets: every line an item, or every paragraph when white space divides them."""
    reading = Reading()
    filled = [index for index, line in enumerate(lines) if line.cells]
    if not filled:
        return reading
    first = filled[0]
    loose = first + 1 < len(lines) and not lines[first + 1].cells
    gap, ended = False, False
    for line in lines[first:]:
        if not line.cells:
            gap = True
            continue
        current = reading.items[-1] if reading.items else None
        intro = current is None and line.text.endswith(":")
        length = len(line.text.split())
        sentence = kind == COMPETENCES and (length > 20 or (length > 7 and line.text.endswith(".")))
        ended = ended or (gap and not loose and bool(reading.items)) or sentence
        if ended or intro:
            reading.left.append(line)
        elif current and (
            _is_continuation(line, lines[first].indent)
            and (not gap or WEIGHT.match(line.text) or ONLY_POINTS.match(line.text))
        ):
            current.text = join_wrapped(current.text, line.text, known_words)
            current.lines.append(line.number)
        else:
            reading.items.append(Item(None, line.text, [line.number]))
        gap = False
    return reading


def _take_stages(reading: Reading) -> None:
    """Takes points out of the texts, and price, interview and totals out of the items."""
    for item in reading.items:
        text, points = take_points(item.text)
        item.text = text
        item.points = points if points is not None else item.points
    others = []
    criteria = [
        item
        for item in reading.items
        if not (_is_stage(item, PRICE) or _is_stage(item, INTERVIEW) or GROUP.match(item.text))
    ]
    for item in reading.items:
        if item.points is not None and _is_stage(item, PRICE):
            reading.price = item
        elif item.points is not None and _is_stage(item, INTERVIEW):
            reading.interview = item
        elif (
            item.points is not None
            and item.number is None
            and (TOTAL.match(item.text) or (GROUP.match(item.text) and any(one.points is not None for one in criteria)))
        ):
            continue
        else:
            others.append(item)
    reading.items = others


def _is_stage(item: Item, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.match(item.text)) and len(item.text.split()) <= 5


def _is_column_heads(line: Line) -> bool:
    return len(line.cells) > 1 and all(COLUMN_HEAD.match(cell) for cell in line.cells)
