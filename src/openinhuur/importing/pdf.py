"""Reads the text layer of a PDF as lines; the reading itself happens in a child process."""

import re
from collections import Counter

from openinhuur.documents.reading import read_pdf
from openinhuur.importing.lines import Line, make_line, tidy
from openinhuur.importing.refusals import NoTextLayer

PAGE_NUMBER = re.compile(
    r"(?i)\s*(?:(?:pagina|page|blad|p\.)\s*)?\d{1,3}\s*(?:(?:van|of|/)\s*\d{1,3})\s*$|\s*(?:pagina|page)\s+\d{1,3}\s*$"
    r"|\s*[-–]\s*\d{1,3}\s*[-–]\s*$"
)


def read_pdf_lines(content: bytes, *, name: str) -> list[Line]:
    """Every line of every page; what repeats at the top or foot of the pages is left out.

    Raises:
        NotReadable: the PDF cannot be read. NoTextLayer: it is a scan.
    """
    read = read_pdf(content)
    if not any(page.strip() for page in read.pages):
        raise NoTextLayer(name=name)
    pages = [page.split("\n") for page in read.pages]
    repeated = _repeated(pages)
    lines: list[Line] = []
    for page, emphasised in zip(pages, read.emphasised, strict=True):
        for position, source in enumerate(page):
            number = len(lines) + 1
            text = tidy(source)
            edge = position < 2 or position >= len(page) - 3
            if edge and (PAGE_NUMBER.match(text) or text.strip() in repeated):
                continue
            indent = len(text) - len(text.lstrip(" "))
            lines.append(make_line(number, text, strong=position in emphasised, indent=indent))
    return [_renumbered(line, number) for number, line in enumerate(lines, start=1)]


def _repeated(pages: list[list[str]]) -> set[str]:
    if len(pages) < 3:
        return set()
    edges = Counter(line for page in pages for line in {tidy(text).strip() for text in (*page[:2], *page[-2:])} if line)
    return {line for line, count in edges.items() if count >= len(pages) - 1 and count > 1}


def _renumbered(line: Line, number: int) -> Line:
    return Line(number, line.cells, line.level, line.strong, line.marker, line.indent, line.raw)
