"""What everybody may know of a call that was awarded: numbers, and the company that won (R7)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from openinhuur.awards.models import AwardDecision
from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.domain.disclosure import told_apart
from openinhuur.domain.money import Money
from openinhuur.flow.stops import Standing, Stop, standings

AFTER_THE_INTERVIEW: Final = (Stop.INSUFFICIENT, Stop.NOT_AWARDED)
NOT_CHOSEN: Final = "not_chosen"
"""Fell after the interview, where a number would tell how somebody did in it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many bids, where they stopped, who won; never a person, never whose bid.

    Attributes:
        stopped: why bids went no further and how many, in the order of the steps.
        unmet: how many fell at which requirement (its number, or "other"); empty when that would say too much.
        rate: the winner's hourly rate, when the call said that it would be published.
    """

    winner: str
    received: int
    stopped: list[tuple[str, int]]
    unmet: list[tuple[str, int]]
    rate: Money | None
    decided_at: datetime


def received(call: Call) -> int:
    """How many bids stood at the deadline; told only once the vault was opened."""
    return Bid.objects.filter(call=call, withdrawn_at__isnull=True).count()


def outcome(call: Call) -> Outcome | None:
    """The outcome, once the letters were sent."""
    award = AwardDecision.objects.select_related("bid__supplier", "bid__offer").filter(call=call).first()
    if award is None or award.sent_at is None:
        return None
    found = standings(call)
    return Outcome(
        winner=award.bid.supplier.name,
        received=len(found),
        stopped=_stopped(found),
        unmet=list(told_apart(_unmet(found)).items()),
        rate=Money.of(award.bid.offer.hourly_rate) if call.rate_is_published else None,
        decided_at=award.decided_at,
    )


def _stopped(found: Iterable[Standing]) -> list[tuple[str, int]]:
    counts = Counter(one.stop for one in found if one.stop)
    late = {stop.value: counts.pop(stop, 0) for stop in AFTER_THE_INTERVIEW}
    early = [(stop.value, counts[stop]) for stop in Stop if counts[stop]]
    total = sum(late.values())
    return [*early, *(told_apart(late).items() or ([(NOT_CHOSEN, total)] if total else []))]


def _unmet(found: Iterable[Standing]) -> Counter[str]:
    """Each bid counts once: at the first requirement that it did not meet."""
    counts: Counter[str] = Counter()
    for one in found:
        if one.stop is Stop.REQUIREMENT:
            unmet = [judged.requirement for judged in one.bid.judgements.all() if not judged.is_met]
            counts[min(unmet, key=lambda requirement: requirement.position).number] += 1
    return counts
