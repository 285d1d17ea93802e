"""The CVs of the example case: real PDFs, readable, and the same each time."""

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from openinhuur.demo.case import Case, Layout, load
from openinhuur.demo.cv import make_cv

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "30534"


@pytest.fixture(scope="module")
def case() -> Case:
    return load(FOLDER)


@pytest.fixture(scope="module")
def pages(case: Case) -> dict[str, list[str]]:
    """The text of every page of every CV, white space made even, by bid."""
    return {bid.key: text_of(make_cv(bid)) for bid in case.bids}


def text_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]


def test_every_cv_has_the_number_of_pages_that_the_case_says(case: Case, pages: dict[str, list[str]]) -> None:
    assert {bid.key: len(pages[bid.key]) for bid in case.bids} == {bid.key: bid.cv.pages for bid in case.bids}


def test_one_cv_is_a_page_too_long_and_one_has_a_single_page(case: Case) -> None:
    counts = sorted(bid.cv.pages for bid in case.bids)
    assert counts[:1] == [1]
    assert counts[-1:] == [6]
    assert all(2 <= count <= 5 for count in counts[1:-1])


def test_the_three_layouts_are_all_in_use(case: Case) -> None:
    assert {bid.cv.layout for bid in case.bids} == set(Layout)


def test_a_cv_is_the_same_bytes_each_time(case: Case) -> None:
    for layout in Layout:
        bid = next(bid for bid in case.bids if bid.cv.layout is layout)
        assert make_cv(bid) == make_cv(bid)


def test_the_text_of_a_cv_can_be_read_and_names_the_candidate(case: Case, pages: dict[str, list[str]]) -> None:
    for bid in case.bids:
        text = " ".join(pages[bid.key])
        assert bid.candidate in pages[bid.key][0]
        assert "beschikbaar" in text.lower()
        assert "gemeente" in text.lower()
        assert re.sub(r"\s+", " ", bid.cv.summary) in text
        for position in bid.cv.positions:
            assert position.role in text, bid.key


def test_claims_point_at_pages_with_work_on_them_and_availability_at_the_first(
    case: Case, pages: dict[str, list[str]]
) -> None:
    for bid in case.bids:
        for claim in bid.criterion_claims:
            shown = pages[bid.key][claim.page - 1]
            if claim.number == 11:
                assert "36" in pages[bid.key][0]
            else:
                assert any(position.role in shown for position in bid.cv.positions), (bid.key, claim.number)


def test_no_cv_tells_the_rate(case: Case, pages: dict[str, list[str]]) -> None:
    for bid in case.bids:
        text = " ".join(pages[bid.key])
        assert str(bid.hourly_rate) not in text
        assert f"{bid.hourly_rate}".replace(".", ",") not in text
