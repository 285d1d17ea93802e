"""R2, several assessors: alone first, nobody sees another's too early, and one score comes out."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.assessors import (
    Given,
    Mark,
    MarkWrong,
    NobodyAssigned,
    ScoreChangedElsewhere,
    ScoresFinished,
    ScoresUnfinished,
    check_all_finished,
    check_assessors,
    check_finished,
    check_kept,
    check_marks,
    may_see,
    mean,
)
from openinhuur.domain.call import AwardCriterion
from openinhuur.domain.scoring import SIX_STEPS, LostPointsUnexplained, ScoreMissing, points_of

CRITERIA = [AwardCriterion(number, "", Decimal(25), points_of(SIX_STEPS, Decimal(25))) for number in ("7", "8")]
DONE = datetime(2026, 6, 30, 9, tzinfo=UTC)
FULL = Given(Decimal(25), "")


@pytest.mark.parametrize(
    ("is_own", "has_finished", "others_finished", "seen"),
    [
        (True, False, False, True),
        (False, False, False, False),
        (False, False, True, False),
        (False, True, False, True),
        (False, True, True, True),
        (False, None, False, False),
        (False, None, True, True),
    ],
)
def test_r2_nobody_sees_anothers_points_before_they_finished_the_bid(is_own, has_finished, others_finished, seen):
    assert may_see(is_own=is_own, has_finished=has_finished, others_finished=others_finished) is seen


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"7": FULL}, ScoreMissing),
        ({"7": FULL, "8": Given(None, "Nog niet.")}, ScoreMissing),
        ({"7": FULL, "8": Given(Decimal(0), " ")}, LostPointsUnexplained),
    ],
)
def test_r2_a_bid_is_finished_with_points_and_reasons_on_everything(said, refusal):
    with pytest.raises(refusal):
        check_finished(CRITERIA, said)
    check_finished(CRITERIA, {"7": FULL, "8": Given(Decimal(0), "Geen ervaring.")})


def test_r2_they_agree_when_all_have_finished():
    check_all_finished({"Anna": DONE, "Amir": DONE})
    for waiting in ({"Anna": DONE, "Amir": None}, {}):
        with pytest.raises(ScoresUnfinished):
            check_all_finished(waiting)


@pytest.mark.parametrize(
    ("before", "after", "is_agreed", "refusal"),
    [
        ({}, [], False, NobodyAssigned),
        ({1: DONE}, [2], False, ScoresFinished),
        ({1: DONE, 2: DONE}, [1, 2, 3], True, ScoresFinished),
    ],
)
def test_who_finished_a_bid_stays_its_assessor(before, after, is_agreed, refusal):
    with pytest.raises(refusal):
        check_assessors(bid="b", before=before, after=after, is_agreed=is_agreed)


def test_who_did_not_finish_can_be_replaced():
    check_assessors(bid="b", before={1: DONE, 2: None}, after=[1, 3], is_agreed=False)
    check_assessors(bid="b", before={1: DONE}, after=[1], is_agreed=True)


@pytest.mark.parametrize("mark", [Mark(0, 0, "x"), Mark(6, 0, "x"), Mark(1, -1, "x"), Mark(1, 0, " "),
                                  Mark(1, 0, "x" * 2000)])  # fmt: skip
def test_a_mark_lies_in_the_cv_and_holds_words(mark):
    with pytest.raises(MarkWrong):
        check_marks([mark], pages=5)
    check_marks([Mark(5, 120, "Zes jaar raadsgriffie")], pages=5)


def test_what_was_changed_on_another_page_is_not_overwritten():
    with pytest.raises(ScoreChangedElsewhere):
        check_kept(criterion="7", seen=1, now=2, reason="")


@pytest.mark.parametrize(("said", "found"), [("10 15", "12.5"), ("15 20 20", "18.333"), ("0 0 5", "1.667"),
                                             ("25", "25")])  # fmt: skip
def test_r2_the_mean_is_rounded_half_up_to_a_thousandth(said, found):
    assert mean([Decimal(one) for one in said.split()]) == Decimal(found)


@given(st.lists(st.sampled_from(CRITERIA[0].scale), min_size=1, max_size=6))
def test_the_mean_lies_between_the_lowest_and_the_highest(said):
    assert min(said) <= mean(said) <= max(said)
