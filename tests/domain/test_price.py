"""R26: formulas for the price, exact; what is relative is known to be so."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.money import Money
from openinhuur.domain.price import Formula, PriceRule, points
from openinhuur.domain.ranking import Entry, Place, TieAcrossCut, rank

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
ROWS = list(csv.DictReader((EXAMPLES / "price.csv").read_text(encoding="utf-8").splitlines()))
DROP_OUTS = list(csv.DictReader((EXAMPLES / "drop_outs.csv").read_text(encoding="utf-8").splitlines()))
CASES = {row["case"]: [one for one in DROP_OUTS if one["case"] == row["case"]] for row in DROP_OUTS}
FIXED = PriceRule(Formula.FIXED_RANGE, Decimal(40), Decimal(80), Decimal(120))


def rule(row: dict[str, str]) -> PriceRule:
    lowest, highest = (Decimal(row[name]) if row[name] else None for name in ("lowest", "highest"))
    return PriceRule(Formula(row["formula"]), Decimal(row["weight"]), lowest, highest)


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_r26_the_worked_examples(row):
    assert points(rule(row), Decimal(row["rate"]), lowest_offered=Decimal(row["lowest_offered"])) == Decimal(
        row["points"]
    )


def ranked(said: PriceRule, bids: dict[str, tuple[Decimal, Decimal]]) -> list[Place]:
    """Who comes where: name → points for quality, and rate."""
    lowest = min(rate for _, rate in bids.values())
    entries = [
        Entry(name, quality + points(said, rate, lowest_offered=lowest), Money.of(rate))
        for name, (quality, rate) in bids.items()
    ]
    return rank(entries, shortlist_size=3, tie_across_cut=TieAcrossCut.ALL_PASS)


def columns(rows: list[dict[str, str]], suffix: str = "") -> dict[str, tuple[Decimal, Decimal, int]]:
    """Bid → points for the price, total and place, as the example has them."""
    return {
        row["bid"]: (
            Decimal(row[f"price_points{suffix}"]), Decimal(row[f"total{suffix}"]), int(row[f"place{suffix}"]),
        )
        for row in rows
    }  # fmt: skip


@pytest.mark.parametrize("rows", CASES.values(), ids=CASES)
def test_r26_nothing_is_computed_again_for_a_drop_out_and_this_is_what_it_would_change(rows):
    said = rule(rows[0])
    bids = {row["bid"]: (Decimal(row["quality"]), Decimal(row["hourly_rate"])) for row in rows}
    stay = [row for row in rows if not row["drops_out"]]
    made = {one.bid: (one.total - bids[one.bid][0], one.total, one.place) for one in ranked(said, bids)}
    left = {row["bid"]: bids[row["bid"]] for row in stay}
    again = {one.bid: (one.total - bids[one.bid][0], one.total, one.place) for one in ranked(said, left)}
    assert (made, again) == (columns(rows), columns(stay, "_if_again"))
    assert ([made[bid][2] for bid in left] != [again[bid][2] for bid in left]) is said.is_relative


@pytest.mark.parametrize(
    ("said", "is_relative"),
    [
        (PriceRule(Formula.RELATIVE, Decimal(40)), True),
        (FIXED, False),
        (PriceRule(Formula.LOGARITHMIC, Decimal(40), Decimal(80), Decimal(120)), False),
        (PriceRule(Formula.LOGARITHMIC, Decimal(40), None, Decimal(120)), True),
    ],
)
def test_r26_a_formula_with_what_others_offer_is_relative(said, is_relative):
    assert said.is_relative is is_relative


cents = st.integers(6000, 16000).map(lambda one: Decimal(one) / 100)
rules = st.sampled_from([
    PriceRule(Formula.RELATIVE, Decimal(40)), FIXED,
    PriceRule(Formula.LOGARITHMIC, Decimal(30), Decimal(80), Decimal(120)),
    PriceRule(Formula.LOGARITHMIC, Decimal("12.5"), None, Decimal(120)),
])  # fmt: skip


@given(rules, cents, cents, cents)
def test_a_lower_rate_never_gets_fewer_points_and_none_get_more_than_all(said, one, other, third):
    lowest = min(one, other, third)
    low, high = sorted((one, other))
    cheap, dear = (points(said, rate, lowest_offered=lowest) for rate in (low, high))
    assert 0 <= dear <= cheap <= said.weight


@given(rules.filter(lambda one: not one.is_relative), cents, cents, cents)
def test_what_others_offer_matters_to_relative_formulas_only(said, rate, one, other):
    assert points(said, rate, lowest_offered=one) == points(said, rate, lowest_offered=other)


offers = st.tuples(st.integers(0, 12).map(lambda one: Decimal(5 * one)), cents)


@given(
    rules.filter(lambda one: not one.is_relative),
    st.dictionaries(st.sampled_from("abcdef"), offers, min_size=1),
    offers,
)
def test_r26_a_new_bid_changes_the_order_of_others_by_a_relative_formula_only(said, bids, new):
    before = [one.bid for one in ranked(said, bids)]
    assert [one.bid for one in ranked(said, {**bids, "new": new}) if one.bid != "new"] == before
