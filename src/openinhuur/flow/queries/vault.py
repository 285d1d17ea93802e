"""How many bids lie in the vault of a call, for who may know that: one place, whatever page shows it."""

from datetime import datetime

from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.domain.opening import may_count


def bids_in_vault(call: Call, *, at: datetime) -> int | None:
    """The bids that were sent and not taken back; None: until the deadline nobody counts them in this call."""
    return Bid.objects.filter(call=call, withdrawn_at__isnull=True).count() if is_counted(call, at=at) else None


def is_counted(call: Call, *, at: datetime) -> bool:
    """Whether the desk and the buyer may know how many there are."""
    return may_count(count_is_shown=call.bid_count_is_shown, closes_at=call.closes_at, at=at)
