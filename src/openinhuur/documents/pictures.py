"""Pages as pictures with their words: what people look at, so that nothing of the original has to reach them.

The words have their place in pixels of the picture. So text can be laid over it to select and to search, and a
word can be blacked out later, in the picture and in the text alike.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from openinhuur.documents.asking import Answered, ask
from openinhuur.documents.refusals import MAX_BYTES, DocumentBroken, DocumentTooBig

WALL_CLOCK_S = 60
Edges = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels of the picture."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the order of reading, on which line of the page, and its edges in pixels of the picture."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    line: int


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page. ``number`` is counted from 1; ``images``: the edges of what is shown and is no text."""

    MEDIA_TYPE: ClassVar[str] = "image/webp"

    number: int
    width: int
    height: int
    content: bytes
    words: tuple[Word, ...]
    images: tuple[Edges, ...] = ()

    @property
    def text(self) -> str:
        """The words with spaces between, a line of the page on each line."""
        lines = groupby(self.words, key=lambda word: word.line)
        return "\n".join(" ".join(word.text for word in words) for _, words in lines)


def of_pdf(content: bytes) -> list[PagePicture]:
    """The pages of a PDF in which nothing acts, starts, fetches or is hidden. Not inside a transaction.

    Raises:
        NotReadable: one of its kinds.
    """
    if len(content) > MAX_BYTES:
        raise DocumentTooBig(limit_mb=MAX_BYTES // 2**20)
    return as_pictures(ask("draw", content, seconds=WALL_CLOCK_S))


def as_pictures(answered: Answered) -> list[PagePicture]:
    """The pages in an answer of the child.

    Raises:
        DocumentBroken: something in it is not what a picture with words is.
    """
    pages = answered.head.get("pages")
    if not isinstance(pages, list) or len(pages) != len(answered.blobs):
        raise DocumentBroken
    try:
        return [_page(number, *page) for number, page in enumerate(zip(pages, answered.blobs, strict=True), start=1)]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise DocumentBroken from None


def _page(number: int, page: dict[str, object], content: bytes) -> PagePicture:
    width, height, words, images = page["width"], page["height"], page["words"], page["images"]
    is_picture = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if not is_picture or not isinstance(width, int) or not isinstance(height, int) or not isinstance(words, list):
        raise ValueError(number)
    if not isinstance(images, list):
        raise TypeError(number)
    return PagePicture(
        number,
        width,
        height,
        content,
        tuple(_word(*word, width=width, height=height) for word in words),
        tuple(_edges(*one, width=width, height=height) for one in images),
    )


def _word(  # noqa: PLR0917 (as the child lists it)
    text: str, left: int, top: int, right: int, bottom: int, line: int, *, width: int, height: int
) -> Word:
    if not (text.isprintable() and line >= 0):
        raise ValueError(text)
    return Word(text, *_edges(left, top, right, bottom, width=width, height=height), line)


def _edges(left: int, top: int, right: int, bottom: int, *, width: int, height: int) -> Edges:
    if not (0 <= left < right <= width and 0 <= top < bottom <= height):
        raise ValueError(left)
    return left, top, right, bottom
