"""How firm a ranking is: what would move a bid over the cut, and where it stands when one score moves one step.

It looks at one score at a time, of the bid itself or of another, and at what the published scale allows. Points for the
price do not move. It tells where to look twice; it changes nothing (R24).

>>> scale = (Decimal(0), Decimal(5), Decimal(10))
>>> bids = [Scored("a", {"7": Decimal(10)}, Decimal(90)), Scored("b", {"7": Decimal(5)}, Decimal(80))]
>>> first, second = firmness([AwardCriterion("7", "", Decimal(10), scale)], bids, shortlist_size=1)
>>> second.gap, second.change.after, (second.best, second.worst)
(Decimal('5'), Decimal('10'), (1, 2))
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate, groupby

from openinhuur.domain.call import AwardCriterion

NONE = Decimal(0)
Key = tuple[Decimal, Decimal, int]
"""What decides a place, the lowest first: minus the total, the rate, the lot."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A bid with the points that count. ``lot``: its place in a draw, when one was held."""

    bid: str
    points: Mapping[str, Decimal]
    hourly_rate: Decimal
    price_points: Decimal = NONE
    lot: int = 0

    @property
    def key(self) -> Key:
        """What decides its place."""
        return (-sum(self.points.values(), self.price_points), self.hourly_rate, self.lot)


@dataclass(frozen=True, slots=True)
class Change:
    """One score, moved along its scale."""

    criterion: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Firm:
    """How firm the place of one bid is.

    Attributes:
        gap: the points between it and the nearest bid on the other side of the cut; None: there is none.
        change: the smallest change of one of its own scores that takes it over the cut; None: no single score does.
        best, worst: its places when one score, its own or another's, moves one step.
    """

    bid: str
    place: int
    passes: bool
    gap: Decimal | None
    change: Change | None
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class _Field:
    """All bids in their order, and their keys."""

    criteria: Sequence[AwardCriterion]
    bids: Sequence[Scored]
    size: int
    keys: list[Key] = field(default_factory=list)

    def place_of(self, one: Scored, key: Key) -> int:
        """The place of a bid if it had this key: one more than the others that are better."""
        better = bisect_left(self.keys, key)
        return better + 1 - (one.key < key)


def firmness(criteria: Sequence[AwardCriterion], bids: Sequence[Scored], *, shortlist_size: int) -> list[Firm]:
    """How firm each place is, best first. Bids that nothing parts share the better place."""
    in_order = sorted(bids, key=lambda one: (one.key, one.bid))
    found = _Field(criteria, in_order, shortlist_size, [one.key for one in in_order])
    pushed = _pushed(found)
    return [_firm(found, one, *pushed[one.bid]) for one in in_order]


def _firm(found: _Field, one: Scored, can_rise: bool, can_fall: bool) -> Firm:  # noqa: FBT001 (two facts of a row)
    key = one.key
    place = found.place_of(one, key)
    passes = place <= found.size
    own = [found.place_of(one, _moved(key, step)) for step in _steps(found.criteria, one)]
    return Firm(
        bid=one.bid,
        place=place,
        passes=passes,
        gap=_gap(found, key, passes=passes),
        change=_smallest(found, one, passes=passes),
        best=min([place - can_rise, *own]),
        worst=max([place + can_fall, *own]),
    )


def _gap(found: _Field, key: Key, *, passes: bool) -> Decimal | None:
    """To the last that passes, or to the first that does not; with a shared last place, those all pass."""
    if passes:
        last = found.keys[min(found.size, len(found.keys)) - 1]
        outside = next((one for one in found.keys[found.size :] if one > last), None)
        return None if outside is None else outside[0] - key[0]
    return key[0] - found.keys[found.size - 1][0]


def _smallest(found: _Field, one: Scored, *, passes: bool) -> Change | None:
    if passes and len(found.bids) <= found.size:
        return None
    key = one.key
    moves = sorted(
        (abs(after - one.points[criterion.number]), position, after)
        for position, criterion in enumerate(found.criteria)
        for after in criterion.scale
        if (after < one.points[criterion.number]) is passes and after != one.points[criterion.number]
    )
    for _, position, after in moves:
        number = found.criteria[position].number
        before = one.points[number]
        if (found.place_of(one, _moved(key, after - before)) <= found.size) is not passes:
            return Change(number, before, after)
    return None


def _steps(criteria: Sequence[AwardCriterion], one: Scored) -> Iterator[Decimal]:
    """Every change of one step of one score: down, and up."""
    for criterion in criteria:
        points = one.points[criterion.number]
        below = [step for step in criterion.scale if step < points]
        above = [step for step in criterion.scale if step > points]
        yield from (max(below) - points,) if below else ()
        yield from (min(above) - points,) if above else ()


def _moved(key: Key, points: Decimal) -> Key:
    return (key[0] - points, key[1], key[2])


def _pushed(found: _Field) -> dict[str, tuple[bool, bool]]:
    """Per bid whether one step of another lets it rise, or makes it fall, a place."""
    steps = [[*_steps(found.criteria, one), NONE] for one in found.bids]
    dropped = [_moved(key, min(step)) for key, step in zip(found.keys, steps, strict=True)]
    raised = [_moved(key, max(step)) for key, step in zip(found.keys, steps, strict=True)]
    lowest_above = list(accumulate(dropped, max))
    highest_below = list(accumulate(reversed(raised), min))[::-1]
    pushed: dict[str, tuple[bool, bool]] = {}
    for key, group in groupby(range(len(found.bids)), key=lambda place: found.keys[place]):
        places = list(group)
        first, after = places[0], places[-1] + 1
        rises = first > 0 and lowest_above[first - 1] >= key
        overtaken = after < len(found.bids) and highest_below[after] < key
        for place in places:
            beside = any(raised[other] < key for other in places if other != place)
            pushed[found.bids[place].bid] = (rises, overtaken or beside)
    return pushed
