"""Points for the price, where it has weight (R26); else the rate only parts who is equal (`ranking`).

    relative       W × lowest / p
    fixed range    W × (max − p) / (max − min)
    logarithmic    W × (1 − log(p / lowest) / log A),  A = (the rate that gets no points) / lowest

Never below zero or above W. Computed with fifty digits and rounded half up to a thousandth of a point, once. A formula
with the lowest rate that was offered is *relative*: who drops out can turn the order round, so nothing is computed
again after the ranking was made.

>>> str(points(PriceRule(Formula.RELATIVE, Decimal(40)), Decimal("110.00"), lowest_offered=Decimal("100.00")))
'36.364'
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum

from openinhuur.domain.scoring import rounded

DIGITS = 50
NONE = Decimal(0)


class Formula(StrEnum):
    """The formulas that a call can announce."""

    RELATIVE = "relative"
    FIXED_RANGE = "fixed-range"
    LOGARITHMIC = "logarithmic"


@dataclass(frozen=True, slots=True)
class PriceRule:
    """What the call announced: the formula, all points of the price, and the rates that get all of them and none.

    Relative has no such rates. Logarithmic has the highest; without the lowest, the lowest rate offered gets all.
    """

    formula: Formula
    weight: Decimal
    lowest: Decimal | None = None
    highest: Decimal | None = None

    @property
    def is_relative(self) -> bool:
        """Whether the points depend on what others offered."""
        return self.formula is Formula.RELATIVE or (self.formula is Formula.LOGARITHMIC and self.lowest is None)


def points(rule: PriceRule, rate: Decimal, *, lowest_offered: Decimal) -> Decimal:
    """The points for an hourly rate, in thousandths.

    Args:
        lowest_offered: the lowest rate of the bids that are ranked; only relative formulas look at it.
    """
    lowest = rule.lowest if rule.lowest is not None and rule.formula is not Formula.RELATIVE else lowest_offered
    with localcontext() as context:
        context.prec = DIGITS
        share = _share(rule.formula, rate, lowest, rule.highest)
        return rounded(rule.weight * min(max(share, NONE), Decimal(1)))


def _share(formula: Formula, rate: Decimal, lowest: Decimal, highest: Decimal | None) -> Decimal:
    """The part of all points; from one at the lowest rate to zero, and beyond."""
    if rate <= lowest:
        return Decimal(1)
    if formula is Formula.RELATIVE:
        return lowest / rate
    if highest is None or rate >= highest:
        return NONE
    if formula is Formula.FIXED_RANGE:
        return (highest - rate) / (highest - lowest)
    return 1 - (rate / lowest).ln() / (highest / lowest).ln()
