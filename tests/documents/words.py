"""Word and OpenDocument files: good ones, and good ones with one part changed or added."""

import io
import zipfile
from functools import cache

import docx

ODT_TYPE = "application/vnd.oasis.opendocument.text"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS_OF_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@cache
def good_docx() -> bytes:
    """A CV with a heading, a list and a table."""
    document = docx.Document()
    document.add_heading("Pien van der Kandidaat")
    document.add_paragraph("Jurist omgevingsrecht")
    document.add_paragraph("Gemeente Voorbeeld", style="List Bullet")
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "2019 - heden"
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@cache
def good_odt() -> bytes:
    return odt("")


def odt(body: str, *, more: dict[str, bytes] | None = None, before: str = "", kind: str = ODT_TYPE) -> bytes:
    """An .odt with this in its text."""
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "draw", "script", "form"))
    content = (
        f'{before}<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
        f"<office:body><office:text><text:p>Pien</text:p>{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        f'<m:manifest xmlns:m="{ODF}:manifest:1.0" m:version="1.3">'
        f'<m:file-entry m:full-path="/" m:media-type="{ODT_TYPE}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", kind, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
        for name, part in (more or {}).items():
            package.writestr(name, part)
    return kept.getvalue()


def with_part(name: str | zipfile.ZipInfo, part: bytes) -> bytes:
    """The good .docx with a part more."""
    kept = io.BytesIO(good_docx())
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, part)
    return kept.getvalue()


def with_changed(name: str, old: bytes, new: bytes) -> bytes:
    """The good .docx with something else in a part."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good_docx())) as given, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in given.namelist():
            part = given.read(entry)
            assert entry != name or old in part
            package.writestr(entry, part.replace(old, new, 1) if entry == name else part)
    return kept.getvalue()


def in_text(xml: str) -> bytes:
    """The good .docx with more in its text."""
    return with_changed("word/document.xml", b"<w:body>", b"<w:body>" + xml.encode())


def related(kind: str, target: str, *, external: bool = True) -> bytes:
    """The good .docx with a relation from its text to something."""
    mode = ' TargetMode="External"' if external else ""
    new = f'<Relationship Id="rId99" Type="{KINDS_OF_RELATION}/{kind}" Target="{target}"{mode}/></Relationships>'
    return with_changed("word/_rels/document.xml.rels", b"</Relationships>", new.encode())


def field(*instructions: str) -> str:
    """A paragraph with a field, its instruction in as many pieces as are given."""
    runs = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in instructions)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p>{begin}{runs}{end}</w:p>"


def old_word(*names: str) -> bytes:
    """The beginning of an old .doc, with names as its directory writes them."""
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") + bytes(64) for name in names)
