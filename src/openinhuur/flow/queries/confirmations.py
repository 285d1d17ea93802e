"""The page on which a supplier confirms its bids after a correction that matters. Only its own are read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from openinhuur.bids.confirmations import last_that_matters, to_confirm
from openinhuur.bids.models import Bid, BidConfirmation
from openinhuur.calls import access
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.queries.said import PublishedCorrection, said


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a bid was confirmed: after which correction, to the millisecond, its place in the journal."""

    correction: int
    confirmed_at: datetime
    by: str
    journal_position: int


@dataclass(frozen=True, slots=True)
class BidToConfirm:
    """An own bid: what was received last, whether it waits, and the receipts of what was confirmed."""

    id: UUID
    version: int
    received_at: datetime
    fingerprint: str
    is_waiting: bool
    lapsed_at: datetime | None
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """The own bids on a call. ``seen``: the number of the newest correction that matters; 0: there is none."""

    number: str
    title: str
    buyer: str
    closes_at: datetime
    is_open: bool
    bids: tuple[BidToConfirm, ...]
    corrections: tuple[PublishedCorrection, ...]
    seen: int

    @property
    def is_waiting(self) -> bool:
        """Whether something can and has to be confirmed."""
        return self.is_open and any(one.is_waiting for one in self.bids)


def confirm_page(number: str, *, actor: Actor, at: datetime) -> ConfirmPage:
    """The bids of this supplier on the call, with what changed after the first of them.

    Raises:
        NotAllowed: not a supplier. NotFound: it has no bid on this call.
    """
    call = access.get(number, actor=actor, to=Verb.READ_CALL)
    actor.require(Verb.BID)
    own = Bid.objects.filter(call=call, supplier=actor.organisation, withdrawn_at__isnull=True)
    bids = list(own.annotate(last_at=Max("versions__received_at")).prefetch_related("versions").order_by("last_at"))
    if not bids:
        raise NotFound(what=f"bids:{number}")
    waiting = {one.pk for one in to_confirm(own.filter(lapsed_at__isnull=True))}
    is_open = call.withdrawn_at is None and at < call.closes_at
    last = last_that_matters(call.pk)
    first_at = bids[0].last_at
    return ConfirmPage(
        number=call.number,
        title=call.title,
        buyer=call.buyer.name,
        closes_at=call.closes_at,
        is_open=is_open,
        bids=tuple(_bid(one, is_waiting=one.pk in waiting) for one in bids),
        corrections=tuple(
            one
            for one in said(call, actor=actor, at=at).corrections
            if one.is_material and one.published_at >= first_at
        ),
        seen=last.number if last else 0,
    )


def _bid(row: Bid, *, is_waiting: bool) -> BidToConfirm:
    newest = max(row.versions.all(), key=lambda one: one.version)
    confirmed = BidConfirmation.objects.filter(bid=row).select_related("correction", "confirmed_by")
    return BidToConfirm(
        id=row.pk,
        version=newest.version,
        received_at=newest.received_at,
        fingerprint=newest.fingerprint,
        is_waiting=is_waiting,
        lapsed_at=row.lapsed_at,
        receipts=tuple(
            Receipt(one.correction.number, one.confirmed_at, one.confirmed_by.name, one.journal_position)
            for one in confirmed
        ),
    )
