"""Numbers that everybody may read (R7)."""

from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.disclosure import FEWEST, OTHER, told_apart

COUNTS = st.dictionaries(st.sampled_from([str(number) for number in range(1, 9)]), st.integers(0, 12))


def test_r7_reasons_with_enough_bids_are_told_apart() -> None:
    assert told_apart({"1": 3, "2": 4}) == {"2": 4, "1": 3}


def test_r7_one_reason_for_all_is_not_told_for_it_would_be_everybodys() -> None:
    assert told_apart({"1": 9}) == {}


def test_r7_a_single_bid_hides_among_others() -> None:
    assert told_apart({"1": 6, "2": 4, "3": 1}) == {"1": 6, OTHER: 5}


def test_r7_what_is_hidden_does_not_follow_from_the_sum() -> None:
    assert told_apart({"1": 6, "2": 2}) == {}


@given(COUNTS)
def test_r7_nothing_smaller_than_three_is_ever_shown_and_nothing_is_lost(counts: dict[str, int]) -> None:
    shown = told_apart(counts)
    assert all(count >= FEWEST for count in shown.values())
    assert len(shown) != 1
    assert not shown or sum(shown.values()) == sum(counts.values())
    assert all(shown[reason] == counts[reason] for reason in shown if reason != OTHER)
