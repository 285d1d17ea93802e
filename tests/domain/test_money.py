"""Rounding and splitting (R36)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.money import Money

amounts = st.decimals(Decimal(-10_000_000), Decimal(10_000_000), places=2).map(Money.of)
shares = st.decimals(Decimal(0), Decimal(100), places=2)


@pytest.mark.parametrize(
    ("written", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68"), ("-0.005", "-0.01"), ("7", "7.00")],
)
def test_r36_half_a_cent_rounds_up(written: str, rounded: str) -> None:
    assert str(Money.of(written)) == rounded


def test_r36_an_amount_is_rounded_once_per_amount() -> None:
    assert Money.of("110.00").times(Decimal("144.25")) == Money.of("15867.50")
    assert Money.of("0.05").percentage(Decimal(50)).percentage(Decimal(50)) == Money.of("0.02")


def test_r36_one_part_is_rounded_and_the_other_is_the_remainder() -> None:
    assert Money.of("0.03").split(Decimal(50)) == (Money.of("0.02"), Money.of("0.01"))


@pytest.mark.parametrize("share", ["-0.01", "100.01"])
def test_r36_a_share_lies_between_nothing_and_everything(share: str) -> None:
    with pytest.raises(ValueError, match="no share"):
        Money.of(1).split(Decimal(share))


def test_money_is_never_a_float() -> None:
    with pytest.raises(TypeError, match="float"):
        Money.of(0.1)  # type: ignore[arg-type]


def test_money_holds_whole_cents() -> None:
    with pytest.raises(ValueError, match="whole cents"):
        Money(Decimal("0.001"))


def test_the_total_of_nothing_is_nothing() -> None:
    assert Money.total([]) == Money.of(0)
    assert Money.total([Money.of("0.10"), Money.of("0.20")]) == Money.of("0.30")


@given(amounts, shares)
def test_r36_the_parts_of_a_split_always_add_up(amount: Money, share: Decimal) -> None:
    part, remainder = amount.split(share)
    assert part + remainder == amount


@given(amounts, shares)
def test_r36_taking_back_gives_exactly_the_opposite_parts(amount: Money, share: Decimal) -> None:
    part, remainder = amount.split(share)
    assert (-amount).split(share) == (-part, -remainder)


@given(st.lists(amounts, max_size=8))
def test_a_total_does_not_depend_on_the_order(parts: list[Money]) -> None:
    assert Money.total(parts) == Money.total(reversed(parts))
