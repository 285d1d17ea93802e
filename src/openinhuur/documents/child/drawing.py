"""Pages as pictures, and where words and images stand on them, in whole pixels of the picture."""

import ctypes
import io
import math
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image, WebPImagePlugin

from openinhuur.documents.child.answers import Answer, Refused
from openinhuur.documents.child.images import corners_of_images
from openinhuur.documents.child.limits import MAX_CHARS
from openinhuur.documents.child.text import HYPHENS_AT_BREAK, opened, page_at

POINTS_PER_INCH = 72
DOTS_PER_INCH = 150
MAX_PIXELS = 4_500_000
"""In one picture: an A3 at full sharpness. A larger page is drawn smaller."""
MAX_SIDE = 10_000  # a WebP has at most 16,383
QUALITY, EFFORT = 75, 2
PILLOW_KNOWS_WEBP = WebPImagePlugin.SUPPORTED


class Letter(NamedTuple):
    """A character and its edges in points of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


Word = list[Letter]
Edges = tuple[int, int, int, int]


def draw(content: bytes) -> Answer:
    """A picture per page; per page the words (text, left, top, right, bottom, line) and the edges of its images."""
    document = opened(content)
    pages: list[dict[str, object]] = []
    pictures: list[bytes] = []
    letters = 0
    for number in range(len(document)):
        page = page_at(document, number)
        picture = _picture(page)
        words = _words(page, *picture.size)
        letters += sum(len(str(word[0])) for word in words)
        if letters > MAX_CHARS:
            raise Refused("too-big")
        images = _images(page, *picture.size)
        pages.append({"width": picture.width, "height": picture.height, "words": words, "images": images})
        pictures.append(packed(picture))
        page.close()
    return Answer({"pages": pages}, tuple(pictures))


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    if not (width > 0 and height > 0):
        raise Refused("broken")
    scale = min(
        DOTS_PER_INCH / POINTS_PER_INCH, math.sqrt(MAX_PIXELS / (width * height)), MAX_SIDE / max(width, height)
    )
    drawn: Image.Image = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True).to_pil()
    return drawn


def packed(picture: Image.Image) -> bytes:
    """The picture as it is kept."""
    saved = io.BytesIO()
    picture.convert("RGB").save(saved, "WEBP", quality=QUALITY, method=EFFORT)
    return saved.getvalue()


def _words(page: pypdfium2.PdfPage, width: int, height: int) -> list[list[object]]:
    textpage = page.get_textpage()
    placed: list[list[object]] = []
    for line, word in _in_lines(_letters(textpage, pypdfium2.raw)):
        box = _box(page, word, width, height)
        if box:
            placed.append(["".join(letter.text for letter in word), *box, line])
    return placed


def _letters(textpage: Any, raw: Any) -> Iterator[Letter | str]:
    """Every letter with its place, and the white space between them."""
    edges = raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = "-" if code in HYPHENS_AT_BREAK else chr(code) if 0 < code < 0x110000 else ""
        if text.isspace():
            yield "\n" if text in "\r\n" else " "
        elif text.isprintable() and text and raw.FPDFText_GetLooseCharBox(textpage, index, edges):
            yield Letter(text, edges.left, edges.bottom, edges.right, edges.top)


def _in_lines(letters: Iterator[Letter | str]) -> Iterator[tuple[int, Word]]:
    """Words, each with the number of its line."""
    line, is_new, word = 0, False, list[Letter]()
    for letter in letters:
        if isinstance(letter, Letter):
            if is_new:
                line, is_new = line + 1, False
            word.append(letter)
            continue
        if word:
            yield line, word
            word = []
        is_new = is_new or (letter == "\n")
    if word:
        yield line, word


def _images(page: pypdfium2.PdfPage, width: int, height: int) -> list[Edges]:
    places = (_edges(page, corners, width, height) for corners in corners_of_images(page))
    return [one for one in places if one]


def _box(page: pypdfium2.PdfPage, word: Word, width: int, height: int) -> Edges | None:
    """Where the word stands in the picture; none when that is outside it."""
    corners = [
        (x, y)
        for x in (min(one.left for one in word), max(one.right for one in word))
        for y in (min(one.bottom for one in word), max(one.top for one in word))
    ]
    return _edges(page, corners, width, height)


def _edges(page: pypdfium2.PdfPage, corners: Iterable[tuple[float, float]], width: int, height: int) -> Edges | None:
    """What lies between corners on the page: left, top, right, bottom in the picture; none when that is outside it."""
    places = [_on_picture(page, x, y, width, height) for x, y in corners]
    across, down = [x for x, _ in places], [y for _, y in places]
    left, right = max(min(across), 0), min(max(across), width)
    top, bottom = max(min(down), 0), min(max(down), height)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _on_picture(page: pypdfium2.PdfPage, x: float, y: float, width: int, height: int) -> tuple[int, int]:
    """The pixel of a point on the page, however the page is turned or cut."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pypdfium2.raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value, down.value
