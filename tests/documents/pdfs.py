"""PDFs as tests need them: good ones, and a good one with one thing in it that should not be there."""

import io
from collections.abc import Callable
from functools import cache
from itertools import count

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, Pdf, Stream

A4 = (0, 0, 595, 842)
GOOD = b"""
#set document(title: "Curriculum vitae")
#set page(numbering: "1 / 1")
= Pien van der Kandidaat
Jurist omgevingsrecht. #link("https://example.org/pien")[Profiel], #link("mailto:pien@example.org")[mail].
#outline()
== Werkervaring
#table(columns: 2, [2019 - heden], [Gemeente Voorbeeld], [2015 - 2019], [Provincie Voorbeeld])
#lorem(200)
#pagebreak()
== Opleiding
#lorem(150) #footnote[Zie het diploma.]
"""


@cache
def good() -> bytes:
    """A CV of two pages with links, an outline, tags and a table, as typst makes it."""
    return typst.compile(GOOD)


def plain(*, pages: int = 1, size: tuple[float, ...] = A4, text: str = "Pien") -> Pdf:
    """A small PDF made by hand: a word on each page, in a font that is not inside it."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for _ in range(pages):
        pdf.add_blank_page(page_size=(size[2], size[3]))
        page = pdf.pages[-1]
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode())
    return pdf


def saved(pdf: Pdf, **how: object) -> bytes:
    kept = io.BytesIO()
    pdf.save(kept, **how)
    return kept.getvalue()


def changed(change: Callable[[Pdf], object], **how: object) -> bytes:
    """The small PDF after a change."""
    pdf = plain()
    change(pdf)
    return saved(pdf, **how)


def opens_with(action: Dictionary) -> bytes:
    return changed(lambda pdf: pdf.Root.update(Dictionary(OpenAction=action)))


def annotated(annotation: Dictionary) -> bytes:
    """With something on its first page that can be pressed, or is shown there."""

    def change(pdf: Pdf) -> None:
        annotation.Type = Name.Annot
        annotation.Rect = Array([10, 10, 90, 90])
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation)])

    return changed(change)


def linked(action: Dictionary) -> bytes:
    return annotated(Dictionary(Subtype=Name.Link, A=action))


def with_catalog(**entries: object) -> bytes:
    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return changed(change)


def with_page(**entries: object) -> bytes:
    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = value

    return changed(change)


def with_stream(content: bytes, **entries: object) -> bytes:
    """With a stream that no page uses."""

    def change(pdf: Pdf) -> None:
        stream = Stream(pdf, content)
        for key, value in entries.items():
            stream[f"/{key}"] = value
        pdf.Root.Extra = pdf.make_indirect(stream)

    return changed(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def field(kind: str, **entries: object) -> bytes:
    """With a form of one field."""

    def change(pdf: Pdf) -> None:
        made = pdf.make_indirect(
            Dictionary(FT=Name(f"/{kind}"), T="naam", Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), **entries)
        )
        pdf.pages[0].obj.Annots = Array([made])
        pdf.Root.AcroForm = Dictionary(Fields=Array([made]))

    return changed(change)


def drawing(content: bytes, **resources: object) -> bytes:
    """A page with these instructions."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(content)
        for key, value in resources.items():
            pdf.pages[0].obj.Resources[f"/{key}"] = value

    return changed(change, compress_streams=False)


def raw(*objects: bytes, trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF written by hand, object by object, with a right table of where they are."""
    text = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in zip(count(1), objects, strict=False):
        places.append(len(text))
        text += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(text)
    text += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    text += b"".join(b"%010d 00000 n \n" % place for place in places)
    text += b"trailer\n<< /Size %d /Root %d 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        trailer,
        start,
    )
    return bytes(text)


CATALOG, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
