"""Pages as pictures with their words: what assessors see."""

import io

import pytest
import typst
from pikepdf import Array
from PIL import Image

from openinhuur.documents import pictures
from openinhuur.documents.pictures import PagePicture, Word
from openinhuur.documents.reading import MAX_BYTES
from openinhuur.documents.refusals import DocumentBroken, DocumentHasScript, DocumentTooBig
from tests.documents import pdfs

DARK = 128


@pytest.fixture(scope="module")
def pages() -> list[PagePicture]:
    return pictures.of_pdf(pdfs.good())


def seen(page: PagePicture) -> Image.Image:
    return Image.open(io.BytesIO(page.content)).convert("L")


def word(page: PagePicture, text: str) -> Word:
    return next(one for one in page.words if one.text == text)


def has_ink(page: PagePicture, *words: Word) -> bool:
    """Whether there is something dark in the place of each of them."""
    drawn = seen(page)
    places = [drawn.crop((one.left, one.top, one.right, one.bottom)) for one in words]
    return all(place.getextrema()[0] < DARK for place in places)


def test_every_page_is_a_picture_that_says_nothing_but_what_is_seen(pages: list[PagePicture]) -> None:
    assert [page.number for page in pages] == [1, 2]
    for page in pages:
        with Image.open(io.BytesIO(page.content)) as picture:
            assert picture.format == "WEBP"
            assert picture.size == (page.width, page.height) == (1241, 1754)
            assert not picture.getexif()
            assert not {"exif", "xmp", "icc_profile"} & set(picture.info)


def test_the_words_stand_in_reading_order_with_their_lines(pages: list[PagePicture]) -> None:
    lines = pages[0].text.splitlines()
    assert lines[0] == "Pien van der Kandidaat"
    assert any(line.startswith("Jurist omgevingsrecht.") for line in lines)
    assert "Opleiding" in pages[1].text


def test_a_word_stands_where_its_ink_is(pages: list[PagePicture]) -> None:
    for page in pages:
        assert page.words
        assert has_ink(page, *page.words)


def test_blacking_out_the_places_of_the_words_leaves_no_letter() -> None:
    """The other way round: outside the places of the words there is no ink."""
    page = pictures.of_pdf(typst.compile(b"= Pien van der Kandidaat\n#lorem(300)"))[0]
    rest = seen(page)
    for one in page.words:
        rest.paste(255, (one.left, one.top, one.right, one.bottom))
    assert rest.getextrema()[0] > DARK


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_word_is_found_on_a_page_that_is_turned(turned: int) -> None:
    page = pictures.of_pdf(pdfs.with_page(Rotate=turned))[0]
    assert (page.width > page.height) == (turned in {90, 270})
    assert has_ink(page, word(page, "Pien"))


def test_a_word_is_found_on_a_page_that_is_cut() -> None:
    page = pictures.of_pdf(pdfs.with_page(CropBox=Array([60, 600, 300, 750])))[0]
    assert has_ink(page, word(page, "Pien"))
    assert page.width < 600


def test_a_word_outside_the_page_is_not_there() -> None:
    assert pictures.of_pdf(pdfs.drawing(b"BT /F1 12 Tf -500 100 Td (Pien) Tj ET"))[0].words == ()


def test_signs_that_cannot_be_seen_are_no_part_of_a_word() -> None:
    page = pictures.of_pdf(typst.compile("Pi\u200ben \u202eneiP".encode()))[0]
    assert all(one.text.isprintable() for one in page.words)


def test_a_large_page_is_drawn_smaller() -> None:
    page = pictures.of_pdf(pdfs.saved(pdfs.plain(size=(0, 0, 2384, 3370))))[0]
    assert page.width * page.height <= 4_600_000
    assert has_ink(page, word(page, "Pien"))


def test_what_may_not_be_in_it_is_refused_here_too() -> None:
    with pytest.raises(DocumentHasScript):
        pictures.of_pdf(pdfs.with_catalog(JavaScript="x"))
    with pytest.raises(DocumentBroken):
        pictures.of_pdf(b"%PDF-1.7")
    with pytest.raises(DocumentTooBig):
        pictures.of_pdf(b"%PDF-" + bytes(MAX_BYTES))


def test_the_same_file_gives_the_same_pictures(pages: list[PagePicture]) -> None:
    assert pictures.of_pdf(pdfs.good()) == pages


def test_twenty_pages_give_twenty_pictures() -> None:
    content = typst.compile(b"#for page in range(20) [#lorem(350) #pagebreak(weak: true)]")
    assert len(pictures.of_pdf(content)) == 20
