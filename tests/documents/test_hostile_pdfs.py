"""Two hundred PDFs that do harm: each is read or refused within the limits, and for the right reason."""

from collections.abc import Iterable

import pytest

from openinhuur.documents.pictures import as_pictures
from openinhuur.documents.reading import as_text, inspect_pdf, read_pdf
from openinhuur.documents.refusals import NotReadable
from tests.documents import hostile_pdfs, pdfs
from tests.documents.hostile_pdfs import ANY
from tests.documents.many import Outcome, ask_many

CASES = {name: (content, expected) for name, content, expected in hostile_pdfs.all_cases()}
SLOW_TO_GIVE_UP = "a drawing in itself"  # once is enough
ODD = [
    name
    for name, _, expected in (*hostile_pdfs.odd_pages(), *hostile_pdfs.odd_contents())
    if expected is ANY and name != SLOW_TO_GIVE_UP
]
PRESSED = [name for name, _, _ in (*hostile_pdfs.acting(), *hostile_pdfs.holding(), *hostile_pdfs.mazes())]
CODES = {kind.code for kind in NotReadable.__subclasses__()}
AT_MOST_PIXELS = 4_600_000


@pytest.fixture(scope="session")
def inspected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    return through("inspect", CASES, tmp_path_factory)


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    return through("draw", ODD, tmp_path_factory)


@pytest.fixture(scope="session")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    return through("read", PRESSED, tmp_path_factory)


def through(job: str, names: Iterable[str], folders: pytest.TempPathFactory) -> dict[str, Outcome]:
    outcomes = ask_many(job, (CASES[name][0] for name in names), folders.mktemp(job))
    return dict(zip(names, outcomes, strict=True))


def test_there_are_two_hundred_of_them() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_for_its_reason_or_read(name: str, inspected: dict[str, Outcome]) -> None:
    expected, outcome = CASES[name][1], inspected[name]
    if expected is not ANY:
        assert outcome.code == expected
    elif outcome.answered is None:
        assert outcome.code in CODES
    else:
        assert as_text(outcome.answered).pages


@pytest.mark.parametrize("name", ODD)
def test_an_odd_page_is_a_picture_within_bounds_or_refused(name: str, drawn: dict[str, Outcome]) -> None:
    outcome = drawn[name]
    if outcome.answered is None:
        assert outcome.code in CODES
    else:
        assert all(one.width * one.height <= AT_MOST_PIXELS for one in as_pictures(outcome.answered))


@pytest.mark.parametrize("name", PRESSED)
def test_the_reader_that_asks_less_stands_it_too(name: str, read_only: dict[str, Outcome]) -> None:
    assert read_only[name].answered is not None or read_only[name].code in CODES


def test_the_door_is_shut_before_a_file_is_looked_at(inspected: dict[str, Outcome]) -> None:
    assert {one.answered.head["shut"] for one in inspected.values() if one.answered} == {True}


@pytest.mark.parametrize("name", ["a bomb", "ten thousand pages", "pages in pages in pages"])
def test_the_worst_are_refused_through_the_real_door_and_the_next_is_read(name: str) -> None:
    with pytest.raises(NotReadable):
        inspect_pdf(CASES[name][0])
    assert "Pien" in inspect_pdf(pdfs.good()).pages[0]


def test_what_others_do_not_look_at_may_hold_more() -> None:
    """A paper of the trade register is signed, and an older one has fields; they stay with whom they came from."""
    assert read_pdf(pdfs.field("Tx")).pages == ("Pien",)
