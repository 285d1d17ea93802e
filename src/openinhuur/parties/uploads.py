"""Files that people send: known by what they hold, never by what they are called."""

from pathlib import PurePosixPath

from openinhuur.documents.reading import MAX_BYTES, MAX_PAGES, DocumentBroken, NotReadable, read_pdf
from openinhuur.domain.errors import Refusal

PDF = "application/pdf"
SUFFIXES = {PDF: ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/jpeg": b"\xff\xd8\xff"}
"""How a file of the kind begins."""

SPACE_BEFORE = 1024  # bytes in which a PDF begins
LONGEST_NAME = 200
EVIDENCE_MAX_BYTES = 5 * 2**20


class PaperNotReadable(Refusal):
    """Not a PDF that can be read. Fields: ``reason`` (code), ``field``, ``limit_mb``, ``limit_pages``."""


class EvidenceNotUsable(Refusal):
    """Neither a PDF that can be read nor a picture, or too big. Fields: ``field``, ``limit_mb``."""


def paper_pages(content: bytes) -> int:
    """The number of pages of a paper. About 0.1 s, in a process of its own: not inside a transaction.

    Raises:
        PaperNotReadable.
    """
    try:
        return _pages(content)
    except NotReadable as refusal:
        limits = {"limit_mb": MAX_BYTES // 2**20, "limit_pages": MAX_PAGES}
        raise PaperNotReadable(reason=refusal.reason, field="file", **limits) from None


def evidence_type(content: bytes) -> str:
    """The media type of what somebody kept of a register: a PDF or a picture. Not inside a transaction.

    Raises:
        EvidenceNotUsable.
    """
    found = None
    if len(content) <= EVIDENCE_MAX_BYTES:
        found = _picture_type(content) or (PDF if _is_pdf(content) else None)
    if found is None:
        raise EvidenceNotUsable(field="evidence", limit_mb=EVIDENCE_MAX_BYTES // 2**20)
    return found


def file_name(name: str, *, media_type: str, otherwise: str) -> str:
    """A name that is safe to keep and to give back: no folders, nothing invisible, with the ending of its kind.

    >>> file_name("C:\\\\mijn\\\\polis.exe", media_type="application/pdf", otherwise="paper")
    'polis.exe.pdf'
    """
    suffix = SUFFIXES[media_type]
    bare = PurePosixPath(name.replace("\\", "/")).name
    seen = " ".join("".join(one if one.isprintable() else " " for one in bare).split())
    stem = seen[: -len(suffix)] if seen.casefold().endswith(suffix) else seen
    return f"{stem.strip(' .')[: LONGEST_NAME - len(suffix)] or otherwise}{suffix}"


def _picture_type(content: bytes) -> str | None:
    return next((kind for kind, first in PICTURES.items() if content.startswith(first)), None)


def _is_pdf(content: bytes) -> bool:
    try:
        _pages(content)
    except NotReadable:
        return False
    return True


def _pages(content: bytes) -> int:
    """Readers forgive what comes before a PDF, such as the beginning of another kind of file; here it is refused."""
    if not content[:SPACE_BEFORE].lstrip().startswith(b"%PDF-"):
        raise DocumentBroken
    return len(read_pdf(content).pages)
