"""The text of a PDF, line by line.

Characters are put back in rows by their baseline, because the order inside a PDF is not always the order on paper.
"""

import ctypes
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2

from openinhuur.documents.child.answers import Answer, Refused
from openinhuur.documents.child.limits import MAX_CHARS, MAX_PAGES

SPACE_GAP, COLUMN_GAP, TAB_GAP = 0.6, 0.8, 1.5  # in widths of the letter size
BOLD_WEIGHT = 600
PASSWORD_NEEDED = 4
HYPHENS_AT_BREAK = (0x02, 0xFFFE)


class Char(NamedTuple):
    """One character: its text, edges, baseline, letter size, weight, and whether a space stands before it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    spaced: bool


class Cell(NamedTuple):
    """Text between two wide gaps, and its edges."""

    text: str
    left: float
    right: float


def read(content: bytes) -> Answer:
    """Pages and the lines that stand out."""
    document = opened(content)
    pages = []
    for number in range(len(document)):
        pages.append(characters(page_at(document, number).get_textpage(), pypdfium2.raw))
        if sum(len(page) for page in pages) > MAX_CHARS:
            raise Refused("too-big")
    usual = usual_size(pages)
    read_pages = [page_of(chars, usual) for chars in pages]
    return Answer({"pages": [text for text, _ in read_pages], "emphasised": [strong for _, strong in read_pages]})


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """The document, with as many pages as are read."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if error.err_code == PASSWORD_NEEDED else "broken") from None
    if len(document) > MAX_PAGES:
        raise Refused("too-many-pages")
    if not len(document):
        raise Refused("broken")
    return document


def page_at(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """A page that can be loaded, with its text."""
    try:
        page = document[number]
        page.get_textpage().close()
    except pypdfium2.PdfiumError:
        raise Refused("broken") from None
    return page


def characters(textpage: Any, raw: Any) -> list[Char]:
    """Every visible character that stands upright."""
    chars = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    spaced = False
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = "-" if code in HYPHENS_AT_BREAK else chr(code) if 0 < code < 0x110000 else ""
        if not text.strip() or 0xD800 <= code < 0xE000 or 0.1 < raw.FPDFText_GetCharAngle(textpage, index) < 6.18:
            spaced = True
            continue
        raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        size = raw.FPDFText_GetFontSize(textpage, index)
        height = max(size if size > 2 else 0, top.value - bottom.value, 1)
        bold = raw.FPDFText_GetFontWeight(textpage, index) >= BOLD_WEIGHT or is_bold_font(textpage, raw, index)
        chars.append(Char(text, left.value, right.value, y.value, round(height, 1), bold, spaced))
        spaced = False
    return chars


def is_bold_font(textpage: Any, raw: Any, index: int) -> bool:
    """Whether the font's name says that it is bold."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))


def usual_size(pages: list[list[Char]]) -> float:
    """The letter size that most characters have."""
    count: dict[float, int] = {}
    for page in pages:
        for char in page:
            count[char.size] = count.get(char.size, 0) + 1
    return max(count, key=lambda size: count[size], default=10.0)


def page_of(chars: list[Char], usual: float) -> tuple[str, list[int]]:
    """The page as lines with their indent, an empty line where the paper shows white, and what stands out."""
    lines: list[str] = []
    strong: list[int] = []
    page = rows(chars)
    steps = [round(above[0].base - below[0].base, 1) for above, below in pairwise(page)]
    step = line_step(steps, usual)
    margin = min((row[0].left for row in page), default=0.0)
    above: list[Cell] = []
    for position, row in enumerate(page):
        cells = cells_of(row, columns_near(page, position))
        near = bool(position) and steps[position - 1] <= 1.35 * step
        around = steps[max(position - 2, 0) : position + 1]
        tight = near and steps[position - 1] <= 1.05 * step and max(around) > 1.2 * step
        if near and goes_on(above, cells, usual, tight=tight):
            above = joined(above, cells, usual)
            lines[-1] = lines[-1][: len(lines[-1]) - len(lines[-1].lstrip(" "))] + text_of(above)
            continue
        if position and not near:
            lines.append("")
        letters = [char for char in row if char.text.isalnum()]
        if letters and all(char.bold or char.size > usual * 1.15 for char in letters):
            strong.append(len(lines))
        indent = min(int((row[0].left - margin) / (usual * 0.5)), 60)
        lines.append(" " * indent + text_of(cells))
        above = cells
    return "\n".join(lines), strong


def goes_on(above: list[Cell], cells: list[Cell], usual: float, *, tight: bool) -> bool:
    """Whether a row is the rest of wrapped cells: it stands under them, and in the first column only if ``tight``.

    ``tight``: the rows around stand further apart than these two.
    """
    if len(above) < 2 or len(above[0].text) < 5:
        return False
    over = [one for one in above if any(abs(cell.left - one.left) < 0.3 * usual for cell in cells)]
    if len(over) != len(cells) or (over[0] is above[0] and not tight):
        return False
    return over[0] is not above[0] or cells[0].right < above[1].left


def joined(above: list[Cell], cells: list[Cell], usual: float) -> list[Cell]:
    """The cells with the rest of their text; a hyphen at the break stays."""
    whole = []
    for over in above:
        rest = next((cell for cell in cells if abs(cell.left - over.left) < 0.3 * usual), None)
        space = "" if over.text.endswith("-") else " "
        whole.append(
            over if rest is None else Cell(over.text + space + rest.text, over.left, max(over.right, rest.right))
        )
    return whole


def text_of(cells: list[Cell]) -> str:
    """Cells with tabs between."""
    return "\t".join(cell.text for cell in cells)


def line_step(steps: list[float], usual: float) -> float:
    """The distance between two lines of one paragraph: the most common small one."""
    count: dict[float, int] = {}
    for step in steps:
        if usual * 0.9 < step < usual * 2.2:
            count[step] = count.get(step, 0) + 1
    often = [step for step, times in count.items() if times * 3 >= max(count.values())]
    return min(often, default=usual * 1.4)


def rows(chars: list[Char]) -> list[list[Char]]:
    """Characters on one baseline, from the top of the page down, each row from left to right."""
    found: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: -char.base):
        if found and found[-1][0].base - char.base < 0.3 * max(char.size, found[-1][0].size):
            found[-1].append(char)
        else:
            found.append([char])
    return [sorted(row, key=lambda char: char.left) for row in found]


def columns_near(page: list[list[Char]], position: int) -> list[float]:
    """Where columns begin in the rows around: left edges after a wide gap."""
    near = page[max(position - 3, 0) : position + 4]
    return [char.left for row in near for before, char in pairwise(row) if gap_between(before, char) > TAB_GAP]


def cells_of(row: list[Char], columns: list[float]) -> list[Cell]:
    """The row as texts: a space for a small gap, a new cell after a wide one, or at the edge of a column."""
    cells = [Cell(row[0].text, row[0].left, row[0].right)]
    for before, char in pairwise(row):
        gap = gap_between(before, char)
        at_column = gap > COLUMN_GAP and any(abs(char.left - column) < 0.25 * char.size for column in columns)
        if gap > TAB_GAP or at_column:
            cells.append(Cell(char.text, char.left, char.right))
        else:
            space = " " if char.spaced or gap > SPACE_GAP else ""
            cells[-1] = Cell(cells[-1].text + space + char.text, cells[-1].left, char.right)
    return cells


def gap_between(before: Char, char: Char) -> float:
    """White space between two characters, in widths of the letter size."""
    return (char.left - before.right) / max(char.size, before.size)
