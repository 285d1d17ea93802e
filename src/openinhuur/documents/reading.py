"""Reads the text of a PDF that a stranger sent, in a child process that can do very little.

The child (`reading_child.py`) has an empty environment, no access to this package, and limits of the
kernel on memory, processor time, open files and what it may write; a wall clock here ends it. What comes
back is text and nothing else. About 0.1 s a document.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from openinhuur.domain.errors import Refusal

MAX_BYTES = 10 * 1024 * 1024
MAX_PAGES = 100
WALL_CLOCK_S = 20
CHILD = Path(__file__).with_name("reading_child.py")


class NotReadable(Refusal):
    """A document that cannot be read; ``reason`` says why. Each reason is a class of its own below."""

    reason: ClassVar[str] = "broken"


class DocumentBroken(NotReadable):
    """Not a PDF, damaged, or it made the reader stumble."""


class DocumentEncrypted(NotReadable):
    """It opens with a password only."""

    reason = "encrypted"


class DocumentHasTooManyPages(NotReadable):
    """Fields: ``limit``."""

    reason = "too-many-pages"


class DocumentTooBig(NotReadable):
    """The file, or the text in it, is larger than is read. Fields: ``limit_mb``."""

    reason = "too-big"


class DocumentTooSlow(NotReadable):
    """Reading took longer than is allowed. Fields: ``seconds``."""

    reason = "timeout"


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text layer, a string per page; a tab stands for a gap as between columns.

    ``emphasised`` holds per page the lines (from 0) that stand out: wholly bold, or larger than the text.
    """

    pages: tuple[str, ...]
    emphasised: tuple[frozenset[int], ...]


def read_pdf(content: bytes) -> PdfText:
    """The text of every page. A scan gives pages of empty text.

    Raises:
        NotReadable: one of its kinds above.
    """
    if len(content) > MAX_BYTES:
        raise DocumentTooBig(limit_mb=MAX_BYTES // 2**20)
    answer = _ask_child(content)
    match answer.get("refused"):
        case None:
            return _as_text(answer)
        case "encrypted":
            raise DocumentEncrypted
        case "too-many-pages":
            raise DocumentHasTooManyPages(limit=MAX_PAGES)
        case "too-big":
            raise DocumentTooBig(limit_mb=MAX_BYTES // 2**20)
        case _:
            raise DocumentBroken


def _ask_child(content: bytes) -> dict[str, object]:
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answered:
        given.write(content)
        given.seek(0)
        try:
            ended = subprocess.run(
                [sys.executable, "-I", str(CHILD), str(MAX_PAGES)],
                stdin=given,
                stdout=answered,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                timeout=WALL_CLOCK_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise DocumentTooSlow(seconds=WALL_CLOCK_S) from None
        if ended.returncode == -24:  # SIGXCPU: the child's own limit on processor time
            raise DocumentTooSlow(seconds=WALL_CLOCK_S)
        answered.seek(0)
        try:
            answer = json.load(answered)
        except ValueError:
            raise DocumentBroken from None
    if not isinstance(answer, dict):
        raise DocumentBroken
    return answer


def _as_text(answer: dict[str, object]) -> PdfText:
    pages, emphasised = answer.get("pages"), answer.get("emphasised")
    if not isinstance(pages, list) or not isinstance(emphasised, list):
        raise DocumentBroken
    return PdfText(
        pages=tuple(str(page) for page in pages),
        emphasised=tuple(frozenset(int(number) for number in lines) for lines in emphasised),
    )
