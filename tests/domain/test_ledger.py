"""The hash chain: whatever is changed, removed or put in between is found at the first wrong entry."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.ledger import GENESIS, Link, first_broken, hash_of, moment_text

AT = datetime(2026, 6, 29, 6, 59, 59, 999000, tzinfo=UTC)


def chain(length: int) -> list[tuple[Link, str]]:
    links: list[tuple[Link, str]] = []
    previous = GENESIS
    for position in range(1, length + 1):
        link = Link(position, AT, "bid.received", "call:30534", "Sterk BV", {"n": position, "é": None}, previous)
        previous = hash_of(link)
        links.append((link, previous))
    return links


def test_an_untouched_chain_is_whole() -> None:
    found = first_broken(chain(5))
    assert (found.length, found.first_broken) == (5, None)
    assert found.head == chain(5)[-1][1]


def test_an_empty_journal_is_whole() -> None:
    assert first_broken([]).first_broken is None


@given(st.integers(0, 4), st.sampled_from(["event", "subject", "actor"]))
def test_a_changed_entry_is_named(index: int, changed: str) -> None:
    links = chain(5)
    link, recorded = links[index]
    links[index] = (replace(link, **{changed: "iets anders"}), recorded)
    assert first_broken(links).first_broken == index + 1


@given(st.integers(0, 3))
def test_an_entry_taken_out_is_found_where_it_stood(index: int) -> None:
    links = chain(5)
    del links[index]
    assert first_broken(links).first_broken == index + 1


def test_an_entry_that_was_hashed_anew_breaks_the_next_one() -> None:
    links = chain(3)
    forged = replace(links[0][0], actor="Rap BV")
    links[0] = (forged, hash_of(forged))
    assert first_broken(links).first_broken == 2


def test_a_moment_is_hashed_in_utc_with_milliseconds() -> None:
    assert moment_text(AT) == "2026-06-29T06:59:59.999Z"
