"""Finds labels with their values on a line, however the line is laid out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openinhuur.importing.fields import YES_NO, is_short, understand
from openinhuur.importing.labels import field_of, stands_alone
from openinhuur.importing.lines import Line

COLON = re.compile(r"(?P<label>[^:;|]{2,60}?)\s*:(?!\d|//)\s*(?P<value>.*)$")
DASH = re.compile(r"(?P<label>[^:]{2,50}?)\s+(?:-|–|—|=|→|->)\s+(?P<value>\S.*)$")
PLAIN_ANSWER = re.compile(r"(?i)(?:ja|nee|yes|no|niet|not|wel|toegestaan|allowed|verplicht|vereist|required)\b")
TEXT_FIELDS = {"title", "buyer", "region"}
LONGEST_LABEL = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the words beside it; ``field`` is None for a label that is not known."""

    field: str | None
    label: str
    value: str
    lines: tuple[int, ...]


def pairs_of(line: Line) -> list[Pair]:
    """Every label with its value on one line; empty when it is running text.

    >>> from openinhuur.importing.lines import make_line
    >>> [pair.value for pair in pairs_of(make_line(1, "Duur 6 maanden Regio Utrecht"))]
    ['6 maanden', 'Utrecht']
    """
    if len(line.cells) > 1:
        return list(_in_cells(_apart(line.cells), line.number))
    return _in_text(line.text, line.number)


def lone_label(line: Line) -> str | None:
    """The field when the line is nothing but a label that stands alone."""
    if len(line.cells) != 1 or line.marker not in (None, "-"):
        return None
    text = line.text.strip()
    field = field_of(text)
    if field is None or len(text) > 60:
        return None
    return field if text.endswith(":") or line.level or line.strong or stands_alone(text) else None


def _apart(cells: Sequence[str]) -> list[str]:
    """Columns that stand too close to tell apart: a value and the next label in one cell are two cells.

    >>> _apart(("Duur", "6 maanden Regio", "Utrecht"))
    ['Duur', '6 maanden', 'Regio', 'Utrecht']
    """
    apart: list[str] = []
    for position, cell in enumerate(cells):
        words = cell.split()
        tail = 0
        if 0 < position < len(cells) - 1 and field_of(cells[position - 1]) and not field_of(cells[position + 1]):
            tails = range(min(LONGEST_LABEL, len(words) - 1), 0, -1)
            tail = next((size for size in tails if _label_length(words, len(words) - size) == size), 0)
        apart.extend([" ".join(words[:-tail]), " ".join(words[-tail:])] if tail else [cell])
    return apart


def _in_cells(cells: Sequence[str], number: int) -> Iterator[Pair]:
    """Columns: a label in one cell and its value in the next, or both in one cell."""
    position = 0
    known = any(field_of(cell) for cell in cells)
    while position < len(cells):
        cell = cells[position]
        after = cells[position + 1] if position + 1 < len(cells) else ""
        if field_of(cell):
            has_value = bool(after) and (field_of(after) is None or position + 2 == len(cells))
            yield Pair(field_of(cell), cell, after if has_value else "", (number,))
            position += 2 if has_value else 1
            continue
        inside = _in_text(cell, number)
        if inside:
            yield from inside
        elif (not known and len(cells) % 2 == 0 and _may_be_label(cell) and after) or (
            known and _may_be_label(cell) and cell.endswith(":") and after
        ):
            yield Pair(None, cell.rstrip(":"), after, (number,))
            position += 1
        position += 1


def _in_text(text: str, number: int) -> list[Pair]:
    found = _with_colons(text, number) or _with_spaces(text, number)
    if found:
        return found
    dash = DASH.match(text)
    if dash and _is_understood(field_of(dash["label"]), dash["label"], dash["value"]):
        return [Pair(field_of(dash["label"]), dash["label"], dash["value"], (number,))]
    colon = COLON.match(text)
    if colon and colon["value"] and _may_be_label(colon["label"]) and is_short(colon["value"], 14):
        return [Pair(None, colon["label"], colon["value"], (number,))]
    return []


def _with_colons(text: str, number: int) -> list[Pair]:
    """ "Label: value", once or more on a line."""
    colon = COLON.match(text)
    if not colon or field_of(colon["label"]) is None:
        return []
    words = text.split()
    starts = [0]
    for position in range(1, len(words)):
        for length in range(1, LONGEST_LABEL):
            phrase = words[position : position + length]
            label = " ".join(phrase)
            if phrase[-1].endswith(":") and phrase[0][0].isupper() and field_of(label) and position >= starts[-1] + 1:
                starts.append(position)
                break
    starts = [start for index, start in enumerate(starts) if index == 0 or start > starts[index - 1]]
    parts = [" ".join(words[a:b]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]
    found = []
    for part in parts:
        match = COLON.match(part)
        if match and field_of(match["label"]):
            found.append(Pair(field_of(match["label"]), match["label"], match["value"].lstrip("| "), (number,)))
    return found


def _with_spaces(text: str, number: int) -> list[Pair]:
    """ "Label value Label value", as the text layer of a PDF gives the cells of a row."""
    words = text.split()
    if len(words) > 40:
        return []
    labels: list[tuple[int, int]] = []
    position = 0
    while position < len(words):
        length = _label_length(words, position)
        if not length and position == 0:
            return []
        if length and (position == 0 or position > labels[-1][1]):
            labels.append((position, position + length))
            position += length
        else:
            position += 1
    while labels:
        found = _cut(words, labels, number)
        wrong = next(
            (index for index, pair in enumerate(found) if not _fits(pair, alone=len(found) == 1)),
            None,
        )
        if wrong is None:
            return found
        labels = labels[: wrong + 1] + labels[wrong + 2 :] if wrong + 1 < len(labels) else labels[:-1]
        if len(labels) == 1 and wrong == 0:
            found = _cut(words, labels, number)
            return found if _fits(found[0], alone=True) else []
    return []


def _cut(words: list[str], labels: list[tuple[int, int]], number: int) -> list[Pair]:
    ends = [begin for begin, _ in labels[1:]] + [len(words)]
    found = []
    for (begin, middle), end in zip(labels, ends, strict=True):
        label = " ".join(words[begin:middle])
        found.append(Pair(field_of(label), label, " ".join(words[middle:end]).lstrip("-–—= "), (number,)))
    return found


def _label_length(words: list[str], position: int) -> int:
    if not words[position][0].isupper():
        return 0
    for length in range(min(LONGEST_LABEL, len(words) - position), 0, -1):
        label = " ".join(words[position : position + length])
        if any(word.endswith((",", ".", ";")) for word in words[position : position + length - 1] if len(word) > 4):
            continue
        if field_of(label) and stands_alone(label) and (label[-1].isalnum() or label[-1] in ".:)"):
            return length
    return 0


def _fits(pair: Pair, *, alone: bool) -> bool:
    """Without a colon the value must be understood, and be a value rather than the rest of a sentence."""
    words = pair.value.split()
    if not words:
        return False
    if pair.field in TEXT_FIELDS:
        return len(words) <= (4 if alone else 6) and words[0][0].isupper() and not pair.value.endswith((".", ",", ";"))
    if len(words) > 9 or pair.value.endswith((";", ",")):
        return False
    if pair.field in YES_NO and not PLAIN_ANSWER.match(pair.value):
        return False
    understood = understand(pair.field or "", pair.label, pair.value)
    verb = {"is", "zijn", "van", "voor", "de", "het", "wordt", "moet", "of", "en", "the", "bij", "in"}
    return understood is not None and (words[0].lower() not in verb)


def _is_understood(field: str | None, label: str, value: str) -> bool:
    return field is not None and understand(field, label, value) is not None


def _may_be_label(text: str) -> bool:
    """Whether unknown words look like a label: short, starting with a capital, no sentence."""
    words = text.split()
    return (
        1 <= len(words) <= 5
        and len(text) <= 45
        and text[0].isupper()
        and not text.rstrip(":").endswith((".", ";", ","))
    )
