"""Two people at the same moment: the second waits for the first, and then meets the rule, never a half-done thing."""

import threading
import time
from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connections, transaction

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import agreeing
from openinhuur.assessments.models import RankedBid, Score
from openinhuur.bids import actions as bids
from openinhuur.bids import ceremony
from openinhuur.bids.models import Bid, LateBid, Opening
from openinhuur.contracts import actions as contracts
from openinhuur.contracts.models import TimesheetDay
from openinhuur.domain.admission import StepNotPossible
from openinhuur.domain.bid import DeadlinePassed
from openinhuur.domain.paper import PaperKind
from openinhuur.domain.scoring import StepClosed
from openinhuur.journal.queries import verify
from openinhuur.parties.actions import admissions, passports
from openinhuur.parties.models import Admission, AdmissionStep, ExpiryNotice
from tests.apps.house import AFTER, CV, IN_TIME, MONDAY, SIGNED, House, build, submission
from tests.databases import own_database

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

SEPTEMBER = datetime(2026, 9, 7, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, where things are really committed; it is thrown away afterwards."""
    with own_database("test_hurry", django_db_blocker):
        yield build()


@pytest.fixture
def house(everybody: House, request: pytest.FixtureRequest) -> House:
    """A call of its own for each test."""
    everybody.number, everybody.bids = f"T-{abs(hash(request.node.name)) % 10**6}", {}
    return everybody


def while_held(first: Callable[[], object], second: Callable[[], object]) -> list[BaseException]:
    """Do ``second`` while ``first`` is done but not committed yet; returns what went wrong, first of all."""
    done, raised = threading.Event(), []

    def hold() -> None:
        with transaction.atomic():
            first()
            done.set()
            time.sleep(0.4)

    def follow() -> None:
        done.wait(10)
        second()

    def attempt(what: Callable[[], None]) -> None:
        try:
            what()
        except Exception as error:
            raised.append(error)
            done.set()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt, args=(what,)) for what in (hold, follow)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_points_that_are_being_given_are_in_the_ranking_or_refused(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin")
    house.open().judge_all_met()
    house.assign("Amir").give("Amir", "Pien", 60).give("Amir", "Robin", 60).finish("Amir", "Pien", "Robin")
    pien = house.bids["Pien"]
    raised = while_held(
        lambda: agreeing.agree(pien, "3", Decimal(0), "Toch niet.", actor=house["Amir"], at=AFTER),
        lambda: assessments.close_step_2(house.number, actor=house["Anna"], at=AFTER),
    )
    assert raised == []
    assert RankedBid.objects.get(bid=pien).total == sum(one.points for one in Score.objects.filter(bid=pien)) == 40
    late = while_held(lambda: None, lambda: agreeing.agree(pien, "3", Decimal(60), "", actor=house["Amir"], at=AFTER))
    assert [type(one) for one in late] == [StepClosed]


def test_hours_are_not_rewritten_while_they_are_approved(house: House) -> None:
    house.to_award()
    number = f"ZTM-{house.number}"
    contracts.sign(house.number, contract_number=number, start_on=MONDAY, actor=house["Brenda"], at=SIGNED)
    contracts.write_hours(number, MONDAY, {MONDAY: Decimal(1)}, actor=house["Sterk BV"], at=SEPTEMBER)
    four_days = {MONDAY + timedelta(days=day): Decimal(9) for day in range(4)}
    raised = while_held(
        lambda: contracts.approve_hours(number, MONDAY, actor=house["Brenda"], at=SEPTEMBER),
        lambda: contracts.write_hours(number, MONDAY, four_days, actor=house["Sterk BV"], at=SEPTEMBER),
    )
    assert [type(one) for one in raised] == [contracts.AlreadyApproved]
    assert [one.hours for one in TimesheetDay.objects.filter(timesheet__contract__number=number)] == [1]


def test_a_late_bid_is_recorded_although_the_vault_is_being_opened(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    raised = while_held(
        lambda: bids.open_vault(house.number, actor=house["Anna"], second=house["Amir"], at=AFTER),
        lambda: bids.submit(house.number, submission("Robin"), actor=house["Rap BV"], at=AFTER),
    )
    assert [type(one) for one in raised] == [DeadlinePassed]
    assert LateBid.objects.filter(call=house.call).count() == 1


def test_of_two_turns_at_the_same_moment_one_opens_the_vault(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    raised = while_held(
        lambda: ceremony.take_turn(house.number, actor=house["Anna"], at=AFTER),
        lambda: ceremony.take_turn(house.number, actor=house["Amir"], at=AFTER),
    )
    assert raised == []
    assert Opening.objects.filter(call=house.call).count() == 1


def test_many_bids_at_once_are_all_stored_once_and_the_journal_stays_whole(house: House) -> None:
    house.publish()
    names = [f"Kandidaat {letter}" for letter in "ABCDEFGH"]
    errors: list[BaseException] = []

    def send(name: str) -> None:
        try:
            bids.submit(house.number, submission(name), actor=house["Sterk BV"], at=IN_TIME)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Bid.objects.filter(call=house.call).count() == len(names)
    assert verify().first_broken is None


def test_of_two_who_decide_on_one_request_the_second_meets_the_first(house: House) -> None:
    asked = admissions.ask(house.category_id, actor=house["Otto"], at=IN_TIME).pk
    raised = while_held(
        lambda: admissions.refuse(asked, "De polis is verlopen.", actor=house["Anna"], at=IN_TIME),
        lambda: admissions.admit(asked, actor=house["Amir"], at=IN_TIME),
    )
    assert [type(one) for one in raised] == [StepNotPossible]
    assert Admission.objects.get(pk=asked).state == "refused"
    assert [one.step for one in AdmissionStep.objects.filter(admission=asked)] == ["refuse"]


def test_a_supplier_that_asks_twice_at_once_has_asked_once(house: House) -> None:
    raised = while_held(
        lambda: admissions.ask(house.category_id, actor=house["Otto"], at=IN_TIME),
        lambda: admissions.ask(house.category_id, actor=house["Otto"], at=IN_TIME),
    )
    assert [type(one) for one in raised] == [admissions.AlreadyAsked]
    asked = Admission.objects.get(supplier=house.suppliers["Otto BV"], state="asked").pk
    admissions.withdraw(asked, actor=house["Otto"], at=IN_TIME)


def test_two_workers_at_once_tell_a_supplier_once(house: House) -> None:
    actor = house["Sterk BV"]
    passports.add_paper(
        actor.organisation, kind=PaperKind.OTHER, content=CV, name="a.pdf", issued_on=IN_TIME.date(),
        expires_on=IN_TIME.date(), actor=actor, at=IN_TIME,
    )  # fmt: skip
    raised = while_held(lambda: passports.warn_of_expiry(at=IN_TIME), lambda: passports.warn_of_expiry(at=IN_TIME))
    assert raised == []
    assert ExpiryNotice.objects.count() == 1
