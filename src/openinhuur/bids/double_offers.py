"""Which bids of a call offer one candidate, and whether a person has decided on it (R25)."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from openinhuur.bids import access
from openinhuur.bids.models import Bid, DoubleOffer
from openinhuur.calls.models import Call
from openinhuur.domain import double_offers as domain


@dataclass(frozen=True, slots=True)
class Double:
    """Bids of several suppliers with one candidate. ``is_decided``: a person said that all of them are judged."""

    bids: tuple[Bid, ...]
    is_decided: bool

    @property
    def key(self) -> str:
        """What a form sends back of it: exactly these bids."""
        return key_of(one.pk for one in self.bids)


def key_of(bids: Iterable[UUID]) -> str:
    """These bids, in one text that does not depend on their order, and that does not tell which they are."""
    return hashlib.sha256(",".join(sorted(map(str, bids))).encode()).hexdigest()


def doubles_of(call: Call) -> list[Double]:
    """The double offers among the bids that are judged, the first supplier first."""
    read = access.standing(call).filter(offer__isnull=False).select_related("supplier", "offer__candidate")
    bids = {str(one.pk): one for one in read.order_by("supplier__name", "pk")}
    offered = [domain.Offered(pk, one.supplier_id, one.offer.candidate.name) for pk, one in bids.items()]
    stands = DoubleOffer.objects.filter(call=call, set_aside__isnull=True).prefetch_related("bids")
    decided = [{str(bid.pk) for bid in one.bids.all()} for one in stands]
    return [
        Double(tuple(bids[one.bid] for one in group), domain.is_decided(group, decided))
        for group in domain.doubles(offered)
    ]


def undecided(calls: Collection[int]) -> dict[int, int]:
    """Call → how many double offers wait for a person; of as many calls as one likes, in two queries."""
    read = access.standing_in(calls).filter(offer__isnull=False)
    offered: dict[int, list[domain.Offered]] = defaultdict(list)
    for call, bid, supplier, candidate in read.values_list("call", "pk", "supplier", "offer__candidate__name"):
        offered[call].append(domain.Offered(str(bid), supplier, candidate))
    stands = DoubleOffer.objects.filter(call__in=calls, set_aside__isnull=True)
    decided: dict[int, set[str]] = defaultdict(set)
    for decision, bid in stands.values_list("pk", "bids"):
        decided[decision].add(str(bid))
    waiting = {
        call: sum(not domain.is_decided(group, decided.values()) for group in domain.doubles(offers))
        for call, offers in offered.items()
    }
    return {call: count for call, count in waiting.items() if count}


def check_decided(call: Call) -> None:
    """Refuse to go on while a double offer waits for a person.

    Raises:
        DoubleOfferUndecided.
    """
    open_ones = [one for one in doubles_of(call) if not one.is_decided]
    if suppliers := {bid.supplier.name for one in open_ones for bid in one.bids}:
        raise domain.DoubleOfferUndecided(suppliers=sorted(suppliers))
