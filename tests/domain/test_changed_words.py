"""What changed between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.changed_words import Kind, changed_words
from tests.domain.counting import lines_run

TEXTS = st.text(st.sampled_from("ab \n"), max_size=60)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        ("36 uur", "36 uur", [("same", "36 uur")]),
        ("", "Griffier", [("in", "Griffier")]),
        ("Griffier", "", [("out", "Griffier")]),
        ("een jong team", "een team", [("same", "een "), ("out", "jong "), ("same", "team")]),
        ("Zuid-Holland", "Noord-Holland", [("out", "Zuid-Holland"), ("in", "Noord-Holland")]),
    ],
)
def test_words_that_went_and_came_are_told(before: str, after: str, told: list[tuple[str, str]]) -> None:
    assert [(one.kind.value, one.text) for one in changed_words(before, after)] == told


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back_from_it(before: str, after: str) -> None:
    found = changed_words(before, after)
    assert "".join(one.text for one in found if one.kind is not Kind.IN) == before
    assert "".join(one.text for one in found if one.kind is not Kind.OUT) == after


def test_only_what_stands_beside_a_change_is_shown_of_a_long_text() -> None:
    before = "een twee drie vier vijf zes zeven acht negen tien"
    found = changed_words(before, before.replace("vijf", "VIJF"), around=1)
    assert [one.text for one in found] == ["… vier ", "vijf", "VIJF", " zes …"]


def test_two_quite_different_books_are_no_more_work_than_two_pages() -> None:
    def books(words: int) -> list[str]:
        return [" ".join(f"{sign}{number % 7}" for number in range(words)) for sign in "ab"]

    two_books, two_pages = books(10_000), books(500)
    assert [one.kind for one in changed_words(*two_books)] == [Kind.OUT, Kind.IN]
    assert lines_run(lambda: changed_words(*two_books)) == lines_run(lambda: changed_words(*two_pages))
