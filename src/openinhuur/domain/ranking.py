"""The order of the bids and the shortlist (R3).

Most points first; equal points: the lowest hourly rate first; still equal: a lot (R13), or both pass when
the call said so. The order depends on nothing else: not on who came first, not on the order of the input.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import groupby

from openinhuur.domain.errors import Refusal
from openinhuur.domain.money import Money


class TieAcrossCut(Enum):
    """What the call says about bids that points and rate cannot part at the edge of the shortlist."""

    LOT = "lot"
    ALL_PASS = "all-pass"  # noqa: S105 (a rule of the call, not a password)


class LotNeeded(Refusal):
    """Equal points and rate across the cut: a lot must be drawn (R13). Fields: ``bids``, ``places_left``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A bid with what decides its place."""

    bid: str
    total: Decimal
    hourly_rate: Money


class BrokenBy(Enum):
    """What parted bids with equal points."""

    HOURLY_RATE = "hourly_rate"
    LOT = "lot"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bid came and why. ``tied_with``: the other bids with the same points."""

    bid: str
    place: int
    total: Decimal
    hourly_rate: Money
    passes: bool
    tied_with: tuple[str, ...]
    broken_by: BrokenBy | None


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
    peers = _same_points(entries)
    places: list[Place] = []
    for group, drawn in _equal_groups(entries, lots or {}):
        first = len(places) + 1
        passes = _passes(group, first, shortlist_size, tie_across_cut)
        for entry in sorted(group, key=lambda one: one.bid):
            tied = tuple(sorted(peers[entry.total] - {entry.bid}))
            reason = _broken_by(group, drawn=drawn) if tied else None
            places.append(Place(entry.bid, first, entry.total, entry.hourly_rate, passes, tied, reason))
    return places


def _equal_groups(entries: Collection[Entry], lots: Mapping[str, int]) -> Iterator[tuple[list[Entry], bool]]:
    """Groups that nothing parts, best first, each with whether a lot made it."""

    def key(entry: Entry) -> tuple[Decimal, Money]:
        return (-entry.total, entry.hourly_rate)

    for _, equal in groupby(sorted(entries, key=key), key=key):
        group = list(equal)
        if len(group) > 1 and all(entry.bid in lots for entry in group):
            yield from (([entry], True) for entry in sorted(group, key=lambda one: lots[one.bid]))
        else:
            yield group, False


def _same_points(entries: Collection[Entry]) -> dict[Decimal, set[str]]:
    peers: dict[Decimal, set[str]] = {}
    for entry in entries:
        peers.setdefault(entry.total, set()).add(entry.bid)
    return peers


def _passes(group: list[Entry], first: int, size: int, tie_across_cut: TieAcrossCut) -> bool:
    last = first + len(group) - 1
    if first <= size < last and tie_across_cut is TieAcrossCut.LOT:
        raise LotNeeded(bids=", ".join(sorted(entry.bid for entry in group)), places_left=size - first + 1)
    return first <= size


def _broken_by(group: list[Entry], *, drawn: bool) -> BrokenBy:
    if len(group) > 1:
        return BrokenBy.NOTHING
    return BrokenBy.LOT if drawn else BrokenBy.HOURLY_RATE
