"""R26, R6: the price as a weighted stage: counted when step 2 closes, kept with the ranking, told in the letters."""

from decimal import Decimal

import pytest

from openinhuur.assessments import actions as assessments
from openinhuur.assessments.models import RankedBid
from openinhuur.domain.call import AwardCriterion
from openinhuur.domain.interview import Grade
from openinhuur.domain.scoring import SIX_STEPS, points_of
from openinhuur.flow import queries
from openinhuur.parties.models import Organisation
from tests.apps.house import AFTER, House
from tests.apps.test_awards import text_of

CRITERIA = [
    AwardCriterion("3", "Ervaring", Decimal(60), points_of(SIX_STEPS, Decimal(60))),
    AwardCriterion("4", "Notuleren", Decimal(20), (Decimal(0), Decimal(20))),
]


@pytest.fixture
def opened(house: House) -> House:
    house.publish(award_criteria=CRITERIA, price_weight=Decimal(20), price_formula="relative")
    house.bid("Sterk BV", "Pien", "110.00")
    house.bid("Rap BV", "Robin", "100.00")
    return house.open().judge_all_met()


def scored(house: House, **points: int) -> House:

    house.assign("Amir", *points)
    for candidate, given in points.items():
        house.give("Amir", candidate, given, 20).finish("Amir", candidate)
    assessments.close_step_2("T-1", actor=house["Amir"], at=AFTER)
    return house


def ranking(house: House) -> list[tuple[str, Decimal, Decimal | None]]:
    rows = RankedBid.objects.filter(bid__call=house.call).select_related("bid__offer__candidate")
    return [(one.bid.offer.candidate.name, one.total, one.price_points) for one in rows]


def test_r26_the_price_weighs_in_the_total_and_can_turn_the_order(opened):
    scored(opened, Pien=48, Robin=48)
    assert ranking(opened) == [("Robin", 88, 20), ("Pien", Decimal("86.182"), Decimal("18.182"))]


def test_r6_no_points_for_the_price_are_seen_before_step_2_is_closed(opened):
    opened.assign("Amir").give("Amir", "Pien", 48, 20).finish("Amir", "Pien")
    page = queries.matrix_page("T-1", actor=opened["Anna"], at=AFTER)
    assert {(row.price_points, row.hourly_rate) for row in page.rows} == {(None, None)}
    scored(opened, Robin=36)
    page = queries.matrix_page("T-1", actor=opened["Anna"], at=AFTER)
    assert [(row.total, row.price_points) for row in page.rows] == [(Decimal("86.182"), Decimal("18.182")), (76, 20)]


def test_r26_nothing_is_computed_again_when_who_was_cheapest_drops_out(opened):
    scored(opened, Pien=48, Robin=36)
    before = ranking(opened)
    opened.suppliers["Rap BV"].admissions.update(state="suspended")
    assert Organisation.objects.filter(name="Rap BV").exists()
    assert ranking(opened) == before
    assert queries.matrix_page("T-1", actor=opened["Anna"], at=AFTER).rows[0].price_points == Decimal("18.182")


def test_r23_the_letter_tells_the_points_for_the_price_so_that_they_add_up(opened):
    scored(opened, Pien=48, Robin=36).interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT).award("Pien")
    text = text_of(opened, "Robin")
    assert "P. Prijs 20 20 18,182" in text
    assert "Totaal 100 76 86,182" in text
