"""Word and OpenDocument files: looked into by the child, then made into a PDF by LibreOffice, where that is installed.

LibreOffice gets a folder of its own with a profile of its own, no network, limits of the kernel, and no more time
than it needs. It runs no macros. What it makes is a PDF like that of any stranger.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from openinhuur.documents.asking import CHILD, ask
from openinhuur.documents.refusals import (
    MAX_BYTES,
    DocumentKindNotAccepted,
    DocumentTooBig,
    DocumentTooSlow,
    WordNotConverted,
    WordNotPossible,
)

PROGRAMS = ("soffice", "libreoffice")
LOOKING_S = 20
CONVERTING_S = 60
KINDS = ("docx", "odt", "doc")
PROFILE = Path(__file__).with_name("libreoffice.xcu")


def is_possible() -> bool:
    """Whether this machine can read Word files."""
    return _program() is not None


def kind_of(content: bytes) -> str:
    """Which of KINDS it is.

    Raises:
        NotReadable: it is none, or holds what it should not.
    """
    kind = ask("word", content, seconds=LOOKING_S).head.get("kind")
    if kind not in KINDS:
        raise DocumentKindNotAccepted
    return str(kind)


def as_pdf(content: bytes, *, suffix: str) -> bytes:
    """The PDF that LibreOffice makes of it.

    Raises:
        WordNotPossible, WordNotConverted, DocumentTooSlow, DocumentTooBig.
    """
    program = _program()
    if program is None:
        raise WordNotPossible
    with tempfile.TemporaryDirectory(prefix="word-") as folder:
        made = Path(folder) / "given.pdf"
        (Path(folder) / f"given.{suffix}").write_bytes(content)
        _convert(program, Path(folder), f"given.{suffix}")
        if not made.is_file() or made.is_symlink():
            raise WordNotConverted
        if made.stat().st_size > MAX_BYTES:
            raise DocumentTooBig(limit_mb=MAX_BYTES // 2**20)
        return made.read_bytes()


def _program() -> str | None:
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def _convert(program: str, folder: Path, name: str) -> None:
    """Runs it in a session of its own, so that all that it started ends with it."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    shutil.copy(PROFILE, profile / "user" / "registrymodifications.xcu")
    started = subprocess.Popen(
        [
            *(*CHILD, "convert", program, f"-env:UserInstallation={profile.as_uri()}"),
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(folder / name)),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LANG": "C.UTF-8"},
        cwd=folder,
        start_new_session=True,
    )
    try:
        status = started.wait(CONVERTING_S)
    except subprocess.TimeoutExpired:
        raise DocumentTooSlow(seconds=CONVERTING_S) from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()
    if status == -signal.SIGXCPU:
        raise DocumentTooSlow(seconds=CONVERTING_S)
    if status:
        raise WordNotConverted
