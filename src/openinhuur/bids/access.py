"""The only door to a bid. Before the opening there is nothing behind it but ciphertext."""

from uuid import UUID

from openinhuur.bids.models import Bid
from openinhuur.domain.roles import Actor, NotFound, Role, Verb


def get(bid_id: UUID, *, actor: Actor, to: Verb, locked: bool = False) -> Bid:
    """The bid, if this actor may do this to it.

    Raises:
        NotFound: no such bid, or another supplier's, buyer's or desk's.
        NotAllowed: their role cannot do this.
    """
    actor.require(to)
    bids = Bid.objects.select_related("call", "supplier")
    if locked:
        bids = bids.select_for_update(of=("self",))
    bid = bids.filter(pk=bid_id).first()
    if bid is None or actor.organisation_id is None or actor.organisation_id not in _parties(bid, actor):
        raise NotFound(what=f"bid:{bid_id}")
    return bid


def _parties(bid: Bid, actor: Actor) -> set[int]:
    if actor.has(Role.SUPPLIER):
        return {bid.supplier_id}
    return {bid.call.buyer_id, bid.call.desk_id}
