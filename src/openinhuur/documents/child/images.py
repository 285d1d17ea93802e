"""Where a page shows what is no text of its own: images, however deep, and what was stuck on the page."""

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pypdfium2

from openinhuur.documents.child.answers import Refused

DEEPEST = 12
"""Forms within forms that are followed; deeper ones are covered whole."""
MOST = 200
"""Images on a page that are told one by one; of more, the one rectangle around all of them is."""
MOST_OBJECTS = 200_000

Point = tuple[float, float]
Corners = list[Point]
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)


def corners_of_images(page: pypdfium2.PdfPage) -> list[Corners]:
    """The corners of every image and every annotation but a link, in points of the page."""
    raw: Any = pypdfium2.raw
    found = [*_in(page, raw), *_stuck_on(page, raw)]
    if len(found) <= MOST:
        return found
    across, down = [x for one in found for x, _ in one], [y for one in found for _, y in one]
    return [[(x, y) for x in (min(across), max(across)) for y in (min(down), max(down))]]


def _in(page: Any, raw: Any) -> Iterator[Corners]:
    left = MOST_OBJECTS

    def walk(count: int, get: Callable[[int], Any], outer: Matrix, depth: int) -> Iterator[Corners]:
        nonlocal left
        left -= count
        if left < 0:
            raise Refused("too-complex")
        for index in range(count):
            one = get(index)
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                inner = _after(_matrix(one, raw), outer)
                inside = raw.FPDFFormObj_CountObjects(one)
                yield from walk(inside, partial(raw.FPDFFormObj_GetObject, one), inner, depth + 1)
            elif kind in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM}:
                yield [_moved(point, outer) for point in _bounds(one, raw)]

    yield from walk(raw.FPDFPage_CountObjects(page), partial(raw.FPDFPage_GetObject, page), UPRIGHT, 0)


def _stuck_on(page: Any, raw: Any) -> Iterator[Corners]:
    edges = raw.FS_RECTF()
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        one = raw.FPDFPage_GetAnnot(page, index)
        if raw.FPDFAnnot_GetSubtype(one) != raw.FPDF_ANNOT_LINK and raw.FPDFAnnot_GetRect(one, edges):
            yield [(x, y) for x in (edges.left, edges.right) for y in (edges.bottom, edges.top)]
        raw.FPDFPage_CloseAnnot(one)


def _bounds(one: Any, raw: Any) -> Corners:
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(one, *edges):
        raise Refused("broken")
    left, bottom, right, top = (edge.value for edge in edges)
    return [(x, y) for x in (left, right) for y in (bottom, top)]


def _matrix(one: Any, raw: Any) -> Matrix:
    kept = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, kept):
        raise Refused("broken")
    return kept.a, kept.b, kept.c, kept.d, kept.e, kept.f


def _after(inner: Matrix, outer: Matrix) -> Matrix:
    """First the one, then the other."""
    a, b, c, d, e, f = inner
    (x, y), (u, v), (p, q) = (_moved(point, outer) for point in ((a + e, b + f), (c + e, d + f), (e, f)))
    return x - p, y - q, u - p, v - q, p, q


def _moved(point: Point, by: Matrix) -> Point:
    (x, y), (a, b, c, d, e, f) = point, by
    return a * x + c * y + e, b * x + d * y + f
