"""Takes the facts out of labels with values, wherever the value stands: beside, in the next cell, or under it."""

import re
from collections.abc import Sequence
from itertools import product

from openinhuur.importing import naming
from openinhuur.importing.facts import Gathered, Rank
from openinhuur.importing.fields import understand
from openinhuur.importing.labels import field_of
from openinhuur.importing.lines import Line
from openinhuur.importing.pairs import TEXT_FIELDS, Pair, lone_label, pairs_of
from openinhuur.importing.sentences import Sentence, dated_facts

KEY_OF_FIELD = {
    "period": "duration_months", "hours": "hours_per_week", "self_employed": "self_employed_allowed",
    "payroll": "payroll_allowed", "contract_form": "self_employed_allowed", "broker_fee": "broker_fee_per_hour",
    "max_pages": "cv", "cv_language": "cv", "references": "cv",
    "closing_date": "closes_at", "closing_time": "closes_at",
    "questions": "questions_close_at", "answers": "answers_by", "invitations": "invitations_by",
    "interviews": "interviews_from", "shortlist": "shortlist_size",
}  # fmt: skip

TABLE_HEADS = set(
    product(
        ("kenmerk", "gegeven", "onderdeel", "veld", "item", "label", "field"),
        ("waarde", "gegevens", "inhoud", "invulling", "omschrijving", "toelichting", "value", "details"),
    )
)


def value_under(field: str, label: Line, lines: Sequence[Line], gathered: Gathered) -> list[Line]:
    """The value of a label is the first line under it, or else the first paragraph or list; the rest is left."""
    filled = [index for index, line in enumerate(lines) if line.cells]
    if not filled:
        return list(lines)
    first = filled[0]
    end = next((index for index in range(first, len(lines)) if not lines[index].cells), len(lines))
    wraps = len(lines[first].text.split()) > 8 and not lines[first].text.endswith((".", ";"))
    whole_first = bool(label.level or label.strong or wraps)
    if field in TEXT_FIELDS and not _is_name(lines[first:end]):
        return list(lines)
    for stop in dict.fromkeys((end, first + 1) if whole_first else (first + 1, end)):
        block = [line for line in lines[first:stop] if line.cells]
        text = block[0].printed if len(block) == 1 else " ".join(line.text for line in block)
        understood = understand(field, label.text, text)
        if understood is not None and (understood.facts or len(text.split()) <= 8):
            numbers = (label.number, *(line.number for line in block))
            words = f"{label.text.rstrip(':')}: {text}"
            gathered.add(understood.facts, numbers, words, Rank.LABEL)
            gathered.used.update(numbers)
            if understood.note:
                gathered.note(understood.note, numbers, KEY_OF_FIELD.get(field, field), words=words)
            return list(lines[stop:])
    if len(lines[first].text.split()) <= 8 and not label.level:
        words = f"{label.text.rstrip(':')}: {lines[first].text}"
        gathered.note(
            "not-understood", (label.number, lines[first].number), KEY_OF_FIELD.get(field, field), words=words
        )
        return list(lines[first + 1 :])
    return list(lines)


def _is_table_head(line: Line) -> bool:
    """The heads of a table with labels: "Kenmerk | Waarde" is no reference number."""
    return len(line.cells) == 2 and tuple(cell.casefold().strip(" :*") for cell in line.cells) in TABLE_HEADS


def _is_name(lines: Sequence[Line]) -> bool:
    """Whether a name stands under a label ("Opdrachtgever"), not the text of a section of that name."""
    first = lines[0]
    alone = len(lines) == 1 or field_of(lines[1].text) is not None or bool(pairs_of(lines[1])) or not first.level
    return alone and first.marker is None and len(first.text.split()) <= 10 and not first.text.endswith((".", ";", ":"))


def read_pairs(lines: Sequence[Line], gathered: Gathered) -> list[Line]:
    """Reads labels with values; gives back the lines that are running text."""
    left: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if _is_table_head(line):
            continue
        lone = lone_label(line) if line.cells else None
        if lone:
            block = _until_label(lines, index)
            rest = value_under(lone, line, block, gathered)
            if len(rest) < len(block):
                index += len(block) - len(rest)
                continue
        columns = _columns(lines, index - 1)
        pairs = columns or [part for pair in (pairs_of(line) if line.cells else []) for part in _parts_of(pair)]
        if columns:
            index += 1
        known = [pair for pair in pairs if pair.field]
        for pair in known:
            read_pair(pair, gathered)
        unknown = [pair for pair in pairs if not pair.field and not _read_dated(pair, gathered)]
        if unknown or not pairs:
            left.append(line)
    return left


def _parts_of(pair: Pair) -> list[Pair]:
    """ "Startdatum / duur: 1 oktober 2026, 6 maanden" as two pairs, when labels and values are as many."""
    labels = re.split(r"\s*/\s*|\s+(?:en|and|&)\s+", pair.label.rstrip(": "))
    parts = [part for part in re.split(r"[,;]\s+|\s+/\s+", pair.value) if part]
    fields = [field_of(label) for label in labels]
    if pair.field or len(labels) < 2 or len(parts) != len(labels) or None in fields:
        return [pair]
    named = zip(fields, labels, parts, strict=True)
    return [Pair(field, label, part, pair.lines) for field, label, part in named]


def _until_label(lines: Sequence[Line], begin: int) -> list[Line]:
    block: list[Line] = []
    for line in lines[begin:]:
        if (
            line.cells
            and any(other.cells for other in block)
            and (lone_label(line) or any(p.field for p in pairs_of(line)))
        ):
            break
        if line.cells and not any(other.cells for other in block) and lone_label(line):
            break
        block.append(line)
    return block


def _columns(lines: Sequence[Line], index: int) -> list[Pair]:
    """A row of labels with a row of values under it."""
    line = lines[index]
    if len(line.cells) < 2 or index + 1 >= len(lines) or not all(field_of(cell) for cell in line.cells):
        return []
    under = lines[index + 1]
    if len(under.cells) != len(line.cells) or any(field_of(cell) for cell in under.cells):
        return []
    pairs = zip(line.cells, under.cells, strict=True)
    return [Pair(field_of(label), label, value, (line.number, under.number)) for label, value in pairs]


def read_pair(pair: Pair, gathered: Gathered) -> None:
    field = pair.field or ""
    words = f"{pair.label.rstrip(':')}: {pair.value}"
    understood = understand(field, pair.label, pair.value)
    gathered.used.update(pair.lines)
    if understood is None:
        other = Sentence(words, pair.lines)
        if not read_dates(other, gathered, Rank.LABEL):
            gathered.note("not-understood", pair.lines, KEY_OF_FIELD.get(field, field), words=words)
        return
    facts = dict(understood.facts)
    if isinstance(title := facts.get("title"), str):
        facts["title"], number = naming.without_prefix(title)
        gathered.add({"number": number} if number else {}, pair.lines, words, Rank.PROSE)
    gathered.add(facts, pair.lines, words, Rank.LABEL)
    if pair.field == "title" and facts:
        gathered.add(naming.facts_in_title(pair.value), pair.lines, words, Rank.HINT)
    if understood.note:
        gathered.note(understood.note, pair.lines, KEY_OF_FIELD.get(field, field), words=words)


def _read_dated(pair: Pair, gathered: Gathered) -> bool:
    """An unknown label with a date may still say what the date is: "Uiterste datum voor vragen"."""
    sentence = Sentence(f"{pair.label}: {pair.value}", pair.lines)
    return read_dates(sentence, gathered, Rank.LABEL)


def read_dates(sentence: Sentence, gathered: Gathered, rank: Rank) -> bool:
    found = False
    for key, moment in dated_facts(sentence):
        found = True
        if moment is None:
            gathered.note("year-missing", sentence.lines, key, words=sentence.text)
        else:
            whole_day = key in {"closes_at", "questions_close_at"}
            gathered.add({key: moment if whole_day else moment.on}, sentence.lines, sentence.text, rank)
    return found
