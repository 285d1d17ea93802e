"""Files that are no request, and files made to do harm: one clear sentence, never a traceback."""

import io
import os
import zipfile
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
import typst

from openinhuur.cli import import_report
from openinhuur.documents import reading as documents
from openinhuur.documents.reading import DocumentHasTooManyPages, DocumentTooSlow, NotReadable, read_pdf
from openinhuur.domain.errors import Refusal
from openinhuur.importing import kinds, read
from openinhuur.importing.refusals import ImportRefused
from openinhuur.wording.import_refusals import IMPORT_REFUSALS
from tests.importing.rendering import as_docx, as_pdf

TEXT = "# Jurist\n\nAanvraagnummer: 7\n\nUren: 36\n"


def encrypted() -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(as_pdf(TEXT))) as pdf:
        pdf.save(saved, encryption=pikepdf.Encryption(owner="a", user="b"))
    return saved.getvalue()


def scan() -> bytes:
    saved = io.BytesIO()
    picture = pypdfium2.PdfDocument(as_pdf(TEXT))[0].render(scale=0.3).to_pil()
    picture.save(saved, format="PDF")
    return saved.getvalue()


def zip_bomb() -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"\0" * (60 * 1024 * 1024))
    return saved.getvalue()


def empty_docx() -> bytes:
    saved = io.BytesIO()
    docx.Document().save(saved)
    return saved.getvalue()


def other_zip() -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return saved.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b" \n\t", "file-empty"),
        (b"Appeltaart\n\nBenodigd:\n- 500 gram bloem\n\nDuur: 60 minuten. Start met het deeg.\n", "not-a-call"),
        (bytes(range(256)) * 20, "kind-unknown"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "kind-unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "kind-unknown"),
        (b"{\\rtf1 Aanvraagnummer: 7}", "kind-unknown"),
        (other_zip(), "kind-unknown"),
        (b"PK\x03\x04 broken", "kind-unknown"),
        (as_docx(TEXT)[:-400], "word-file-broken"),
        (zip_bomb(), "word-file-broken"),
        (empty_docx(), "not-a-call"),
        (b"%PDF-1.7 nothing here", "document-broken"),
        (as_pdf(TEXT)[:900], "document-broken"),
        (encrypted(), "document-encrypted"),
        (scan(), "no-text-layer"),
        (b"a" * (10 * 1024 * 1024 + 1), "file-too-big"),
        (b"a\n" * 1_000_000, "file-too-big"),
        (b"<html><body>" + b"<div>" * 50_000 + b"Duur", "not-a-call"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_call_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(content, name="x.pdf")
    assert refused.value.code == code


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_command_says_why_in_one_line(language: str, tmp_path: Path) -> None:
    big = tmp_path / "groot.md"
    with big.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    for path, code in ((tmp_path, "not-a-file"), (tmp_path / "weg.md", "file-not-found"), (big, "file-too-big")):
        out, errors = io.StringIO(), io.StringIO()
        assert import_report.run(path, as_json=False, language=language, out=out, errors=errors) == 1
        assert out.getvalue() == ""
        assert errors.getvalue().count("\n") == 1
        assert errors.getvalue().endswith(f"[{code}]\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dicht.md"
    path.write_text(TEXT)
    path.chmod(0)
    errors = io.StringIO()
    assert import_report.run(path, as_json=True, language="nl", out=io.StringIO(), errors=errors) == 1
    assert "[file-not-allowed]" in errors.getvalue()


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    with pytest.raises(DocumentHasTooManyPages):
        read_pdf(typst.compile(b"#for page in range(101) [#page #pagebreak(weak: false)]"))


def test_a_pdf_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "WALL_CLOCK_S", 0.001)
    with pytest.raises(DocumentTooSlow):
        read_pdf(as_pdf(TEXT))


def test_every_refusal_has_its_words() -> None:
    kinds_of_refusal = {*subclasses(ImportRefused), *subclasses(NotReadable), ImportRefused, NotReadable}
    assert {kind.code for kind in kinds_of_refusal} == set(IMPORT_REFUSALS)


def subclasses(kind: type[Refusal]) -> set[type[Refusal]]:
    return set(kind.__subclasses__())


def test_pages_are_told_apart() -> None:
    assert len(read_pdf(typst.compile(b"een #pagebreak() twee")).pages) == 2


def test_the_limits_are_the_same_for_every_door() -> None:
    assert kinds.MAX_BYTES == documents.MAX_BYTES
