"""What waits for whom, told from all steps at once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import interests, interviews
from openinhuur.awards import actions as awards
from openinhuur.bids import actions as bids
from openinhuur.bids.double_offers import doubles_of, undecided
from openinhuur.calls import actions as calls
from openinhuur.calls import rounds
from openinhuur.calls.actions import clarifying
from openinhuur.calls.models import Call
from openinhuur.contracts import actions as contracts
from openinhuur.documents.actions import keep
from openinhuur.domain.answers import Reply
from openinhuur.domain.bid import DeadlinePassed
from openinhuur.domain.interview import Grade
from openinhuur.domain.roles import ANYONE, Actor, NotAllowed, Role
from openinhuur.domain.worklist import Task, Todo
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries import (
    auditor_work,
    buyer_work,
    desk_work,
    house_work,
    organisation_work,
    supplier_work,
)
from openinhuur.flow.queries.work import facts
from openinhuur.flow.queries.work.supplier import BidState
from openinhuur.invoices import actions as invoices
from openinhuur.parties.actions import admissions, people
from openinhuur.parties.models import Passport
from tests.apps.house import (
    AFTER,
    ANSWERED,
    BEFORE,
    CLOSES,
    DECIDED,
    IN_TIME,
    MONDAY,
    PUBLISHED,
    SIGNED,
    House,
    submission,
)

pytestmark = pytest.mark.django_db

NO_MORE_QUERIES_THAN = 22
ENDS = datetime(2026, 7, 27, 22, tzinfo=UTC)
WEEK = {MONDAY + timedelta(days=day): Decimal(9) for day in range(4)}
WRITTEN = datetime(2026, 8, 7, 8, tzinfo=UTC)
NOTICE = ("notify-awards", 0, 0)


def tasks(found: list[Todo]) -> list[tuple[str, int, int]]:
    return [(one.task.value, one.done, one.total) for one in found]


def of_desk(house: House, at: datetime) -> list[tuple[str, int, int]]:
    return tasks(desk_work(actor=house["Anna"], at=at).todos)


def of_buyer(house: House, at: datetime, who: str = "Brenda") -> list[tuple[str, int, int]]:
    return tasks(buyer_work(actor=house[who], at=at).todos)


def two_bids(house: House) -> House:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    return house


def signed(house: House) -> House:
    house.to_award()
    contracts.sign(house.number, contract_number="C-1", start_on=MONDAY, actor=house["Brenda"], at=SIGNED)
    return house


# the hiring desk


def test_the_desk_is_led_from_the_questions_to_the_shortlist(house):
    house.publish()
    calls.ask(house.number, "Mag het op afstand?", actor=house["Sterk BV"], at=PUBLISHED)
    questions_close_at = house.call.questions_close_at
    assert of_desk(house, questions_close_at - timedelta(milliseconds=1)) == []
    assert of_desk(house, questions_close_at) == [("answer", 0, 1)]
    house.answer()
    assert of_desk(house, ANSWERED) == []
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin")
    assert of_desk(house, CLOSES) == [("open", 0, 2)]
    bids.open_vault(house.number, actor=house["Anna"], second=house["Amir"], at=AFTER)
    assert of_desk(house, AFTER) == [("read", 0, 2)]
    bids.read_bids(house.number, actor=house["Anna"], at=AFTER)
    assessments.judge_rest_met(house.bids["Pien"], actor=house["Anna"], at=AFTER)
    assert of_desk(house, AFTER) == [("judge", 1, 2)]
    assessments.judge(house.bids["Robin"], "1", is_met=False, reason="Een zzp'er zonder dienstverband.",
                      actor=house["Anna"], at=AFTER)  # fmt: skip
    assessments.judge_rest_met(house.bids["Robin"], actor=house["Anna"], at=AFTER)
    assert of_desk(house, AFTER) == [("close-step-1", 2, 2)]
    assessments.close_step_1(house.number, actor=house["Anna"], at=AFTER)
    house.assign("Amir", "Pien").give("Amir", "Pien", 60)
    assert of_desk(house, AFTER) == [("score", 0, 2)]  # not finished, so it does not count yet
    house.finish("Amir", "Pien")
    assert of_desk(house, AFTER) == [("close-step-2", 2, 2)]
    assessments.close_step_2(house.number, actor=house["Amir"], at=AFTER)
    assert of_desk(house, AFTER) == []
    assert tasks(desk_work(actor=house["Anna"], at=AFTER).of_buyers) == [("invite", 0, 1)]


def test_r12_answers_wait_for_who_did_not_write_them(house):
    house.publish()
    row = calls.ask(house.number, "Mag het op afstand?", actor=house["Sterk BV"], at=PUBLISHED)
    at = house.call.questions_close_at
    calls.answer(house.number, row.pk, Reply(answer="Ja."), seen=rounds.fingerprint([row]), actor=house["Anna"], at=at)
    assert of_desk(house, at) == [("answer", 0, 1)]  # written, and offered to nobody yet
    clarifying.offer(house.number, actor=house["Anna"], at=at)
    assert of_desk(house, at) == []
    assert tasks(desk_work(actor=house["Amir"], at=at).todos) == [("check-answers", 0, 1)]


def test_the_desk_is_late_when_the_day_of_the_invitations_begins(house):
    two_bids(house)
    begins = datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert desk_work(actor=house["Anna"], at=begins - timedelta(milliseconds=1)).late == 0
    assert desk_work(actor=house["Anna"], at=begins).late == 1


def test_what_is_late_comes_first_whatever_it_is(house):
    two_bids(house)
    admissions.ask(house.category_id, actor=house["Otto"], at=PUBLISHED - timedelta(days=1))
    found = desk_work(actor=house["Anna"], at=datetime(2026, 7, 3, 8, tzinfo=UTC))
    assert [one.task for one in found.todos] == [Task.DECIDE_ADMISSION, Task.OPEN]
    assert found.late == 2
    assert [one.about for one in found.todos] == ["Otto BV, Bestuur", "Secretaris"]


def test_a_declaration_that_did_not_come_in_time_waits_for_the_desk(house):
    admission = next(iter(house.suppliers["Sterk BV"].admissions.all()))
    admissions.ask_renewal(admission.pk, actor=house["Anna"], at=PUBLISHED)
    assert of_desk(house, PUBLISHED) == []
    found = desk_work(actor=house["Anna"], at=IN_TIME)
    assert [(one.task, one.key) for one in found.todos] == [(Task.AWAIT_DECLARATION, str(admission.pk))]
    assert found.late == 1


def test_r22_a_declared_relation_waits_for_somebody_else_at_the_desk_and_at_the_buyer(house):
    two_bids(house)
    interests.declare(house.number, has_relation=True, text="Mijn broer werkt er.", actor=house["Amir"], at=IN_TIME)
    assert of_desk(house, IN_TIME) == [("resolve-interest", 0, 0)]
    assert of_buyer(house, IN_TIME) == [("resolve-interest", 0, 0)]
    assert tasks(desk_work(actor=house["Amir"], at=IN_TIME).todos) == []
    assert of_buyer(house, IN_TIME, "Ingrid") == []


def test_r19_before_the_deadline_the_desk_sees_what_closes_and_not_how_many_bids_there_are(house):
    two_bids(house)
    assert [(one.number, one.bids) for one in desk_work(actor=house["Anna"], at=IN_TIME).closing] == [("T-1", None)]
    assert desk_work(actor=house["Anna"], at=CLOSES).closing == []
    assert desk_work(actor=house["Anna"], at=CLOSES - timedelta(days=7, milliseconds=1)).closing == []


def test_approved_weeks_wait_for_both_invoices(house):
    signed(house)
    contracts.write_hours("C-1", MONDAY, WEEK, actor=house["Sterk BV"], at=WRITTEN)
    assert of_desk(house, WRITTEN) == [NOTICE]
    assert of_buyer(house, WRITTEN) == [("approve-hours", 0, 1)]
    contracts.approve_hours("C-1", MONDAY, actor=house["Brenda"], at=WRITTEN)
    assert of_desk(house, WRITTEN) == [NOTICE, ("invoice", 0, 1), ("invoice-fee", 0, 1)]
    invoices.issue_hire("C-1", actor=house["Anna"], at=WRITTEN)
    assert of_desk(house, WRITTEN) == [NOTICE, ("invoice-fee", 0, 1)]
    invoices.issue_fee("C-1", actor=house["Anna"], at=WRITTEN)
    assert of_desk(house, WRITTEN) == [NOTICE]
    assert of_buyer(house, WRITTEN) == []


# the buyer and the interviewer


def test_the_buyer_is_led_from_the_shortlist_to_the_signature(house):
    two_bids(house).open().judge_all_met().score(Pien=60, Robin=48)
    assert of_buyer(house, AFTER) == [("invite", 0, 2)]
    assert of_buyer(house, AFTER, "Ingrid") == []
    house.interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT)
    assert of_buyer(house, AFTER) == [("award", 0, 0)]
    awards.decide(house.bids["Pien"], "De beste in het gesprek.", advantages={"3": "Meer jaren.", "4": "Meer notulen."},
                  actor=house["Brenda"], at=DECIDED)  # fmt: skip
    assert of_buyer(house, DECIDED) == [("send-letters", 0, 0)]
    awards.send_letters(house.number, actor=house["Brenda"], at=DECIDED)
    coming = buyer_work(actor=house["Brenda"], at=DECIDED).coming
    assert [(one.task, one.due_at) for one in coming] == [(Task.STANDSTILL, ENDS)]
    assert of_buyer(house, DECIDED) == []
    assert of_buyer(house, ENDS) == [("sign", 0, 0)]
    objection = awards.object_to(house.bids["Robin"], "De punten kloppen niet.", actor=house["Rap BV"], at=DECIDED)
    assert of_buyer(house, ENDS) == [("decide-objection", 0, 1)]
    awards.decide_objection(objection.pk, "Ongegrond.", is_upheld=False, actor=house["Brenda"], at=ENDS)
    assert of_buyer(house, ENDS) == [("sign", 0, 0)]
    assert of_buyer(house, ENDS, "Ingrid") == []


def test_interviewers_owe_their_own_grades_and_see_what_was_planned(house):
    two_bids(house).open().judge_all_met().score(Pien=60, Robin=48)
    for one in house.bids.values():
        interviews.remark(one, "1", "Werkte eerder aan iets anders.", actor=house["Brenda"], at=AFTER)
    interviews.invite(house.number, list(house.bids.values()), reason="De beste twee.", actor=house["Brenda"], at=AFTER)
    planned_at = datetime(2026, 7, 2, 8, tzinfo=UTC)
    interviews.plan(house.bids["Pien"], planned_at=planned_at, actor=house["Brenda"], at=AFTER)
    ingrid = buyer_work(actor=house["Ingrid"], at=AFTER)
    assert [(one.task, one.about, one.due_at) for one in ingrid.coming] == [(Task.INTERVIEW, "Pien", planned_at)]
    assert tasks(ingrid.todos) == [("grade", 0, 2)]
    for who in ("Brenda", "Ingrid"):
        interviews.grade(house.bids["Robin"], "1", Grade.GOOD, "Gehoord.", actor=house[who], at=AFTER)
    assert of_buyer(house, AFTER, "Ingrid") == [("grade", 1, 2)]
    for who in ("Brenda", "Ingrid"):
        interviews.grade(house.bids["Robin"], "2", Grade.GOOD, "Gehoord.", actor=house[who], at=AFTER)
    assert of_buyer(house, AFTER, "Ingrid") == [("agree", 0, 1)]
    assert of_buyer(house, planned_at) == [("grade", 0, 2), ("agree", 0, 1)]


# the supplier


def test_a_supplier_sees_what_it_can_bid_on_and_what_it_sent(house):
    house.publish()
    found = supplier_work(actor=house["Sterk BV"], at=PUBLISHED)
    assert [(one.number, one.buyer, one.bids) for one in found.calls] == [("T-1", "Gemeente A", [])]
    assert [one.task for one in found.todos] == [Task.ASK_QUESTIONS]
    bid_id = house.bid("Sterk BV", "Pien", at=PUBLISHED)
    bids.replace(bid_id, submission("Pien", "99.00"), actor=house["Sterk BV"], at=IN_TIME)
    found = supplier_work(actor=house["Sterk BV"], at=IN_TIME)
    assert [(one.version, one.received_at) for one in found.calls[0].bids] == [(2, IN_TIME)]
    assert [(one.task, one.due_at) for one in found.todos] == [(Task.REPLACE_BID, CLOSES)]
    assert found.stands == []


def test_who_is_not_admitted_or_suspended_can_bid_on_nothing(house):
    house.publish()
    house.bid("Sterk BV", "Pien")
    otto = supplier_work(actor=house["Otto"], at=IN_TIME)
    assert (otto.is_admitted, otto.calls, otto.todos) == (False, [], [])
    admission = next(iter(house.suppliers["Sterk BV"].admissions.all()))
    admissions.suspend(admission.pk, "Geen verzekering meer.", actor=house["Anna"], at=IN_TIME)
    sterk = supplier_work(actor=house["Sterk BV"], at=IN_TIME)
    assert (sterk.is_admitted, sterk.calls) == (False, [])
    assert [one.state for one in sterk.stands] == [BidState.SEALED]


def test_r23_until_the_letters_a_supplier_sees_no_more_than_that_it_is_judged(house):
    two_bids(house)
    seen = [supplier_work(actor=house["Rap BV"], at=AFTER)]
    house.open()
    assessments.judge(house.bids["Robin"], "1", is_met=False, reason="Een zzp'er zonder dienstverband.",
                      actor=house["Anna"], at=AFTER)  # fmt: skip
    seen.append(supplier_work(actor=house["Rap BV"], at=AFTER))
    house.judge_all_met().score(Pien=60)
    seen.append(supplier_work(actor=house["Rap BV"], at=AFTER))
    assert [one.stands[0].state for one in seen] == [BidState.JUDGING] * 3
    assert all(one == seen[0] for one in seen)


def test_r23_even_a_decision_is_not_seen_before_its_letters(house):
    two_bids(house).open().judge_all_met().score(Pien=60, Robin=48)
    before = {name: supplier_work(actor=house[name], at=DECIDED) for name in ("Sterk BV", "Rap BV")}
    house.interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT)
    awards.decide(house.bids["Pien"], "De beste in het gesprek.", advantages={"3": "Meer jaren.", "4": "Meer notulen."},
                  actor=house["Brenda"], at=DECIDED)  # fmt: skip
    assert {name: supplier_work(actor=house[name], at=DECIDED) for name in before} == before


def test_with_the_letters_each_supplier_sees_its_own_outcome_and_letter(house):
    house.to_award()
    sterk = supplier_work(actor=house["Sterk BV"], at=DECIDED)
    rap = supplier_work(actor=house["Rap BV"], at=DECIDED)
    assert [one.state for one in sterk.stands + rap.stands] == [BidState.AWARDED, BidState.REJECTED]
    assert [one.candidate for one in sterk.stands + rap.stands] == ["Pien", "Robin"]
    assert sterk.stands[0].letter_id != rap.stands[0].letter_id
    assert sterk.todos == []
    assert [(one.task, one.due_at) for one in rap.todos] == [(Task.OBJECT, ENDS)]
    awards.object_to(house.bids["Robin"], "De punten kloppen niet.", actor=house["Rap BV"], at=DECIDED)
    rap = supplier_work(actor=house["Rap BV"], at=DECIDED)
    assert (rap.todos, rap.stands[0].awaits_ruling) == ([], True)
    assert supplier_work(actor=house["Sterk BV"], at=DECIDED) == sterk


def test_the_winner_is_asked_for_the_hours_of_weeks_that_are_over(house):
    signed(house)
    sterk = supplier_work(actor=house["Sterk BV"], at=WRITTEN)
    assert (sterk.stands[0].state, sterk.stands[0].agreement, sterk.todos) == (BidState.CONTRACTED, "C-1", [])
    over = datetime(2026, 8, 18, 8, tzinfo=UTC)
    assert tasks(supplier_work(actor=house["Sterk BV"], at=over).todos) == [("write-hours", 0, 2)]
    assert supplier_work(actor=house["Rap BV"], at=over).todos == []


def test_a_supplier_sees_what_came_too_late_and_what_it_took_back(house):
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    bids.withdraw(bid_id, actor=house["Sterk BV"], at=IN_TIME)
    with pytest.raises(DeadlinePassed):
        bids.submit(house.number, submission("Pien"), actor=house["Sterk BV"], at=CLOSES)
    stands = supplier_work(actor=house["Sterk BV"], at=AFTER).stands
    assert [(one.state, one.received_at) for one in stands] == [(BidState.LATE, CLOSES), (BidState.WITHDRAWN, IN_TIME)]


def test_a_supplier_sees_what_its_passport_and_its_admissions_ask(house):
    otto = house["Otto"]
    admission = admissions.ask(house.category_id, actor=otto, at=BEFORE)
    admissions.ask_repair(admission.pk, "Stuur uw verzekering mee.", actor=house["Anna"], at=BEFORE)
    found = supplier_work(actor=otto, at=BEFORE)
    assert [(one.task, one.due_on) for one in found.todos] == [(Task.REPAIR_ADMISSION, date(2026, 1, 12))]
    admission = next(iter(house.suppliers["Sterk BV"].admissions.all()))
    admissions.ask_renewal(admission.pk, actor=house["Anna"], at=BEFORE)
    add_paper(house, expires_on=date(2026, 1, 20))
    found = supplier_work(actor=house["Sterk BV"], at=BEFORE)
    assert [one.task for one in found.todos] == [Task.DECLARE_ANEW, Task.REPLACE_PAPER]
    late = supplier_work(actor=house["Sterk BV"], at=datetime(2026, 1, 20, 23, tzinfo=UTC))
    assert late.late == 2


def add_paper(house: House, *, expires_on: date) -> None:
    document = keep(b"%PDF-1.7", name="polis.pdf", media_type="application/pdf", at=BEFORE)
    passport = Passport.objects.get(supplier=house.suppliers["Sterk BV"])
    passport.papers.create(
        kind="insurance", document=document, issued_on=date(2025, 1, 1), expires_on=expires_on,
        added_by_id=house["Sterk BV"].person, added_at=BEFORE,
    )  # fmt: skip


# who looks after things


def test_an_auditor_sees_the_calls_of_their_buyer_with_what_can_be_read(house):
    assert auditor_work(actor=house["Aukje"], at=BEFORE).calls == []
    house.to_award()
    (call,) = auditor_work(actor=house["Aukje"], at=DECIDED).calls
    assert (call.number, call.phase.value) == ("T-1", "standstill")
    assert {"progress", "matrix", "interviews", "letters", "journal"} <= call.pages


def test_the_administrator_sees_the_house_and_who_was_invited(house):
    people.invite(house.buyer.pk, email="nieuw@example.org", roles=frozenset({Role.BUYER}),
                  actor=house["Berend"], at=BEFORE)  # fmt: skip
    found = house_work(actor=house["Abel"], at=BEFORE)
    assert (found.buyers, found.desks, found.suppliers, found.systems, found.not_sent) == (2, 1, 3, 1, 0)
    assert found.people == len(house.people)
    assert [(one.email, one.organisation) for one in found.invitations] == [("nieuw@example.org", "Gemeente A")]
    assert [one.email for one in organisation_work(actor=house["Berend"], at=BEFORE).invitations] == [
        "nieuw@example.org"
    ]
    assert house_work(actor=house["Abel"], at=PUBLISHED).invitations == []


# all of them


@pytest.mark.parametrize(
    ("query", "who"),
    [
        (desk_work, "Brenda"),
        (buyer_work, "Sterk BV"),
        (supplier_work, "Anna"),
        (auditor_work, "Anna"),
        (house_work, "Berend"),
        (organisation_work, "Ingrid"),
    ],
)
def test_a_first_page_is_refused_to_who_is_something_else(query, who, house):
    for actor in (house[who], ANYONE):
        with pytest.raises(NotAllowed):
            query(actor=actor, at=AFTER)


def test_nobody_sees_work_of_another_organisation(house):
    two_bids(house)
    bas = buyer_work(actor=house["Bas"], at=AFTER)
    assert (bas.todos, bas.coming, bas.calls) == ([], [], [])
    elsewhere = Actor(house["Anna"].person_id, "Anna", house["Anna"].roles, house.other_buyer.pk)
    other = desk_work(actor=elsewhere, at=AFTER)
    assert (other.todos, other.of_buyers, other.closing) == ([], [], [])


def test_r9_milestones_of_many_calls_are_those_of_each_call(house):
    def same() -> bool:
        (call,) = facts.with_steps(Call.objects.all())
        return facts.milestones(call) == milestones(Call.objects.get())

    two_bids(house)
    assert same()
    house.open().judge_all_met().score(Pien=60, Robin=48)
    assert same()
    house.interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT).award("Pien")
    assert same()
    contracts.sign(house.number, contract_number="C-1", start_on=MONDAY, actor=house["Brenda"], at=SIGNED)
    assert same()


@pytest.mark.parametrize(
    ("query", "who"),
    [(desk_work, "Anna"), (buyer_work, "Brenda"), (supplier_work, "Sterk BV"), (auditor_work, "Aukje")],
)
def test_a_first_page_costs_as_few_queries_for_many_calls_as_for_one(
    query, who, house, django_assert_max_num_queries, django_assert_num_queries
):
    two_bids(house).open().judge_all_met().score(Pien=60, Robin=48).interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT)
    house.award("Pien")
    admissions.ask(house.category_id, actor=house["Otto"], at=PUBLISHED)
    with django_assert_max_num_queries(NO_MORE_QUERIES_THAN) as one_call:
        query(actor=house[who], at=DECIDED)
    for number in ("T-2", "T-3"):
        other = two_bids(replace(house, number=number, bids={}))
        other.open().judge_all_met().score(Pien=60, Robin=48).interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT)
        other.award("Pien")
    with django_assert_num_queries(len(one_call.captured_queries)):
        query(actor=house[who], at=DECIDED)


def test_r25_a_double_offer_waits_for_the_desk_until_somebody_decided(house):
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "pien")
    house.open()
    assert ("decide-double", 0, 1) in of_desk(house, AFTER)
    [double] = doubles_of(house.call)
    assessments.decide_double(
        house.number, double.key, set_aside=None, reason="Twee mensen met één naam.", actor=house["Anna"], at=AFTER
    )
    assert "decide-double" not in [task for task, *_ in of_desk(house, AFTER)]


def test_r25_of_a_double_offer_with_one_bid_set_aside_nothing_waits(house):
    house.publish()
    aside = house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Pien")
    house.open()
    [double] = doubles_of(house.call)
    assessments.decide_double(
        house.number, double.key, set_aside=aside, reason="Pien koos een ander bureau.", actor=house["Anna"], at=AFTER
    )
    assert undecided([house.call.pk]) == {}
