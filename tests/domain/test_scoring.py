"""R2, R6: points on the published scale, each point lost explained, nothing missing counted as zero."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from openinhuur.domain.call import AwardCriterion
from openinhuur.domain.scoring import (
    PRESETS,
    SIX_STEPS,
    LostPointsUnexplained,
    PointsNotOnScale,
    ScoreMissing,
    bands,
    check_score,
    points_of,
    total,
)

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "scales.csv"
SCALES = list(csv.DictReader(EXAMPLES.read_text(encoding="utf-8").splitlines()))
WEIGHTS = {"7": 25, "8": 10, "9": 25, "10": 20, "11": 15, "12": 5}
CRITERIA = [
    AwardCriterion(number, "", Decimal(weight), points_of(SIX_STEPS, Decimal(weight)))
    for number, weight in WEIGHTS.items()
]


def test_r2_the_points_of_all_criteria_are_added_up() -> None:
    points = dict(zip(WEIGHTS, map(Decimal, (15, 10, 25, 20, 15, 0)), strict=True))
    assert total(CRITERIA, points) == 85


@pytest.mark.parametrize("row", SCALES, ids=[row["case"] for row in SCALES])
def test_r2_the_points_of_every_scale(row: dict[str, str]) -> None:
    if row["scale"] == "bands":
        allowed = bands(*row["bands"].split())
    else:
        allowed = points_of(PRESETS[row["scale"]], Decimal(row["maximum"]))
    assert (allowed, allowed[-1]) == (tuple(map(Decimal, row["points"].split())), Decimal(row["maximum"]))


def test_r2_every_preset_has_an_example() -> None:
    assert {row["scale"] for row in SCALES} == {*PRESETS, "bands"}


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
