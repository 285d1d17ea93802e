"""The order of the bids and the shortlist (R3).

Most points first; equal points: the lowest hourly rate first; still equal: a lot (R13), or both pass when
the call said so. The order depends on nothing else: not on who came first, not on the order of the input.
"""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from openinhuur.domain.errors import Refusal
from openinhuur.domain.money import Money

POINTS, RATE = attrgetter("total"), attrgetter("hourly_rate.amount")


class TieAcrossCut(Enum):
    """What the call says about bids that points and rate cannot part at the edge of the shortlist."""

    LOT = "lot"
    ALL_PASS = "all-pass"  # noqa: S105 (a rule of the call, not a password)


class LotNeeded(Refusal):
    """Equal points and rate across the cut: a lot must be drawn (R13). Fields: ``bids``, ``places_left``."""


class Entry(NamedTuple):
    """A bid with what decides its place."""

    bid: str
    total: Decimal
    hourly_rate: Money


class BrokenBy(Enum):
    """What parted bids with equal points."""

    HOURLY_RATE = "hourly_rate"
    LOT = "lot"
    NOTHING = "nothing"


class Place(NamedTuple):
    """Where a bid came and why. ``equals``: all bids with its points, itself included; empty when alone."""

    bid: str
    place: int
    total: Decimal
    hourly_rate: Money
    passes: bool
    equals: tuple[str, ...]
    broken_by: BrokenBy | None

    @property
    def tied_with(self) -> tuple[str, ...]:
        """The other bids with the same points."""
        return tuple(bid for bid in self.equals if bid != self.bid)


def rank(
    entries: Collection[Entry],
    *,
    shortlist_size: int,
    tie_across_cut: TieAcrossCut = TieAcrossCut.LOT,
    lots: Mapping[str, int] | None = None,
) -> list[Place]:
    """Every bid with its place, best first; bids that nothing parts share a place.

    Args:
        entries: the valid bids, in any order.
        shortlist_size: how many pass; when there are fewer, all pass.
        tie_across_cut: what the call says when points and rate do not part bids at the edge.
        lots: outcome of a draw between bids (lower first), when one was held.

    Raises:
        LotNeeded: bids at the edge are equal in points and rate, and no lot was drawn.
    """
    places: list[Place] = []
    in_order = sorted(entries, key=_order)
    for _, same_points in groupby(in_order, key=POINTS):
        tied = list(same_points)
        equals = tuple(sorted(one.bid for one in tied)) if len(tied) > 1 else ()
        for group, drawn in _parted(tied, lots or {}):
            first = len(places) + 1
            passes = _passes(group, first, shortlist_size, tie_across_cut)
            reason = _broken_by(group, drawn=drawn) if equals else None
            places += [Place(one.bid, first, one.total, one.hourly_rate, passes, equals, reason) for one in group]
    return places


def tied_across_cut(entries: Collection[Entry], *, shortlist_size: int) -> tuple[str, ...]:
    """The bids that neither points nor rate part at the edge of the shortlist; empty when there are none."""
    places = rank(entries, shortlist_size=shortlist_size, tie_across_cut=TieAcrossCut.ALL_PASS)
    last_in = max((one.place for one in places if one.place <= shortlist_size), default=0)
    group = tuple(one.bid for one in places if one.place == last_in)
    return group if last_in + len(group) - 1 > shortlist_size else ()


def _order(entry: Entry) -> tuple[Decimal, Decimal, str]:
    return -entry.total, entry.hourly_rate.amount, entry.bid


def _parted(tied: list[Entry], lots: Mapping[str, int]) -> Iterator[tuple[list[Entry], bool]]:
    """Bids with equal points, parted by the rate and then by a lot; each group with whether a lot made it."""
    if len(tied) == 1:
        yield tied, False
        return
    for _, same_rate in groupby(tied, key=RATE):
        group = list(same_rate)
        if len(group) > 1 and all(entry.bid in lots for entry in group):
            yield from (([entry], True) for entry in sorted(group, key=lambda one: lots[one.bid]))
        else:
            yield group, False


def _passes(group: list[Entry], first: int, size: int, tie_across_cut: TieAcrossCut) -> bool:
    last = first + len(group) - 1
    if first <= size < last and tie_across_cut is TieAcrossCut.LOT:
        raise LotNeeded(bids=", ".join(sorted(entry.bid for entry in group)), places_left=size - first + 1)
    return first <= size


def _broken_by(group: list[Entry], *, drawn: bool) -> BrokenBy:
    if len(group) > 1:
        return BrokenBy.NOTHING
    return BrokenBy.LOT if drawn else BrokenBy.HOURLY_RATE
