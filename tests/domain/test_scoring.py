"""R2, R6: points on the published scale, each point lost explained, nothing missing counted as zero."""

from decimal import Decimal

import pytest

from openinhuur.domain.call import AwardCriterion
from openinhuur.domain.scoring import (
    BINARY,
    FIVE_STEPS,
    HALVES,
    SIX_STEPS,
    SIXTY,
    LostPointsUnexplained,
    PointsNotOnScale,
    ScoreMissing,
    bands,
    check_score,
    points_of,
    total,
)

WEIGHTS = {"7": 25, "8": 10, "9": 25, "10": 20, "11": 15, "12": 5}
CRITERIA = [
    AwardCriterion(number, "", Decimal(weight), points_of(SIX_STEPS, Decimal(weight)))
    for number, weight in WEIGHTS.items()
]


def test_r2_the_points_of_all_criteria_are_added_up() -> None:
    points = dict(zip(WEIGHTS, map(Decimal, (15, 10, 25, 20, 15, 0)), strict=True))
    assert total(CRITERIA, points) == 85


@pytest.mark.parametrize(
    ("scale", "maximum", "allowed"),
    [
        (BINARY, "15", ["0", "15"]),
        (HALVES, "25", ["0", "12.5", "25"]),
        (SIXTY, "25", ["0", "15", "25"]),
        (SIX_STEPS, "25", ["0", "5", "10", "15", "20", "25"]),
        (SIX_STEPS, "5", ["0", "1", "2", "3", "4", "5"]),
        (FIVE_STEPS, "10", ["0", "3", "5", "7", "10"]),
    ],
)
def test_r2_presets_of_scales(scale: tuple[Decimal, ...], maximum: str, allowed: list[str]) -> None:
    assert points_of(scale, Decimal(maximum)) == tuple(map(Decimal, allowed))


def test_r2_bands_have_their_own_points() -> None:
    assert bands(8, 5, 2) == (0, 2, 5, 8)


def test_points_off_the_scale_are_refused() -> None:
    with pytest.raises(PointsNotOnScale) as refused:
        check_score(CRITERIA[0], Decimal(7), "tussen twee treden in")
    assert refused.value.fields["scale"] == "0, 5, 10, 15, 20, 25"


@pytest.mark.parametrize("points", [Decimal(-5), Decimal(30)])
def test_points_outside_zero_to_the_maximum_are_refused(points: Decimal) -> None:
    with pytest.raises(PointsNotOnScale):
        check_score(CRITERIA[0], points, "reden")


def test_lost_points_need_a_reason() -> None:
    with pytest.raises(LostPointsUnexplained):
        check_score(CRITERIA[0], Decimal(20), "  ")


def test_full_points_need_none() -> None:
    check_score(CRITERIA[0], Decimal(25), "")


def test_a_missing_score_is_never_a_zero() -> None:
    with pytest.raises(ScoreMissing) as refused:
        total(CRITERIA, {"7": Decimal(25)})
    assert refused.value.fields == {"criteria": "8, 9, 10, 11, 12"}
