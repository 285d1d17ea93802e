"""All own bids of a supplier, what it can begin on a call, and the receipt of what it sent."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from openinhuur.assessments.models import LotDraw, Repair
from openinhuur.bids import access, drafted
from openinhuur.bids.confirmations import to_confirm
from openinhuur.bids.models import Bid, BidDraft, BidVersion, LateBid
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.queries.bid_possible import why_not
from openinhuur.flow.queries.work.supplier import BidState, state_of
from openinhuur.journal.queries import entry_at

MOST = 200
"""Bids that are listed, those of the latest deadlines first."""


@dataclass(frozen=True, slots=True)
class OwnBid:
    """A bid, or a draft of one. ``state``: None: nothing was sent of it yet.

    ``mend_until``: something was asked to mend, and is not; ``is_asked``: something was; ``has_lot``: it is in a lot.
    """

    number: str
    title: str
    buyer: str
    closes_at: datetime
    is_open: bool
    candidate: str = ""
    draft_id: UUID | None = None
    bid_id: UUID | None = None
    version: int = 0
    received_at: datetime | None = None
    state: BidState | None = None
    is_to_confirm: bool = False
    is_changed: bool = False
    is_asked: bool = False
    mend_until: datetime | None = None
    has_lot: bool = False


@dataclass(frozen=True, slots=True)
class TooLate:
    """Something that came after the deadline: refused, and recorded."""

    number: str
    title: str
    received_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class BidsPage:
    """What can still be changed, and what is over."""

    open: tuple[OwnBid, ...]
    over: tuple[OwnBid, ...]
    too_late: tuple[TooLate, ...]


@dataclass(frozen=True, slots=True)
class StartPage:
    """What to know before a bid is begun. ``why_not``: a code; empty: it is possible."""

    number: str
    title: str
    buyer: str
    closes_at: datetime
    why_not: str
    max_bids: int | None
    is_judged_blind: bool
    cv_max_pages: int | None
    cv_language: str
    cv_min_references: int
    requirements: int
    criteria: int
    own: tuple[OwnBid, ...]


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """The receipt of one version of a bid."""

    bid_id: UUID
    number: str
    title: str
    buyer: str
    supplier: str
    closes_at: datetime
    version: int
    newest: int
    received_at: datetime
    fingerprint: str
    journal_position: int
    journal_hash: str
    sent_by: str
    is_open: bool
    withdrawn_at: datetime | None
    draft_id: UUID | None
    has_file: bool
    versions: tuple[tuple[int, datetime], ...]


def bids_page(*, actor: Actor, at: datetime) -> BidsPage:
    """Every bid and draft of the company.

    Raises:
        NotAllowed: not a supplier.
    """
    actor.require(Verb.BID)
    found = _own(actor, at=at)
    late = LateBid.objects.filter(supplier=actor.organisation).select_related("call").order_by("-received_at")
    return BidsPage(
        open=tuple(one for one in found if one.is_open),
        over=tuple(one for one in reversed(found) if not one.is_open),
        too_late=tuple(
            TooLate(one.call.number, one.call.title, one.received_at, one.call.closes_at) for one in late[:MOST]
        ),
    )


def start_page(number: str, *, actor: Actor, at: datetime) -> StartPage:
    """What a bid on a call takes, and whether this company can begin one.

    Raises:
        NotFound, NotAllowed.
    """
    call = calls.get(number, actor=actor, to=Verb.READ_CALL)
    actor.require(Verb.BID)
    return StartPage(
        number=call.number,
        title=call.title,
        buyer=call.buyer.name,
        closes_at=call.closes_at,
        why_not=why_not(call, actor=actor, at=at),
        max_bids=call.max_bids_per_supplier,
        is_judged_blind=call.is_judged_blind,
        cv_max_pages=call.cv_max_pages,
        cv_language=call.cv_language,
        cv_min_references=call.cv_min_references,
        requirements=call.requirements.count(),
        criteria=call.award_criteria.count(),
        own=tuple(_own(actor, at=at, call=call)),
    )


def receipt_page(bid_id: UUID, version: int, *, actor: Actor, at: datetime) -> ReceiptPage:
    """What was received, when, and where the journal says so.

    Raises:
        NotFound, NotAllowed.
    """
    bid = access.get(bid_id, actor=actor, to=Verb.READ_RECEIPT)
    versions = BidVersion.objects.filter(bid=bid)
    rows = {one.version: one for one in versions}
    if version not in rows:
        raise NotFound(what=f"bid:{bid_id} version:{version}")
    one, newest = rows[version], max(rows)
    entry, recorded = entry_at(one.journal_position)
    draft = BidDraft.objects.filter(bid=bid).first()
    return ReceiptPage(
        bid_id=bid.pk,
        number=bid.call.number,
        title=bid.call.title,
        buyer=bid.call.buyer.name,
        supplier=bid.supplier.name,
        closes_at=bid.call.closes_at,
        version=version,
        newest=newest,
        received_at=one.received_at,
        fingerprint=one.fingerprint,
        journal_position=one.journal_position,
        journal_hash=recorded,
        sent_by=entry.actor,
        is_open=bid.call.withdrawn_at is None and bid.withdrawn_at is None and at < bid.call.closes_at,
        withdrawn_at=bid.withdrawn_at,
        draft_id=draft.pk if draft else None,
        has_file=draft is not None and version == newest and _is_as_sent(draft),
        versions=tuple((number, rows[number].received_at) for number in sorted(rows, reverse=True)),
    )


def newest_receipt(bid_id: UUID, *, actor: Actor, at: datetime) -> ReceiptPage:
    """That of the newest version: of a bid that its supplier is about to withdraw.

    Raises:
        NotFound, NotAllowed.
    """
    bid = access.get(bid_id, actor=actor, to=Verb.BID)
    newest = BidVersion.objects.filter(bid=bid).aggregate(Max("version"))["version__max"]
    return receipt_page(bid_id, newest, actor=actor, at=at)


def _is_as_sent(draft: BidDraft) -> bool:
    """Whether what was sent can be made again: nothing was changed, and no file was sent along with it."""
    return draft.version == draft.sent_version and draft.files.filter(part=drafted.CV).exists()


def _own(actor: Actor, *, at: datetime, call: Call | None = None) -> list[OwnBid]:
    bids = Bid.objects.filter(supplier=actor.organisation)
    drafts = BidDraft.objects.filter(supplier=actor.organisation).select_related("call__buyer", "bid")
    if call is not None:
        bids, drafts = bids.filter(call=call), drafts.filter(call=call)
    waiting = {one.pk for one in to_confirm(bids.filter(withdrawn_at__isnull=True, lapsed_at__isnull=True))}
    rows = bids.select_related("call__buyer", "call__award__contract", "award_letter").annotate(
        version=Max("versions__version"), received_at=Max("versions__received_at")
    )
    rows = rows.prefetch_related("prepared_letters")
    of_bid: dict[UUID | None, BidDraft] = {}
    loose: list[BidDraft] = []
    for draft in drafts:
        if draft.bid is None:
            loose.append(draft)
        else:
            of_bid[draft.bid_id] = draft
    sent = [
        _sent(one, of_bid.get(one.pk), version=one.version, received_at=one.received_at,
              is_to_confirm=one.pk in waiting, at=at)
        for one in rows.order_by("-call__closes_at")[:MOST]
    ]  # fmt: skip
    sent = _with_judging(sent, bids, at=at)
    return sorted([*sent, *_unsent(loose, at=at)], key=lambda one: (one.closes_at, one.number, one.candidate))


def _sent(
    bid: Bid, draft: BidDraft | None, *, version: int, received_at: datetime, is_to_confirm: bool, at: datetime
) -> OwnBid:
    state = state_of(bid, at=at)
    return OwnBid(
        number=bid.call.number,
        title=bid.call.title,
        buyer=bid.call.buyer.name,
        closes_at=bid.call.closes_at,
        is_open=bid.call.withdrawn_at is None and at < bid.call.closes_at,
        candidate=drafted.said(draft).answers.candidate if draft else "",
        draft_id=draft.pk if draft else None,
        bid_id=bid.pk,
        version=version,
        received_at=received_at,
        state=state,
        is_to_confirm=is_to_confirm,
        is_changed=draft is not None and bid.withdrawn_at is None and draft.version != draft.sent_version,
    )


def _with_judging(sent: list[OwnBid], bids: QuerySet[Bid], *, at: datetime) -> list[OwnBid]:
    """What is asked of these bids while they are judged."""
    due: dict[UUID | None, list[datetime | None]] = {}
    repairs = Repair.objects.filter(bid__in=bids)
    for bid, due_at, answered_at in repairs.values_list("bid", "request__due_at", "answered_at"):
        due.setdefault(bid, []).append(due_at if answered_at is None and at < due_at else None)
    tied = {bid for lot in LotDraw.objects.filter(call__bids__in=bids).values_list("tied", flat=True) for bid in lot}
    return [
        replace(
            one,
            is_asked=one.bid_id in due,
            mend_until=min(filter(None, due.get(one.bid_id, ())), default=None),
            has_lot=str(one.bid_id) in tied,
        )
        for one in sent
    ]


def _unsent(drafts: Iterable[BidDraft], *, at: datetime) -> list[OwnBid]:
    return [
        OwnBid(
            number=one.call.number,
            title=one.call.title,
            buyer=one.call.buyer.name,
            closes_at=one.call.closes_at,
            is_open=one.call.withdrawn_at is None and at < one.call.closes_at,
            candidate=drafted.said(one).answers.candidate,
            draft_id=one.pk,
        )
        for one in drafts
    ]
