"""The contract's period and its options to extend."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.contract import (
    Agreed,
    ContractEnded,
    ExtensionOption,
    NoOptionLeft,
    Period,
    Term,
    extend,
    first_period,
)

TERM = Term(date(2026, 7, 13), 6, (ExtensionOption(1, 6), ExtensionOption(2, 6)))


def test_r28_the_first_period_of_six_months_ends_on_12_january_2027() -> None:
    assert first_period(date(2026, 7, 13), 6) == Period(date(2026, 7, 13), date(2027, 1, 13))
    assert TERM.period.last_day == date(2027, 1, 12)


def test_r28_the_second_extension_ends_on_12_january_2028() -> None:
    once = extend(TERM, on=date(2026, 12, 1))
    twice = extend(once, on=date(2027, 6, 1))
    assert once.period.last_day == date(2027, 7, 12)
    assert twice.period.last_day == date(2028, 1, 12)


def test_options_are_a_ledger_of_published_used_and_left() -> None:
    once = extend(TERM, on=date(2026, 12, 1))
    assert once.used == (ExtensionOption(1, 6, used_on=date(2026, 12, 1)),)
    assert once.left == (ExtensionOption(2, 6),)
    assert len(once.options) == 2
    assert TERM.used == ()  # what was true before stays as it was


def test_options_are_used_in_their_published_order() -> None:
    unordered = Term(date(2026, 7, 13), 6, (ExtensionOption(2, 3), ExtensionOption(1, 6)))
    assert extend(unordered, on=date(2026, 12, 1)).used[0].sequence == 1


def test_no_more_options_than_were_published() -> None:
    used_up = extend(extend(TERM, on=date(2026, 12, 1)), on=date(2027, 6, 1))
    with pytest.raises(NoOptionLeft) as refused:
        extend(used_up, on=date(2027, 12, 1))
    assert refused.value.fields == {"published": 2}


def test_an_option_is_used_at_the_latest_on_the_last_day() -> None:
    assert extend(TERM, on=date(2027, 1, 12)).left == (ExtensionOption(2, 6),)
    with pytest.raises(ContractEnded) as refused:
        extend(TERM, on=date(2027, 1, 13))
    assert refused.value.fields == {"until_on": date(2027, 1, 13), "on": date(2027, 1, 13)}


def test_months_are_counted_from_the_start_so_that_the_31st_does_not_creep() -> None:
    term = Term(date(2026, 8, 31), 6, (ExtensionOption(1, 6),))
    assert term.period.until_on == date(2027, 2, 28)
    assert extend(term, on=date(2027, 1, 1)).period.until_on == date(2027, 8, 31)


@pytest.mark.parametrize("until_on", [date(2026, 7, 13), date(2026, 7, 12)])
def test_a_period_holds_at_least_one_day(until_on: date) -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 7, 13), until_on)


def test_a_period_covers_its_first_and_last_day_only_up_to_its_end() -> None:
    period = Period(date(2026, 7, 13), date(2026, 7, 15))
    assert period.days() == (date(2026, 7, 13), date(2026, 7, 14))
    assert [period.covers(date(2026, 7, day)) for day in (12, 13, 14, 15)] == [False, True, True, False]


def test_hours_are_agreed_on_some_day() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Agreed(Decimal(36), frozenset(), TERM.period, signed_at=None)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.lists(st.integers(1, 24), max_size=4))
def test_every_extension_lengthens_the_contract_and_leaves_one_option_less(start_on: date, months: list[int]) -> None:
    options = tuple(ExtensionOption(n, length) for n, length in enumerate(months, 1))
    term = Term(start_on, 6, options)
    for left in reversed(range(len(months))):
        longer = extend(term, on=start_on)
        assert longer.period.until_on > term.period.until_on
        assert len(longer.left) == left
        term = longer
