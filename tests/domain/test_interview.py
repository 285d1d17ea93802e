"""R4, R5: inviting from the shortlist, scoring alone, agreeing, and again when nobody passes."""

import pytest

from openinhuur.domain.interview import (
    AlreadyInvited,
    ConsensusTooEarly,
    Grade,
    InterviewMissing,
    NotOnShortlist,
    NotSufficientOnAll,
    RoundUndecided,
    SingleInterviewUnexplained,
    TooFewInterviewers,
    TooFewInvited,
    check_awardable,
    check_consensus,
    check_next_round,
    check_selection,
    passed,
)

COMPETENCES = ["1", "2", "3", "4", "5"]
SHORTLIST = [f"b{n}" for n in range(10)]
GOOD = dict.fromkeys(COMPETENCES, Grade.GOOD)


def select(*invited: str, interviewed: tuple[str, ...] = (), reason: str = "") -> None:
    check_selection(invited, shortlist=SHORTLIST, interviewed=interviewed, minimum=2, reason=reason)


def test_r4_the_buyer_invites_at_least_two() -> None:
    select("b1", "b2", "b3")
    with pytest.raises(TooFewInvited):
        select("b1")


def test_r4_inviting_one_twice_is_not_two() -> None:
    with pytest.raises(TooFewInvited):
        select("b1", "b1")


def test_r4_only_bids_of_the_shortlist_are_invited() -> None:
    with pytest.raises(NotOnShortlist):
        select("b1", "b11")


def test_r5_who_was_interviewed_is_not_invited_again() -> None:
    with pytest.raises(AlreadyInvited):
        select("b1", "b4", interviewed=("b1", "b2", "b3"))


def test_r4_the_only_bid_left_may_be_invited_alone_when_the_minutes_say_why() -> None:
    rest = tuple(SHORTLIST[1:])
    select("b0", interviewed=rest, reason="De anderen zijn afgevallen in de eerste ronde.")
    with pytest.raises(SingleInterviewUnexplained):
        select("b0", interviewed=rest)


def test_r5_no_consensus_before_every_interviewer_has_scored_everything_alone() -> None:
    with pytest.raises(ConsensusTooEarly) as refused:
        check_consensus({"Brenda": COMPETENCES, "Ingrid": ["1", "2"]}, competences=COMPETENCES, minimum_interviewers=2)
    assert refused.value.fields == {"missing": "Ingrid: 3; Ingrid: 4; Ingrid: 5"}


def test_r5_one_interviewer_is_not_enough() -> None:
    with pytest.raises(TooFewInterviewers):
        check_consensus({"Brenda": COMPETENCES}, competences=COMPETENCES, minimum_interviewers=2)


def test_r5_one_insufficient_competence_stops_a_bid_whatever_the_rest() -> None:
    grades = {**dict.fromkeys(COMPETENCES, Grade.EXCELLENT), "3": Grade.INSUFFICIENT}
    assert passed(grades, competences=COMPETENCES) is False
    with pytest.raises(NotSufficientOnAll) as refused:
        check_awardable(grades, competences=COMPETENCES)
    assert refused.value.fields == {"competences": "3"}


def test_r5_sufficient_on_everything_passes() -> None:
    assert passed(dict.fromkeys(COMPETENCES, Grade.SUFFICIENT), competences=COMPETENCES) is True
    check_awardable(GOOD, competences=COMPETENCES)


def test_a_missing_grade_is_no_outcome() -> None:
    some = {"1": Grade.GOOD}
    assert passed(some, competences=COMPETENCES) is None
    with pytest.raises(InterviewMissing):
        check_awardable(some, competences=COMPETENCES)


def test_r5_step_3_comes_again_when_nobody_passed() -> None:
    check_next_round({"b1": False, "b2": False}, round_number=1)


@pytest.mark.parametrize("outcome", [True, None])
def test_r5_and_not_while_somebody_passed_or_is_undecided(outcome: bool | None) -> None:  # noqa: FBT001 (a table)
    with pytest.raises(RoundUndecided):
        check_next_round({"b1": False, "b2": outcome}, round_number=1)
