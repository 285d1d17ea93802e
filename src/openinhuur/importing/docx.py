"""Reads a .docx as lines: headings, numbered and plain paragraphs, table rows."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from openinhuur.importing.lines import Line, make_line, tidy
from openinhuur.importing.refusals import WordFileBroken

MAX_UNPACKED = 50 * 1024 * 1024
MAX_PARTS = 2000
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Counters = dict[tuple[str, int], int]


def read_docx(content: bytes, *, name: str) -> list[Line]:
    """Every paragraph and table row, in order.

    Raises:
        WordFileBroken: it is damaged or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise WordFileBroken(name=name)
        document = docx.Document(io.BytesIO(content))
        lines = list(_body(document, document.element.body, {}))
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError, SyntaxError, NotImplementedError, OSError):
        raise WordFileBroken(name=name) from None  # what zipfile, lxml and python-docx say of a damaged file
    return [
        Line(number, line.cells, line.level, line.strong, line.marker, line.indent, line.raw)
        for number, line in enumerate(lines, start=1)
    ]


def _body(document: Document, parent: Any, counters: Counters) -> Iterator[Line]:
    for child in parent:
        if child.tag == qn("w:p"):
            yield from _paragraph(document, Paragraph(child, document), counters)
        elif child.tag == qn("w:tbl"):
            yield from _table(document, Table(child, document), counters)
        elif child.tag == qn("w:sdt"):
            for content in child.iterchildren(qn("w:sdtContent")):
                yield from _body(document, content, counters)


def _paragraph(document: Document, paragraph: Paragraph, counters: Counters) -> Iterator[Line]:
    text = tidy(paragraph.text)
    level = _level(paragraph)
    strong = _is_strong(paragraph)
    marker, indent = _numbering(document, paragraph, counters)
    for position, part in enumerate(text.split("\n")):
        line = make_line(0, part, level=level, strong=strong, indent=indent)
        if position == 0 and marker and line.cells and line.marker is None:
            line = Line(0, line.cells, level, strong, marker, indent, f"{marker} {line.text}")
        yield line
    if (
        level
        or (marker is None and text.strip() and not _is_tight(paragraph))
        or (marker is not None and not _continues_list(document, paragraph))
    ):
        yield Line(0)


def _table(document: Document, table: Table, counters: Counters) -> Iterator[Line]:
    yield Line(0)
    for row in table.rows:
        cells: list[_Cell] = []
        for cell in row.cells:
            if not cells or cell._tc is not cells[-1]._tc:  # a merged cell is given more than once
                cells.append(cell)
        if any(_holds_list(cell) for cell in cells):
            for cell in cells:
                yield from _body(document, cell._tc, counters)
        else:
            yield make_line(0, [tidy(_cell_text(cell)) for cell in cells])
    yield Line(0)


def _holds_list(cell: _Cell) -> bool:
    if cell.tables:
        return True
    texts = [paragraph for paragraph in cell.paragraphs if paragraph.text.strip()]
    markers = [make_line(0, paragraph.text).marker or _num_id(paragraph) for paragraph in texts]
    return sum(marker is not None for marker in markers) > 1


def _cell_text(cell: _Cell) -> str:
    return "; ".join(text for paragraph in cell.paragraphs if (text := paragraph.text.strip())).replace("\n", "; ")


def _level(paragraph: Paragraph) -> int:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    words = style.lower().split()
    if words[:1] in (["heading"], ["kop"]) and words[-1].isdigit():
        return min(int(words[-1]), 6)
    return 1 if words[:1] in (["title"], ["titel"]) else 0


def _is_strong(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold or run.italic or run.underline for run in runs)


def _continues_list(document: Document, paragraph: Paragraph) -> bool:
    """Whether the next paragraph is an item too."""
    after = paragraph._p.getnext()
    return isinstance(after, CT_P) and _num_pr(Paragraph(after, document)) is not None


def _is_tight(paragraph: Paragraph) -> bool:
    """Whether no white space follows on paper, so that the next paragraph may belong to this one."""
    after = paragraph.paragraph_format.space_after
    return after is not None and after.pt == 0


def _num_id(paragraph: Paragraph) -> str | None:
    number = _num_pr(paragraph)
    return None if number is None else number[0]


def _num_pr(paragraph: Paragraph) -> tuple[str, int] | None:
    """The id of the list and the depth in it, from the paragraph or its style."""
    holders = [paragraph._p.pPr]
    style = paragraph.style
    while style is not None:
        holders.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    for holder in holders:
        found = holder.find(qn("w:numPr")) if holder is not None else None
        number = found.find(qn("w:numId")) if found is not None else None
        if found is not None and number is not None:
            depth = found.find(qn("w:ilvl"))
            return str(number.get(qn("w:val"))), int(depth.get(qn("w:val")) or 0) if depth is not None else 0
    return None


def _numbering(document: Document, paragraph: Paragraph, counters: Counters) -> tuple[str | None, int]:
    """The marker that Word prints for this paragraph, and its depth."""
    found = _num_pr(paragraph)
    if found is None or found[0] == "0" or not paragraph.text.strip():
        return None, 0
    number_id, depth = found
    kind, template, start = _list_level(document, number_id, depth)
    if kind == "bullet":
        return "-", depth
    for key in [key for key in counters if key[0] == number_id and key[1] > depth]:
        del counters[key]
    count = counters[number_id, depth] = counters.get((number_id, depth), start - 1) + 1
    shown = LETTERS[(count - 1) % 26] if "etter" in kind else str(count)
    if template.count("%") > 1:
        above = [str(counters.get((number_id, level), 1)) for level in range(depth)]
        return ".".join((*above, shown)), depth
    return template.replace(f"%{depth + 1}", shown).strip(" .):") or shown, depth


def _list_level(document: Document, number_id: str, depth: int) -> tuple[str, str, int]:
    """Format, template ("%1.", "E%1") and first number of a depth of a list."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # what python-docx says when the file has no numbering part
        return "bullet", "", 1
    number = numbering.find(f"{qn('w:num')}[@{qn('w:numId')}='{number_id}']")
    abstract_id = number.find(qn("w:abstractNumId")).get(qn("w:val")) if number is not None else None
    abstract = numbering.find(f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{abstract_id}']")
    level = abstract.find(f"{qn('w:lvl')}[@{qn('w:ilvl')}='{depth}']") if abstract is not None else None
    if number is None or level is None:
        return "bullet", "", 1

    def value(tag: str, default: str) -> str:
        element = level.find(qn(tag))
        return str(element.get(qn("w:val"))) if element is not None else default

    override = number.find(f"{qn('w:lvlOverride')}[@{qn('w:ilvl')}='{depth}']/{qn('w:startOverride')}")
    start = override.get(qn("w:val")) if override is not None else value("w:start", "1")
    return value("w:numFmt", "decimal"), value("w:lvlText", "%1."), int(start)
