"""A CV as it comes in: of a kind on a closed list, without a virus, and with nothing in it that acts.

    PDF                   always
    .docx, .odt, .doc     where LibreOffice is installed: made into a PDF, and that is read

The kind is told by the content. What the file is called is not looked at.
"""

import io
import zipfile
from dataclasses import dataclass
from enum import Enum

from openinhuur.documents import viruses, word
from openinhuur.documents.reading import PdfText, inspect_pdf
from openinhuur.documents.refusals import MAX_BYTES, DocumentKindNotAccepted, DocumentTooBig, WordNotPossible

PDF_MARK, PACKAGE_MARK, OLD_WORD_MARK = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
SPACE_BEFORE = 1024
"""Bytes in which a PDF begins, after white space only."""


class Kind(Enum):
    """The kinds that are accepted."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    DOC = "doc"


@dataclass(frozen=True, slots=True)
class ReadCv:
    """A CV that was read: its kind, the PDF that pictures are made of, and the text of that PDF."""

    kind: Kind
    pdf: bytes
    text: PdfText


def first_look(content: bytes) -> Kind | None:
    """What a file seems to be by how it begins: no more is asked of a bid in its last minute. None: none of the kinds.

    >>> first_look(b"%PDF-1.7"), first_look(b"MZ")
    (<Kind.PDF: 'pdf'>, None)
    """
    if content[:SPACE_BEFORE].lstrip().startswith(PDF_MARK):
        return Kind.PDF
    if content.startswith(PACKAGE_MARK):
        return Kind.ODT if OPEN_DOCUMENT in content[:SPACE_BEFORE] else Kind.DOCX
    return Kind.DOC if content.startswith(OLD_WORD_MARK) else None


def check_first(content: bytes) -> None:
    """Refuse what is too large, or of none of the kinds, without reading it: no process, no waiting.

    Raises:
        DocumentTooBig, DocumentKindNotAccepted; WordNotPossible: this machine makes no PDF of it.
    """
    if len(content) > MAX_BYTES:
        raise DocumentTooBig(limit_mb=MAX_BYTES // 2**20)
    kind = first_look(content)
    if kind is None:
        raise DocumentKindNotAccepted
    if kind is not Kind.PDF and not word.is_possible():
        raise WordNotPossible


def read_cv(content: bytes) -> ReadCv:
    """Look a CV through and read it. About 0.2 s, or a few seconds for Word: not inside a transaction.

    Raises:
        NotReadable: one of its kinds.
    """
    if len(content) > MAX_BYTES:
        raise DocumentTooBig(limit_mb=MAX_BYTES // 2**20)
    is_pdf = _is_pdf(content)
    if not is_pdf and not content.startswith((PACKAGE_MARK, OLD_WORD_MARK)):
        raise DocumentKindNotAccepted
    viruses.check(content)
    if is_pdf:
        return ReadCv(Kind.PDF, content, inspect_pdf(content))
    kind = Kind(word.kind_of(content))
    pdf = word.as_pdf(content, suffix=kind.value)
    return ReadCv(kind, pdf, inspect_pdf(pdf))


def _is_pdf(content: bytes) -> bool:
    """Readers forgive what stands before a PDF, or behind it; a file that is two things at once is refused here."""
    if not content[:SPACE_BEFORE].lstrip().startswith(PDF_MARK):
        return False
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise DocumentKindNotAccepted
    return True
