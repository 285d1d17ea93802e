"""Black boxes: no image and no letter under them is left in the picture; and where the images of a page are."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from openinhuur.documents import pictures
from openinhuur.documents.blackening import blacken
from openinhuur.documents.pictures import Edges, PagePicture
from openinhuur.documents.refusals import DocumentBroken, NotReadable
from tests.documents import pdfs

RED = (200, 20, 20)


def photo(pdf: Pdf) -> Stream:
    """A red square, as a scanner or a camera would leave it."""
    return pdf.make_stream(
        bytes(RED) * 16, Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4, BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )  # fmt: skip


def placed(pdf: Pdf) -> None:
    """On the page itself."""
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=photo(pdf))
    pdf.pages[0].contents_add(b"q 90 0 0 120 400 600 cm /Im Do Q")


def turned(pdf: Pdf) -> None:
    """On a page that is turned, slanted."""
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=photo(pdf))
    pdf.pages[0].contents_add(b"q 60 60 -60 60 300 300 cm /Im Do Q")
    pdf.pages[0].obj.Rotate = 90


def in_forms(pdf: Pdf) -> None:
    """Three forms deep, each of which moves and stretches what is in it."""
    inner: Stream = photo(pdf)
    for matrix in ([1, 0, 0, 1, 5, 5], [0, 2, -2, 0, 40, 0], [1, 0, 0, 1, 0, 10]):
        inner = pdf.make_stream(
            b"q 20 0 0 20 3 4 cm /In Do Q" if inner.Subtype == Name.Image else b"q 1 0 0 1.5 2 2 cm /In Do Q",
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([-999, -999, 999, 999]), Matrix=Array(matrix),
            Resources=Dictionary(XObject=Dictionary(In=inner)),
        )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(In=inner)
    pdf.pages[0].contents_add(b"q 1 0 0 1 300 300 cm /In Do Q")


def inline(pdf: Pdf) -> None:
    """Written in the page itself."""
    pdf.pages[0].contents_add(b"q 90 0 0 90 100 100 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID \xc8\x14\x14 EI Q")


def in_strips(pdf: Pdf) -> None:
    """Cut in more strips than are told one by one."""
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=photo(pdf))
    pdf.pages[0].contents_add(b" ".join(b"q 90 0 0 1 400 %d cm /Im Do Q" % (300 + row) for row in range(300)))


def drawn(page: PagePicture, places: list[Edges]) -> Image.Image:
    (content,) = blacken([(page.content, places)])
    return Image.open(io.BytesIO(content)).convert("RGB")


def has_red(picture: Image.Image) -> bool:
    red, green, _ = picture.split()
    return any(one > 120 and other < 90 for one, other in zip(red.tobytes(), green.tobytes(), strict=True))


@pytest.mark.parametrize("put", [placed, turned, in_forms, inline, in_strips])
def test_r46_no_image_is_left(put: Callable[[Pdf], None]) -> None:
    (page,) = pictures.of_pdf(pdfs.changed(put))
    assert has_red(drawn(page, []))
    assert page.images
    assert not has_red(drawn(page, list(page.images)))


def test_r46_what_was_stuck_on_the_page_is_covered_too() -> None:
    stamp = Dictionary(Subtype=Name.Stamp, Contents="Pien", Name=Name.Approved)
    (page,) = pictures.of_pdf(pdfs.annotated(stamp))
    assert len(page.images) == 1
    link = pdfs.linked(Dictionary(S=Name.URI, URI="https://example.org"))
    assert pictures.of_pdf(link)[0].images == ()


def test_an_image_takes_no_more_than_its_place() -> None:
    (page,) = pictures.of_pdf(pdfs.changed(placed))
    ((left, top, right, bottom),) = page.images
    assert (right - left, bottom - top) == pytest.approx((90 * 150 / 72, 120 * 150 / 72), abs=2)
    (pien,) = page.words
    assert drawn(page, list(page.images)).crop((pien.left, pien.top, pien.right, pien.bottom)).getextrema()[0][0] < 128


def test_r46_no_ink_of_a_word_is_left_around_its_box() -> None:
    (page,) = pictures.of_pdf(pdfs.saved(pdfs.plain(text="Piengj")))
    (word,) = page.words
    black = drawn(page, [(word.left, word.top, word.right, word.bottom)])
    black.paste((255, 255, 255), (word.left - 4, word.top - 4, word.right + 4, word.bottom + 4))
    assert min(low for low, _ in black.getextrema()) > 200


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(NotReadable):
        blacken([(b"RIFF1234WEBPniets", [])])
    assert blacken([]) == []


@pytest.mark.parametrize("images", [None, [[0, 0, 0, 5]], [[0, 0, 9999, 5]], [["a", 0, 5, 5]], [[1, 2]]])
def test_images_that_cannot_be_are_refused(images: object) -> None:
    said = pictures.Answered(
        {"pages": [{"width": 10, "height": 10, "words": [], "images": images}]}, (b"RIFF0000WEBP",)
    )
    with pytest.raises(DocumentBroken):
        pictures.as_pictures(said)


def test_forms_within_forms_without_end_are_covered_whole() -> None:
    def change(pdf: Pdf) -> None:
        inner: pikepdf.Object = photo(pdf)
        for _ in range(20):
            inner = pdf.make_stream(b"/In Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]),
                                    Resources=Dictionary(XObject=Dictionary(In=inner)))  # fmt: skip
        pdf.pages[0].obj.Resources.XObject = Dictionary(In=inner)
        pdf.pages[0].contents_add(b"q 90 0 0 90 100 100 cm /In Do Q")

    (page,) = pictures.of_pdf(pdfs.changed(change))
    assert not has_red(drawn(page, list(page.images)))
