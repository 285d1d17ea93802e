"""Tags: a page of a CV as one drawing: its picture, what was found or marked on it, and the words over it."""

from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

BASELINE: Final = 0.78
"""Of the height of a word, from the top: where its letters stand."""
NUMBER_HIGH: Final = 18
"""Pixels of the number of a box."""
ROOM: Final = 3
"""Pixels around a word that is pointed at."""


class Rectangle(Protocol):
    """Edges on a page."""

    @property
    def left(self) -> int: ...
    @property
    def top(self) -> int: ...
    @property
    def right(self) -> int: ...
    @property
    def bottom(self) -> int: ...


class Placed(Rectangle, Protocol):
    """A word with its edges."""

    @property
    def text(self) -> str: ...


class Numbered(Protocol):
    """A box with its index."""

    @property
    def index(self) -> int: ...
    @property
    def box(self) -> Rectangle: ...


class LineOfWords(Protocol):
    """A line of a page."""

    @property
    def words(self) -> Iterable[Placed]: ...


class Drawn(Protocol):
    """A page with its words."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def address(self) -> str: ...
    @property
    def lines(self) -> Iterable[LineOfWords]: ...
    @property
    def found(self) -> Iterable[Placed]: ...


@register.simple_tag
def cv_drawing(page: Drawn, marked: Iterable[Placed] = ()) -> SafeString:
    """The page: a picture that can be read, selected and searched. Attributes only, since no page has inline styles."""
    address = reverse("web:cv-picture", args=[page.address])
    parts = [
        f'<svg class="cv-drawing" viewBox="0 0 {page.width} {page.height}" xmlns="http://www.w3.org/2000/svg">',
        f'<image href="{conditional_escape(address)}" width="{page.width}" height="{page.height}"/>',
        *_boxes(marked, "cv-marked"),
        *_boxes(page.found, "cv-found"),
        *_words(page.lines),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 (every word is escaped where it is written)


@register.simple_tag
def blind_drawing(page: Drawn, boxes: Iterable[Numbered]) -> SafeString:
    """The page as it was sent, with the boxes over it, each with its number; what lies under them shines through."""
    address = reverse("web:cv-picture", args=[page.address])
    parts = [
        f'<svg class="cv-drawing" viewBox="0 0 {page.width} {page.height}" xmlns="http://www.w3.org/2000/svg">',
        f'<image href="{conditional_escape(address)}" width="{page.width}" height="{page.height}"/>',
        *_words(page.lines),
        *_numbered(boxes),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 (every word is escaped where it is written)


def _numbered(boxes: Iterable[Numbered]) -> Iterator[str]:
    for one in boxes:
        box = one.box
        yield (
            f'<rect class="cv-box" x="{box.left}" y="{box.top}" width="{box.right - box.left}" '
            f'height="{box.bottom - box.top}"/>'
            f'<text class="cv-box__number" x="{box.left + ROOM}" y="{box.top + NUMBER_HIGH}" '
            f'font-size="{NUMBER_HIGH}">{one.index + 1}</text>'
        )


def _boxes(words: Iterable[Placed], name: str) -> Iterator[str]:
    for one in words:
        yield (
            f'<rect class="{name}" x="{one.left - ROOM}" y="{one.top - ROOM}" '
            f'width="{one.right - one.left + 2 * ROOM}" height="{one.bottom - one.top + 2 * ROOM}"/>'
        )


def _words(lines: Iterable[LineOfWords]) -> Iterator[str]:
    """A text per line, a part per word, each as wide as the word on the picture; a space between for who copies."""
    for line in lines:
        parts = []
        for one in line.words:
            height = one.bottom - one.top
            parts.append(
                f'<tspan x="{one.left}" y="{one.top + round(height * BASELINE)}" font-size="{height}" '
                f'textLength="{one.right - one.left}" lengthAdjust="spacingAndGlyphs">'
                f"{conditional_escape(one.text)}</tspan>"
            )
        yield f'<text class="cv-words" xml:space="preserve">{" ".join(parts)}</text>'
