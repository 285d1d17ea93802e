"""R7, R14, R23: what a letter must hold, the standstill, and objections."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from openinhuur.domain.award import (
    AdvantagesMissing,
    CandidateNamed,
    CriterionResult,
    Letter,
    LetterIncomplete,
    LettersNotSent,
    ObjectionPending,
    ObjectionTooLate,
    Outcome,
    StandstillRunning,
    advantages,
    check_advantages,
    check_letter,
    check_objection,
    check_signing,
    check_unnamed,
    proposed_days,
    statutory_standstill,
    voluntary_standstill,
)

OWN = CriterionResult("7", "Ervaring als secretaris", Decimal(15), Decimal(25), "Twee van de gevraagde drie jaar.")
BEST = CriterionResult("7", "Ervaring als secretaris", Decimal(25), Decimal(25), "Zes jaar als secretaris.")
ENDS_AT = datetime(2026, 7, 27, 22, tzinfo=UTC)
LETTER = Letter(
    number="30534",
    title="Secretaris",
    buyer="Gemeente",
    supplier="Rap BV",
    candidate="Robin",
    outcome=Outcome("shortlist", ("Plaats 11 van 19.",)),
    place=11,
    places=19,
    own_total=Decimal(72),
    own=(OWN,),
    winner="Sterk BV",
    winner_total=Decimal(86),
    winner_results=(BEST,),
    advantages=("7. Zes jaar als secretaris.",),
    standstill_ends_at=ENDS_AT,
    objection_address="desk@example.org",
)


def test_r14_sent_on_friday_3_july_the_statutory_standstill_ends_on_thursday_23_july() -> None:
    found = statutory_standstill(date(2026, 7, 3))
    assert found.last_on == date(2026, 7, 23)
    assert found.ends_at == datetime(2026, 7, 23, 22, tzinfo=UTC)


def test_r14_sent_on_monday_6_july_the_last_day_rolls_from_sunday_to_monday() -> None:
    assert statutory_standstill(date(2026, 7, 6)).last_on == date(2026, 7, 27)


def test_r14_a_voluntary_standstill_does_not_roll() -> None:
    assert voluntary_standstill(date(2026, 7, 6), days=20).last_on == date(2026, 7, 26)


def test_r14_a_working_day_is_proposed_for_its_end() -> None:
    assert proposed_days(date(2026, 7, 6), days=20) == 21
    assert proposed_days(date(2026, 7, 7), days=20) == 20


def test_r14_sent_on_7_july_twenty_days_end_at_24_00_on_27_july() -> None:
    assert voluntary_standstill(date(2026, 7, 7), days=20).ends_at == ENDS_AT


def sign(at: datetime, *, objections: int = 0, ends_at: datetime | None = ENDS_AT) -> None:
    check_signing(number="30534", standstill_ends_at=ends_at, objections_pending=objections, at=at)


def test_r14_signing_is_possible_from_the_first_moment_after_the_standstill() -> None:
    sign(ENDS_AT)
    with pytest.raises(StandstillRunning):
        sign(datetime(2026, 7, 27, 21, 59, 59, 999000, tzinfo=UTC))


def test_r14_an_objection_in_time_freezes_signing() -> None:
    with pytest.raises(ObjectionPending):
        sign(ENDS_AT, objections=1)


def test_r14_nothing_is_signed_before_the_letters_are_sent() -> None:
    with pytest.raises(LettersNotSent):
        sign(ENDS_AT, ends_at=None)


def test_r14_an_objection_after_the_standstill_is_too_late() -> None:
    check_objection(standstill_ends_at=ENDS_AT, received_at=datetime(2026, 7, 27, 21, 59, tzinfo=UTC))
    with pytest.raises(ObjectionTooLate):
        check_objection(standstill_ends_at=ENDS_AT, received_at=ENDS_AT)


def test_r23_a_complete_letter_may_be_sent() -> None:
    check_letter(LETTER)


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ({"outcome": Outcome("shortlist", ("",))}, "reasons"),
        ({"place": None}, "place"),
        ({"own": ()}, "own-scores"),
        ({"own": (replace(OWN, reason=" "),)}, "lost-points"),
        ({"winner": ""}, "winner"),
        ({"winner_results": ()}, "winner-scores"),
        ({"advantages": ()}, "advantages"),
        ({"objection_address": ""}, "objection-address"),
    ],
)
def test_r23_a_letter_that_lacks_something_is_not_sent(lacking: dict[str, object], code: str) -> None:
    with pytest.raises(LetterIncomplete) as refused:
        check_letter(replace(LETTER, **lacking))  # type: ignore[arg-type] # one field at a time
    assert refused.value.fields == {"missing": code}


def test_r23_a_bid_that_failed_a_requirement_has_no_scores_to_name() -> None:
    check_letter(replace(LETTER, outcome=Outcome("requirements", ("Eis 5: geen hbo.",)), own=(), place=None))


TEXTS = {"7": "Meer jaren ervaring.", "8": "Een grotere gemeente."}
EQUAL = CriterionResult("8", "Grote gemeente", Decimal(10), Decimal(10), "Vier jaar in een grote gemeente.")


def test_r23_the_winners_advantages_are_told_where_it_has_more_points() -> None:
    assert advantages((OWN, EQUAL), (BEST, EQUAL), TEXTS) == ("7. Meer jaren ervaring.",)


def test_r23_against_a_bid_without_points_every_advantage_is_told() -> None:
    assert advantages((), (BEST, EQUAL), TEXTS) == ("7. Meer jaren ervaring.", "8. Een grotere gemeente.")


def test_r23_each_criterion_that_gave_the_winner_points_needs_a_text() -> None:
    check_advantages((BEST, EQUAL), TEXTS)
    with pytest.raises(AdvantagesMissing) as refused:
        check_advantages((BEST, EQUAL), {"7": "Meer jaren ervaring.", "8": " "})
    assert refused.value.fields == {"criteria": "8"}


def test_r7_the_winning_candidate_is_not_named_in_what_others_read() -> None:
    check_unnamed("Pien de Wit", ("De kandidaat liet zien wat zij kan, wit op zwart.",))
    with pytest.raises(CandidateNamed) as refused:
        check_unnamed("Pien de Wit", ("In het gesprek was Pien de beste.",))
    assert refused.value.fields == {"word": "pien"}
