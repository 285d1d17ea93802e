"""Word files become PDFs: by LibreOffice itself where it is installed, and by programs that misbehave in its place."""

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from openinhuur.documents import word
from openinhuur.documents.child.folders import has_landlock
from openinhuur.documents.cv import Kind, read_cv
from openinhuur.documents.refusals import DocumentHasForm, DocumentTooBig, DocumentTooSlow, WordNotConverted
from tests.documents import pdfs, words

needs_libreoffice = pytest.mark.skipif(not word.is_possible(), reason="LibreOffice is not installed")


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a program called soffice is found, and nothing else."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def stands_in(bench: Path, body: str) -> None:
    """A program in the place of LibreOffice: ``out`` is where the PDF should be, ``given`` what it is made of."""
    script = bench / "soffice"
    script.write_text(f'#!/bin/sh\nfor given; do :; done\nout="${{given%/*}}/given.pdf"\n{body}\n')
    script.chmod(0o755)


@needs_libreoffice
@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.ODT])
def test_libreoffice_makes_a_pdf_of_it(kind: Kind) -> None:
    read = read_cv(words.good_docx() if kind is Kind.DOCX else words.good_odt())
    assert read.kind is kind
    assert read.pdf.startswith(b"%PDF-")
    assert "Pien" in read.text.pages[0]


@needs_libreoffice
def test_libreoffice_says_no_to_what_it_cannot_open() -> None:
    with pytest.raises(WordNotConverted):
        word.as_pdf(words.old_word("WordDocument"), suffix="doc")


def test_what_is_made_is_looked_through_as_well(bench: Path) -> None:
    (bench / "made.pdf").write_bytes(pdfs.field("Tx"))
    stands_in(bench, f'cp "{bench / "made.pdf"}" "$out"')
    with pytest.raises(DocumentHasForm):
        read_cv(words.good_docx())


def test_it_is_given_the_file_and_little_else(bench: Path) -> None:
    stands_in(bench, 'case "$given" in *.docx) env > "$out" ;; esac')
    names = {line.partition(b"=")[0] for line in word.as_pdf(words.good_docx(), suffix="docx").splitlines()}
    assert names <= {b"HOME", b"LANG", b"LC_CTYPE", b"PATH", b"PWD", b"TMPDIR", b"_", b"OLDPWD", b"SHLVL"}


@pytest.mark.skipif(not has_landlock(), reason="this kernel has no Landlock")
def test_it_cannot_read_what_is_not_its_own(bench: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    key = tmp_path_factory.getbasetemp().parent / "vault.key"
    key.write_text("geheim")
    stands_in(bench, f'cat "{key}" > "$out"; cat /proc/self/environ >> "$out"; ls /home /root >> "$out"; exit 0')
    assert word.as_pdf(words.good_docx(), suffix="docx") == b""
    key.unlink()


@pytest.mark.parametrize(
    "body",
    [
        "exit 1",
        "exit 0",
        "kill -ABRT $$",
        'mkdir "$out"',
        'ln -s /etc/passwd "$out"',
        "nothing-of-this-name",
    ],
)
def test_a_program_that_fails_is_a_refusal(body: str, bench: Path) -> None:
    stands_in(bench, body)
    with pytest.raises(WordNotConverted):
        word.as_pdf(words.good_docx(), suffix="docx")


def test_what_is_made_may_be_too_big(bench: Path) -> None:
    stands_in(bench, 'truncate -s 11M "$out"')
    with pytest.raises(DocumentTooBig):
        word.as_pdf(words.good_docx(), suffix="docx")


def test_a_program_that_hangs_is_ended_with_all_that_it_started(bench: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "CONVERTING_S", 1.5)
    length = f"60.{os.getpid()}"
    stands_in(bench, f"sleep {length} & wait")
    with pytest.raises(DocumentTooSlow):
        word.as_pdf(words.good_docx(), suffix="docx")
    until = time.monotonic() + 5
    while _runs(f"sleep\0{length}\0"):
        assert time.monotonic() < until
        time.sleep(0.02)


def _runs(command: str) -> bool:
    """One that has ended may wait, as a zombie without a command, for who takes care of orphans."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if path.read_text() == command:
                return True
    return False


def test_nothing_is_left_behind(bench: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = bench / "kept"
    kept.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(kept))
    stands_in(bench, 'cp "$given" "$out"')
    word.as_pdf(words.good_docx(), suffix="docx")
    assert os.listdir(kept) == []  # noqa: PTH208 (a name is enough)
