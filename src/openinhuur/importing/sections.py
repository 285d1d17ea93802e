"""Cuts the lines of a document into sections by its headings, whatever marks them as headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from openinhuur.importing.fields import understand
from openinhuur.importing.labels import (
    COMPETENCES,
    CRITERIA,
    OTHER,
    REQUIREMENTS,
    SELECTION,
    field_of,
    key_of,
    section_of,
)
from openinhuur.importing.lines import Line, make_line
from openinhuur.importing.looks import (
    gap_before,
    goes_on_in_bold,
    is_in_capitals,
    looks_like_heading,
    next_is_item,
    stands_apart,
)
from openinhuur.importing.pairs import lone_label, pairs_of
from openinhuur.importing.weights import take_points

LISTS = (REQUIREMENTS, CRITERIA, COMPETENCES, SELECTION)
UNMARKED_LEVEL, STRONG_LEVEL, ISOLATED_LEVEL = 2, 3, 5
SURE = re.compile(
    r"(?:knock-?\s?out|ko-criteria|functie-?eisen|minimum-?eisen|minimale eisen|harde eisen|eisen|vereisten"
    r"|requirements"
    r"|mandatory requirements|gunnings?criteria|selectiecriteria|beoordelingscriteria|wensen|award criteria|criteria$"
    r"|competenties|competences|competencies|persoonskenmerken|must[- ]haves?|nice[- ]to[- ]haves?|wishes"
    r"|selection criteria|gewenst$|gewenst:|pluspunten|pré"
    r"|gewenste competenties|gevraagde competenties|gestelde eisen|geschiktheidseisen|desirable|knock ?out)",
    re.IGNORECASE,
)
COLUMN_HEAD = re.compile(
    r"(?i)(?:nr|nummer|#|no|number|omschrijving|punten|max\.? ?punten|weging|gewicht|weight|points|score"
    r"|max\.? ?score|description"
    r"|maximaal aantal punten|maximale score|percentage|toelichting|onderdeel|maximum points|max\.? ?points"
    r"|bewijs|wijze van toetsing"
    r"|maximum score|maximum|eis|wens|criterium|requirement|criterion|competentie|competence"
    r"|te behalen punten|%|aantal punten|code)\.?$"
)
INTRO = re.compile(
    r"(?i)(?P<criteria>gunning|wensen|punten|award|points|scor)|(?P<requirements>\beisen|vereist|knock|minimum|requirements)"
    r"|(?P<competences>competenti|competenc|persoonskenmerk)|(?P<selection>criteria)"
)
SINGULAR = {
    "eis": REQUIREMENTS,
    "requirement": REQUIREMENTS,
    "wens": CRITERIA,
    "criterium": CRITERIA,
    "criterion": CRITERIA,
    "competentie": COMPETENCES,
    "competence": COMPETENCES,
}
ASKED = re.compile(
    r"(?i)\b(?:kandidaat|professional|je|u|candidate|iemand)\b.*\b(?:moet|beschik\w*|voldoe\w*|heeft|hebt"
    r"|bent|is|must|has|die)\b"
)
SCORED = re.compile(r"(?i)\d\s*(?:punten|points|pt\b|%)")
COMPARE = re.compile(r"(?i)vergelijking|uitgenodigd|uitnodig|cv'?s van|geselecteerde|shortlist|compar")


@dataclass(slots=True)
class Section:
    """A heading (None at the top of the document) with the lines under it. ``kind``: see `labels.section_of`."""

    kind: str
    heading: Line | None = None
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    field: str | None = None


def divide(lines: Sequence[Line]) -> list[Section]:
    """The document as sections, in order; every line is in one of them, or is its heading."""
    sections = [Section(OTHER)]
    for index, line in enumerate(lines):
        section = _begins(lines, index, sections[-1])
        if section is not None:
            sections.append(section)
        else:
            sections[-1].lines.append(line)
    if not any(section.kind == CRITERIA for section in sections):
        for section in sections:
            if _is_scored(section):
                section.kind = CRITERIA
    return sections


def _is_scored(section: Section) -> bool:
    """Whether a list under a heading that tells nothing is one of criteria: its items have points."""
    if section.kind != OTHER or section.heading is None or section.field or section_of(section.heading.text):
        return False
    items = [line for line in section.lines if line.marker or len(line.cells) > 1]
    scored = [line for line in items if take_points(line.text)[1] is not None]
    return len(scored) > 1 and len(scored) * 3 >= len(items) * 2


def _begins(lines: Sequence[Line], index: int, current: Section) -> Section | None:
    """The section that this line begins, or None when it belongs to the current one."""
    line = lines[index]
    if not line.cells:
        return None
    if not line.level and _awaits_value(current):
        return None
    for begins in (
        _inline_list,
        _column_heads,
        _marked_heading,
        _sure_heading,
        _intro,
        _ends_list,
        _plain_heading,
    ):
        section = begins(lines, index, current)
        if section is not None:
            return section
    return None


def _awaits_value(current: Section) -> bool:
    """Whether the last line was a label that still waits for its value (the value may look like a heading)."""
    filled = [line for line in current.lines if line.cells]
    if not filled:
        return current.field is not None and current.heading is not None and not current.heading.level
    return current.kind == OTHER and lone_label(filled[-1]) is not None and section_of(filled[-1].text) not in LISTS


def _inline_list(_lines: Sequence[Line], index: int, _current: Section) -> Section | None:
    """ "Competenties: resultaatgericht, verbindend" or the same in two columns."""
    line = _lines[index]
    label, _, value = line.text.partition(":")
    if len(line.cells) == 2:
        label, value = line.cells
    if line.marker or not value.strip() or COLUMN_HEAD.match(value) or len(label.split()) > 5 or field_of(label):
        return None
    kind = section_of(label)
    if kind not in LISTS or not SURE.match(label) or re.fullmatch(r"[\s\d.,%]+(?:punten|points)?\s*", value):
        return None
    parts = [part for part in re.split(r";\s*", value) if part.strip()]
    if len(parts) == 1 and kind == COMPETENCES:
        parts = [part for part in re.split(r",\s*|\s+(?:en|and)\s+(?=\w+\.?$)", value) if part.strip()]
    head = Line(line.number, (label.strip(),), raw=line.raw)
    return Section(kind, head, [make_line(line.number, f"- {part.strip()}") for part in parts], UNMARKED_LEVEL)


def _column_heads(lines: Sequence[Line], index: int, current: Section) -> Section | None:
    """The first row of a table of requirements or criteria."""
    line = lines[index]
    if len(line.cells) < 2:
        return None
    kinds = [kind for cell in line.cells if (kind := section_of(cell)) in LISTS and len(cell.split()) <= 4]
    if not kinds:
        kinds = [SINGULAR[key_of(cell)] for cell in line.cells if key_of(cell) in SINGULAR]
    others = [cell for cell in line.cells if section_of(cell) not in LISTS]
    if not kinds or not all(COLUMN_HEAD.match(cell) for cell in others):
        return None
    generic = any(key_of(cell) in {"criterium", "criterion"} for cell in line.cells)
    kind = current.kind if current.kind in LISTS and generic else kinds[0]
    return Section(kind, line, level=max(current.level, UNMARKED_LEVEL))


def _marked_heading(lines: Sequence[Line], index: int, current: Section) -> Section | None:
    """What the source marks: #, a heading style, or a whole line in bold or larger letters."""
    line = lines[index]
    if not line.level and not (line.strong and looks_like_heading(line, asks=True)):
        return None
    if not line.level and goes_on_in_bold(lines, index):
        return None
    known = [pair for pair in pairs_of(line) if pair.field and pair.value and line.marker is None]
    if known and (not line.level or all(understand(p.field or "", p.label, p.value) for p in known)):
        return None
    if not line.level and line.marker and (current.kind in LISTS and not SURE.match(line.text)):
        return None
    kind = section_of(line.text)
    field = field_of(line.text)
    level = line.level or STRONG_LEVEL
    in_list = current.kind in LISTS and level > current.level
    if kind is None and in_list and next_is_item(lines, index):
        kind = current.kind
        level = current.level
        field = None
    return Section(kind or OTHER, line, [], level, field if kind not in LISTS else None)


def _sure_heading(lines: Sequence[Line], index: int, current: Section) -> Section | None:
    """A plain line that is the usual name of a section: "Eisen", "2. Gunningscriteria (100 punten)"."""
    line = lines[index]
    text = line.text
    if len(line.cells) != 1 or not text[:1].isupper() or text.endswith((".", ";", ",")) or line.marker == "-":
        return None
    bare = re.sub(r"\([^()]*\)", "", text).strip(" :")
    kind = section_of(text)
    exact = kind == OTHER and _is_other(bare)
    counts_on = line.marker is not None and _counts_on(line, current)
    if (
        exact
        and (counts_on or not line.marker)
        and (
            counts_on
            or current.kind == OTHER
            or gap_before(lines, index)
            or text.endswith(":")
            or stands_apart(lines, index)
        )
    ):
        return Section(OTHER, line, [], UNMARKED_LEVEL, field_of(text) if text.endswith(":") else None)
    if kind not in LISTS or not SURE.match(text) or len(bare.split()) > 6:
        return None
    if line.marker and not (line.marker[0].isdigit() or len(line.marker) == 1):
        return None
    if line.marker and current.kind in LISTS and len(bare.split()) > 3:
        return None
    return Section(kind, line, [], UNMARKED_LEVEL)


def _intro(lines: Sequence[Line], index: int, current: Section) -> Section | None:
    """A sentence that announces a list: "… op de volgende criteria:"."""
    line = lines[index]
    new_list = current.kind == OTHER or (gap_before(lines, index) and any(other.marker for other in current.lines))
    if not new_list or not line.text.rstrip().endswith(":") or line.marker or not next_is_item(lines, index):
        return None
    before = lines[index - 1].text if index and lines[index - 1].cells else ""
    sentence = f"{before} {line.text}"
    after = next((other.text for other in lines[index + 1 :] if other.cells), "")
    if SCORED.search(after):
        return Section(CRITERIA, line, [], ISOLATED_LEVEL)
    found = INTRO.search(line.text) or INTRO.search(sentence)
    if not found and ASKED.search(line.text):
        return Section(REQUIREMENTS, line, [], ISOLATED_LEVEL)
    if not found or len(line.text.split()) < 2 or field_of(line.text):
        return None
    kind = {"selection": SELECTION}.get(found.lastgroup or "", found.lastgroup or OTHER)
    if kind == SELECTION and not COMPARE.search(f"{current.heading.text if current.heading else ''} {sentence}"):
        kind = CRITERIA
    return Section(kind, line, [], ISOLATED_LEVEL)


def _ends_list(lines: Sequence[Line], index: int, current: Section) -> Section | None:
    """A label with a value it understands, not an item, after a list."""
    line = lines[index]
    if current.kind not in LISTS or line.marker or not any(other.cells for other in current.lines):
        return None
    marked = any(other.marker for other in current.lines)
    lone = lone_label(line)
    if lone and not next_is_item(lines, index):
        value = next((other.printed for other in lines[index + 1 : index + 3] if other.cells), "")
        if understand(lone, line.text, value) is not None:
            return Section(OTHER, None, [line], UNMARKED_LEVEL)
    pairs = [pair for pair in pairs_of(line) if pair.field and pair.value]
    divided = len(line.cells) > 1 or ":" in line.text
    weight = all(pair.field in {"price_weight", "interview_weight", "max_rate", "interviews"} for pair in pairs)
    if weight or not (marked or (divided and gap_before(lines, index))):
        return None
    understood = all(understand(pair.field or "", pair.label, pair.value) for pair in pairs)
    return Section(OTHER, None, [line], UNMARKED_LEVEL) if understood else None


def _plain_heading(lines: Sequence[Line], index: int, current: Section) -> Section | None:
    """Capitals, a short line with a colon before a list, or a short line that stands apart."""
    line = lines[index]
    text = line.text
    if (
        len(line.cells) != 1
        or line.marker
        or not looks_like_heading(line)
        or any(pair.value for pair in pairs_of(line))
    ):
        return None
    if is_in_capitals(text):
        return Section(section_of(text) or OTHER, line, [], UNMARKED_LEVEL, field_of(text))
    unmarked_list = current.kind in LISTS and not any(other.marker for other in current.lines)
    if lone_label(line) or len(text.split()) > 7 or unmarked_list:
        return None
    announces = text.endswith(":") and next_is_item(lines, index)
    begun = current.kind != OTHER or any(other.cells for other in current.lines)
    if announces or (begun and stands_apart(lines, index)):
        return Section(section_of(text) or OTHER, line, [], ISOLATED_LEVEL)
    return None


def _counts_on(line: Line, current: Section) -> bool:
    """Whether a numbered heading ("4. Planning") follows the number of the one before, or no list is under way."""
    heading = current.heading.marker if current.heading else None
    if current.kind == OTHER:
        return bool(re.fullmatch(r"\d{1,2}", line.marker or ""))
    return bool(heading and heading.isdigit() and line.marker == str(int(heading) + 1))


def _is_other(text: str) -> bool:
    return section_of(text) == OTHER and len(text.split()) <= 4
