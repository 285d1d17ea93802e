"""Which bids speak of a call that was corrected since in what matters, and were not confirmed or replaced after it."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max, QuerySet

from openinhuur.bids.models import Bid
from openinhuur.calls.models import Correction
from openinhuur.domain.bid import needs_confirmation


def to_confirm(bids: QuerySet[Bid]) -> list[Bid]:
    """Those of these bids that were not confirmed or replaced after the last correction that matters, in their order.

    Each has ``received_at``, of its newest version.
    """
    with_moments = bids.annotate(
        received_at=Max("versions__received_at"), confirmed_at=Max("confirmations__confirmed_at")
    )
    found = list(with_moments.order_by("pk"))
    corrected = _corrected({one.call_id for one in found})
    return [
        one for one in found if needs_confirmation(one.received_at, one.confirmed_at, corrected.get(one.call_id, ()))
    ]


def last_that_matters(call_id: int) -> Correction | None:
    """The newest published correction that matters to bids: the one that is confirmed."""
    return Correction.objects.filter(call=call_id, is_material=True, published_at__isnull=False).last()


def _corrected(calls: Collection[int]) -> dict[int, list[datetime]]:
    """When corrections that matter were published, per call."""
    found: dict[int, list[datetime]] = {}
    published = Correction.objects.filter(call__in=calls, is_material=True, published_at__isnull=False)
    for call, published_at in published.values_list("call", "published_at"):
        if published_at is not None:
            found.setdefault(call, []).append(published_at)
    return found
