"""A letter before the award: complete as far as known (R23), and of nobody else (R7)."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from openinhuur.domain.award import CriterionResult, Letter, LetterIncomplete, Outcome
from openinhuur.domain.rejection import Rejection, check_rejection

LETTER = Rejection(
    number="30534",
    title="Bestuurssecretaris",
    buyer="Gemeente A",
    supplier="Rap BV",
    candidate="Sam",
    outcome=Outcome("shortlist", ("De laatste plaats die is voorgelegd had 88 punten.",)),
    place=11,
    places=19,
    own_total=Decimal(76),
    own=(CriterionResult("7", "Ervaring", Decimal(36), Decimal(60), "Vijf jaar."),),
    asking_address="desk@example.org",
    is_sent=True,
    replaces_at=None,
)
UNSCORED = replace(LETTER, outcome=Outcome("requirements", ("Eis 1: geen hbo.",)), place=None, own_total=None, own=())


def test_r23_a_letter_with_all_that_is_known_is_complete():
    check_rejection(LETTER)
    check_rejection(UNSCORED)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"outcome": Outcome("shortlist", (" ",))}, "reasons"),
        ({"place": None}, "place"),
        ({"own": ()}, "own-scores"),
        ({"own": (CriterionResult("7", "Ervaring", Decimal(36), Decimal(60), " "),)}, "lost-points"),
        ({"asking_address": ""}, "objection-address"),
    ],
)
def test_r23_what_is_lacking_is_named(changed, missing):
    with pytest.raises(LetterIncomplete) as refused:
        check_rejection(replace(LETTER, **changed))
    assert refused.value.fields == {"missing": missing}


@pytest.mark.parametrize("code", ["not-confirmed", "set-aside", "requirements"])
def test_a_bid_that_was_not_scored_needs_no_place_and_no_points(code):
    check_rejection(replace(UNSCORED, outcome=Outcome(code, ("Daarom.",))))


def test_r7_it_has_no_room_for_who_won_and_for_a_standstill():
    told = {one.name for one in fields(Rejection)}
    assert not told & {"winner", "winner_total", "winner_results", "advantages", "standstill_ends_at"}
    assert told < {one.name for one in fields(Letter)} | {"asking_address", "is_sent", "replaces_at"}
