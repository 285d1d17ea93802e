"""Every write to a bid."""

from openinhuur.bids.actions.opening import open_vault, read_bids, set_aside
from openinhuur.bids.actions.receiving import Receipt, replace, submit, withdraw

__all__ = ["Receipt", "open_vault", "read_bids", "replace", "set_aside", "submit", "withdraw"]
