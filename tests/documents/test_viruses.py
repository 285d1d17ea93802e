"""A virus scanner, when one is set: what it finds is refused, and nothing passes while it does not answer."""

import socket
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from openinhuur.documents import viruses
from openinhuur.documents.cv import read_cv
from openinhuur.documents.refusals import ScannerAway, VirusFound
from openinhuur.installation.scanner import Scanner, ScannerAddressWrong, scanner
from tests.documents import pdfs
from tests.documents.clamd import EICAR, Clamd, listening

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


@pytest.fixture
def clamd(settings: "SettingsWrapper") -> Generator[Clamd]:
    started = Clamd()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        settings.VIRUS_SCANNER = Scanner(*listener.getsockname())
        with listening(started, listener):
            yield started


def test_a_file_without_a_virus_passes_and_was_seen_whole(clamd: Clamd) -> None:
    content = pdfs.good() + bytes(300_000)
    viruses.check(content)
    viruses.check(b"")
    assert clamd.took == [content, b""]


def test_a_virus_is_refused_by_name(clamd: Clamd) -> None:
    with pytest.raises(VirusFound) as refused:
        read_cv(pdfs.good() + b"\n%" + EICAR)
    assert refused.value.fields == {"name": "Eicar-Test-Signature"}


def test_a_name_is_one_line_that_can_be_shown(clamd: Clamd) -> None:
    clamd.says = b"stream: Win.\x1b[31m\nBad\xff" + b"a" * 500 + b" FOUND\0"
    with pytest.raises(VirusFound) as refused:
        viruses.check(b"x")
    name = str(refused.value.fields["name"])
    assert name.isprintable()
    assert name.startswith("Win.[31mBad")
    assert len(name) == 100


@pytest.mark.parametrize(
    "says",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"stream: OK",
        b"OK\0",
        b"\0",
        b"stream: OK\nstream: OK\0",
        b"a" * 10_000,
        b"\xff\xfe\0",
    ],
)
def test_what_is_no_clear_answer_is_no_answer(says: bytes, clamd: Clamd) -> None:
    clamd.says = says
    with pytest.raises(ScannerAway):
        viruses.check(b"x")


def test_a_scanner_that_breaks_off_lets_nothing_pass(clamd: Clamd) -> None:
    clamd.breaks_off = True
    with pytest.raises(ScannerAway):
        read_cv(pdfs.good())


def test_a_scanner_that_says_nothing_lets_nothing_pass(
    settings: "SettingsWrapper", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viruses, "PATIENCE_S", 0.1)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        settings.VIRUS_SCANNER = Scanner(*listener.getsockname())
        with pytest.raises(ScannerAway):
            viruses.check(b"x")


def test_a_scanner_that_is_not_there_lets_nothing_pass(settings: "SettingsWrapper", tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.VIRUS_SCANNER = Scanner(*free.getsockname())
    with pytest.raises(ScannerAway):
        viruses.check(b"x")
    settings.VIRUS_SCANNER = Scanner(socket=str(tmp_path / "nobody"))
    with pytest.raises(ScannerAway):
        viruses.check(b"x")


def test_it_may_listen_in_the_file_system(settings: "SettingsWrapper", tmp_path: Path) -> None:
    path = tmp_path / "clamd.ctl"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        settings.VIRUS_SCANNER = Scanner(socket=str(path))
        with listening(Clamd(), listener), pytest.raises(VirusFound):
            viruses.check(EICAR)


def test_without_a_scanner_nobody_is_asked() -> None:
    viruses.check(EICAR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("127.0.0.1:3310", Scanner("127.0.0.1", 3310)),
        ("clamd.example.org:3310", Scanner("clamd.example.org", 3310)),
        ("[::1]:3310", Scanner("::1", 3310)),
        ("/run/clamav/clamd.ctl", Scanner(socket="/run/clamav/clamd.ctl")),
    ],
)
def test_the_setting_says_where_it_listens(
    text: str, expected: Scanner | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENINHUUR_CLAMAV", text)
    assert scanner() == expected


@pytest.mark.parametrize("text", ["localhost", ":3310", "a:b", "a:99999", "tcp://a:3310", "a:3310/x", "u@a:1", "[::1"])
def test_a_setting_that_is_wrong_is_refused_at_the_start(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENINHUUR_CLAMAV", text)
    with pytest.raises(ScannerAddressWrong):
        scanner()
