"""Writing and publishing a call."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from openinhuur.calls import access
from openinhuur.calls import actions as calls
from openinhuur.domain.call import AlreadyPublished, WeightsDoNotAddUp
from openinhuur.domain.money import Money
from openinhuur.domain.roles import ANYONE, NotAllowed, NotFound, Verb
from openinhuur.domain.search import Search
from openinhuur.flow import queries
from openinhuur.parties.models import Regime
from tests.apps.house import AFTER, BEFORE, PUBLISHED, House


def test_a_draft_is_seen_by_its_desk_and_buyer_alone(house: House) -> None:
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    assert access.get("T-1", actor=house["Anna"], to=Verb.READ_CALL).title == "Secretaris"
    assert access.get("T-1", actor=house["Brenda"], to=Verb.READ_CALL).title == "Secretaris"
    for name in ("Bas", "Sterk BV", "Otto"):
        with pytest.raises(NotFound):
            access.get("T-1", actor=house[name], to=Verb.READ_CALL)
    with pytest.raises(NotFound):
        access.get("T-1", actor=ANYONE, to=Verb.READ_CALL)


def test_a_published_call_is_seen_by_everybody(house: House) -> None:
    house.publish()
    page = queries.call_page("T-1", actor=ANYONE, at=PUBLISHED)
    assert [one.maximum for one in page.award_criteria] == [60, 40]
    assert page.tabs == {"questions"}


def test_only_a_desk_publishes(house: House) -> None:
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    with pytest.raises(NotAllowed):
        calls.publish("T-1", actor=house["Brenda"], at=PUBLISHED)


def test_a_call_is_published_once(house: House) -> None:
    house.publish()
    with pytest.raises(AlreadyPublished):
        calls.publish("T-1", actor=house["Anna"], at=AFTER)
    assert house.call.published_at == PUBLISHED


def test_a_call_whose_points_are_not_100_stays_a_draft(house: House) -> None:
    with pytest.raises(WeightsDoNotAddUp):
        house.publish(award_criteria=house.draft().award_criteria[:1])
    assert house.call.published_at is None
    assert house.call.vault is None


def test_the_list_names_the_phase_of_each_call_without_a_query_per_call(
    house: House, django_assert_max_num_queries: object
) -> None:
    house.publish()
    for number in range(5):
        calls.write(_another(house, f"T-9{number}"), actor=house["Anna"], at=BEFORE)
        calls.publish(f"T-9{number}", actor=house["Anna"], at=PUBLISHED)
    with django_assert_max_num_queries(3):  # type: ignore[operator] # a fixture of pytest-django
        rows = queries.calls_found(Search(), at=PUBLISHED).rows
    assert {row.phase.value for row in rows if row.number.startswith("T-")} == {"open"}


def _another(house: House, number: str) -> calls.NewCall:
    house.number, before = number, house.number
    draft = house.draft()
    house.number = before
    return draft


def test_numbers_keep_their_exact_value(house: House) -> None:
    house.publish(fee_per_hour=Money.of("2.25"), hours_per_week=Decimal("36.50"))
    assert house.call.hours_per_week == Decimal("36.50")
    assert house.call.interviews_from_on == date(2026, 7, 2)
    assert house.call.closes_at == datetime.fromisoformat("2026-06-29T09:00:00+02:00")


def test_r40_who_pays_the_fee_is_frozen_at_publication(house: House) -> None:
    system = house.buyer.purchasing_systems.get()
    Regime.objects.create(purchasing_system=system, valid_from=PUBLISHED.date(), fee_payer="buyer")
    house.publish()
    Regime.objects.filter(purchasing_system=system).update(fee_payer="supplier")
    terms = {one.code: one.value for one in queries.call_page("T-1", actor=ANYONE, at=PUBLISHED).terms}
    assert terms["fee"] == (Money.of("2.25"), "buyer")


def test_r40_before_the_first_regime_the_supplier_pays(house: House) -> None:
    house.buyer.purchasing_systems.get().regimes.all().delete()
    assert house.publish().call.fee_payer == "supplier"
