"""A search is read from whatever an address says, and has one address itself."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.search import LONGEST, Search, Sort, State, instead, parse, words

NAMES = (
    "q", "region", "level", "hours_from", "hours_to", "category", "buyer", "state", "within", "sort", "after", "before",
)  # fmt: skip
TYPED = (
    "T-1", "36", "0", "closed", "newest", "all", "Zuid-Holland", "een  twee", "a&b=c#d+e %41", "\0", "\ud800", "",
)  # fmt: skip
SAID = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(TYPED) | st.text(max_size=60))


def again(search: Search) -> Search:
    """The search that its own address asks for."""
    return parse(dict(parse_qsl(search.query())))


@given(SAID)
def test_whatever_is_said_is_some_search_and_its_address_asks_for_the_same(said):
    search = parse(said)
    assert again(search) == search
    assert again(search).query() == search.query()
    assert "\0" not in search.query()


def test_nothing_said_asks_for_what_is_open_and_closes_first():
    assert parse({}) == Search(state=State.OPEN, sort=Sort.CLOSING)
    assert Search().query() == ""


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("hours_from", "abc"), ("hours_from", "-1"), ("hours_from", "0"), ("hours_from", "1e3"), ("hours_from", "169"),
        ("hours_to", "٣٦"), ("hours_to", "9" * 5000), ("buyer", "1 OR 1=1"), ("buyer", str(2**63)), ("within", "366"),
        ("state", "draft"), ("state", "OPEN"), ("sort", "title"), ("after", "../x"), ("after", "x" * 31),
        ("q", "\0\n\t"), ("q", "\ud800"), ("colour", "red"),
    ],
)  # fmt: skip
def test_what_is_not_ours_is_left_out(name, typed):
    assert parse({name: typed}) == Search()


def test_a_text_is_one_line_of_its_longest_length():
    assert parse({"q": " een\n\ttwee\0 "}).text == "een twee"
    assert len(parse({"q": "a" * 10_000}).text) == LONGEST["q"]


def test_hours_the_wrong_way_round_are_turned():
    assert (parse({"hours_from": "36", "hours_to": "24"}).hours_from, parse({"hours_from": "36"}).hours_to) == (
        24,
        None,
    )


def test_only_what_is_open_closes_within_days():
    assert parse({"within": "7"}).within == 7
    assert parse({"within": "7", "state": "closed"}).within is None


def test_a_page_begins_or_ends_somewhere_and_not_both():
    assert parse({"after": "T-1", "before": "T-2"}) == Search(after="T-1")
    assert Search(text="a", after="T-1").first() == Search(text="a")


def test_a_search_knows_whether_it_asks_for_less_than_all():
    assert not Search(state=State.ALL, sort=Sort.NEWEST, after="T-1").is_narrowed
    assert all(replace(Search(), **{name: 1}).is_narrowed for name in ("text", "region", "buyer", "within"))


def test_signs_of_an_address_in_a_search_stay_in_it():
    assert again(Search(text="a&b=c#d+e %41", region="'s-Gravenhage")) == Search(
        text="a&b=c#d+e %41", region="'s-Gravenhage"
    )


def test_a_mistyped_word_is_replaced_where_it_stands_and_nowhere_else():
    assert instead('Jurrist or "jurist" -jurristen', {"jurrist": "jurist"}) == 'jurist or "jurist" -jurristen'


def test_the_words_of_a_title_are_long_enough_to_be_mistyped():
    assert words("De Wmo-consulent (36 uur), consulent 2026 jeugdwét") == ["consulent", "jeugdwét"]
