"""The points that an award criterion allows while it is written: of a known scale, or its own."""

from decimal import Decimal

from openinhuur.domain.draft import Item
from openinhuur.domain.scoring import PRESETS, bands, points_of
from openinhuur.domain.typed import FieldNotReadable, Kind, read


def points(item: Item, maximum: Decimal | None) -> tuple[Decimal, ...]:
    """The points that the scale of an award criterion allows; empty when they cannot be known yet.

    >>> points({"id": "k1", "scale": "own", "points": "5 8"}, Decimal(8))
    (Decimal('0'), Decimal('5'), Decimal('8'))
    """
    if maximum is None:
        return ()
    if item.get("scale", "") in PRESETS:
        return points_of(PRESETS[item["scale"]], maximum)
    try:
        own = [read(Kind.DECIMAL, one) for one in item.get("points", "").replace(";", " ").split()]
    except FieldNotReadable:
        return ()
    return bands(*(one for one in own if isinstance(one, Decimal))) if own else ()


def steps(item: Item) -> tuple[str, ...]:
    """What each step of the scale means, a line for each, from the lowest up."""
    return tuple(line.strip() for line in item.get("descriptors", "").split("\n") if line.strip())
