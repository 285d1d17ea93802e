"""What decides about bids that come in, read in one statement for all of them: a thousand may come in a minute."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from openinhuur.bids.models import BidDraft
from openinhuur.installation import rows

PER_CALL_AND_SUPPLIER: Final = """
    SELECT asked.call, asked.supplier,
           EXISTS (SELECT FROM bids_opening WHERE call_id = asked.call),
           (SELECT coalesce(max(number), 0) FROM calls_correction
             WHERE call_id = asked.call AND published_at IS NOT NULL),
           (SELECT count(*) FROM bids_bid
             WHERE call_id = asked.call AND supplier_id = asked.supplier AND withdrawn_at IS NULL),
           (SELECT kvk_number FROM parties_organisation WHERE id = asked.supplier)
      FROM unnest(%s::bigint[], %s::bigint[]) AS asked(call, supplier)
"""
SAID: Final = ("call", "supplier", "bid", "content", "version")
"""Of a draft that is sent: what it says and of whom it is."""

PLACE: Final = """
    vault.public_key,
    CASE WHEN bid_id IS NOT NULL
         THEN EXISTS (SELECT FROM bids_bid AS bid WHERE bid.id = bid_id AND withdrawn_at IS NULL) END,
    CASE WHEN bid_id IS NOT NULL
         THEN (SELECT max(sent.version) FROM bids_bidversion AS sent WHERE sent.bid_id = bids_biddraft.bid_id) END
"""
OF_A_DRAFT: Final = """
    JOIN calls_call AS call ON call.id = bids_biddraft.call_id
    JOIN documents_vault AS vault ON vault.id = call.vault_id
   WHERE bids_biddraft.id = %s
"""


@dataclass(frozen=True, slots=True)
class Held:
    """Of a call and one of its suppliers.

    ``newest_correction``: the number of the last one that was published, 0: none. ``standing``: the supplier's bids
    that are not withdrawn; ``kvk_number``: the supplier's.
    """

    is_open: bool
    newest_correction: int
    standing: int
    kvk_number: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """A draft that is sent, and what it would be.

    ``draft``: what it says and of whom it is, no more. ``standing``: the bid that it became, if that was not withdrawn:
    what is sent is a newer version of it; ``newest``: the number of its newest, 0: none. ``public_key``: of the vault.
    """

    draft: BidDraft
    standing: UUID | None
    newest: int
    public_key: bytes


def held(asked: Collection[tuple[int, int | None]]) -> dict[tuple[int, int | None], Held]:
    """As it is now, for each call and supplier. Part of a transaction in which the calls are held."""
    with rows.prepared() as cursor:
        cursor.execute(PER_CALL_AND_SUPPLIER, [[call for call, _ in asked], [supplier for _, supplier in asked]])
        return {(call, supplier): Held(*found) for call, supplier, *found in cursor.fetchall()}


def ahead(draft_id: UUID) -> Ahead | None:
    """Before anything is held; None: no such draft."""
    found = rows.joined(BidDraft, OF_A_DRAFT, [draft_id], only=SAID, beside=PLACE)
    if not found:
        return None
    [(draft, (public_key, stands, newest))] = found
    return Ahead(draft, draft.bid_id if stands else None, newest if stands else 0, bytes(public_key))
