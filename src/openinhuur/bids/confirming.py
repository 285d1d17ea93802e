"""After a correction that matters: a bid is confirmed by its supplier, or lapses when the vault is opened.

The call is held first, as when a bid comes in, is corrected around or is opened; then the bid.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.bids import access
from openinhuur.bids.confirmations import last_that_matters, to_confirm
from openinhuur.bids.models import Bid, BidConfirmation, Opening
from openinhuur.calls import access as calls
from openinhuur.calls import addresses
from openinhuur.calls.models import Call
from openinhuur.domain import bid as domain
from openinhuur.domain.four_eyes import ChangedSince
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.parties import notices
from openinhuur.wording import exactly


@dataclass(frozen=True, slots=True)
class ConfirmationReceipt:
    """Proof that a bid was confirmed: after which correction, to the millisecond, and its place in the journal."""

    bid_id: UUID
    correction: int
    confirmed_at: datetime
    journal_position: int
    journal_hash: str


@transaction.atomic
def confirm(bid_id: UUID, *, seen: int, actor: Actor, at: datetime) -> ConfirmationReceipt:
    """Say that a bid still stands, although the call was corrected in what matters.

    Like withdrawing, and unlike replacing, this can be done while the admission is suspended: nothing new is offered.

    Args:
        seen: the number of the newest correction that this person has read.

    Raises:
        AlreadyWithdrawn, DeadlinePassed, NothingToConfirm, ChangedSince.
    """
    bid = hold(bid_id, actor=actor)
    correction = last_that_matters(bid.call_id)
    domain.check_confirmation(
        bid=str(bid_id),
        is_needed=bool(to_confirm(Bid.objects.filter(pk=bid.pk))),
        closes_at=bid.call.closes_at,
        withdrawn_at=bid.withdrawn_at,
        at=at,
    )
    if correction is None or correction.number != seen:
        raise ChangedSince
    entry = record("bid.confirmed", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk,
                   correction=correction.number)  # fmt: skip
    BidConfirmation.objects.create(
        bid=bid,
        correction=correction,
        confirmed_by_id=actor.person,
        confirmed_at=entry.at,
        journal_position=entry.position,
    )
    receipt = ConfirmationReceipt(bid.pk, correction.number, entry.at, entry.position, entry.hash)
    _tell_confirmed(bid, receipt, actor=actor, at=at)
    return receipt


def hold(bid_id: UUID, *, actor: Actor) -> Bid:
    """A bid of one's own, with its call, both held until the transaction ends: first the call, then the bid."""
    number = access.get(bid_id, actor=actor, to=Verb.BID).call.number
    calls.get(number, actor=actor, to=Verb.READ_CALL, locked=True)
    return access.get(bid_id, actor=actor, to=Verb.BID, locked=True)


def lapse(call: Call, opening: Opening, *, actor: Actor) -> int:
    """Bids that nobody confirmed are not opened: they stay sealed, and their suppliers are told. Part of the opening.

    Returns how many.
    """
    lapsed = to_confirm(access.standing(call).select_related("supplier"))
    at = opening.opened_at
    Bid.objects.filter(pk__in=[one.pk for one in lapsed]).update(lapsed_at=at)
    for bid in lapsed:
        record("bid.lapsed", actor=actor, at=at, subject=call.subject, bid=bid.pk)
        notices.tell(
            bid.supplier,
            "bid-lapsed",
            about=call.subject,
            desk=call.desk_id,
            page=addresses.call(call.number),
            words={"number": call.number, "title": call.title, "buyer": call.buyer.name, "closes_at": call.closes_at},
            at=at,
            once=f"bid-lapsed:{bid.pk}",
        )
    return len(lapsed)


def _tell_confirmed(bid: Bid, receipt: ConfirmationReceipt, *, actor: Actor, at: datetime) -> None:
    """A copy of the receipt, for the supplier alone: the desk does not know yet who bid."""
    notices.tell(
        bid.supplier,
        "bid-confirmed",
        about=bid.call.subject,
        desk=None,
        page=addresses.confirm(bid.call.number),
        words={
            "by": actor.name,
            "supplier": bid.supplier.name,
            "number": bid.call.number,
            "title": bid.call.title,
            "buyer": bid.call.buyer.name,
            "correction": receipt.correction,
            "confirmed_at": exactly.moment(receipt.confirmed_at),
            "position": receipt.journal_position,
            "fingerprint": receipt.journal_hash,
            "closes_at": bid.call.closes_at,
        },
        at=at,
    )
