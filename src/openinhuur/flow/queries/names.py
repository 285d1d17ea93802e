"""How a bid is called where it is judged: by its candidate and supplier, or by a letter where that is hidden."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from openinhuur.assessments import hidden
from openinhuur.bids.access import standing
from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.domain.blinding import blinded
from openinhuur.wording import pseudonyms

TELLS_WHOSE = "offered-twice"
"""The finding that names another supplier."""


@dataclass(frozen=True, slots=True)
class BidName:
    """A bid by its number, which says nothing, and by its candidate and supplier, as far as they are shown."""

    number: int
    candidate: str
    supplier: str


@dataclass(frozen=True, slots=True)
class Names:
    """What may be shown of whose a bid is. ``letters``: bid → letter while it is hidden; None: it is not."""

    letters: Mapping[UUID, str] | None

    def candidate(self, bid_id: UUID, name: str) -> str:
        """The candidate, or how they are called instead."""
        return name if self.letters is None else pseudonyms.candidate(self.letters[bid_id])

    def supplier(self, name: str) -> str:
        """The supplier; empty while that is hidden, since many a company is called after who works there."""
        return name if self.letters is None else ""

    def findings(self, found: Iterable[dict[str, str]]) -> list[dict[str, str]]:
        """What was found at the opening, without whose it is."""
        return [one for one in found if self.letters is None or one["code"] != TELLS_WHOSE]

    def told_at_opening(self, found: Iterable[dict[str, str]]) -> list[dict[str, str]]:
        """What was found, beside who sent it: nothing by which an assessor would know the CV again."""
        return [one for one in found if self.letters is None or one["code"] == TELLS_WHOSE]


def names_of(call: Call) -> Names:
    """How the bids of a call are called now, whoever reads."""
    return Names(hidden.letters(call) if hidden.is_hidden(call) else None)


def bid_names(call: Call) -> dict[UUID, BidName]:
    """All bids of a call that were read, by id. They are numbered in an order that says nothing about them."""
    names = names_of(call)
    bids = standing(call).filter(offer__isnull=False).select_related("supplier", "offer__candidate").order_by("pk")
    return {
        bid.pk: BidName(number, names.candidate(bid.pk, bid.offer.candidate.name), names.supplier(bid.supplier.name))
        for number, bid in enumerate(bids, start=1)
    }


def readable(bid: Bid) -> Callable[[str], str]:
    """How what its supplier says may be read: as it is, or without what tells whose it is."""
    return partial(blinded, known=hidden.known_of(bid)) if hidden.is_hidden(bid.call) else str
