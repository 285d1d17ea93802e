"""Withdrawing a published call: one asks, another decides, everybody is told, and nothing is done in it any more."""

from datetime import timedelta

import pytest

from openinhuur.assessments import actions as assessments
from openinhuur.bids import actions as bids
from openinhuur.calls import actions as calls
from openinhuur.calls.actions import withdrawing
from openinhuur.calls.models import Withdrawal
from openinhuur.contracts import actions as contracts
from openinhuur.domain.call import CallWithdrawn, NotPublished
from openinhuur.domain.four_eyes import ChangedSince, ReasonForSendingBack, SamePerson
from openinhuur.domain.opening import WithdrawalWaits
from openinhuur.domain.roles import ANYONE, NotAllowed
from openinhuur.domain.withdrawal import TooLateToWithdraw, WithdrawalClosed, WithdrawalReasonMissing
from openinhuur.domain.worklist import Task
from openinhuur.flow import correcting
from openinhuur.flow import withdrawing as flow
from openinhuur.flow.queries import buyer_work, call_page, desk_work, supplier_work
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import verify
from openinhuur.letters.models import Message
from openinhuur.parties.actions import admissions
from openinhuur.parties.models import Admission
from tests.apps.house import AFTER, BEFORE, CLOSES, IN_TIME, MONDAY, PUBLISHED, SIGNED, House, submission

WHY = "De functie vervalt na een reorganisatie."
EARLY = PUBLISHED + timedelta(days=2)


def ask(house: House, who: str = "Brenda", at=EARLY) -> Withdrawal:
    return flow.ask(house.number, WHY, actor=house[who], at=at)


def withdraw(house: House, who: str = "Anna", asked: str = "Brenda", at=EARLY) -> None:
    flow.withdraw(house.number, seen=ask(house, asked, at).pk, actor=house[who], at=at)


def test_a_call_is_withdrawn_by_two_people_and_keeps_its_reason(house: House) -> None:
    house.publish()
    asked = ask(house)
    with pytest.raises(SamePerson):
        flow.withdraw(house.number, seen=asked.pk, actor=house["Brenda"], at=EARLY)
    assert house.call.withdrawn_at is None
    flow.withdraw(house.number, seen=asked.pk, actor=house["Anna"], at=EARLY)
    assert (house.call.withdrawn_at, house.call.withdrawal_reason) == (EARLY, WHY)
    entry = Entry.objects.get(event="call.withdrawn")
    assert entry.facts == {"reason": WHY, "asked_by": house["Brenda"].person}
    assert verify().first_broken is None


@pytest.mark.parametrize(("asks", "decides"), [("Anna", "Brenda"), ("Anna", "Amir"), ("Brenda", "Amir")])
def test_the_desk_and_the_buyer_can_ask_and_decide(house: House, asks: str, decides: str) -> None:
    house.publish()
    withdraw(house, decides, asks)
    assert house.call.withdrawn_at is not None


@pytest.mark.parametrize("who", ["Sterk BV", "Otto", "Bas", "Ingrid", "Aukje", "Abel", "Berend"])
def test_nobody_else_does(house: House, who: str) -> None:
    house.publish()
    with pytest.raises(NotAllowed):
        ask(house, who)
    asked = ask(house)
    for attempt in (
        lambda: flow.withdraw(house.number, seen=asked.pk, actor=house[who], at=EARLY),
        lambda: withdrawing.drop(house.number, reason=WHY, actor=house[who], at=EARLY),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_everybody_reads_it_at_the_same_moment_and_who_bid_stays_unseen(house: House) -> None:
    house.publish()
    admission = admissions.ask(house.category_id, actor=house["Otto"], at=PUBLISHED)
    admissions.admit(admission.pk, actor=house["Anna"], at=PUBLISHED)
    house.bid("Otto", "Odette", at=EARLY)
    house.bid("Sterk BV", "Pien", at=EARLY)
    Admission.objects.filter(pk=admission.pk).update(state="suspended")
    withdraw(house)
    told = Message.objects.filter(kind="call-withdrawn")
    assert sorted((one.recipient_name, one.desk_id is None) for one in told) == [
        ("Otto", True), ("Ralf", False), ("Saskia", False),
    ]  # fmt: skip
    assert len({one.queued_at for one in told}) == 1
    assert all(WHY in one.text for one in told)


def test_nothing_is_done_in_it_any_more_but_it_is_read_by_everybody(house: House) -> None:
    house.publish()
    bid = house.bid("Sterk BV", "Pien", at=EARLY)
    withdraw(house)
    for attempt in (
        lambda: house.bid("Rap BV", "Robin"),
        lambda: bids.replace(bid, submission("Pien"), actor=house["Sterk BV"], at=IN_TIME),
        lambda: calls.ask("T-1", "Wat nu?", actor=house["Sterk BV"], at=EARLY),
        lambda: bids.open_vault("T-1", actor=house["Anna"], second=house["Amir"], at=AFTER),
        lambda: correcting.write("T-1", {"title": "Anders"}, reason=WHY, actor=house["Anna"], at=EARLY),
        lambda: ask(house),
    ):
        with pytest.raises(CallWithdrawn):
            attempt()
    page = call_page("T-1", actor=ANYONE, at=AFTER)
    assert (page.phase.value, page.said.withdrawal_reason) == ("withdrawn", WHY)


def test_a_withdrawn_call_is_on_no_list_of_what_runs_or_closes(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien", at=EARLY)
    asked, soon = ask(house), CLOSES - timedelta(days=1)
    assert [one.task for one in desk_work(actor=house["Anna"], at=EARLY).todos] == [Task.DECIDE_WITHDRAWAL]
    assert Task.DECIDE_WITHDRAWAL not in {one.task for one in buyer_work(actor=house["Brenda"], at=EARLY).todos}
    flow.withdraw("T-1", seen=asked.pk, actor=house["Anna"], at=EARLY)
    desk, buyer = desk_work(actor=house["Anna"], at=soon), buyer_work(actor=house["Brenda"], at=soon)
    supplier = supplier_work(actor=house["Sterk BV"], at=soon)
    assert (desk.todos, desk.closing, buyer.todos, buyer.calls, supplier.calls) == ([], [], [], [], [])
    assert [one.state for one in supplier.stands] == ["call-withdrawn"]


def test_a_call_is_withdrawn_after_the_opening_too_and_nothing_is_judged_any_more(house: House) -> None:
    house.publish()
    bid = house.bid("Sterk BV", "Pien")
    house.open()
    withdraw(house, at=AFTER)
    with pytest.raises(CallWithdrawn):
        assessments.judge_rest_met(bid, actor=house["Anna"], at=AFTER)
    assert Message.objects.filter(kind="call-withdrawn", desk_id=None).count() == 0


def test_a_signed_agreement_is_not_withdrawn(house: House) -> None:
    house.to_award()
    asked = ask(house, at=SIGNED)
    contracts.sign("T-1", contract_number="ZTM-1", start_on=MONDAY, actor=house["Brenda"], at=SIGNED)
    with pytest.raises(TooLateToWithdraw):
        flow.withdraw("T-1", seen=asked.pk, actor=house["Anna"], at=SIGNED)
    withdrawing.drop("T-1", actor=house["Brenda"], at=SIGNED)
    with pytest.raises(TooLateToWithdraw):
        ask(house, at=SIGNED)


def test_a_withdrawal_says_why_and_one_waits_at_a_time(house: House) -> None:
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    with pytest.raises(NotPublished):
        ask(house, "Anna")
    calls.publish("T-1", actor=house["Anna"], at=PUBLISHED)
    with pytest.raises(WithdrawalReasonMissing):
        flow.ask("T-1", "nee", actor=house["Anna"], at=EARLY)
    ask(house)
    with pytest.raises(WithdrawalWaits):
        ask(house, "Anna")


def test_who_asked_can_take_it_back_and_a_second_person_refuses_with_a_reason(house: House) -> None:
    house.publish()
    ask(house)
    withdrawing.drop("T-1", actor=house["Brenda"], at=EARLY)
    with pytest.raises(WithdrawalClosed):
        withdrawing.drop("T-1", reason=WHY, actor=house["Anna"], at=EARLY)
    ask(house)
    with pytest.raises(ReasonForSendingBack):
        withdrawing.drop("T-1", actor=house["Anna"], at=EARLY)
    withdrawing.drop("T-1", reason="De aanvraag is nog steeds nodig.", actor=house["Anna"], at=EARLY)
    told = Message.objects.get(kind="withdrawal-refused")
    assert (told.recipient_name, told.desk_id) == ("Brenda", house.desk.pk)
    assert house.call.withdrawn_at is None
    house.bid("Sterk BV", "Pien")
    house.open()


def test_exactly_the_request_that_was_looked_at_is_decided(house: House) -> None:
    house.publish()
    first = ask(house)
    withdrawing.drop("T-1", actor=house["Brenda"], at=EARLY)
    ask(house)
    with pytest.raises(ChangedSince):
        flow.withdraw("T-1", seen=first.pk, actor=house["Anna"], at=EARLY)
