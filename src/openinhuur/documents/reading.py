"""Reads the text of a PDF that a stranger sent, in a child process that can do very little.

The child (`child/`) has an empty environment, limits of the kernel on memory, processor time, open files and what
it may write, and shuts the door behind itself: no files, no network, no programs. A wall clock here ends it. What
comes back is text and nothing else. About 0.1 s a document.

`read_pdf` reads whatever can be read, for files that stay with whom they came from. What others will look at is
read with `openinhuur.documents.cv.read_cv`, which also says what may not be in it.
"""

import re
from dataclasses import dataclass

from openinhuur.documents.asking import Answered, ask
from openinhuur.documents.child.limits import MAX_PAGES
from openinhuur.documents.refusals import (
    MAX_BYTES,
    DocumentBroken,
    DocumentEncrypted,
    DocumentHasTooManyPages,
    DocumentTooBig,
    DocumentTooSlow,
    NotReadable,
)

__all__ = [
    "MAX_BYTES",
    "MAX_PAGES",
    "DocumentBroken",
    "DocumentEncrypted",
    "DocumentHasTooManyPages",
    "DocumentTooBig",
    "DocumentTooSlow",
    "NotReadable",
    "PdfText",
    "inspect_pdf",
    "read_pdf",
]

WALL_CLOCK_S = 20
NOT_IN_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text layer, a string per page; a tab stands for a gap as between columns.

    ``emphasised`` holds per page the lines (from 0) that stand out: wholly bold, or larger than the text.
    """

    pages: tuple[str, ...]
    emphasised: tuple[frozenset[int], ...]

    @property
    def has_text(self) -> bool:
        """Whether there is a text layer: a scan has pages, and no letter on them."""
        return any(letter.isalnum() for page in self.pages for letter in page)


def read_pdf(content: bytes) -> PdfText:
    """The text of every page. A scan gives pages of empty text.

    Raises:
        NotReadable: one of its kinds.
    """
    return _text_of("read", content)


def inspect_pdf(content: bytes) -> PdfText:
    """The text of every page of a PDF in which nothing acts, starts, fetches or is hidden.

    Raises:
        NotReadable: one of its kinds.
    """
    return _text_of("inspect", content)


def _text_of(job: str, content: bytes) -> PdfText:
    if len(content) > MAX_BYTES:
        raise DocumentTooBig(limit_mb=MAX_BYTES // 2**20)
    return as_text(ask(job, content, seconds=WALL_CLOCK_S))


def as_text(answered: Answered) -> PdfText:
    """The text in an answer of the child.

    Raises:
        DocumentBroken: there is none.
    """
    pages, emphasised = answered.head.get("pages"), answered.head.get("emphasised")
    if not isinstance(pages, list) or not isinstance(emphasised, list) or len(pages) != len(emphasised):
        raise DocumentBroken
    if not all(map(_is_text, pages)) or not all(map(_are_lines, emphasised)):
        raise DocumentBroken
    return PdfText(tuple(pages), tuple(frozenset(lines) for lines in emphasised))


def _is_text(page: object) -> bool:
    """Text that can be kept and sent on."""
    return isinstance(page, str) and not NOT_IN_TEXT.search(page)


def _are_lines(numbers: object) -> bool:
    return isinstance(numbers, list) and all(isinstance(number, int) for number in numbers)
