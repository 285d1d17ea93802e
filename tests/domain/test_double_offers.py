"""One candidate, several suppliers: what is the same name, and when is it decided?"""

import pytest

from openinhuur.domain.double_offers import (
    DoubleOfferUnexplained,
    Offered,
    OtherSupplierNamed,
    check_decision,
    doubles,
    is_decided,
)

STERK, RAP, THIRD = Offered("a", 1, "Pien de Wit"), Offered("b", 2, "PIEN  DE WIT"), Offered("c", 3, "pien de wit")


def test_r25_capitals_and_spaces_do_not_hide_that_it_is_one_name() -> None:
    assert doubles([STERK, Offered("x", 2, "Robin"), RAP]) == [(STERK, RAP)]


def test_r25_one_supplier_with_one_name_twice_is_no_double_offer() -> None:
    assert doubles([STERK, Offered("d", 1, "Pien de Wit")]) == []


def test_r25_a_decision_holds_for_these_bids_or_fewer_and_not_for_more() -> None:
    assert is_decided((STERK, RAP), [{"a", "b"}])
    assert is_decided((STERK, RAP), [{"a", "b", "c"}])
    assert not is_decided((STERK, RAP, THIRD), [{"a", "b"}, {"c"}])
    assert not is_decided((STERK, RAP), [])


@pytest.mark.parametrize("reason", ["Rap BV heeft een machtiging.", "De machtiging ligt bij  rap  bv, zegt men."])
def test_r7_a_reason_that_a_supplier_reads_names_no_other(reason: str) -> None:
    with pytest.raises(OtherSupplierNamed):
        check_decision(reason, others=["Rap BV"])
    check_decision(reason)


@pytest.mark.parametrize("reason", ["", "ok", "n.v.t."])
def test_r25_a_decision_says_why(reason: str) -> None:
    with pytest.raises(DoubleOfferUnexplained):
        check_decision(reason)
