"""R2, issue: assignment, scores given alone and saved as you go, consensus or mean; nobody sees another's too early."""

from decimal import Decimal

import pytest

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import agreeing, assigning, interests, scoring
from openinhuur.assessments.models import AssessorScore, Assignment, Score
from openinhuur.assessments.scoring import Said
from openinhuur.domain.assessors import (
    AssessorsBlocked,
    Mark,
    MarkWrong,
    MeanIsComputed,
    NobodyAssigned,
    NotAssigned,
    ScoreChangedElsewhere,
    ScoresFinished,
    ScoresUnfinished,
)
from openinhuur.domain.bid import StillSealed
from openinhuur.domain.roles import NotAllowed, NotFound, Role
from openinhuur.domain.scoring import LostPointsUnexplained, PointsNotOnScale, ScoreMissing, StepClosed
from openinhuur.journal.models import Entry
from tests.apps.house import AFTER, House, person


@pytest.fixture
def opened(house: House) -> House:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    return house.open()


@pytest.fixture
def both(opened: House) -> House:
    """Anna and Amir assess Pien and Robin; step 1 is closed."""
    return opened.judge_all_met().assign("Anna Amir")


def agreed(house: House, candidate: str) -> dict[str, Decimal]:
    return {one.criterion.number: one.points for one in Score.objects.filter(bid=house.bids[candidate])}


def test_bids_are_assigned_after_the_opening_and_by_the_desk(house):
    house.publish()
    house.bid("Sterk BV", "Pien")
    with pytest.raises(StillSealed):
        house.assign("Anna")
    house.open().assign("Anna Amir")
    assert Assignment.objects.count() == 2
    for who in ("Brenda", "Sterk BV", "Aukje", "Abel"):
        with pytest.raises(NotAllowed):
            assigning.assign("T-1", {house.bids["Pien"]: [1]}, actor=house[who], at=AFTER)


def test_only_people_of_the_desk_who_declared_are_assigned(opened):
    ada = person("Ada", opened.desk, Role.DESK)
    pien = opened.bids["Pien"]
    for people, refusal in (
        ([opened["Brenda"].person], NotFound), ([999_999], NotFound), ([ada.person], AssessorsBlocked),
        ([], NobodyAssigned),
    ):  # fmt: skip
        with pytest.raises(refusal):
            assigning.assign("T-1", {pien: people}, actor=opened["Anna"], at=AFTER)
    interests.declare("T-1", has_relation=True, text="Zij werkte hier tot vorig jaar.", actor=ada, at=AFTER)
    with pytest.raises(AssessorsBlocked) as refused:
        assigning.assign("T-1", {pien: [ada.person]}, actor=opened["Anna"], at=AFTER)
    assert refused.value.fields == {"names": "Ada"}
    assert not Assignment.objects.exists()


def test_a_bid_of_another_call_is_not_found(opened):
    with pytest.raises(NotFound):
        assigning.assign("T-1", {opened["Anna"].organisation: [1]}, actor=opened["Anna"], at=AFTER)


def test_who_is_not_assigned_gives_no_points(opened):
    opened.judge_all_met().assign("Anna")
    with pytest.raises(NotAssigned):
        opened.give("Amir", "Pien", 60)


def test_what_is_typed_is_kept_half_written_too(both):
    assert both.keep("Anna", "Pien", "3", Said(None, "Zes jaar bij een gem")) == 1
    mark = Mark(1, 10, "vijf jaar raadsgriffie")
    assert both.keep("Anna", "Pien", "3", Said(Decimal(48), "Zes jaar.", [mark])) == 2
    kept = AssessorScore.objects.get()
    assert (kept.points, kept.reason, kept.marks) == (
        48, "Zes jaar.", [{"page": 1, "start": 10, "text": "vijf jaar raadsgriffie"}],
    )  # fmt: skip
    assert not Score.objects.exists()


def test_points_off_the_scale_and_marks_outside_the_cv_are_refused(both):
    for said, refusal in (
        (Said(Decimal(50)), PointsNotOnScale), (Said(Decimal(61)), PointsNotOnScale),
        (Said(Decimal(48), "", [Mark(2, 0, "Er is maar een bladzijde")]), MarkWrong),
    ):  # fmt: skip
        with pytest.raises(refusal):
            both.keep("Anna", "Pien", "3", said)


def test_what_stands_on_another_page_is_not_overwritten(both):
    pien, anna = both.bids["Pien"], both["Anna"]
    scoring.keep(pien, "3", Said(Decimal(60)), seen=0, actor=anna, at=AFTER)
    with pytest.raises(ScoreChangedElsewhere):
        scoring.keep(pien, "3", Said(Decimal(48), "Toch minder."), seen=0, actor=anna, at=AFTER)


def test_r2_a_bid_is_finished_whole_and_stands_then(both):
    with pytest.raises(ScoreMissing):
        both.finish("Anna", "Pien")
    both.give("Anna", "Pien", 48, reason=" ")
    with pytest.raises(LostPointsUnexplained):
        both.finish("Anna", "Pien")
    both.give("Anna", "Pien", 48).finish("Anna", "Pien")
    with pytest.raises(ScoresFinished):
        both.give("Anna", "Pien", 60)


def test_r2_the_points_of_the_only_assessor_count(opened):
    opened.judge_all_met().assign("Anna", "Pien").give("Anna", "Pien", 48).finish("Anna", "Pien")
    assert agreed(opened, "Pien") == {"3": 48, "4": 40}
    assert Score.objects.filter(by=opened["Anna"].person).count() == 2


def test_r2_with_two_nothing_counts_before_they_agree(both):
    both.give("Anna", "Pien", 48).finish("Anna", "Pien")
    with pytest.raises(ScoresUnfinished) as refused:
        agreeing.agree(both.bids["Pien"], "3", Decimal(48), "Samen.", actor=both["Anna"], at=AFTER)
    assert refused.value.fields["waiting"] == f"Amir ({both['Amir'].person})"
    both.give("Amir", "Pien", 24).finish("Amir", "Pien")
    assert agreed(both, "Pien") == {}
    with pytest.raises(LostPointsUnexplained):
        agreeing.agree(both.bids["Pien"], "3", Decimal(36), " ", actor=both["Amir"], at=AFTER)
    agreeing.agree(both.bids["Pien"], "3", Decimal(36), "Vier jaar telt mee.", actor=both["Amir"], at=AFTER)
    score = Score.objects.get()
    assert (score.points, score.reason) == (36, "Vier jaar telt mee.")


def test_only_who_assessed_the_bid_agrees_on_it(both):
    for name in ("Anna", "Amir"):
        both.give(name, "Pien", 48).finish(name, "Pien")
    ada = person("Ada", both.desk, Role.DESK)
    interests.declare("T-1", has_relation=False, text="", actor=ada, at=AFTER)
    with pytest.raises(NotAssigned):
        agreeing.agree(both.bids["Pien"], "3", Decimal(48), "Samen.", actor=ada, at=AFTER)


def test_r2_the_mean_counts_when_the_call_announced_it(house):
    house.publish(scores_by="mean")
    house.bid("Sterk BV", "Pien")
    house.open().judge_all_met().assign("Anna Amir")
    for name, points in (("Anna", 48), ("Amir", 24)):
        house.give(name, "Pien", points).finish(name, "Pien")
    pien, anna = house.bids["Pien"], house["Anna"]
    with pytest.raises(MeanIsComputed):
        agreeing.agree(pien, "3", Decimal(48), "Samen.", actor=anna, at=AFTER)
    assert agreeing.agree(pien, "3", None, "De ervaring is deels elders.", actor=anna, at=AFTER) == 36
    assert agreeing.agree(pien, "4", None, "", actor=anna, at=AFTER) == 40
    assert [one.total for one in assessments.close_step_2("T-1", actor=anna, at=AFTER)] == [76]


def test_step_2_closes_only_when_everything_is_agreed(both):
    for candidate in ("Pien", "Robin"):
        for name in ("Anna", "Amir"):
            both.give(name, candidate, 48).finish(name, candidate)
    with pytest.raises(ScoreMissing):
        assessments.close_step_2("T-1", actor=both["Anna"], at=AFTER)
    for candidate in ("Pien", "Robin"):
        for number, points in (("3", 48), ("4", 40)):
            agreeing.agree(both.bids[candidate], number, Decimal(points), "Samen.", actor=both["Amir"], at=AFTER)
    assert [one.total for one in assessments.close_step_2("T-1", actor=both["Anna"], at=AFTER)] == [88, 88]
    with pytest.raises(StepClosed):
        agreeing.agree(both.bids["Pien"], "3", Decimal(60), "", actor=both["Anna"], at=AFTER)
    with pytest.raises(StepClosed):
        both.assign("Anna")


def test_who_finished_alone_may_go_back_until_a_colleague_finished_too(both):
    both.give("Anna", "Pien", 48).finish("Anna", "Pien")
    scoring.reopen(both.bids["Pien"], actor=both["Anna"], at=AFTER)
    both.give("Anna", "Pien", 60).finish("Anna", "Pien").give("Amir", "Pien", 48).finish("Amir", "Pien")
    with pytest.raises(ScoresFinished):
        scoring.reopen(both.bids["Pien"], actor=both["Anna"], at=AFTER)


def test_what_counted_does_not_when_its_only_assessor_goes_back(opened):
    opened.judge_all_met().assign("Anna", "Pien").give("Anna", "Pien", 48).finish("Anna", "Pien")
    scoring.reopen(opened.bids["Pien"], actor=opened["Anna"], at=AFTER)
    assert agreed(opened, "Pien") == {}
    opened.give("Anna", "Pien", 60).finish("Anna", "Pien")
    assert agreed(opened, "Pien")["3"] == 60


def test_an_assessor_who_cannot_go_on_is_replaced_and_the_rest_counts(both):
    both.give("Anna", "Pien", 48).finish("Anna", "Pien")
    with pytest.raises(ScoresFinished):
        both.assign("Amir", "Pien")
    both.assign("Anna", "Pien")
    assert agreed(both, "Pien") == {"3": 48, "4": 40}
    with pytest.raises(NotAssigned):
        both.give("Amir", "Pien", 0)


def test_the_journal_tells_who_gave_what(both):
    both.give("Anna", "Pien", 48).finish("Anna", "Pien")
    events = Entry.objects.filter(subject="call:T-1").order_by("-position").values_list("event", flat=True)
    assert list(events[:3]) == ["scores.finished", "points.given", "points.given"]


def test_nothing_is_given_to_a_bid_of_another_house(both):
    with pytest.raises(NotAllowed):
        both.keep("Bas", "Pien", "3", Said(Decimal(60)))
