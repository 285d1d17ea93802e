"""How far several assessors agree: Krippendorff's alpha. It tells where to talk; it decides nothing (R24).

One is full agreement, zero is what chance would give, below zero is worse than chance. Each unit (a bid on one
criterion) holds what its assessors gave; a unit with fewer than two values tells nothing and is left out.

Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, https://repository.upenn.edu/asc_papers/43;
the same, Content Analysis, 4th edition, 2018, chapter 12.

>>> round(alpha([[Decimal(1), Decimal(2)], [Decimal(4), Decimal(4)], [Decimal(2), Decimal(2)]]), 3)
Decimal('0.821')
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from itertools import combinations

Pair = tuple[Decimal, Decimal]
NONE = Decimal(0)


class Metric(Enum):
    """How far two values lie apart: by the points themselves, or by how many values lie between them."""

    INTERVAL = "interval"
    ORDINAL = "ordinal"


def alpha(units: Iterable[Collection[Decimal]], metric: Metric = Metric.INTERVAL) -> Decimal | None:
    """One minus the disagreement that is seen, divided by the disagreement that chance would give.

    None: there is nothing to compare, or everybody gave the same everywhere, so that chance says nothing.
    """
    pairable = [Counter(unit) for unit in units if len(unit) > 1]
    margins = sum(pairable, Counter[Decimal]())
    total = margins.total()
    apart = _distances(margins, metric)
    expected = sum((margins[one] * margins[other] * far for (one, other), far in apart.items()), NONE)
    if not expected:
        return None
    observed = sum((_disagreement(unit, apart) for unit in pairable), NONE)
    return 1 - (total - 1) * observed / expected


def spread(values: Collection[Decimal]) -> Decimal:
    """How far the highest lies above the lowest; what assessors talk about first."""
    return max(values) - min(values) if values else NONE


def _disagreement(unit: Counter[Decimal], apart: Mapping[Pair, Decimal]) -> Decimal:
    """Of one unit, its values paired in every way, and weighed so that each value counts once."""
    seen = sum((unit[one] * unit[other] * apart[one, other] for one, other in _pairs(unit)), NONE)
    return seen / (unit.total() - 1)


def _distances(margins: Counter[Decimal], metric: Metric) -> dict[Pair, Decimal]:
    """The squared distance of every two different values."""
    if metric is Metric.INTERVAL:
        return {(one, other): (one - other) ** 2 for one, other in _pairs(margins)}
    return {(one, other): _ordinal(margins, one, other) for one, other in _pairs(margins)}


def _ordinal(margins: Counter[Decimal], low: Decimal, high: Decimal) -> Decimal:
    """All values from the one to the other, the two ends for half, squared."""
    between = sum(count for value, count in margins.items() if low <= value <= high)
    return (between - Decimal(margins[low] + margins[high]) / 2) ** 2


def _pairs(values: Iterable[Decimal]) -> Sequence[Pair]:
    return list(combinations(sorted(values), 2))
