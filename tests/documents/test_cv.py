"""What comes in as a CV: the kinds on the list, told by their content, and good files of many makers."""

import io
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from openinhuur.documents import asking
from openinhuur.documents.cv import Kind, read_cv
from openinhuur.documents.pictures import as_pictures
from openinhuur.documents.reading import MAX_BYTES, PdfText, as_text
from openinhuur.documents.refusals import (
    REASONS,
    DocumentKindNotAccepted,
    DocumentTooBig,
    DocumentTooSlow,
    NotReadable,
    WordNotPossible,
)
from openinhuur.wording.document_refusals import DOCUMENT_REFUSALS
from tests.documents import pdfs, words
from tests.importing.rendering import as_pdf

if TYPE_CHECKING:
    from pathlib import Path


def as_zip(name: str, content: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr(name, content)
    return kept.getvalue()


OTHER_KINDS = {
    "nothing": b"",
    "white space": b" \n" * 2000,
    "text": b"Pien van der Kandidaat, jurist",
    "a web page": b"<!doctype html><script>alert(1)</script>",
    "markup": b"<?xml version='1.0'?><a/>",
    "rich text": b"{\\rtf1 Pien}",
    "a script": b"#!/bin/sh\nrm -rf /",
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "JPEG": b"\xff\xd8\xff\xe0" + bytes(100),
    "GIF": b"GIF89a" + bytes(100),
    "a program of Windows": b"MZ" + bytes(100),
    "a program of Linux": b"\x7fELF" + bytes(100),
    "PostScript": b"%!PS-Adobe-3.0\n",
    "gzip": b"\x1f\x8b\x08" + bytes(100),
    "7-Zip": b"7z\xbc\xaf\x27\x1c" + bytes(100),
    "RAR": b"Rar!\x1a\x07\x01\x00" + bytes(100),
    "an e-mail": b"From: pien@example.org\n\n",
    "an old spreadsheet": words.old_word("Workbook"),
    "a ZIP": as_zip("cv.pdf", b"%PDF-1.7"),
    "the word PDF": b"PDF-1.7",
}
GOOD = pdfs.good()
TWO_AT_ONCE = {
    "a picture and a PDF": b"\x89PNG\r\n\x1a\n" + GOOD,
    "a web page and a PDF": b"<!doctype html><!--" + GOOD,
    "a program and a PDF": b"MZ" + GOOD,
    "a PDF far away": b" " * 1025 + GOOD,
    "a PDF and a ZIP": GOOD + as_zip("a.exe", b"MZ"),
    "a ZIP and a PDF": as_zip("a.pdf", GOOD),
}


@pytest.mark.parametrize("content", [*OTHER_KINDS.values(), *TWO_AT_ONCE.values()], ids=[*OTHER_KINDS, *TWO_AT_ONCE])
def test_another_kind_is_refused_whatever_it_is_called(content: bytes) -> None:
    with pytest.raises(DocumentKindNotAccepted):
        read_cv(content)


def test_ten_megabytes_are_the_most() -> None:
    with pytest.raises(DocumentTooBig):
        read_cv(b"%PDF-" + bytes(MAX_BYTES))


@pytest.mark.parametrize("content", [words.good_docx(), words.good_odt(), words.old_word("WordDocument")])
def test_word_is_refused_clearly_where_it_cannot_be_read(
    content: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: "Path"
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WordNotPossible):
        read_cv(content)


def scan() -> bytes:
    kept = io.BytesIO()
    pypdfium2.PdfDocument(GOOD)[0].render(scale=0.3).to_pil().save(kept, format="PDF")
    return kept.getvalue()


def signed() -> bytes:
    """With the field of a signature, and the way it is shown."""
    return pdfs.field("Sig", V=Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite")))


def as_libreoffice_writes() -> bytes:
    """What stands in the PDFs of office programs: a first view, layers, a form without fields, named places."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        pdf.Root.OpenAction = Array([page, Name.XYZ, None, None, 0])
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), DA="/Helv 0 Tf 0 g")
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(["a", Array([page, Name.Fit])])))
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.AA = Dictionary()
        link = Dictionary(S=Name.Named, N=Name.NextPage)
        page.Annots = Array([Dictionary(Subtype=Name.Link, A=link, Rect=Array([0, 0, 9, 9]), F=4)])

    return pdfs.changed(change)


GOOD_ONES = {
    "typst": GOOD,
    "typst, archived": typst.compile(pdfs.GOOD, pdf_standards=["a-2a"]),
    "typst, tagged": typst.compile(pdfs.GOOD, pdf_standards=["ua-1"]),
    "a request": as_pdf("# Pien\n\nUren: 36\n"),
    "an office program": as_libreoffice_writes(),
    "signed": signed(),
    "a hundred pages": pdfs.saved(pdfs.plain(pages=100)),
    "packed": pdfs.saved(pdfs.plain(), object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "for the web": pdfs.saved(pdfs.plain(), linearize=True),
    "goes to its first page": pdfs.opens_with(Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
    "A0": pdfs.saved(pdfs.plain(size=(0, 0, 2384, 3370))),
    "white space before": b"\r\n\r\n" + GOOD,
    "a line behind": GOOD + b"\n\n",
    "without the end": GOOD[:-8],
}


@pytest.mark.parametrize("name", GOOD_ONES)
def test_a_good_file_is_read(name: str) -> None:
    read = read_cv(GOOD_ONES[name])
    assert read.kind is Kind.PDF
    assert read.pdf == GOOD_ONES[name]
    assert read.text.has_text
    assert "Pien" in read.text.pages[0]


def test_a_scan_has_pages_and_no_text() -> None:
    text = read_cv(scan()).text
    assert text.pages == ("",)
    assert not text.has_text


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(DocumentTooSlow):
        asking.ask("inspect", GOOD, seconds=0.001)


def test_every_refusal_has_words_in_both_languages_and_every_reason_its_refusal() -> None:
    kinds = {NotReadable, *NotReadable.__subclasses__()}
    assert {kind.code for kind in kinds} == set(DOCUMENT_REFUSALS)
    assert all(make().reason == reason for reason, make in REASONS.items())
    for dutch, english in DOCUMENT_REFUSALS.values():
        assert dutch != english
        assert dutch.endswith(".")
        assert english.endswith(".")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)
HEADS = st.fixed_dictionaries({}, optional={"pages": VALUES, "emphasised": VALUES, "kind": VALUES})
WORDS = st.lists(st.lists(VALUES, max_size=7), max_size=3)
DRAWN = st.fixed_dictionaries({}, optional={"width": VALUES, "height": VALUES, "words": WORDS | VALUES})


@settings(max_examples=300, deadline=None)
@given(
    HEADS | st.fixed_dictionaries({"pages": st.lists(DRAWN, max_size=2)}), st.lists(st.binary(max_size=16), max_size=2)
)
def test_a_child_that_was_taken_over_can_say_nothing_that_is_no_answer(
    head: dict[str, object], blobs: list[bytes]
) -> None:
    answered = asking.Answered(head, tuple(b"RIFF\0\0\0\0WEBP" + blob for blob in blobs))
    for understand in (as_text, as_pictures):
        with suppress(NotReadable):
            assert isinstance(understand(answered), PdfText | list)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([0, 1, 3, -6, -9, -11, -24]), st.binary(max_size=60) | VALUES.map(lambda value: str(value).encode())
)
def test_whatever_a_child_says_last_is_an_answer_or_a_refusal(status: int, said: bytes) -> None:
    with suppress(NotReadable):
        asking.understood(status, io.BytesIO(said), seconds=1)
