"""Every write to a bid."""

from openinhuur.bids.actions.doubles import decide_double
from openinhuur.bids.actions.opening import open_vault, set_aside
from openinhuur.bids.actions.reading import read_bids
from openinhuur.bids.actions.receiving import Receipt, replace, submit, withdraw

__all__ = ["Receipt", "decide_double", "open_vault", "read_bids", "replace", "set_aside", "submit", "withdraw"]
