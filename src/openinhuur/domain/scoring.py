"""Step 2, points: a person gives points on the published scale, with a reason for each point lost (R2).

The software checks and adds up; it never proposes points (R24). The rate stays out of sight until the
step is closed (R6).

>>> [str(points) for points in points_of(SIX_STEPS, Decimal(25))]
['0', '5', '10', '15', '20', '25']
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from openinhuur.domain.call import AwardCriterion
from openinhuur.domain.errors import Refusal

Scale = tuple[Decimal, ...]
"""The grades of a scale as shares of the maximum, from 0 to 1."""

BINARY: Scale = (Decimal(0), Decimal(1))
HALVES: Scale = (Decimal(0), Decimal("0.5"), Decimal(1))
SIXTY: Scale = (Decimal(0), Decimal("0.6"), Decimal(1))
SIX_STEPS: Scale = tuple(Decimal(tenth) / 10 for tenth in (0, 2, 4, 6, 8, 10))
FIVE_STEPS: Scale = tuple(Decimal(tenth) / 10 for tenth in (0, 3, 5, 7, 10))
PRESETS: dict[str, Scale] = {
    "binary": BINARY,
    "0-50-100": HALVES,
    "0-60-100": SIXTY,
    "0-2-4-6-8-10": SIX_STEPS,
    "10-7-5-3-0": FIVE_STEPS,
}

SMALLEST = Decimal("0.001")
"""Points are kept in thousandths. What is computed (a mean, points for a price) is rounded half up to that, once."""


class PointsNotOnScale(Refusal):
    """Points that the published scale does not have. Fields: ``criterion``, ``points``, ``scale``."""


class LostPointsUnexplained(Refusal):
    """Fewer points than the maximum, and no reason why (R23). Fields: ``criterion``."""


class ScoreMissing(Refusal):
    """A cell is empty: it never counts as zero. Fields: ``criteria`` (the numbers without points)."""


class StepClosed(Refusal):
    """The step was closed; what was decided in it stands. Fields: ``step``, ``closed_at``."""


class StepNotClosed(Refusal):
    """The step before this one has to be closed first. Fields: ``step``."""


def points_of(scale: Scale, maximum: Decimal) -> tuple[Decimal, ...]:
    """The points a scale of shares allows for a criterion, from 0 to ``maximum``, exact."""
    return tuple((share * maximum).normalize() + 0 for share in scale)


def bands(*points: Decimal | int | str) -> tuple[Decimal, ...]:
    """A scale of bands with their own points (more than 5 years 8, up to 3 years 5, up to 2 years 2)."""
    return tuple(sorted({Decimal(0), *map(Decimal, points)}))


def check_score(criterion: AwardCriterion, points: Decimal, reason: str) -> None:
    """Points stand on the published scale, and each point lost has a reason.

    Raises:
        PointsNotOnScale, LostPointsUnexplained.
    """
    check_points(criterion, points)
    check_explained(criterion, points, reason)


def check_points(criterion: AwardCriterion, points: Decimal) -> None:
    """Points stand on the published scale.

    Raises:
        PointsNotOnScale.
    """
    if points not in criterion.scale:
        raise PointsNotOnScale(criterion=criterion.number, points=points, scale=", ".join(map(str, criterion.scale)))


def check_explained(criterion: AwardCriterion, points: Decimal, reason: str) -> None:
    """Each point lost has a reason (R23).

    Raises:
        LostPointsUnexplained.
    """
    if points < criterion.maximum and not reason.strip():
        raise LostPointsUnexplained(criterion=criterion.number)


def rounded(points: Decimal) -> Decimal:
    """Computed points in thousandths, half up."""
    return points.quantize(SMALLEST, ROUND_HALF_UP)


def total(criteria: Sequence[AwardCriterion], points: Mapping[str, Decimal]) -> Decimal:
    """The sum over all criteria; every criterion must have been scored.

    Example R2: 15 + 10 + 25 + 20 + 15 + 0 = 85.

    Raises:
        ScoreMissing: a criterion has no points yet.
    """
    try:
        return sum([points[criterion.number] for criterion in criteria], Decimal(0))
    except KeyError:
        missing = [criterion.number for criterion in criteria if criterion.number not in points]
        raise ScoreMissing(criteria=", ".join(missing)) from None
