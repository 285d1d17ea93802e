"""How many bids lie in a vault: one rule for every page that could tell."""

import pytest

from openinhuur.domain.opening import may_count
from openinhuur.flow import withdrawing
from openinhuur.flow.queries import desk_work
from openinhuur.flow.queries.corrections import correction_page
from openinhuur.flow.queries.opening import opening_page
from openinhuur.flow.queries.withdrawals import withdrawal_page
from tests.apps.house import CLOSES, IN_TIME, House
from tests.apps.test_corrections import write


def counted(house: House, at) -> dict[str, int | None]:
    """What each page tells, now."""
    anna = house["Anna"]
    told = {
        "correction": correction_page("T-1", actor=anna, at=at).bids,
        "withdrawal": withdrawal_page("T-1", actor=anna, at=at).bids,
        "opening": opening_page("T-1", actor=anna, at=at).received,
    }
    closing = desk_work(actor=anna, at=at).closing
    return told | {"work": closing[0].bids} if closing else told


@pytest.mark.parametrize(("is_shown", "told"), [(False, None), (True, 2)])
def test_r19_how_many_bids_are_in_is_told_before_the_deadline_only_where_the_call_says_so(house, is_shown, told):
    house.publish(bid_count_is_shown=is_shown)
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin")
    write(house, {"hours_per_week": "32"})
    withdrawing.ask("T-1", "De functie vervalt na een reorganisatie.", actor=house["Brenda"], at=IN_TIME)
    before = dict.fromkeys(("correction", "withdrawal", "opening", "work"), told)
    assert counted(house, IN_TIME) == before
    assert counted(house, CLOSES) == dict.fromkeys(("correction", "withdrawal", "opening"), 2)


def test_from_the_deadline_on_it_is_told():
    rule = {"closes_at": CLOSES, "count_is_shown": False}
    assert (may_count(**rule, at=IN_TIME), may_count(**rule, at=CLOSES)) == (False, True)
