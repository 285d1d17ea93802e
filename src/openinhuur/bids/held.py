"""What decides about a bid that comes in, in one statement while its call is held: a thousand may come in a minute."""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from openinhuur.calls.models import Call

STATEMENT: Final = """
    SELECT EXISTS (SELECT FROM bids_opening WHERE call_id = %(call)s),
           (SELECT coalesce(max(number), 0) FROM calls_correction
             WHERE call_id = %(call)s AND published_at IS NOT NULL),
           (SELECT count(*) FROM bids_bid
             WHERE call_id = %(call)s AND supplier_id = %(supplier)s AND withdrawn_at IS NULL),
           (SELECT kvk_number FROM parties_organisation WHERE id = %(supplier)s)
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


def held(call: Call, supplier_id: int | None) -> Held:
    """As it is now. Part of a transaction in which the call is held."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"call": call.pk, "supplier": supplier_id})
        return Held(*cursor.fetchone())
