"""Krippendorff's alpha: the worked example of the literature, and what holds for every set of points."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openinhuur.domain.agreement import Metric, alpha, spread

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "krippendorff.csv"
"""Four observers on twelve units: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C."""


def units() -> list[list[Decimal]]:
    with EXAMPLES.open(encoding="utf-8") as file:
        return [[Decimal(row[name]) for name in "ABCD" if row[name]] for row in csv.DictReader(file)]


@pytest.mark.parametrize(("metric", "said"), [(Metric.INTERVAL, "0.849"), (Metric.ORDINAL, "0.815")])
def test_alpha_is_what_the_literature_says(metric, said):
    assert round(alpha(units(), metric), 3) == Decimal(said)


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


@settings(max_examples=60)
@given(points, st.sampled_from(Metric))
def test_the_order_of_bids_and_assessors_does_not_matter(said, metric):
    once, turned = alpha(said, metric), alpha([one[::-1] for one in said[::-1]], metric)
    assert once == turned or abs(once - turned) < Decimal("1e-20")


@settings(max_examples=60)
@given(points)
def test_points_counted_in_other_units_agree_as_much(said):
    once, twice = alpha(said), alpha([[2 * one + 1 for one in unit] for unit in said])
    assert once == twice or abs(once - twice) < Decimal("1e-20")
