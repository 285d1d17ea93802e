"""PDFs that do harm, or would like to; each with the reason for which it has to be refused, or ANY."""

import random
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.documents import pdfs
from tests.documents.pdfs import annotated, changed, drawing, field, linked, opens_with, raw, with_catalog, with_page

ANY = ""
"""Read or refused, as long as it ends within the limits."""

MB = 2**20
Case = tuple[str, bytes, str]

SCRIPT, PROGRAM, ACTS = "document-has-script", "document-starts-program", "document-acts-by-itself"
INSIDE, FORM, MEDIA = "document-has-files-inside", "document-has-form", "document-has-media"
OUTSIDE, LOCKED = "document-refers-outside", "document-encrypted"
BOMB, COMPLEX, LARGE, BROKEN, LONG = (
    "document-unpacks-too-big",
    "document-too-complex",
    "document-page-too-large",
    "document-broken",
    "document-has-too-many-pages",
)


def all_cases() -> Iterator[Case]:
    for make in (cut_off, flipped, acting, holding, reaching, locked, bombs, mazes, odd_pages, odd_contents):
        yield from make()


def cut_off() -> Iterator[Case]:
    """Broken off in the middle of an upload."""
    good = pdfs.good()
    for part in range(1, 41):
        yield f"cut off after {part}/41", good[: len(good) * part // 41], ANY


def flipped() -> Iterator[Case]:
    """Bytes that fell over, few and many."""
    good = pdfs.good()
    for seed in range(50):
        chance = random.Random(seed)  # noqa: S311 (no secret)
        content = bytearray(good)
        for _ in range(chance.choice([1, 5, 50, 500])):
            content[chance.randrange(8, len(content))] ^= 1 << chance.randrange(8)
        yield f"flipped {seed}", bytes(content), ANY


def js(text: str = "app.alert(1)") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=text)


def acting() -> Iterator[Case]:
    """What does something when it is opened, read or pressed."""
    go = Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))
    launch = Dictionary(S=Name.Launch, F="calc.exe")
    yield "script when opened", opens_with(js()), SCRIPT
    yield "script after going to a page", opens_with(Dictionary(S=Name.GoTo, D=Array([0]), Next=js())), SCRIPT
    yield "script in a list of next ones", opens_with(Dictionary(S=Name.GoTo, Next=Array([go, Array([js()])]))), SCRIPT
    yield "script when closed", with_catalog(AA=Dictionary(WC=js())), SCRIPT
    yield "script when a page is turned to", with_page(AA=Dictionary(O=js())), SCRIPT
    yield "script behind a link", linked(js()), SCRIPT
    yield "script when the mouse comes near", annotated(Dictionary(Subtype=Name.Link, AA=Dictionary(E=js()))), SCRIPT
    yield "script by name", with_catalog(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", js()])))), SCRIPT
    yield "script in a field", field("Tx", AA=Dictionary(K=js())), SCRIPT
    yield "script that nothing uses", with_catalog(PieceInfo=Dictionary(X=Dictionary(Private=js()))), SCRIPT
    yield "script in a stream", changed(_script_in_stream), SCRIPT
    yield "script in packed objects", changed(_script_when_opened, object_stream_mode=_PACKED), SCRIPT
    yield "script under another spelling", opens_with(js()).replace(b"/JavaScript", b"/J#61vaScr#69pt"), SCRIPT
    yield "script in a rendition", linked(Dictionary(S=Name.Rendition, JS="x")), SCRIPT
    yield "script added later", _added_later(), SCRIPT
    yield "script in a table to be mended", _added_later().replace(b"startxref", b"startxxxx"), SCRIPT
    yield "script without its kind", opens_with(Dictionary(JS="app.alert(1)")), SCRIPT
    yield "program when opened", opens_with(launch), PROGRAM
    yield "program behind a link", linked(launch), PROGRAM
    yield "program of Windows", linked(Dictionary(S=Name.Launch, Win=Dictionary(F="cmd", P="/c x"))), PROGRAM
    yield "program after going to a page", linked(Dictionary(S=Name.GoTo, D=Array([0]), Next=launch)), PROGRAM
    yield "opens a site", opens_with(Dictionary(S=Name.URI, URI="https://example.org")), ACTS
    yield "prints itself", opens_with(Dictionary(S=Name.Named, N=Name.Print)), ACTS
    yield "goes on when read", with_page(AA=Dictionary(O=go)), ACTS


_PACKED = pikepdf.ObjectStreamMode.generate


def _script_when_opened(pdf: Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(js())


def _script_in_stream(pdf: Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(
        Dictionary(S=Name.JavaScript, JS=pdf.make_indirect(Stream(pdf, b"app.alert(1)")))
    )


def _added_later() -> bytes:
    """A second version of the catalog behind the first file, with a table of its own, as an editor adds it."""
    first = raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE)
    catalog = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (x) >> >>\nendobj\n"
    table = b"xref\n1 1\n%010d 00000 n \ntrailer\n<< /Size 4 /Root 1 0 R /Prev %d >>\n" % (
        len(first),
        first.rindex(b"xref\n0"),
    )
    return first + catalog + table + b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(catalog))


def holding() -> Iterator[Case]:
    """What holds something else: files, forms, film."""
    yield "attachment", changed(lambda pdf: pdf.attachments.__setitem__("a.exe", b"MZ")), INSIDE
    yield "attachment on a page", changed(_pinned), INSIDE
    yield "a portfolio", with_catalog(Collection=Dictionary(View=Name.D)), INSIDE
    yield "into an attachment", linked(Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C, N="x"))), INSIDE
    yield "files by name", with_catalog(Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array(["x", 1])))), INSIDE
    for kind in ("Tx", "Btn", "Ch"):
        yield f"field {kind}", field(kind), FORM
    yield "field in a field", field("Tx", Kids=Array([Dictionary(FT=Name.Btn, T="x")])), FORM
    yield "form in XML", with_catalog(AcroForm=Dictionary(Fields=Array([]), XFA=Array(["a", "b"]))), FORM
    yield "empties a form", linked(Dictionary(S=Name.ResetForm)), FORM
    for kind in ("RichMedia", "Screen", "Movie", "Sound", "3D"):
        yield f"media {kind}", annotated(Dictionary(Subtype=Name(f"/{kind}"))), MEDIA
    for kind in ("Rendition", "Movie", "Sound", "GoTo3DView", "RichMediaExecute"):
        yield f"plays {kind}", linked(Dictionary(S=Name(f"/{kind}"))), MEDIA


def _pinned(pdf: Pdf) -> None:
    file = pikepdf.AttachedFileSpec(pdf, b"MZ", filename="a.exe")
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.FileAttachment, FS=file.obj, Rect=Array([0, 0, 9, 9]))])


def reaching() -> Iterator[Case]:
    """What fetches something, or sends something away."""
    for address in (
        "file:///etc/passwd",
        "\\\\host\\share",
        "//host/share",
        "smb://host/x",
        "data:text/html,x",
        "ms-msdt:/id",
        "http://[::1",
    ):
        yield f"link to {address}", linked(Dictionary(S=Name.URI, URI=address)), OUTSIDE
    yield "link to a script", linked(Dictionary(S=Name.URI, URI="java\tscript:alert(1)")), OUTSIDE
    yield "link to no text", linked(Dictionary(S=Name.URI, URI=Dictionary())), ANY
    yield "into another file", linked(Dictionary(S=Name.GoToR, F="\\\\host\\x.pdf", D=Array([0, Name.Fit]))), OUTSIDE
    yield "sends a form", linked(Dictionary(S=Name.SubmitForm, F="https://example.org")), OUTSIDE
    yield "fetches values", linked(Dictionary(S=Name.ImportData, F="x.fdf")), OUTSIDE
    yield "into a thread", linked(Dictionary(S=Name.Thread, F="x.pdf")), OUTSIDE
    yield "a file on the web", with_catalog(X=Dictionary(FS=Name.URL, F="https://example.org")), OUTSIDE
    yield "a file somewhere", with_catalog(X=Dictionary(Type=Name.Filespec, F="/etc/passwd")), OUTSIDE
    yield "contents elsewhere", pdfs.with_stream(b"", F="/etc/passwd"), OUTSIDE
    yield "a page of another file", changed(_proxy), OUTSIDE


def _proxy(pdf: Pdf) -> None:
    form = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Ref = Dictionary(F="x.pdf", Page=0)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=pdf.make_indirect(form))


def locked() -> Iterator[Case]:
    for revision in (2, 3, 4, 6):
        for user in ("geheim", ""):
            how = pikepdf.Encryption(owner="baas", user=user, R=revision, aes=revision > 3, metadata=revision > 3)
            yield f"locked {revision} {user}", pdfs.saved(pdfs.plain(), encryption=how), LOCKED
    yield "locked by nobody", raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE, trailer=b"/Encrypt << /Filter /None >>"), LOCKED


def bombs() -> Iterator[Case]:
    """Small files that become large ones."""
    flat = zlib.compress(bytes(300 * MB), 9)
    flate, twice = Name.FlateDecode, Array([Name.FlateDecode, Name.FlateDecode])
    yield "a bomb", pdfs.with_stream(flat, Filter=flate), BOMB
    yield "a bomb in a bomb", pdfs.with_stream(zlib.compress(flat, 9), Filter=twice), BOMB
    yield (
        "a bomb in letters",
        pdfs.with_stream(flat[:9000].hex().encode(), Filter=Array([Name.ASCIIHexDecode, flate])),
        ANY,
    )
    yield "a bomb of repeats", pdfs.with_stream(b"\x81A" * (4 * MB), Filter=Name.RunLengthDecode), BOMB
    yield "a bomb with a broken end", pdfs.with_stream(flat[:-20], Filter=flate), BOMB
    packed = b"<< /Type /ObjStm /N 1 /First 10 /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (
        len(flat),
        flat,
    )
    yield "a bomb of objects", raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE, packed), BOMB
    table = b"<< /Type /XRef /Size 4 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream"
    start = b"%PDF-1.7\n1 0 obj\n" + table % (len(flat), flat) + b"\nendobj\nstartxref\n9\n%%EOF"
    yield "a bomb in the table", start, ANY
    yield "nine filters", pdfs.with_stream(b"x", Filter=Array([flate] * 9)), COMPLEX
    image = {"Type": Name.XObject, "Subtype": Name.Image, "ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8}
    yield "a picture too large", pdfs.with_stream(b"x", Width=60_000, Height=60_000, **image), BOMB
    yield "a picture of two thousand million", pdfs.with_stream(b"x", Width=2**31 - 1, Height=2**31 - 1, **image), BOMB


def mazes() -> Iterator[Case]:
    """What never ends, or goes too deep."""
    yield "ten thousand pages", _pages(10_000), LONG
    yield "one page too many", _pages(101), LONG
    yield "no pages", raw(pdfs.CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"), BROKEN
    yield "says it has a million pages", raw(pdfs.CATALOG, PAGES_MILLION, pdfs.PAGE), ANY
    yield "says it has fewer than no pages", raw(pdfs.CATALOG, PAGES_MILLION.replace(b"1000000", b"-1"), pdfs.PAGE), ANY
    yield "pages in themselves", raw(pdfs.CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), ANY
    yield "a page twice", raw(pdfs.CATALOG, b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>", pdfs.PAGE), ANY
    yield "pages in pages in pages", _deep_pages(3_000), ANY
    yield "lists in lists", raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE, b"[" * 200_000 + b"]" * 200_000), ANY
    yield "dictionaries in dictionaries", raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE, b"<</A" * 100_000), ANY
    yield "sixty thousand objects", raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE, *[b"<< /A 1 >>"] * 60_000), COMPLEX
    yield "two million numbers", raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE, b"[" + b"1 " * 2_000_000 + b"]"), COMPLEX
    yield "an object that is itself", raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE, b"4 0 R"), ANY
    yield "objects that are one another", raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE, b"5 0 R", b"4 0 R"), ANY
    yield (
        "a length in a circle",
        raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE, b"<< /Length 4 0 R >> stream\nx\nendstream"),
        ANY,
    )
    yield "a table that follows itself", raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE, trailer=b"/Prev 9"), ANY
    yield "a table of a thousand million", _with_size(b"1000000000"), ANY
    yield "a table of fewer than nothing", _with_size(b"-5"), ANY
    yield "no catalog", raw(b"<< >>"), BROKEN
    yield "a catalog that is a number", raw(b"7"), BROKEN
    yield "an outline in a circle", raw(
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>",
        pdfs.PAGES,
        pdfs.PAGE,
        b"<< /First 4 0 R /Last 4 0 R /Next 4 0 R /Title (x) >>",
    ), ANY  # fmt: skip
    yield "only a beginning", b"%PDF-1.7\n", BROKEN
    yield "a beginning and an end", b"%PDF-1.7\n%%EOF\n", BROKEN
    yield "nothing but the word obj", b"%PDF-1.7\n" + b"1 0 obj\n" * 200_000, ANY
    yield "nothing but tables", b"%PDF-1.7\n" + b"xref\n0 1\n" * 200_000, ANY
    yield "nothing but noise", b"%PDF-1.7\n" + random.Random(1).randbytes(MB), BROKEN  # noqa: S311 (no secret)
    yield "nothing but zeros", b"%PDF-1.7\n" + bytes(MB), BROKEN


PAGES_MILLION = b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"


def _pages(number: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + one) for one in range(number))
    return raw(pdfs.CATALOG, b"<< /Type /Pages /Count %d /Kids [%b] >>" % (number, kids), *[pdfs.PAGE] * number)


def _deep_pages(depth: int) -> bytes:
    middle = [b"<< /Type /Pages /Parent %d 0 R /Count 1 /Kids [%d 0 R] >>" % (n - 1, n + 1) for n in range(2, depth)]
    return raw(pdfs.CATALOG, *middle, b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 9 9] >>" % (depth - 1))


def _with_size(size: bytes) -> bytes:
    return raw(pdfs.CATALOG, pdfs.PAGES, pdfs.PAGE).replace(b"/Size 4", b"/Size " + size)


def odd_pages() -> Iterator[Case]:
    """Pages of no size, or of every size."""
    for box, expected in (
        (b"[0 0 14400 14400]", LARGE),
        (b"[0 0 1000000000 10]", LARGE),
        (b"[-10000 -10000 0 0]", LARGE),
        (b"[0 0 9%b 9]" % (b"9" * 40), ANY),
        (b"[0 0 0 0]", ANY),
        (b"[0 0 3000 1]", ANY),
        (b"[595 842 0 0]", ANY),
        (b"[0 0]", ANY),
        (b"[/A 0 1 1]", ANY),
        (b"[3 0 R 3 0 R 3 0 R 3 0 R]", ANY),
    ):
        page = pdfs.PAGE.replace(b"[0 0 595 842]", box)
        yield f"a page of {box[:30].decode()}", raw(pdfs.CATALOG, pdfs.PAGES, page), expected
    yield "a page whose size is a word", with_page(MediaBox=Name.A4), ANY
    yield "a page in miles", with_page(UserUnit=10_000), LARGE
    yield "a page in units of nothing", with_page(UserUnit=0), ANY
    yield "a page turned a little", with_page(Rotate=17), ANY
    yield "a page turned for ever", with_page(Rotate=90 * 10**6), ANY
    yield "a page cut to nothing", with_page(CropBox=Array([1, 1, 1, 1])), ANY
    yield "a page cut outside itself", with_page(CropBox=Array([5000, 5000, 6000, 6000])), ANY
    yield "a page with no resources", with_page(Resources=Array([])), ANY
    yield "a page with contents that are a number", with_page(Contents=7), ANY
    yield "a page with contents twenty thousand times", changed(_contents_again), ANY


def _contents_again(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = Array([pdf.pages[0].obj.Contents] * 20_000)


def odd_contents() -> Iterator[Case]:
    """Instructions, fonts and pictures that are wrong."""
    for name, content in (
        ("q for ever", b"q " * 500_000),
        ("texts in texts", b"BT " * 100_000),
        ("numbers beyond numbers", b"1e99999 0 0 1 0 0 cm 9" + b"9" * 5_000 + b" 0 m S"),
        ("a dash of nothing", b"[0 0] 0 d 0 0 m 500 500 l S"),
        ("a line of forty thousand corners", b"0 0 m " + b"5 5 l 9 900 l " * 20_000 + b"S"),
        ("a picture that does not end", b"BI /W 9999 /H 9999 /BPC 8 /CS /RGB ID x"),
        ("a text of many letters", b"BT /F1 1 Tf 9 9 Td (" + b"Pien " * 20_000 + b") Tj ET"),
        ("letters of no size", b"BT /F1 0 Tf 9 9 Td (Pien) Tj ET"),
        ("letters of every size", b"BT /F1 99999999 Tf 9 9 Td (Pien) Tj ET"),
        ("letters far away", b"BT /F1 12 Tf 99999999 -99999999 Td (Pien) Tj ET"),
        ("no instructions", random.Random(2).randbytes(50_000)),  # noqa: S311 (no secret)
    ):
        yield name, drawing(content), ANY
    for kind, key in (("TrueType", "FontFile2"), ("Type1", "FontFile"), ("Type1", "FontFile3")):
        yield f"a broken font {key}", changed(lambda pdf, kind=kind, key=key: _broken_font(pdf, kind, key)), ANY
    for name in ("DCTDecode", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode"):
        yield f"a broken picture {name}", changed(lambda pdf, name=name: _broken_picture(pdf, name)), ANY
    yield "a drawing in itself", changed(_drawing_in_itself), ANY
    yield "drawings that double", changed(_doubling), ANY
    yield "a font drawn with itself", changed(_font_in_itself), ANY
    yield "letters that stand for others without end", changed(_endless_letters), ANY


def _broken_font(pdf: Pdf, kind: str, key: str) -> None:
    noise = random.Random(3).randbytes(20_000)  # noqa: S311 (no secret)
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Kapot, Flags=32)
    descriptor[f"/{key}"] = pdf.make_indirect(Stream(pdf, b"\x00\x01\x00\x00\x00\x09" + noise))
    pdf.pages[0].obj.Resources.Font.F1 = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name(f"/{kind}"),
            BaseFont=Name.Kapot,
            FirstChar=0,
            LastChar=255,
            Widths=Array([10**9] * 256),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def _broken_picture(pdf: Pdf, name: str) -> None:
    noise = random.Random(4).randbytes(9_000)  # noqa: S311 (no secret)
    image = Stream(pdf, noise, Type=Name.XObject, Subtype=Name.Image, Width=900, Height=900, BitsPerComponent=8)
    image.ColorSpace, image.Filter = Name.DeviceRGB, Name(f"/{name}")
    _shown(pdf, image)


def _shown(pdf: Pdf, thing: Stream) -> None:
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=pdf.make_indirect(thing))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"500 0 0 500 0 0 cm /X Do")


def _form(pdf: Pdf, content: bytes) -> Stream:
    made = pdf.make_stream(content)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    return made


def _drawing_in_itself(pdf: Pdf) -> None:
    form = _form(pdf, b"/X Do /X Do")
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    _shown(pdf, form)


def _doubling(pdf: Pdf) -> None:
    form = _form(pdf, b"0 0 5 5 re f")
    for _ in range(8):
        outer = _form(pdf, b"/X Do /X Do")
        outer.Resources = Dictionary(XObject=Dictionary(X=form))
        form = outer
    _shown(pdf, form)


def _font_in_itself(pdf: Pdf) -> None:
    letter = pdf.make_stream(b"1000 0 d0 BT /F1 1 Tf (P) Tj ET")
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 9, 9]),
            FontMatrix=Array([1, 0, 0, 1, 0, 0]),
            CharProcs=Dictionary(P=letter),
            Encoding=Dictionary(Differences=Array([80, Name.P])),
            FirstChar=80,
            LastChar=80,
            Widths=Array([1000]),
        )
    )
    font.Resources = Dictionary(Font=Dictionary(F1=font))
    pdf.pages[0].obj.Resources.Font.F1 = font


def _endless_letters(pdf: Pdf) -> None:
    ranges = b"<0000> <FFFF> <0041>\n" * 50_000
    pdf.pages[0].obj.Resources.Font.F1.ToUnicode = pdf.make_stream(
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 50000 beginbfrange\n" + ranges + b"endbfrange"
    )
