"""R3: the order of the bids and the shortlist."""

import csv
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.money import Money
from openinhuur.domain.ranking import BrokenBy, Entry, LotNeeded, TieAcrossCut, rank

EXAMPLES = Path(__file__).parents[1] / "examples"


def entry(bid: str, total: str, rate: str) -> Entry:
    return Entry(bid, Decimal(total), Money.of(rate))


def of_case(value: object) -> str:
    return value if isinstance(value, str) else ""


def cases(name: str) -> list[tuple[str, list[dict[str, str]]]]:
    with (EXAMPLES / name).open(encoding="utf-8") as file:
        return [(name, list(rows)) for name, rows in groupby(csv.DictReader(file), key=lambda row: row["case"])]


@pytest.mark.parametrize(
    ("name", "rows"), cases("ranking.csv"), ids=lambda value: value if isinstance(value, str) else ""
)
def test_r3_worked_examples(name: str, rows: list[dict[str, str]]) -> None:
    places = rank([entry(row["bid"], row["total"], row["hourly_rate"]) for row in rows], shortlist_size=2)
    found = {one.bid: (str(one.place), one.passes, one.broken_by.value if one.broken_by else "") for one in places}
    assert found == {row["bid"]: (row["place"], row["passes"] == "yes", row["broken_by"]) for row in rows}


@pytest.mark.parametrize(("name", "rows"), cases("ties.csv"), ids=of_case)
def test_r3_r13_worked_examples_of_ties(name: str, rows: list[dict[str, str]]) -> None:
    entries = [entry(row["bid"], row["total"], row["hourly_rate"]) for row in rows]
    said = {
        "shortlist_size": int(rows[0]["shortlist_size"]),
        "tie_across_cut": TieAcrossCut(rows[0]["tie_across_cut"]),
        "lots": {row["bid"]: int(row["lot"]) for row in rows if row["lot"]},
    }
    if not rows[0]["place"]:
        with pytest.raises(LotNeeded):
            rank(entries, **said)
        return
    found = {
        one.bid: (str(one.place), one.passes, one.broken_by.value if one.broken_by else "")
        for one in rank(entries, **said)
    }
    assert found == {row["bid"]: (row["place"], row["passes"] == "yes", row["broken_by"]) for row in rows}


def test_r3_of_23_bids_that_all_count_ten_pass() -> None:
    places = rank([entry(f"b{n}", str(n), "100") for n in range(23)], shortlist_size=10)
    assert sum(one.passes for one in places) == 10


EQUAL_AT_THE_EDGE = [entry("a", "72", "110"), entry("b", "72", "110"), entry("c", "90", "110")]


def test_r3_a_tie_across_the_cut_that_the_rate_does_not_break_needs_a_lot() -> None:
    with pytest.raises(LotNeeded) as refused:
        rank(EQUAL_AT_THE_EDGE, shortlist_size=2)
    assert refused.value.fields == {"bids": "a, b", "places_left": 1}


def test_r3_a_lot_parts_them() -> None:
    places = rank(EQUAL_AT_THE_EDGE, shortlist_size=2, lots={"a": 2, "b": 1})
    assert [(one.bid, one.passes, one.broken_by) for one in places] == [
        ("c", True, None),
        ("b", True, BrokenBy.LOT),
        ("a", False, BrokenBy.LOT),
    ]


def test_r3_a_lot_drawn_for_only_one_of_them_does_not_count() -> None:
    with pytest.raises(LotNeeded):
        rank(EQUAL_AT_THE_EDGE, shortlist_size=2, lots={"a": 1})


def test_r3_both_pass_when_the_call_said_so() -> None:
    places = rank(EQUAL_AT_THE_EDGE, shortlist_size=2, tie_across_cut=TieAcrossCut.ALL_PASS)
    assert [one.passes for one in places] == [True, True, True]


def test_no_bids_make_no_ranking() -> None:
    assert rank([], shortlist_size=10) == []


totals = st.sampled_from([Decimal(0), Decimal("7.5"), Decimal(72), Decimal(100)])
rates = st.sampled_from([Money.of("89.99"), Money.of("90.00"), Money.of("110.00")])
field = st.lists(st.tuples(totals, rates), max_size=12).map(
    lambda values: [Entry(f"b{n:02}", total, rate) for n, (total, rate) in enumerate(values)]
)


@given(field, st.randoms(use_true_random=False), st.integers(1, 6))
def test_the_order_does_not_depend_on_the_order_of_the_input(entries: list[Entry], shuffler: object, size: int) -> None:
    shuffled = sorted(entries, key=lambda _: shuffler.random())  # type: ignore[attr-defined] # hypothesis' Random
    options = {"shortlist_size": size, "tie_across_cut": TieAcrossCut.ALL_PASS}
    assert rank(entries, **options) == rank(shuffled, **options)


@given(field, st.integers(1, 6))
def test_ties_are_symmetric(entries: list[Entry], size: int) -> None:
    places = {one.bid: one for one in rank(entries, shortlist_size=size, tie_across_cut=TieAcrossCut.ALL_PASS)}
    for one in places.values():
        assert all(one.bid in places[other].tied_with for other in one.tied_with)


@given(field, st.integers(1, 6))
def test_a_lower_rate_never_loses_a_tie(entries: list[Entry], size: int) -> None:
    places = rank(entries, shortlist_size=size, tie_across_cut=TieAcrossCut.ALL_PASS)
    for one in places:
        for other in places:
            if one.total == other.total and one.hourly_rate < other.hourly_rate:
                assert one.place < other.place
                assert one.passes >= other.passes


@given(field, totals, rates)
def test_a_new_bid_does_not_change_the_order_of_the_others(entries: list[Entry], total: Decimal, rate: Money) -> None:
    options = {"shortlist_size": 3, "tie_across_cut": TieAcrossCut.ALL_PASS}
    before = [one.bid for one in rank(entries, **options)]
    after = [one.bid for one in rank([*entries, Entry("new", total, rate)], **options) if one.bid != "new"]
    assert after == before
