"""From points that count to places, and the snapshot of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from openinhuur.assessments import steps
from openinhuur.assessments.models import RankedBid
from openinhuur.bids.models import Bid
from openinhuur.calls import facts
from openinhuur.calls.models import Call
from openinhuur.domain import price, ranking, scoring
from openinhuur.domain.money import Money


@dataclass(frozen=True, slots=True)
class Counted:
    """What decides the place of a bid, and what the price gave of its total (None: the price has no weight)."""

    entry: ranking.Entry
    price_points: Decimal | None


def counted(call: Call) -> list[Counted]:
    """Every bid of step 2 with its total: the points that count, and those for the price where it has weight (R26).

    Raises:
        ScoreMissing: a cell is empty.
    """
    criteria, rule = facts.award_criteria(call), facts.price_rule(call)
    going_on = [bid for bid in steps.judged(call) if steps.met_all(bid)]
    rates = [bid.offer.hourly_rate for bid in going_on]
    return [_counted(bid, scoring.total(criteria, steps.points(bid)), rule, rates) for bid in going_on]


def _counted(bid: Bid, quality: Decimal, rule: price.PriceRule | None, rates: Sequence[Decimal]) -> Counted:
    rate = bid.offer.hourly_rate
    given = price.points(rule, rate, lowest_offered=min(rates)) if rule else None
    total = quality + (given or Decimal(0))
    return Counted(ranking.Entry(str(bid.pk), total, Money.of(rate)), given)


def ranked(call: Call, entries: Sequence[ranking.Entry], *, lots: Mapping[str, int]) -> list[ranking.Place]:
    """The places of these bids, as the call says how ties are broken.

    Raises:
        LotNeeded: points and rate leave a tie across the cut, and no lot was drawn.
    """
    return ranking.rank(
        entries,
        shortlist_size=call.shortlist_size,
        tie_across_cut=ranking.TieAcrossCut(call.tie_across_cut),
        lots=lots,
    )


def keep(places: Sequence[ranking.Place], found: Sequence[Counted]) -> None:
    """Keep the ranking as it is now."""
    price_points = {one.entry.bid: one.price_points for one in found}
    RankedBid.objects.bulk_create(
        RankedBid(
            bid_id=UUID(one.bid),
            place=one.place,
            total=one.total,
            price_points=price_points[one.bid],
            hourly_rate=one.hourly_rate.amount,
            passes=one.passes,
            tied_with=list(one.tied_with),
            broken_by=one.broken_by.value if one.broken_by else "",
        )
        for one in places
    )


def keep_anew(places: Sequence[ranking.Place], rows: Mapping[str, RankedBid]) -> None:
    """Put the places of a corrected ranking over what was kept; points for the price and rates stay as they were."""
    for one in places:
        row = rows[one.bid]
        row.place, row.total, row.passes, row.tied_with = one.place, one.total, one.passes, list(one.tied_with)
        row.broken_by = one.broken_by.value if one.broken_by else ""
    RankedBid.objects.bulk_update(rows.values(), ["place", "total", "passes", "tied_with", "broken_by"])


def said(places: Sequence[ranking.Place]) -> list[str]:
    """The places as the journal keeps them: place, bid, total, rate."""
    return [f"{one.place} {one.bid} {one.total} {one.hourly_rate}" for one in places]
