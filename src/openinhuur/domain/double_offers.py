"""One candidate whom several suppliers offer on one call (R25): found at the opening, decided by a person.

The software compares names and nothing else, so two people may share one, and one person may be written in two ways.
Whoever decides looks at the bids, and asks the suppliers when that does not settle it. Either all these bids are
judged, each for itself, or one of them is set aside; both with a reason, which its supplier reads in its letter. While
that is open the requirements cannot be closed, so nobody is ranked twice by accident.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from openinhuur.domain.errors import Refusal
from openinhuur.domain.requirements import has_substance


class DoubleOfferUndecided(Refusal):
    """A candidate is offered by several suppliers, and nobody has decided on it yet. Fields: ``suppliers``."""


class DoubleOfferUnexplained(Refusal):
    """Why a double offer stands, or one of its bids is set aside, needs a reason. Fields: ``field``."""


class OtherSupplierNamed(Refusal):
    """The supplier whose bid is set aside reads the reason in its letter, so it names no other (R7).

    Fields: ``field``, ``name``.
    """


@dataclass(frozen=True, slots=True)
class Offered:
    """A bid that is judged, with whom it offers. All three only tell one from another."""

    bid: str
    supplier: int
    candidate: str


def same_name(name: str) -> str:
    """A name as it is compared: capitals and spaces do not matter.

    >>> same_name("Pien  de Wit") == same_name(" pien de wit")
    True
    """
    return " ".join(name.split()).casefold()


def doubles(offers: Iterable[Offered]) -> list[tuple[Offered, ...]]:
    """The bids per candidate whom more than one supplier offers, in the order in which they came.

    >>> sterk, rap = Offered("a", 1, "Pien"), Offered("b", 2, "pien")
    >>> doubles([sterk, rap, Offered("c", 3, "Robin")]) == [(sterk, rap)]
    True
    """
    found: dict[str, list[Offered]] = {}
    for one in offers:
        found.setdefault(same_name(one.candidate), []).append(one)
    return [tuple(group) for group in found.values() if len({one.supplier for one in group}) > 1]


def is_decided(group: Collection[Offered], decided: Iterable[Collection[str]]) -> bool:
    """Whether somebody decided that exactly these bids, or these and others, are judged beside each other.

    Args:
        decided: of each such decision the bids it was about. A bid that was read later makes it open again.
    """
    now = {one.bid for one in group}
    return any(now <= set(bids) for bids in decided)


def check_decision(reason: str, *, others: Collection[str] = ()) -> None:
    """A decision has a reason; when a bid is set aside, one that its supplier may read.

    Args:
        others: the names of the other suppliers, when one bid is set aside. Who bids is nobody else's to know (R7).

    Raises:
        DoubleOfferUnexplained, OtherSupplierNamed.
    """
    if not has_substance(reason):
        raise DoubleOfferUnexplained(field="reason")
    said = same_name(reason)
    for name in others:
        if same_name(name) in said:
            raise OtherSupplierNamed(field="reason", name=name)
