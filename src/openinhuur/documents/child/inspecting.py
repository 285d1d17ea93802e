"""Looks through a PDF for what does something, and writes it anew, so that nothing is read but what was looked at.

Every object is walked, also those that no page uses. What is found is told in one order, the worst first.
"""

import io
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from openinhuur.documents.child import unpacking
from openinhuur.documents.child.answers import Refused
from openinhuur.documents.child.limits import MAX_OBJECTS, MAX_PAGE_SIDE_PT, MAX_PAGES, MAX_VALUES
from openinhuur.documents.child.links import leads_to_a_place_on_the_web

SCRIPT, PROGRAM, ACTS, INSIDE, FORM, MEDIA, OUTSIDE = (
    "has-script",
    "starts-program",
    "acts-by-itself",
    "has-files-inside",
    "has-form",
    "has-media",
    "refers-outside",
)
WORST_FIRST: Final = (SCRIPT, PROGRAM, INSIDE, FORM, MEDIA, OUTSIDE, ACTS)

KEYS: Final = {
    "/JS": SCRIPT,
    "/JavaScript": SCRIPT,
    "/AA": ACTS,
    "/XFA": FORM,
    "/EF": INSIDE,
    "/EmbeddedFiles": INSIDE,
    "/Collection": INSIDE,
    "/RichMediaContent": MEDIA,
    "/3DD": MEDIA,
    "/OPI": OUTSIDE,
}
"""Keys that mean one thing wherever they stand (ISO 32000-2), with a value that is not empty."""

ACTIONS: Final = {
    "/JavaScript": SCRIPT,
    "/Launch": PROGRAM,
    "/GoToE": INSIDE,
    "/GoToR": OUTSIDE,
    "/Thread": OUTSIDE,
    "/SubmitForm": OUTSIDE,
    "/ImportData": OUTSIDE,
    "/ResetForm": FORM,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/GoTo3DView": MEDIA,
    "/RichMediaExecute": MEDIA,
}
"""Actions, by their /S. Going to a page, and a link to the web, are the ones that stay."""

ANNOTATIONS: Final = {
    "/FileAttachment": INSIDE,
    "/RichMedia": MEDIA,
    "/Screen": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/3D": MEDIA,
}
FIELDS: Final = ("/Tx", "/Btn", "/Ch")
"""Fields to fill in; a signature is none."""

Held = Dictionary | Stream


def inspected(content: bytes) -> bytes:
    """The PDF written anew, with only what can be reached.

    Raises:
        Refused.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _look_through(pdf)
            saved = io.BytesIO()
            pdf.save(saved, fix_metadata_version=False)
            return saved.getvalue()
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    except (pikepdf.PikepdfError, pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        # damaged, a value of another kind than its place asks for, or a lock that we have no key to
        raise Refused("encrypted" if b"/Encrypt" in content else "broken") from None


def _look_through(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise Refused("encrypted")
    if len(pdf.objects) > MAX_OBJECTS:
        raise Refused("too-complex")
    if len(pdf.pages) > MAX_PAGES:
        raise Refused("too-many-pages")
    if not len(pdf.pages):
        raise Refused("broken")
    found = set(_found(pdf))
    for reason in WORST_FIRST:
        if reason in found:
            raise Refused(reason)
    if any(max(_sides(page)) > MAX_PAGE_SIDE_PT for page in pdf.pages):
        raise Refused("page-too-large")
    unpacking.check(one for one in pdf.objects if isinstance(one, Stream))


def _found(pdf: pikepdf.Pdf) -> Iterator[str]:
    for one in _held(pdf):
        yield from _in_keys(one)
        yield from _in_action(one)
        yield from _in_place(one)
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, Dictionary) and opening.get("/S") != Name.GoTo:
        yield ACTS


def _held(pdf: pikepdf.Pdf) -> Iterator[Held]:
    """Every dictionary and stream, also within others."""
    count = 0
    for top in pdf.objects:
        waiting: list[Object] = [top]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Dictionary | Stream):
                yield one
            values = _values(one)
            count += 1 + len(values)
            if count > MAX_VALUES:
                raise Refused("too-complex")
            waiting += [value for value in values if isinstance(value, Object) and not value.is_indirect]


def _values(one: Object) -> list[object]:
    if isinstance(one, Array):
        if len(one) > MAX_VALUES:
            raise Refused("too-complex")
        return list(one)
    return [value for _, value in one.items()] if isinstance(one, Dictionary | Stream) else []


def _in_keys(one: Held) -> Iterator[str]:
    for key in one.keys() & KEYS.keys():
        if not _is_empty(one[key]):
            yield KEYS[key]


def _in_action(one: Held) -> Iterator[str]:
    kind = _name(one, "/S")
    if kind in ACTIONS:
        yield ACTIONS[kind]
    if kind == "/URI" and not leads_to_a_place_on_the_web(_text(one.get("/URI"))):
        yield OUTSIDE


def _in_place(one: Held) -> Iterator[str]:
    """What an annotation, a field, a file or a picture says of itself."""
    if (kind := _name(one, "/Subtype")) in ANNOTATIONS:
        yield ANNOTATIONS[kind]
    if _name(one, "/FT") in FIELDS:
        yield FORM
    reference = one.get("/Ref")
    is_file = _name(one, "/FS") == "/URL" or _name(one, "/Type") in {"/Filespec", "/F"}
    is_elsewhere = isinstance(one, Stream) and "/F" in one  # the contents of a stream stand in another file
    if is_file or is_elsewhere or (isinstance(reference, Dictionary) and "/F" in reference):
        yield OUTSIDE


def _name(one: Held, key: str) -> str:
    value = one.get(key)
    return str(value) if isinstance(value, Name) else ""


def _text(value: object) -> str:
    return str(value) if isinstance(value, pikepdf.String) else ""


def _is_empty(value: object) -> bool:
    return isinstance(value, Dictionary | Array) and not len(value)


def _sides(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a page in points, as large as its own unit makes it."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox.as_list())
    unit = float(page.obj.get("/UserUnit", 1))
    return abs(right - left) * unit, abs(top - bottom) * unit
