"""How a bid is called where it is judged."""

from dataclasses import dataclass
from uuid import UUID

from openinhuur.bids.access import standing
from openinhuur.calls.models import Call


@dataclass(frozen=True, slots=True)
class BidName:
    """A bid by its number, which says nothing, and by its candidate and supplier, as far as they are shown."""

    number: int
    candidate: str
    supplier: str


def bid_names(call: Call) -> dict[UUID, BidName]:
    """All bids of a call that were read, by id. They are numbered in an order that says nothing about them."""
    bids = standing(call).filter(offer__isnull=False).select_related("supplier", "offer__candidate").order_by("pk")
    return {
        bid.pk: BidName(number, bid.offer.candidate.name, bid.supplier.name) for number, bid in enumerate(bids, start=1)
    }
