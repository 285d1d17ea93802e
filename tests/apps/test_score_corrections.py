"""A score changed after step 2 was closed: two people, a reason, both values, and the ranking before and after."""

from decimal import Decimal
from uuid import uuid4

import pytest

from openinhuur.assessments import correcting, interviews
from openinhuur.assessments.models import RankedBid, Score, ScoreCorrection
from openinhuur.domain.four_eyes import SamePerson
from openinhuur.domain.interview import Grade
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.domain.score_correction import (
    InvitedFallsOut,
    ScoreCorrectionDecided,
    ScoreCorrectionUnexplained,
    ScoreCorrectionWaits,
    ScoreNotChanged,
)
from openinhuur.domain.scoring import LostPointsUnexplained, PointsNotOnScale, StepClosed, StepNotClosed
from openinhuur.flow.queries.firm import firm_page
from openinhuur.flow.queries.matrix import matrix_page
from openinhuur.flow.queries.score_corrections import Standing, correct_score_page, corrections_page
from tests.apps.house import AFTER, House

WHY = "De assessor las het verkeerde cv."


@pytest.fixture
def shortlisted(house: House) -> House:
    house.publish()
    for supplier, candidate, rate in (("Sterk BV", "Pien", "110.00"), ("Rap BV", "Robin", "100.00"),
                                      ("Rap BV", "Sam", "95.00")):  # fmt: skip
        house.bid(supplier, candidate, rate)
    return house.open().judge_all_met().score(Pien=60, Robin=48, Sam=36)


def propose(
    house: House, candidate: str = "Sam", points: int = 60, why: str = WHY, reason: str = ""
) -> ScoreCorrection:
    return correcting.propose(
        house.bids[candidate], "3", Decimal(points), reason, why=why, actor=house["Anna"], at=AFTER
    )


def shortlist(house: House) -> list[str]:
    rows = RankedBid.objects.filter(bid__call=house.call, passes=True).select_related("bid__offer__candidate")
    return [one.bid.offer.candidate.name for one in rows]


def test_a_second_person_lets_it_stand_and_both_values_and_rankings_are_kept(shortlisted):
    correction = propose(shortlisted)
    assert shortlist(shortlisted) == ["Pien", "Robin"]
    with pytest.raises(SamePerson):
        correcting.decide(correction.pk, accept=True, actor=shortlisted["Anna"], at=AFTER)
    correcting.decide(correction.pk, accept=True, actor=shortlisted["Amir"], at=AFTER)
    assert shortlist(shortlisted) == ["Sam", "Pien"]  # as many points as Pien, at a lower rate
    assert Score.objects.get(bid=shortlisted.bids["Sam"], criterion__number="3").points == 60
    (shown,) = matrix_page("T-1", actor=shortlisted["Brenda"], at=AFTER).corrections
    assert (shown.before, shown.after, shown.why, shown.proposed_by, shown.decided_by) == (36, 60, WHY, "Anna", "Amir")
    sam = next(one for one in shown.moved if one.candidate == "Sam")
    assert (sam.before, sam.after) == (Standing(3, Decimal(76), passes=False), Standing(1, Decimal(100), passes=True))
    assert [one.candidate for one in shown.moved] == ["Sam", "Pien", "Robin"]


def test_a_colleague_decides_and_everybody_who_reads_the_points_reads_what_waits(shortlisted):
    propose(shortlisted)
    seen = {
        who: [(one.may_decide, one.is_own) for one in corrections_page("T-1", actor=shortlisted[who], at=AFTER).waiting]
        for who in ("Anna", "Amir", "Brenda", "Aukje")
    }
    assert seen == {
        "Anna": [(False, True)], "Amir": [(True, False)], "Brenda": [(False, False)], "Aukje": [(False, False)],
    }  # fmt: skip
    assert correct_score_page("T-1", shortlisted.bids["Sam"], "3", actor=shortlisted["Anna"], at=AFTER).is_waiting


def test_where_a_score_can_be_corrected_is_shown_to_the_desk_until_the_award(shortlisted):
    page = corrections_page("T-1", actor=shortlisted["Anna"], at=AFTER)
    assert [(one.candidate, one.cells[0]) for one in page.scores] == [("Pien", ("3", 60)), ("Robin", ("3", 48)),
                                                                      ("Sam", ("3", 36))]  # fmt: skip
    assert corrections_page("T-1", actor=shortlisted["Brenda"], at=AFTER).scores == []
    for wrong in (("T-2", shortlisted.bids["Sam"], "3"), ("T-1", shortlisted.bids["Sam"], "99"), ("T-1", uuid4(), "3")):
        with pytest.raises(NotFound):
            correct_score_page(*wrong, actor=shortlisted["Anna"], at=AFTER)
    shortlisted.interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT).award("Pien")
    page = corrections_page("T-1", actor=shortlisted["Anna"], at=AFTER)
    assert (page.scores, page.is_over) == ([], True)
    with pytest.raises(NotFound):
        correct_score_page("T-1", shortlisted.bids["Sam"], "3", actor=shortlisted["Anna"], at=AFTER)


def test_a_dropped_correction_changes_nothing(shortlisted):
    correction = propose(shortlisted)
    correcting.decide(correction.pk, accept=False, actor=shortlisted["Amir"], at=AFTER)
    assert shortlist(shortlisted) == ["Pien", "Robin"]
    with pytest.raises(ScoreCorrectionDecided):
        correcting.decide(correction.pk, accept=True, actor=shortlisted["Amir"], at=AFTER)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"why": "nee"}, ScoreCorrectionUnexplained),
        ({"points": 50}, PointsNotOnScale),
        ({"points": 48}, LostPointsUnexplained),
        ({"points": 36, "reason": "Wat het cv laat zien."}, ScoreNotChanged),
    ],
)
def test_what_is_no_correction_is_refused(shortlisted, changed, refusal):
    with pytest.raises(refusal):
        propose(shortlisted, **changed)


def test_one_correction_of_a_score_waits_at_a_time(shortlisted):
    propose(shortlisted)
    with pytest.raises(ScoreCorrectionWaits):
        propose(shortlisted)


def test_before_the_closing_and_after_the_award_there_is_nothing_to_correct(house):
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    house.open().judge_all_met()
    with pytest.raises(StepNotClosed):
        propose(house, "Pien")
    house.score(Pien=60, Robin=48).interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT).award("Pien")
    with pytest.raises(StepClosed):
        propose(house, "Robin")


def test_who_was_invited_stays_on_the_shortlist(shortlisted):
    for name in ("Pien", "Robin"):
        interviews.remark(shortlisted.bids[name], "1", "Past goed.", actor=shortlisted["Brenda"], at=AFTER)
    both = [shortlisted.bids[name] for name in ("Pien", "Robin")]
    interviews.invite("T-1", both, reason="De besten.", actor=shortlisted["Brenda"], at=AFTER)
    correction = propose(shortlisted)
    with pytest.raises(InvitedFallsOut):
        correcting.decide(correction.pk, accept=True, actor=shortlisted["Amir"], at=AFTER)
    correction.refresh_from_db()
    assert correction.decided_at is None


def test_only_the_desk_corrects(shortlisted):
    correction = propose(shortlisted)
    for who in ("Brenda", "Rap BV", "Aukje"):
        with pytest.raises(NotAllowed):
            correcting.decide(correction.pk, accept=True, actor=shortlisted[who], at=AFTER)
    with pytest.raises(NotFound):
        correcting.decide(0, accept=True, actor=shortlisted["Amir"], at=AFTER)


def test_the_ranking_tells_how_firm_each_place_is(shortlisted):
    page = firm_page("T-1", is_whole=True, actor=shortlisted["Brenda"], at=AFTER)
    rows = {one.candidate: one for one in page.rows}
    assert [one.candidate for one in page.rows] == ["Pien", "Robin", "Sam"]
    assert (rows["Sam"].firm.gap, rows["Sam"].firm.change.after, rows["Sam"].firm.best) == (12, 48, 2)
    assert (rows["Robin"].firm.gap, rows["Robin"].firm.worst) == (12, 3)


def test_r6_there_is_no_ranking_before_step_2_is_closed(house):
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.open()
    with pytest.raises(NotFound):
        firm_page("T-1", actor=house["Anna"], at=AFTER)
    with pytest.raises(NotFound):
        corrections_page("T-1", actor=house["Anna"], at=AFTER)
    assert matrix_page("T-1", actor=house["Anna"], at=AFTER).corrections == []
