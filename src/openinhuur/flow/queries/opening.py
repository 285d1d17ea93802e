"""The opening of a call: what holds it back, whose turn it is, how far the reading is, and what came out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from openinhuur.assessments.models import StepClosing
from openinhuur.bids import double_offers, minutes
from openinhuur.bids.models import Bid, BidVersion, LateBid, Minutes, Opening, OpeningTurn
from openinhuur.calls import access, settled
from openinhuur.calls.models import Call
from openinhuur.documents.models import Document
from openinhuur.documents.vaults import Purpose
from openinhuur.domain.call import NotPublished
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.domain.sealing import SealedBy, turn_counts
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.names import Names, names_of
from openinhuur.flow.queries.tabs import tabs
from openinhuur.flow.queries.turns import HolderRow, TurnRow, holder_rows, turn_rows
from openinhuur.flow.queries.vault import bids_in_vault


class BidState(StrEnum):
    """What became of a bid at the opening."""

    WAITING = "waiting"
    OPENED = "opened"
    NOT_OPENED = "not-opened"
    LAPSED = "lapsed"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Something that could still change the call. ``code``: "questions", "correction" or "withdrawal"."""

    code: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class OpenedBid:
    """A bid with what became of it; nothing of its rate or its candidate."""

    id: UUID
    supplier: str
    version: int
    received_at: datetime
    fingerprint: str
    position: int
    state: BidState
    code: str
    reason: str
    findings: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class DoubleRow:
    """One candidate of several suppliers that waits for a person (R25)."""

    key: str
    bids: list[tuple[UUID, str]]

    @property
    def suppliers(self) -> list[str]:
        """Who offers them."""
        return [supplier for _, supplier in self.bids]


@dataclass(frozen=True, slots=True)
class DoubleDecided:
    """What a person decided about one. ``set_aside``: the supplier whose bid is not judged; empty: none."""

    suppliers: list[str]
    set_aside: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """Everything about the opening. ``received``: bids in the vault; None: nobody counts them yet (`vault`).

    ``may_open``: the reader may take turns here; ``may_bring``: they hold a part of the key themselves;
    ``may_read``: they may have bids read that lie in the open vault.
    """

    number: str
    title: str
    closes_at: datetime
    is_closed: bool
    is_split: bool
    needed: int
    holders: list[HolderRow]
    held_back: list[HeldBack]
    turns: list[TurnRow]
    may_open: bool
    may_bring: bool
    may_read: bool
    may_decide: bool
    opened_at: datetime | None
    received: int | None
    bids: list[OpenedBid]
    late: list[tuple[str, datetime]]
    withdrawn: int
    doubles: list[DoubleRow]
    decided: list[DoubleDecided]
    minutes: list[tuple[int, datetime]]
    lot_commitment: str
    tabs: frozenset[str]

    @property
    def has_turn(self) -> bool:
        """Whether a turn of the reader waits for others."""
        return any(one.is_reader for one in self.turns)

    @property
    def missing(self) -> int:
        """How many turns are needed still."""
        return max(self.needed - len(self.turns), 0)

    @property
    def to_read(self) -> int:
        """Bids that nobody has tried to read yet."""
        return sum(one.state is BidState.WAITING for one in self.bids)

    @property
    def goes_on(self) -> bool:
        """Whether there is still something to come by itself: bids that are read, and at last the minutes."""
        return bool(self.to_read) or not self.minutes

    @property
    def tried(self) -> int:
        """Bids of which it is known what became of them."""
        return len(self.bids) - self.to_read

    @property
    def not_opened(self) -> int:
        """Bids that did not open."""
        return sum(one.state is BidState.NOT_OPENED for one in self.bids)

    @property
    def opened(self) -> int:
        """Bids that opened and fit their receipt; those set aside are not counted."""
        return sum(one.state is BidState.OPENED for one in self.bids)


def opening_page(number: str, *, actor: Actor, at: datetime) -> OpeningPage:
    """The opening of a call, for its desk, its buyer and their auditor.

    Raises:
        NotFound, NotAllowed, NotPublished.
    """
    call = access.get(number, actor=actor, to=Verb.READ_PROGRESS)
    if call.published_at is None or call.vault is None:
        raise NotPublished(number=number)
    opening = Opening.objects.filter(call=call).first()
    is_closed, is_over = at >= call.closes_at, call.withdrawn_at is not None
    turns = _counting(call, opening, at)
    brought = _counting(call, None, at)
    holders = holder_rows(call, call.vault, Purpose.BIDS, brought=brought, actor=actor)
    return OpeningPage(
        number=call.number,
        title=call.title,
        closes_at=call.closes_at,
        is_closed=is_closed,
        is_split=SealedBy(call.vault.sealed_by) is SealedBy.KEYHOLDERS,
        needed=minutes.needed(call.vault),
        holders=holders,
        held_back=[] if opening else _held_back(call),
        turns=turn_rows(turns, actor=actor),
        may_open=actor.may(Verb.OPEN) and opening is None and is_closed and not is_over,
        may_bring=any(one.is_reader for one in holders),
        may_read=actor.may(Verb.OPEN) and not is_over,
        may_decide=actor.may(Verb.JUDGE) and not is_over and not StepClosing.objects.filter(call=call, step=1).exists(),
        opened_at=opening.opened_at if opening else None,
        received=bids_in_vault(call, at=at),
        bids=_bids(call) if opening else [],
        late=_late(call) if is_closed else [],
        withdrawn=Bid.objects.filter(call=call, withdrawn_at__isnull=False).count() if opening else 0,
        doubles=_doubles(call) if opening else [],
        decided=_decided(call),
        minutes=list(Minutes.objects.filter(opening__call=call).values_list("number", "made_at")),
        lot_commitment=call.vault.lot_commitment,
        tabs=tabs(call, milestones(call), actor=actor),
    )


def minutes_file(number: str, of: int, *, actor: Actor) -> Document:
    """The minutes of an opening, as they were made.

    Raises:
        NotFound, NotAllowed.
    """
    call = access.get(number, actor=actor, to=Verb.READ_PROGRESS)
    found = Minutes.objects.filter(opening__call=call, number=of).select_related("document").first()
    if found is None:
        raise NotFound(what=f"minutes:{number} {of}")
    return found.document


def _held_back(call: Call) -> list[HeldBack]:
    unanswered = call.questions.filter(clarification__isnull=True).count()
    found = [HeldBack("questions", unanswered)] if unanswered else []
    if settled.correction_that_waits(call):
        found.append(HeldBack("correction"))
    if settled.withdrawal_that_waits(call):
        found.append(HeldBack("withdrawal"))
    return found


def _counting(call: Call, opening: Opening | None, at: datetime) -> list[OpeningTurn]:
    taken = OpeningTurn.objects.filter(call=call).select_related("person", "holder__person")
    return [
        one
        for one in taken.order_by("taken_at", "pk")
        if opening or turn_counts(taken_at=one.taken_at, closes_at=one.closes_at, call_closes_at=call.closes_at, at=at)
    ]


def _bids(call: Call) -> list[OpenedBid]:
    bids = {one.pk: one for one in _bids_of(call).select_related("supplier", "offer")}
    newest = BidVersion.objects.filter(bid__in=bids).order_by("bid", "-version").distinct("bid")
    names = names_of(call)
    return [_bid(bids[one.bid_id], one, names) for one in sorted(newest, key=lambda one: one.journal_position)]


def _bids_of(call: Call) -> QuerySet[Bid]:
    return Bid.objects.filter(call=call, withdrawn_at__isnull=True)


def _bid(bid: Bid, version: BidVersion, names: Names) -> OpenedBid:
    offer = getattr(bid, "offer", None)
    return OpenedBid(
        bid.pk,
        bid.supplier.name,
        version.version,
        version.received_at,
        version.fingerprint,
        version.journal_position,
        state=_state(bid, is_read=offer is not None),
        code=bid.not_opened_code,
        reason=bid.set_aside_reason,
        findings=names.told_at_opening(offer.findings) if offer else [],
    )


def _state(bid: Bid, *, is_read: bool) -> BidState:
    if bid.lapsed_at is not None:
        return BidState.LAPSED
    if bid.set_aside_at is not None:
        return BidState.SET_ASIDE
    if is_read:
        return BidState.OPENED
    return BidState.NOT_OPENED if bid.not_opened_at else BidState.WAITING


def _late(call: Call) -> list[tuple[str, datetime]]:
    found = LateBid.objects.filter(call=call).order_by("received_at", "pk")
    return list(found.values_list("supplier__name", "received_at"))


def _doubles(call: Call) -> list[DoubleRow]:
    return [
        DoubleRow(one.key, sorted(((bid.pk, bid.supplier.name) for bid in one.bids), key=lambda bid: bid[1]))
        for one in double_offers.doubles_of(call)
        if not one.is_decided
    ]


def _decided(call: Call) -> list[DoubleDecided]:
    found = call.double_offers.select_related("set_aside__supplier", "decided_by").prefetch_related("bids__supplier")
    return [
        DoubleDecided(
            sorted(bid.supplier.name for bid in one.bids.all()),
            one.set_aside.supplier.name if one.set_aside else "",
            one.reason,
            one.decided_by.name,
            one.decided_at,
        )
        for one in found
    ]
