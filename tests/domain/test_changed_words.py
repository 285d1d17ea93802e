"""What changed between two texts, word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.changed_words import Kind, changed_words

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


def test_two_quite_different_books_are_compared_in_no_time() -> None:
    before, after = (" ".join(f"{sign}{number % 7}" for number in range(10_000)) for sign in "ab")
    started = time.perf_counter()
    assert [one.kind for one in changed_words(before, after)] == [Kind.OUT, Kind.IN]
    assert time.perf_counter() - started < 1
