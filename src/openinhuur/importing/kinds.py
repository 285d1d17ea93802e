"""Tells what kind of file it is by its content, never by its name, and reads it as lines."""

import io
import re
import zipfile

from openinhuur.importing.docx import read_docx
from openinhuur.importing.html import read_html
from openinhuur.importing.lines import Line
from openinhuur.importing.pdf import read_pdf_lines
from openinhuur.importing.refusals import FileEmpty, FileTooBig, KindUnknown
from openinhuur.importing.text import read_text

MAX_BYTES = 10 * 1024 * 1024
MAX_CHARS = 1_000_000
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table|main|article"
    r"|section|header|h[1-6]|p|dl|ul|ol|span|style)\b",
    re.IGNORECASE | re.DOTALL,
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
RICH_TEXT = "{\\rtf"


def read_lines(content: bytes, *, name: str) -> list[Line]:
    """The document as lines.

    Raises:
        ImportRefused, NotReadable: it cannot be read, and why.
    """
    if len(content) > MAX_BYTES:
        raise FileTooBig(name=name, limit_mb=MAX_BYTES // 2**20)
    if not content.strip():
        raise FileEmpty(name=name)
    if b"%PDF-" in content[:1024]:
        return read_pdf_lines(content, name=name)
    if content.startswith(b"PK\x03\x04"):
        if not _is_docx(content):
            raise KindUnknown(name=name)
        return read_docx(content, name=name)
    text = _decode(content, name=name)
    if len(text) > MAX_CHARS:
        raise FileTooBig(name=name, limit_mb=MAX_BYTES // 2**20)
    if not text.strip():
        raise FileEmpty(name=name)
    return read_html(text) if HTML_START.match(text[:4000]) else read_text(text)


def _is_docx(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "word/document.xml" in packed.namelist()
    except zipfile.BadZipFile:
        return b"word/" in content


def _decode(content: bytes, *, name: str) -> str:
    """UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252; too many control characters are no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    unreadable = len(CONTROL.findall(text[:100_000])) + text[:100_000].count("\ufffd")
    if unreadable * 200 > len(text[:100_000]) or "\x00" in text[:1000] or text.startswith(RICH_TEXT):
        raise KindUnknown(name=name)
    return text
