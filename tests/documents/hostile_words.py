"""Word and OpenDocument files that do harm, each with the reason for which it has to be refused, or ANY."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator

from tests.documents import words
from tests.documents.hostile_pdfs import ANY, BOMB, COMPLEX, FORM, INSIDE, LOCKED, MB, OUTSIDE, SCRIPT, Case
from tests.documents.words import field, in_text, odt, old_word, related, with_changed, with_part

DAMAGED, OTHER = "word-document-broken", "document-kind-not-accepted"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LAUGHS = "<!DOCTYPE a [<!ENTITY b 'ha'>" + "".join(
    f"<!ENTITY {chr(n + 1)} '{f'&{chr(n)};' * 10}'>" for n in range(ord("b"), ord("k"))
) + "]>"  # fmt: skip


def all_cases() -> Iterator[Case]:
    for make in (cut_off, acting, reaching, packed, in_markup, open_document, old, others):
        yield from make()


def cut_off() -> Iterator[Case]:
    good = words.good_docx()
    for part in range(1, 16):
        yield f"cut off after {part}/16", good[: len(good) * part // 16], DAMAGED
    for place in range(0, len(good), len(good) // 20):
        yield f"flipped at {place}", good[:place] + bytes([good[place] ^ 255]) + good[place + 1 :], ANY


def acting() -> Iterator[Case]:
    enabled = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    yield "macros", with_part("word/vbaProject.bin", b"x"), SCRIPT
    yield "macros elsewhere", with_part("WORD/vbaProject.bin", b"x"), SCRIPT
    yield "a kind with macros", with_changed("[Content_Types].xml", MAIN, enabled), SCRIPT
    yield "macros by relation", related("vbaProject", "a.bin", external=False), SCRIPT
    yield "a control", related("control", "a.bin", external=False), SCRIPT
    yield "ActiveX", with_part("word/activeX/activeX1.xml", b"<a/>"), SCRIPT
    yield "buttons of its own", with_part("customUI/customUI.xml", b"<a/>"), SCRIPT
    yield "a button with a macro", in_text(field("MACROBUTTON Doe")), OUTSIDE
    yield "another document inside", with_part("word/embeddings/a.bin", b"x"), INSIDE
    yield "a spreadsheet inside", related("package", "a.xlsx", external=False), INSIDE
    yield "an object inside", related("oleObject", "a.bin", external=False), INSIDE
    yield "a web page inside", related("aFChunk", "a.html", external=False), INSIDE


def reaching() -> Iterator[Case]:
    for target in ("https://example.org/a.png", "file:///etc/passwd", "\\\\host\\share\\a.png", "//host/a.png"):
        yield f"a picture at {target}", related("image", target), OUTSIDE
    yield "a template on the web", related("attachedTemplate", "https://example.org/a.dotm"), OUTSIDE
    yield "a template on another machine", related("attachedTemplate", "file:///\\\\host\\a.dotm"), OUTSIDE
    yield "a part of another document", related("subDocument", "file:///c:/a.docx"), OUTSIDE
    yield "a link to a program", related("hyperlink", "ms-msdt:/id"), OUTSIDE
    yield "a link to a file", related("hyperlink", "file:///c:/a.exe"), OUTSIDE
    for text in (
        "DDEAUTO c:\\\\cmd.exe",
        " dde a b",
        "INCLUDEPICTURE a",
        "INCLUDETEXT a",
        "LINK Excel.Sheet a",
        "IMPORT a",
    ):
        yield f"a field {text}", in_text(field(text)), OUTSIDE
    yield "a field in pieces", in_text(field(" DD", "EAU", "TO cmd")), OUTSIDE
    yield "a field in a field", in_text(field("IF 1 = 1") + field("DDE a")), OUTSIDE
    yield "a simple field", in_text('<w:p><w:fldSimple w:instr="INCLUDETEXT a"/></w:p>'), OUTSIDE
    yield "a field with no end", in_text("<w:p><w:r><w:instrText>DDE a</w:instrText></w:r></w:p>"), OUTSIDE


def packed() -> Iterator[Case]:
    """What is wrong with the ZIP itself."""
    link = zipfile.ZipInfo("word/link")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    yield "a link in the file system", with_part(link, b"/etc/passwd"), DAMAGED
    for name in ("../../a", "/etc/a", "word/../../a", "C:/a", "..\\a"):
        yield f"a part called {name}", with_part(name, b"x"), DAMAGED
    yield "a bomb", with_part("word/media/a.png", bytes(160 * MB)), BOMB
    yield "a bomb of markup", with_part("word/a.xml", b"<a>" + b" " * (130 * MB) + b"</a>"), BOMB
    yield "a bomb that lies", _lying(with_part("word/media/a.png", bytes(140 * MB))), ANY
    yield "three thousand parts", _many_parts(), COMPLEX
    yield "a lock", _locked(), LOCKED
    yield "twice the same part", _twice(), DAMAGED
    yield "only a beginning", b"PK\x03\x04", DAMAGED
    yield "a beginning and noise", b"PK\x03\x04" + zlib.compress(bytes(MB)) * 50, DAMAGED
    yield "an end only", b"PK\x03\x04PK\x05\x06" + bytes(18), OTHER


def _lying(content: bytes) -> bytes:
    """It says it unpacks to a thousand bytes."""
    return content.replace((140 * MB).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def _many_parts() -> bytes:
    kept = io.BytesIO(words.good_docx())
    with zipfile.ZipFile(kept, "a") as package:
        for number in range(3000):
            package.writestr(f"word/media/{number}.png", b"")
    return kept.getvalue()


def _locked() -> bytes:
    content = bytearray(words.good_docx())
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def _twice() -> bytes:
    """Written with another name of the same length, which is then overwritten: no library does this by itself."""
    return with_part("word/documenz.xml", b"<a/>").replace(b"word/documenz.xml", b"word/document.xml")


def in_markup() -> Iterator[Case]:
    deep = "<w:p>" * 5_000 + "</w:p>" * 5_000
    part = "word/extra.xml"
    yield "a thousand million laughs", with_part(part, f"{LAUGHS}<a>&k;</a>".encode()), DAMAGED
    yield (
        "a file by entity",
        with_part(part, b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        DAMAGED,
    )
    yield "a document type elsewhere", with_part(part, b"<!DOCTYPE a SYSTEM 'https://example.org/a.dtd'><a/>"), DAMAGED
    yield "a document type in other letters", with_part(part, f"{LAUGHS}<a>&k;</a>".encode("utf-16")), DAMAGED
    yield "elements in elements", in_text(deep), COMPLEX
    yield "no markup", with_part(part, b"Pien"), DAMAGED
    yield "half a markup", with_part(part, b"<a><b></a>"), DAMAGED
    yield "an entity without a type", with_part(part, b"<a>&b;</a>"), DAMAGED
    yield "letters nobody knows", with_part(part, b"<?xml version='1.0' encoding='klingon'?><a/>"), DAMAGED
    yield "letters that hide", with_part(part, b"<?xml version='1.0' encoding='utf-7'?><a>+ADw-</a>"), DAMAGED
    yield "zeros", with_part(part, bytes(1000)), DAMAGED
    yield (
        "a hundred thousand attributes",
        with_part(part, ("<a " + " ".join(f"b{n}='1'" for n in range(100_000)) + "/>").encode()),
        ANY,
    )


def open_document() -> Iterator[Case]:
    image = '<text:p><draw:frame><draw:image xlink:href="{}"/></draw:frame></text:p>'
    for address in (
        "https://example.org/a.png",
        "file:///etc/passwd",
        "//host/a",
        "../../../etc/passwd",
        "/etc/passwd",
    ):
        yield f"odt: a picture at {address}", odt(image.format(address)), OUTSIDE
    yield (
        "odt: a section elsewhere",
        odt('<text:section><text:section-source xlink:href="file:///a"/></text:section>'),
        OUTSIDE,
    )
    yield (
        "odt: a link to a script",
        odt('<text:p><text:a xlink:href="vnd.sun.star.script:a">x</text:a></text:p>'),
        OUTSIDE,
    )
    yield "odt: DDE", odt("<office:dde-source/>"), OUTSIDE
    yield "odt: macros", odt("", more={"Basic/Standard/Module1.xml": b"<a/>"}), SCRIPT
    yield "odt: scripts", odt("", more={"Scripts/python/a.py": b"x"}), SCRIPT
    yield "odt: an event", odt("<script:event-listener/>"), SCRIPT
    yield "odt: an event under another name", odt(f'<z:event-listener xmlns:z="{words.ODF}:script:1.0"/>'), SCRIPT
    yield "odt: an event of long ago", odt('<z:event xmlns:z="http://openoffice.org/2000/script"/>'), SCRIPT
    yield "odt: a form", odt("<office:forms><form:form/></office:forms>"), FORM
    yield "odt: an object", odt("", more={"Object 1/content.xml": b"<a/>"}), INSIDE
    yield "odt: laughs", odt("", before=LAUGHS), DAMAGED
    locked = f'<m:manifest xmlns:m="{words.ODF}:manifest:1.0"><m:encryption-data/></m:manifest>'.encode()
    yield "odt: a lock", odt("", more={"META-INF/other.xml": locked}), LOCKED


def old() -> Iterator[Case]:
    yield "doc: macros", old_word("WordDocument", "_VBA_PROJECT"), SCRIPT
    yield "doc: a file inside", old_word("WordDocument", "Ole10Native"), INSIDE
    yield "doc: a locked .docx", old_word("EncryptedPackage"), LOCKED
    yield "doc: a spreadsheet", old_word("Workbook"), OTHER


def others() -> Iterator[Case]:
    for name, kind in (("a spreadsheet", b"spreadsheetml.sheet"), ("slides", b"presentationml.presentation")):
        yield name, with_changed("[Content_Types].xml", b"wordprocessingml.document.main", kind + b".main"), OTHER
    yield "an .ods", odt("", kind="application/vnd.oasis.opendocument.spreadsheet"), OTHER
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("cv.pdf", b"%PDF-")
    yield "a ZIP", kept.getvalue(), OTHER
