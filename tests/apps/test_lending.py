"""Lending staff at the award and at the start: what the law asks on the day itself, and what it will ask (R28)."""

from datetime import UTC, date, datetime

import pytest

from openinhuur.assessments.actions import SuppliersNotAdmitted
from openinhuur.awards import actions as awards
from openinhuur.awards.models import AwardDecision
from openinhuur.contracts import actions as contracts
from openinhuur.contracts.models import Contract
from openinhuur.domain.interview import Grade
from openinhuur.domain.lender import WaadiNotRegistered, WttaNotNotified
from openinhuur.flow import queries
from openinhuur.journal.models import Entry
from openinhuur.parties import lending
from openinhuur.parties.models import Admission, Passport, RegisterCheck
from tests.apps.house import ADVANTAGES, BEFORE, DECIDED, MONDAY, SIGNED, House

IN_2027 = date(2027, 1, 4)
NEEDS = ["waadi 2026-08-03 met", "notified 2027-01-01 not met", "admitted 2028-01-01 not met"]


@pytest.fixture
def interviewed(house: House) -> House:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    house.open().judge_all_met().score(Pien=60, Robin=48)
    return house.interview(Pien=Grade.GOOD, Robin=Grade.GOOD)


def passport(house: House, **changed: object) -> None:
    Passport.objects.filter(supplier=house.suppliers["Sterk BV"]).update(**changed)


def looked_up(house: House, register: str, *, is_confirmed: bool, at: datetime = BEFORE) -> RegisterCheck:
    return RegisterCheck.objects.create(
        supplier=house.suppliers["Sterk BV"], register=register, is_confirmed=is_confirmed, found="Gezien.",
        source="person", checked_by_id=house["Anna"].person, checked_at=at,
    )  # fmt: skip


def decide(house: House) -> AwardDecision:
    return awards.decide(
        house.bids["Pien"], "De beste in het gesprek.", advantages=ADVANTAGES, actor=house["Brenda"], at=DECIDED
    )


def sign(house: House, start_on: date = MONDAY) -> Contract:
    return contracts.sign("T-1", contract_number="ZTM-1", start_on=start_on, actor=house["Brenda"], at=SIGNED)


def written(event: str) -> dict[str, object]:
    facts: dict[str, object] = Entry.objects.get(event=event, subject="call:T-1").facts
    return facts


@pytest.mark.parametrize("state", ["suspended", "ended"])
def test_who_is_not_admitted_any_more_is_not_awarded(interviewed: House, state: str) -> None:
    Admission.objects.filter(supplier=interviewed.suppliers["Sterk BV"]).update(state=state)
    with pytest.raises(SuppliersNotAdmitted):
        decide(interviewed)
    Admission.objects.filter(supplier=interviewed.suppliers["Sterk BV"]).update(state="admitted")
    assert decide(interviewed)


def test_r28_who_may_not_lend_staff_on_the_day_of_the_award_is_not_awarded(interviewed: House) -> None:
    passport(interviewed, waadi_registered_on=None)
    with pytest.raises(WaadiNotRegistered) as refused:
        decide(interviewed)
    assert refused.value.fields["field"] == "waadi_registered_on"
    passport(interviewed, lends_staff=False)
    decide(interviewed)
    assert written("award.decided")["looked_up"] == []


def test_r28_the_last_look_in_the_register_stands_in_the_journal(interviewed: House) -> None:
    looked_up(interviewed, "sna", is_confirmed=True)
    looked_up(interviewed, "waadi", is_confirmed=False)
    last = looked_up(interviewed, "waadi", is_confirmed=True, at=datetime(2026, 6, 1, 8, tzinfo=UTC))
    decide(interviewed)
    assert written("award.decided")["looked_up"] == [f"waadi confirmed 2026-06-01T08:00:00.000Z #{last.pk}"]


def test_r28_what_was_looked_up_and_not_found_does_not_count(interviewed: House) -> None:
    looked_up(interviewed, "waadi", is_confirmed=False)
    with pytest.raises(WaadiNotRegistered):
        decide(interviewed)


def test_r28_a_registration_lost_after_the_award_stops_the_signing(house: House) -> None:
    house.to_award()
    passport(house, waadi_registered_on=None)
    with pytest.raises(WaadiNotRegistered):
        sign(house)


def test_r28_work_that_starts_in_2027_needs_a_notification_before_that_year(house: House) -> None:
    house.to_award()
    with pytest.raises(WttaNotNotified):
        sign(house, start_on=IN_2027)
    passport(house, wtta_status="notified", wtta_since_on=date(2026, 7, 1))
    looked_up(house, "waadi", is_confirmed=True)
    looked_up(house, "wtta", is_confirmed=True)
    sign(house, start_on=IN_2027)
    looks = written("contract.signed")["looked_up"]
    assert isinstance(looks, list)
    assert [one.split()[0] for one in looks] == ["waadi", "wtta"]


def test_r28_an_agreement_that_runs_into_a_new_rule_is_signed_and_says_what_it_will_need(house: House) -> None:
    house.to_award()
    sign(house)
    assert written("contract.signed")["lender_needs"] == NEEDS


def test_r28_the_agreement_shows_the_needs_of_its_longest_period_as_they_are_met_now(house: House) -> None:
    house.to_award()
    sign(house)
    passport(house, wtta_status="notified", wtta_since_on=date(2026, 11, 1))
    page = queries.contract_page("T-1", actor=house["Brenda"], at=SIGNED.replace(year=2027))
    assert [(one.rule, one.from_on, one.is_met, one.is_in_force) for one in page.lender_needs] == [
        ("waadi", MONDAY, True, True),
        ("notified", date(2027, 1, 1), True, True),
        ("admitted", date(2028, 1, 1), False, False),
    ]
    passport(house, lends_staff=False)
    assert queries.contract_page("T-1", actor=house["Brenda"], at=SIGNED).lender_needs == []


def test_r28_the_seed_needs_an_admitted_lender_for_its_second_extension(house: House) -> None:
    sterk = house.suppliers["Sterk BV"].pk
    assert [str(one) for one in lending.needs(sterk, date(2026, 7, 13), date(2027, 1, 13))] == [
        "waadi 2026-07-13 met", "notified 2027-01-01 not met",
    ]  # fmt: skip
    assert str(lending.needs(sterk, date(2026, 7, 13), date(2028, 1, 13))[-1]) == "admitted 2028-01-01 not met"
