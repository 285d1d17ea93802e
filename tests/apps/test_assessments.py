"""Steps 1 to 4: requirements, points, shortlist and interviews."""

from datetime import date
from decimal import Decimal

import pytest

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import interviews
from openinhuur.assessments.models import RankedBid, RequirementJudgement
from openinhuur.assessments.scoring import Said
from openinhuur.assessments.steps import NotInThisStep
from openinhuur.domain.chain import Agreement
from openinhuur.domain.interview import (
    ConsensusTooEarly,
    Grade,
    NotOnShortlist,
    RoundUndecided,
    ScoredAlready,
    TooFewInvited,
)
from openinhuur.domain.ranking import LotNeeded
from openinhuur.domain.requirements import JudgementMissing, ReasonMissing
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.domain.scoring import LostPointsUnexplained, PointsNotOnScale, ScoreMissing, StepClosed, StepNotClosed
from openinhuur.flow import queries
from tests.apps.house import AFTER, House

TOO_LONG = (
    Agreement(date(2024, 1, 1), date(2024, 12, 31)),
    Agreement(date(2025, 1, 1), date(2025, 6, 30)),
    Agreement(date(2025, 8, 1), date(2026, 1, 31)),
)
REASON = "Drie overeenkomsten van samen 24 maanden."


@pytest.fixture
def opened(house: House) -> House:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    house.bid("Rap BV", "Sam", "95.00")
    return house.open()


@pytest.fixture
def shortlisted(opened: House) -> House:
    return opened.judge_all_met().score(Pien=60, Robin=48, Sam=36)


def test_r1_a_person_confirms_not_met_with_a_reason(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien", employment="temporary", agreements=TOO_LONG)
    house.open()
    with pytest.raises(ReasonMissing):
        assessments.judge(bid_id, "2", is_met=False, reason="nee", actor=house["Anna"], at=AFTER)
    assessments.judge(bid_id, "2", is_met=False, reason=REASON, actor=house["Anna"], at=AFTER)
    judged = RequirementJudgement.objects.get(bid=bid_id)
    assert (judged.is_met, judged.proposed, judged.by_id) == (False, False, house["Anna"].person)
    assert {one["code"] for one in judged.explanation} >= {"agreement-counted", "chain-total"}


def test_r1_a_proposal_of_not_met_is_never_passed_over_in_silence(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien", employment="self_employed")
    house.open()
    with pytest.raises(ReasonMissing):
        assessments.judge_rest_met(bid_id, actor=house["Anna"], at=AFTER)
    assert not RequirementJudgement.objects.filter(bid=bid_id).exists()


def test_r1_a_bid_that_fails_goes_no_further(opened: House) -> None:
    assessments.judge(opened.bids["Sam"], "1", is_met=False, reason=REASON, actor=opened["Anna"], at=AFTER)
    opened.judge_all_met()
    opened.assign("Anna")
    with pytest.raises(NotInThisStep):
        opened.keep("Anna", "Sam", "3", Said(Decimal(60)))


def test_step_1_closes_only_when_every_requirement_of_every_bid_is_judged(opened: House) -> None:
    assessments.judge_rest_met(opened.bids["Pien"], actor=opened["Anna"], at=AFTER)
    with pytest.raises(JudgementMissing):
        assessments.close_step_1("T-1", actor=opened["Anna"], at=AFTER)


def test_points_wait_for_the_requirements(opened: House) -> None:
    opened.assign("Anna")
    with pytest.raises(StepNotClosed):
        opened.keep("Anna", "Pien", "3", Said(Decimal(60)))


def test_r2_points_stand_on_the_scale_and_lost_ones_are_explained(opened: House) -> None:
    opened.judge_all_met().assign("Anna")
    with pytest.raises(PointsNotOnScale):
        opened.keep("Anna", "Pien", "3", Said(Decimal(50)))
    opened.give("Anna", "Pien", 48, reason="")
    with pytest.raises(LostPointsUnexplained):
        opened.finish("Anna", "Pien")


def test_step_2_closes_only_when_every_cell_is_filled(opened: House) -> None:
    opened.judge_all_met()
    with pytest.raises(ScoreMissing):
        opened.score(Pien=60, Robin=48)


def test_r6_nobody_sees_a_rate_or_a_place_before_step_2_is_closed(opened: House) -> None:
    opened.judge_all_met().assign("Anna").give("Anna", "Pien", 60).finish("Anna", "Pien")
    page = queries.matrix_page("T-1", actor=opened["Anna"], at=AFTER)
    assert {(row.hourly_rate, row.place, row.passes) for row in page.rows} == {(None, None, None)}


def test_r3_the_best_pass_and_points_stand_after_closing(shortlisted: House) -> None:
    places = {str(one.bid_id): (one.place, one.passes) for one in RankedBid.objects.filter(bid__call=shortlisted.call)}
    assert [places[str(shortlisted.bids[name])] for name in ("Pien", "Robin", "Sam")] == [
        (1, True), (2, True), (3, False),
    ]  # fmt: skip
    with pytest.raises(StepClosed):
        shortlisted.keep("Amir", "Sam", "3", Said(Decimal(60)))


def test_r3_equal_points_at_the_cut_are_parted_by_the_rate(opened: House) -> None:
    opened.judge_all_met().score(Pien=60, Robin=36, Sam=36)
    rows = queries.matrix_page("T-1", actor=opened["Brenda"], at=AFTER).rows
    assert [(row.candidate, row.passes, row.tie and row.tie.broken_by) for row in rows] == [
        ("Pien", True, None), ("Sam", True, "hourly_rate"), ("Robin", False, "hourly_rate"),
    ]  # fmt: skip


def test_r3_equal_points_and_rates_at_the_cut_wait_for_a_lot(house: House) -> None:
    house.publish()
    for supplier, candidate in (("Sterk BV", "Pien"), ("Rap BV", "Robin"), ("Rap BV", "Sam")):
        house.bid(supplier, candidate, "100.00")
    house.open().judge_all_met()
    with pytest.raises(LotNeeded):
        house.score(Pien=48, Robin=48, Sam=48)
    assert not RankedBid.objects.filter(bid__call=house.call).exists()


def test_a_buyer_does_not_score_and_a_desk_does_not_select(shortlisted: House) -> None:
    with pytest.raises(NotAllowed):
        shortlisted.keep("Brenda", "Pien", "3", Said(Decimal(0), REASON))
    with pytest.raises(NotAllowed):
        interviews.invite("T-1", [], reason="", actor=shortlisted["Anna"], at=AFTER)


def test_another_buyer_finds_nothing(shortlisted: House) -> None:
    with pytest.raises(NotAllowed):
        interviews.invite("T-1", [], reason="", actor=shortlisted["Bas"], at=AFTER)
    with pytest.raises(NotFound):
        interviews.remark(shortlisted.bids["Pien"], "1", "Past goed.", actor=shortlisted["Bas"], at=AFTER)


def invite(house: House, *names: str) -> None:
    interviews.invite("T-1", [house.bids[name] for name in names], reason="De besten.", actor=house["Brenda"], at=AFTER)


def test_r4_two_of_the_shortlist_are_invited(shortlisted: House) -> None:
    with pytest.raises(TooFewInvited):
        invite(shortlisted, "Pien")
    with pytest.raises(NotOnShortlist):
        invite(shortlisted, "Pien", "Sam")
    invite(shortlisted, "Pien", "Robin")


def test_r5_step_3_does_not_come_again_before_the_interviews_have_an_outcome(shortlisted: House) -> None:
    invite(shortlisted, "Pien", "Robin")
    with pytest.raises(RoundUndecided):
        invite(shortlisted, "Pien", "Robin")


def test_r5_interviewers_score_alone_before_they_can_agree(shortlisted: House) -> None:
    invite(shortlisted, "Pien", "Robin")
    bid_id = shortlisted.bids["Pien"]
    for who, competences in (("Brenda", ("1", "2")), ("Ingrid", ("1",))):
        for competence in competences:
            interviews.grade(bid_id, competence, Grade.GOOD, "Gehoord.", actor=shortlisted[who], at=AFTER)
    with pytest.raises(ConsensusTooEarly):
        interviews.agree(bid_id, "1", Grade.GOOD, "Eens.", actor=shortlisted["Brenda"], at=AFTER)
    with pytest.raises(ScoredAlready):
        interviews.grade(bid_id, "1", Grade.EXCELLENT, "Toch.", actor=shortlisted["Ingrid"], at=AFTER)


def test_r5_an_interviewer_sees_only_their_own_grades_until_all_have_agreed(shortlisted: House) -> None:
    invite(shortlisted, "Pien", "Robin")
    bid_id = shortlisted.bids["Pien"]
    interviews.grade(bid_id, "1", Grade.GOOD, "Gehoord.", actor=shortlisted["Brenda"], at=AFTER)
    for who, seen in (("Brenda", 1), ("Ingrid", 0), ("Aukje", 0)):
        page = queries.interviews_page("T-1", actor=shortlisted[who], at=AFTER)
        grades = [grade for one in page.rounds[0].candidates for row in one.competences for grade in row.grades]
        assert len(grades) == seen


def test_r5_nobody_sufficient_means_step_3_again_with_the_rest(house: House) -> None:
    house.publish(shortlist_size=4)
    for supplier, candidate in (("Sterk BV", "Pien"), ("Rap BV", "Robin"), ("Rap BV", "Sam"), ("Rap BV", "Kim")):
        house.bid(supplier, candidate)
    house.open().judge_all_met().score(Pien=60, Robin=48, Sam=36, Kim=24)
    house.interview(Pien=Grade.INSUFFICIENT, Robin=Grade.INSUFFICIENT)
    house.interview(Sam=Grade.GOOD, Kim=Grade.INSUFFICIENT)
    page = queries.interviews_page("T-1", actor=house["Brenda"], at=AFTER)
    assert [[one.passed for one in held.candidates] for held in page.rounds] == [[False, False], [True, False]]
