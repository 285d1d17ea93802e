"""Every write to a bid, and to a draft of one (`drafting`)."""

from openinhuur.bids.actions.doubles import decide_double
from openinhuur.bids.actions.opening import open_vault, set_aside
from openinhuur.bids.actions.reading import read_bids
from openinhuur.bids.actions.receiving import Receipt, replace, submit, withdraw
from openinhuur.bids.actions.sending import Looked, send

__all__ = [
    "Looked",
    "Receipt",
    "decide_double",
    "open_vault",
    "read_bids",
    "replace",
    "send",
    "set_aside",
    "submit",
    "withdraw",
]
