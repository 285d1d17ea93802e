"""What keeps a draft from being a call: what is missing, cannot be read, does not fit, or contradicts itself."""

from decimal import Decimal

import pytest

from openinhuur.domain.draft import STARTING
from openinhuur.domain.draft_facts import values
from openinhuur.domain.draft_problems import Problem
from openinhuur.domain.draft_scales import points
from openinhuur.domain.typed import FieldNotReadable, Kind, read

CRITERION = {"id": "c1", "number": "2", "text": "Ervaring", "maximum": "100", "scale": "binary"}
REQUIREMENT = {"id": "r1", "number": "1", "text": "Een diploma op hbo-niveau of gelijkwaardig"}
WHOLE = {
    **STARTING,
    "number": "30534", "title": "Secretaris", "duration_months": "6", "hours_per_week": "36", "g_account_sna": "25",
    "g_account_other": "55", "questions_close_at": "2026-06-23T09:00", "answers_by_on": "2026-06-25",
    "closes_at": "2026-06-29T09:00", "invitations_by_on": "2026-07-01", "interviews_from_on": "2026-07-02",
    "requirements": [REQUIREMENT], "award_criteria": [CRITERION],
}  # fmt: skip


def problems(**changed: object) -> set[tuple[str, str]]:
    return {(one.path, one.code) for one in values({**WHOLE, **changed}).problems}


def test_a_whole_draft_has_no_problems() -> None:
    assert problems() == set()


def test_an_empty_draft_lacks_what_a_call_cannot_do_without() -> None:
    missing = {one.path for one in values({}).problems if one.code == "missing"}
    assert {"number", "title", "closes_at", "requirements", "award_criteria", "standstill_days"} <= missing
    assert Problem("region", "missing") not in values({}).problems


@pytest.mark.parametrize("number", ["30534", "ZTM-2026-1", "a", "A1"])
def test_a_number_of_letters_digits_and_hyphens_can_stand_in_an_address(number: str) -> None:
    assert problems(number=number) == set()


@pytest.mark.parametrize("number", ["30 534", "30534/2", "30.534", "-1", "1-", "é1", "a_b", "<b>", "३"])
def test_any_other_number_cannot(number: str) -> None:
    assert problems(number=number) == {("number", "shape")}


@pytest.mark.parametrize(
    ("path", "typed", "code"),
    [
        ("number", "1" * 31, "too-long"),
        ("title", "a" * 201, "too-long"),
        ("region", "a" * 61, "too-long"),
        ("salary_scale", "a" * 11, "too-long"),
        ("hours_per_week", "61", "too-large"),
        ("hours_per_week", "0", "too-small"),
        ("hours_per_week", "36.125", "too-precise"),
        ("hours_per_week", "zesendertig", "decimal"),
        ("g_account_sna", "101", "too-large"),
        ("shortlist_size", "0", "too-small"),
        ("shortlist_size", "1000", "too-large"),
        ("shortlist_size", "tien", "whole"),
        ("duration_months", "241", "too-large"),
        ("max_rate", "110.005", "too-precise"),
        ("closes_at", "29 juni", "moment"),
        ("closes_at", "2026-06-29", "moment"),
        ("start_on", "9999-12-31", "day"),
        ("start_on", "0001-01-01", "day"),
        ("tie_across_cut", "coin", "choice"),
    ],
)
def test_what_does_not_fit_is_a_problem_at_its_place(path: str, typed: str, code: str) -> None:
    assert problems(**{path: typed}) == {(path, code)}


def test_a_number_used_twice_in_a_list_is_a_problem_at_both() -> None:
    twice = [REQUIREMENT, {**REQUIREMENT, "id": "r2"}]
    assert problems(requirements=twice) == {("requirements.r1.number", "twice"), ("requirements.r2.number", "twice")}


def test_an_option_to_extend_has_a_length() -> None:
    assert problems(extension_count="2", extension_months="") == {("extension_months", "needed")}
    assert problems(extension_count="2", extension_months="6") == set()


def test_points_for_the_price_have_a_formula_and_a_formula_has_points() -> None:
    assert problems(price_weight="20") == {("price_formula", "needed")}
    assert problems(price_formula="relative") == {("price_weight", "needed")}
    fixed = {"price_weight": "20", "price_formula": "fixed-range"}
    assert problems(**fixed) == {("price_lowest", "needed"), ("price_highest", "needed")}
    assert problems(**fixed, price_lowest="120", price_highest="90") == {("price_highest", "too-small")}
    assert problems(**fixed, price_lowest="90", price_highest="120") == set()
    logarithmic = {"price_weight": "20", "price_formula": "logarithmic"}
    assert problems(**logarithmic) == {("price_highest", "needed")}
    assert problems(**logarithmic, price_highest="120") == set()


def test_r31_a_chain_rule_is_whole_or_absent() -> None:
    said = {"chain_agreements": "3", "chain_months": "24", "chain_gap_months": "6", "chain_reference_on": "2026-07-13"}
    computed = [{**REQUIREMENT, "rule": "chain"}]
    assert problems(requirements=computed) == {(path, "needed") for path in said}
    assert problems(requirements=computed, **said) == set()
    assert problems(chain_months="24") == {(path, "needed") for path in said if path != "chain_months"}


def test_the_grades_of_a_criterion_run_from_0_to_its_points() -> None:
    own = {**CRITERION, "scale": "own", "points": "25 50"}
    assert problems(award_criteria=[own]) == {("award_criteria.c1.points", "scale")}
    assert problems(award_criteria=[{**own, "points": "25 50 100"}]) == set()
    assert problems(award_criteria=[{**own, "points": ""}]) == {("award_criteria.c1.points", "scale")}
    assert problems(award_criteria=[{**CRITERION, "scale": ""}]) == {("award_criteria.c1.scale", "missing")}


def test_every_grade_is_described_or_none() -> None:
    assert problems(award_criteria=[{**CRITERION, "descriptors": "Niets"}]) == {
        ("award_criteria.c1.descriptors", "steps")
    }
    assert problems(award_criteria=[{**CRITERION, "descriptors": "Niets\n\nAlles"}]) == set()


def test_own_points_are_read_with_any_mark_between() -> None:
    assert points({"id": "c", "scale": "own", "points": "8; 2,5 5"}, Decimal(8)) == (0, Decimal("2.5"), 5, 8)
    assert points({"id": "c", "scale": "own", "points": "acht"}, Decimal(8)) == ()
    assert points({"id": "c", "scale": "binary"}, None) == ()


def test_a_moment_is_read_on_the_clock_of_amsterdam() -> None:
    assert str(read(Kind.MOMENT, "2026-06-29T09:00")) == "2026-06-29 07:00:00+00:00"
    assert str(read(Kind.MOMENT, "2026-01-29T09:00")) == "2026-01-29 08:00:00+00:00"
    for typed in ("2026-06-29", "2026-06-29T", "T09:00", "2026-06-29T25:00", "2026-06-29T09:00+99:00"):
        with pytest.raises(FieldNotReadable):
            read(Kind.MOMENT, typed)
