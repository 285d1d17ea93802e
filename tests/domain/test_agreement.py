"""Krippendorff's alpha: the worked example of the literature, and what holds for every set of points."""

import csv
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.agreement import Metric, alpha, spread

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "krippendorff.csv"
"""Four observers on twelve units, with values missing: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability",
2011, https://repository.upenn.edu/asc_papers/43, under "any number of observers, missing data"."""

COINCIDENCES = {
    (1, 1): Fraction(7), (1, 2): Fraction(4, 3), (1, 3): Fraction(1, 3), (1, 4): Fraction(1, 3), (2, 2): Fraction(10),
    (2, 3): Fraction(4, 3), (2, 4): Fraction(1, 3), (3, 3): Fraction(8), (3, 4): Fraction(1, 3), (4, 4): Fraction(4),
    (5, 5): Fraction(3),
}  # fmt: skip
"""Counted by hand: how often two values meet in one unit, each unit weighed by one less than its values."""
COUNTS = {1: 9, 2: 13, 3: 10, 4: 5, 5: 3}
"""How often each value was given, in the units that have two or more: forty in all."""
RANKS_APART = {
    (1, 2): Fraction(121), (1, 3): Fraction(2025, 4), (1, 4): Fraction(900), (1, 5): Fraction(1156),
    (2, 3): Fraction(529, 4), (2, 4): Fraction(361), (2, 5): Fraction(529), (3, 4): Fraction(225, 4),
    (3, 5): Fraction(529, 4), (4, 5): Fraction(16),
}  # fmt: skip
"""By hand: (all values from the one to the other, less half of the two ends), squared. For 1 and 2: (22 - 11)²."""


def units() -> list[list[Decimal]]:
    with EXAMPLES.open(encoding="utf-8") as file:
        return [[Decimal(row[name]) for name in "ABCD" if row[name]] for row in csv.DictReader(file)]


def by_hand(apart: Callable[[int, int], Fraction]) -> Fraction:
    """Alpha from the hand counts, for any way to say how far two values lie apart."""
    seen = sum((count * apart(*pair) for pair, count in COINCIDENCES.items()), Fraction(0))
    chance = sum(
        (COUNTS[one] * COUNTS[other] * apart(one, other) for one, other in combinations(COUNTS, 2)), Fraction(0)
    )
    return 1 - Fraction(sum(COUNTS.values()) - 1) * seen / chance


@pytest.mark.parametrize(("metric", "said"), [(Metric.INTERVAL, "0.849"), (Metric.ORDINAL, "0.815")])
def test_alpha_is_what_the_literature_says(metric, said):
    assert round(alpha(units(), metric), 3) == Decimal(said)


@pytest.mark.parametrize(
    ("apart", "said"),
    [
        (lambda one, other: Fraction(one != other), "0.743"),
        (lambda one, other: Fraction(one - other) ** 2, "0.849"),
        (lambda one, other: RANKS_APART.get((one, other), Fraction(0)), "0.815"),
        (lambda one, other: Fraction(one - other, one + other) ** 2, "0.797"),
    ],
    ids=["nominal", "interval", "ordinal", "ratio"],
)
def test_counted_by_hand_the_example_gives_the_four_figures_that_were_published(apart, said):
    assert format(float(by_hand(apart)), ".3f") == said


def test_alpha_is_to_the_last_digit_what_counting_by_hand_gives():
    hand = {
        Metric.INTERVAL: by_hand(lambda one, other: Fraction(one - other) ** 2),
        Metric.ORDINAL: by_hand(lambda one, other: RANKS_APART.get((one, other), Fraction(0))),
    }
    for metric, said in hand.items():
        assert abs(Fraction(alpha(units(), metric)) - said) < Fraction(1, 10**20)


def test_full_agreement_is_one():
    assert alpha([[Decimal(5), Decimal(5)], [Decimal(20), Decimal(20)]]) == 1


@pytest.mark.parametrize("said", [[], [[Decimal(5)]], [[Decimal(5), Decimal(5)], [Decimal(5), Decimal(5)]]])
def test_without_anything_to_compare_there_is_no_figure(said):
    assert alpha(said) is None


def test_one_lonely_value_tells_nothing():
    both = [[Decimal(5), Decimal(10)], [Decimal(20), Decimal(20)]]
    assert alpha([*both, [Decimal(0)]]) == alpha(both)


def test_the_spread_is_from_the_lowest_to_the_highest():
    assert (spread([Decimal(10), Decimal(25), Decimal(15)]), spread([])) == (15, 0)


points = st.lists(st.lists(st.sampled_from([Decimal(n) for n in (0, 5, 10, 15)]), max_size=4), max_size=8)


@given(points, st.sampled_from(Metric))
def test_the_order_of_bids_and_assessors_does_not_matter(said, metric):
    once, turned = alpha(said, metric), alpha([one[::-1] for one in said[::-1]], metric)
    assert once == turned or abs(once - turned) < Decimal("1e-20")


@given(points)
def test_points_counted_in_other_units_agree_as_much(said):
    once, twice = alpha(said), alpha([[2 * one + 1 for one in unit] for unit in said])
    assert once == twice or abs(once - twice) < Decimal("1e-20")
