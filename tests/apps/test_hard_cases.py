"""What goes wrong in a procedure: a bid that does not open, a candidate who does not come, people in a hurry."""

import pytest

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import interviews
from openinhuur.assessments.models import StepClosing
from openinhuur.awards import actions as awards
from openinhuur.awards.models import AwardLetter
from openinhuur.bids import actions as bids
from openinhuur.bids.models import Bid, LateBid
from openinhuur.contracts import actions as contracts
from openinhuur.domain.award import CandidateNamed, ObjectionPending
from openinhuur.domain.bid import BidIncomplete, BidReadable, StillSealed, StoredAfterOpening
from openinhuur.domain.interview import ComparisonMissing, Grade, InterviewsOpen, ScoredAlready
from openinhuur.domain.requirements import ReasonMissing
from openinhuur.domain.roles import ANYONE, Actor, NotAllowed, NotFound, Role
from openinhuur.domain.scoring import StepClosed
from openinhuur.flow import queries
from openinhuur.parties.actions import people
from tests.apps.house import ADVANTAGES, AFTER, DECIDED, IN_TIME, SIGNED, House, sealed_file, submission


def test_a_bid_that_cannot_be_right_is_refused_while_it_can_be_mended(house: House) -> None:
    house.publish()
    with pytest.raises(BidIncomplete):
        house.bid("Sterk BV", "Pien", employment="freelance")
    assert not Bid.objects.filter(call=house.call).exists()


def test_a_bid_that_does_not_open_is_set_aside_by_a_person_and_the_others_go_on(house: House) -> None:
    house.publish()
    broken = house.bid("Rap BV", "Robin")
    sealed_file(broken).write_bytes(b"kapot")
    whole = house.bid("Sterk BV", "Pien")
    house.open()
    with pytest.raises(ReasonMissing):
        bids.set_aside(broken, " ", actor=house["Anna"], at=AFTER)
    with pytest.raises(BidReadable):
        bids.set_aside(whole, "Toch niet.", actor=house["Anna"], at=AFTER)
    bids.set_aside(broken, "Het bestand is beschadigd.", actor=house["Anna"], at=AFTER)
    del house.bids["Robin"]
    house.judge_all_met().score(Pien=60)
    page = queries.progress_page("T-1", actor=house["Anna"], at=AFTER)
    assert [(one.supplier, one.stop, one.reason) for one in page.bids] == [
        ("Sterk BV", None, ""),
        ("Rap BV", "set_aside", "Het bestand is beschadigd."),
    ]


def test_a_bid_in_time_that_is_stored_after_the_opening_is_refused_and_recorded(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    house.open()
    with pytest.raises(StoredAfterOpening):
        bids.replace(bid_id, submission("Pien", "90.00"), actor=house["Sterk BV"], at=IN_TIME)
    assert LateBid.objects.get(call=house.call).received_at == IN_TIME


def test_no_step_is_closed_before_the_vault_is_open(house: House) -> None:
    house.publish()
    with pytest.raises(StillSealed):
        assessments.close_step_1("T-1", actor=house["Anna"], at=IN_TIME)


def test_a_judgement_can_be_mended_while_the_step_is_open(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    house.open()
    reason = "De verklaring ontbreekt bij de inschrijving."
    assessments.judge(bid_id, "1", is_met=False, reason=reason, actor=house["Anna"], at=AFTER)
    assessments.judge(bid_id, "1", is_met=True, reason="", actor=house["Amir"], at=AFTER)
    assert assessments.judge_rest_met(bid_id, actor=house["Anna"], at=AFTER) == 1
    assert assessments.close_step_1("T-1", actor=house["Anna"], at=AFTER) == 1


@pytest.fixture
def shortlisted(house: House) -> House:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    return house.open().judge_all_met().score(Pien=60, Robin=48)


def invite_both(house: House) -> None:
    invited = [house.bids["Pien"], house.bids["Robin"], house.bids["Pien"]]
    interviews.invite("T-1", invited, reason="De beste twee.", actor=house["Brenda"], at=AFTER)


def interview_pien(house: House) -> None:
    for competence in ("1", "2"):
        for who in ("Brenda", "Ingrid"):
            interviews.grade(house.bids["Pien"], competence, Grade.GOOD, "Gehoord.", actor=house[who], at=AFTER)
    for competence in ("1", "2"):
        interviews.agree(house.bids["Pien"], competence, Grade.GOOD, "Eens.", actor=house["Ingrid"], at=AFTER)


def test_who_does_not_come_has_an_outcome_with_a_reason_and_nobody_invents_grades(shortlisted: House) -> None:
    invite_both(shortlisted)
    interview_pien(shortlisted)
    pien, robin, brenda = shortlisted.bids["Pien"], shortlisted.bids["Robin"], shortlisted["Brenda"]
    with pytest.raises(InterviewsOpen):
        awards.decide(pien, "De beste.", advantages=ADVANTAGES, actor=brenda, at=DECIDED)
    interviews.not_held(robin, "De kandidaat heeft zich teruggetrokken.", actor=brenda, at=AFTER)
    shortlisted.award("Pien")
    letter = AwardLetter.objects.select_related("letter").get(bid=robin)
    assert letter.letter.kind == "rejection"


def test_after_the_decision_nothing_is_added_to_the_interviews(shortlisted: House) -> None:
    shortlisted.interview(Pien=Grade.GOOD, Robin=Grade.GOOD).award("Pien")
    robin, brenda = shortlisted.bids["Robin"], shortlisted["Brenda"]
    for late in (
        lambda: interviews.remark(robin, "1", "Achteraf bedacht.", actor=brenda, at=SIGNED),
        lambda: interviews.grade(robin, "1", Grade.GOOD, "Achteraf.", actor=brenda, at=SIGNED),
        lambda: interviews.plan(robin, planned_at=SIGNED, actor=brenda, at=SIGNED),
    ):
        with pytest.raises(StepClosed):
            late()


def test_nobody_grades_alone_after_others_have_agreed(shortlisted: House) -> None:
    invite_both(shortlisted)
    interview_pien(shortlisted)
    with pytest.raises(ScoredAlready):
        interviews.grade(shortlisted.bids["Pien"], "1", Grade.GOOD, "Ook.", actor=shortlisted["Ingrid"], at=AFTER)


def test_who_is_passed_over_was_compared_in_words(house: House) -> None:
    house.publish(shortlist_size=3)
    for supplier, candidate in (("Sterk BV", "Pien"), ("Rap BV", "Robin"), ("Rap BV", "Sam")):
        house.bid(supplier, candidate)
    house.open().judge_all_met().score(Pien=60, Robin=48, Sam=36)
    with pytest.raises(ReasonMissing):
        interviews.remark(house.bids["Sam"], "1", " ", actor=house["Brenda"], at=AFTER)
    with pytest.raises(ComparisonMissing):
        invite_both(house)
    interviews.remark(house.bids["Sam"], "1", "Werkte bij andere organisaties.", actor=house["Brenda"], at=AFTER)
    invite_both(house)


def test_r7_the_reason_of_the_award_does_not_name_the_candidate(shortlisted: House) -> None:
    shortlisted.interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT)
    with pytest.raises(CandidateNamed):
        awards.decide(
            shortlisted.bids["Pien"], "Pien sprak het best.", advantages=ADVANTAGES, actor=shortlisted["Brenda"],
            at=DECIDED,
        )  # fmt: skip
    assert not StepClosing.objects.filter(call=shortlisted.call, step=4).exists()


def test_an_objection_that_is_upheld_stops_this_award_for_good(house: House) -> None:
    house.to_award()
    made = awards.object_to(house.bids["Robin"], "De punten kloppen niet.", actor=house["Rap BV"], at=DECIDED)
    awards.decide_objection(made.pk, "Gegrond.", is_upheld=True, actor=house["Brenda"], at=DECIDED)
    with pytest.raises(ObjectionPending):
        contracts.sign("T-1", contract_number="Z", start_on=SIGNED.date(), actor=house["Brenda"], at=SIGNED)


def test_the_journal_shows_a_reader_only_the_calls_of_their_own_side(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    page = queries.journal_page(actor=house["Aukje"], at=IN_TIME, number="T-1")
    assert "bid.received" not in [one.event for one in page.entries]
    stranger = people.give_roles(
        house["Bas"].person, house.desk.pk, frozenset({Role.AUDITOR}), actor=house["Abel"], at=IN_TIME
    )
    elsewhere = Actor(stranger.person_id, "Bas", frozenset({Role.AUDITOR}), house.other_buyer.pk)
    assert queries.journal_page(actor=elsewhere, at=IN_TIME).entries == []
    with pytest.raises(NotAllowed):
        queries.journal_page(actor=elsewhere, at=IN_TIME, number="T-1")


def test_only_an_administrator_gives_roles(house: House) -> None:
    for actor in (ANYONE, house["Sterk BV"], house["Anna"]):
        with pytest.raises(NotAllowed):
            people.give_roles(house["Otto"].person, house.desk.pk, frozenset({Role.DESK}), actor=actor, at=IN_TIME)


def test_a_call_is_written_in_a_category_of_its_own_buyer(house: House) -> None:
    with pytest.raises(NotFound):
        house.publish(buyer_id=house.other_buyer.pk)


def test_somebody_with_the_wrong_role_for_their_side_finds_nothing(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    house.open()
    desk_at_the_buyer = Actor(house["Brenda"].person, "Brenda", frozenset({Role.DESK}), house.buyer.pk)
    with pytest.raises(NotFound):
        assessments.judge_rest_met(bid_id, actor=desk_at_the_buyer, at=AFTER)
