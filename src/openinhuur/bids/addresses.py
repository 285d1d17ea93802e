"""Where the pages about own bids stand, per language, for the links in e-mails. They never change."""

from uuid import UUID

from openinhuur.parties.addresses import Paths


def receipt(bid_id: UUID, version: int) -> Paths:
    """The receipt of one version of a bid."""
    return {"nl": f"/ontvangstbewijzen/{bid_id}/{version}/", "en": f"/en/receipts/{bid_id}/{version}/"}


def mend(bid_id: UUID) -> Paths:
    """Where a supplier mends what was asked of one bid."""
    return {"nl": f"/inschrijvingen/{bid_id}/herstellen/", "en": f"/en/bids/{bid_id}/mend/"}
