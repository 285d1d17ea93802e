"""The ladder of a call: from bids received to the one awarded."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from openinhuur.bids.models import Bid, LateBid
from openinhuur.calls import access
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.names import Names, names_of
from openinhuur.flow.queries.tabs import tabs
from openinhuur.flow.stops import Rung, Standing, standings


@dataclass(frozen=True, slots=True)
class StopCount:
    """How many bids stopped for one reason."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class RungRow:
    """A rung: how many bids reached it, and why those that fell before it did."""

    code: str
    count: int
    stopped: list[StopCount]


@dataclass(frozen=True, slots=True)
class BidRow:
    """One bid with where it stands and why."""

    bid_id: UUID
    supplier: str
    candidate: str | None
    rung: str
    stop: str | None
    reason: str
    points: Decimal | None
    place: int | None
    findings: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class LateRow:
    """A submission that came too late."""

    supplier: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """The ladder, every bid on it, and what never came on it."""

    number: str
    title: str
    rungs: list[RungRow]
    bids: list[BidRow]
    late: list[LateRow]
    withdrawn: int
    tabs: frozenset[str]


def progress_page(number: str, *, actor: Actor, at: datetime) -> ProgressPage:
    """How far every bid came; there is nothing to see before the vault is opened."""
    del at
    call = access.get(number, actor=actor, to=Verb.READ_PROGRESS)
    done = milestones(call)
    if done.opened_at is None:
        raise NotFound(what=f"progress:{number}")
    found, names = standings(call), names_of(call)
    return ProgressPage(
        number=call.number,
        title=call.title,
        rungs=_rungs(found),
        bids=_rows(found, names),
        late=[
            LateRow(one.supplier.name, one.received_at)
            for one in LateBid.objects.filter(call=call).select_related("supplier").order_by("received_at")
        ],
        withdrawn=Bid.objects.filter(call=call, withdrawn_at__isnull=False).count(),
        tabs=tabs(call, done, actor=actor),
    )


def _rungs(found: list[Standing]) -> list[RungRow]:
    order = list(Rung)
    rows = []
    for position, rung in enumerate(order):
        reached = [one for one in found if order.index(one.rung) >= position]
        fell = Counter(one.stop.value for one in found if one.stop and position and one.rung is order[position - 1])
        rows.append(RungRow(rung.value, len(reached), [StopCount(*pair) for pair in fell.items()]))
    return rows


def _rows(found: list[Standing], names: Names) -> list[BidRow]:
    """The furthest first; within a rung by supplier, or by letter where that is hidden."""
    rows = [_row(one, names) for one in found]
    if names.letters is None:
        return rows
    order = [one.value for one in Rung]
    return sorted(rows, key=lambda row: (-order.index(row.rung), row.bid_id))


def _row(one: Standing, names: Names) -> BidRow:
    offer, ranked = getattr(one.bid, "offer", None), getattr(one.bid, "ranked", None)
    return BidRow(
        bid_id=one.bid.pk,
        supplier=names.supplier(one.bid.supplier.name),
        candidate=names.candidate(one.bid.pk, offer.candidate.name if offer else "") or None,
        rung=one.rung.value,
        stop=one.stop.value if one.stop else None,
        reason=one.reason,
        points=ranked.total if ranked else None,
        place=ranked.place if ranked else None,
        findings=names.findings(offer.findings) if offer else [],
    )
