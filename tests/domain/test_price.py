"""R26: formulas for the price, exact; what is relative is known to be so."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openinhuur.domain.price import Formula, PriceRule, points

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "price.csv"
ROWS = list(csv.DictReader(EXAMPLES.read_text(encoding="utf-8").splitlines()))
FIXED = PriceRule(Formula.FIXED_RANGE, Decimal(40), Decimal(80), Decimal(120))


def rule(row: dict[str, str]) -> PriceRule:
    lowest, highest = (Decimal(row[name]) if row[name] else None for name in ("lowest", "highest"))
    return PriceRule(Formula(row["formula"]), Decimal(row["weight"]), lowest, highest)


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_r26_the_worked_examples(row):
    assert points(rule(row), Decimal(row["rate"]), lowest_offered=Decimal(row["lowest_offered"])) == Decimal(
        row["points"]
    )


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


@settings(max_examples=100)
@given(rules, cents, cents, cents)
def test_a_lower_rate_never_gets_fewer_points_and_none_get_more_than_all(said, one, other, third):
    lowest = min(one, other, third)
    low, high = sorted((one, other))
    cheap, dear = (points(said, rate, lowest_offered=lowest) for rate in (low, high))
    assert 0 <= dear <= cheap <= said.weight


@settings(max_examples=100)
@given(rules.filter(lambda one: not one.is_relative), cents, cents, cents)
def test_what_others_offer_matters_to_relative_formulas_only(said, rate, one, other):
    assert points(said, rate, lowest_offered=one) == points(said, rate, lowest_offered=other)
