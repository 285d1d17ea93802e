"""Looks into a word processor's file before LibreOffice opens it: what kind it is, and what it should not hold.

A .docx (ECMA-376) and an .odt (OASIS OpenDocument) are ZIP files of XML; an old .doc is a file system of its own,
of which only the names are looked at. What LibreOffice makes of any of them is then looked at as a PDF.
"""

import encodings.cp437  # noqa: F401 (old names in a ZIP; later no module can be fetched)
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from openinhuur.documents.child.answers import Answer, Refused
from openinhuur.documents.child.markup import check_part

MAX_FILES = 2000
MAX_UNPACKED = 128 * 1024**2
LOCKED = 0x1  # the flag of a part that needs a password
ZIP_MARK = b"PK\x03\x04"
DOCX_MAIN: Final = b"wordprocessingml.document.main+xml"
ODT_TYPE: Final = b"application/vnd.oasis.opendocument.text"
TYPES, MIME = "[Content_Types].xml", "mimetype"

SCRIPT_PLACES: Final = ("word/vba", "word/activex/", "customui/", "basic/", "scripts/")
INSIDE_PLACES: Final = ("word/embeddings/", "word/afchunk", "object ", "objectreplacements/")
MARKUP: Final = (".xml", ".rels", ".rdf")
# What zipfile raises on what it cannot read; NotImplementedError: packed in a way that it does not know.
BROKEN_FILE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, KeyError)

OLD_WORD: Final = "WordDocument".encode("utf-16-le")
OLD_NAMES: Final = {
    "EncryptedPackage".encode("utf-16-le"): "encrypted",
    "_VBA_PROJECT".encode("utf-16-le"): "has-script",
    "Ole10Native".encode("utf-16-le"): "has-files-inside",
}
"""Names in an old .doc that give away what it holds, in the encoding of its directory."""


def look(content: bytes) -> Answer:
    """The kind: docx, odt or doc.

    Raises:
        Refused: also for ``kind``, when it is none of them.
    """
    if not content.startswith(ZIP_MARK):
        return Answer({"kind": _look_in_old(content)})
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return Answer({"kind": _look_in(package)})
    except BROKEN_FILE:
        raise Refused("word-broken") from None


def _look_in_old(content: bytes) -> str:
    for name, reason in OLD_NAMES.items():
        if name in content:
            raise Refused(reason)
    if OLD_WORD not in content:
        raise Refused("kind")
    return "doc"


def _look_in(package: zipfile.ZipFile) -> str:
    entries = package.infolist()
    if len(entries) > MAX_FILES:
        raise Refused("too-complex")
    if any(entry.flag_bits & LOCKED for entry in entries):
        raise Refused("encrypted")
    kind = _kind(package)
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or any(map(_is_strange, entries)):
        raise Refused("word-broken")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused("unpacks-too-big")
    for name in map(str.casefold, names):
        if name.startswith(SCRIPT_PLACES):
            raise Refused("has-script")
        if name.startswith(INSIDE_PLACES) and not name.endswith("/"):
            raise Refused("has-files-inside")
    for text in _parts(package, entries):
        check_part(text, kind)
    return kind


def _kind(package: zipfile.ZipFile) -> str:
    names = package.namelist()
    if TYPES in names:
        types = _start(package, TYPES)
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise Refused("has-script")
        if DOCX_MAIN in types:
            return "docx"
    if MIME in names and _start(package, MIME).strip() == ODT_TYPE:
        return "odt"
    raise Refused("kind")


def _start(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(1024**2)


def _is_strange(entry: zipfile.ZipInfo) -> bool:
    """A name that leads out of the package, or what is no file."""
    name = entry.filename.replace("\\", "/")
    mode = entry.external_attr >> 16
    is_link = entry.create_system == 3 and stat.S_ISLNK(mode)
    return name.startswith("/") or ".." in name.split("/") or ":" in name or is_link


def _parts(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[bytes]:
    """Every part is unpacked, for its size and its checksum; those that are markup are given on."""
    unpacked = 0
    for entry in entries:
        with package.open(entry) as part:
            text = part.read(MAX_UNPACKED - unpacked + 1)
        unpacked += len(text)
        if unpacked > MAX_UNPACKED:
            raise Refused("unpacks-too-big")
        if entry.filename.casefold().endswith(MARKUP):
            yield text
