"""Which published calls a search finds: its conditions in SQL, with the values in them.

They are written out, not composed by Django: a search that nobody asked before takes a quarter less time so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from openinhuur.calls import closing_periods
from openinhuur.domain.search import Search, State

IS_OVER: Final = "closes_at <= %(at)s"
IN_STATE: Final = {
    State.OPEN: "closes_at > %(at)s AND (withdrawn_at IS NULL OR withdrawn_at > %(at)s)",
    State.CLOSED: IS_OVER,
    State.AWARDED: f"{IS_OVER} AND EXISTS "
    "(SELECT FROM awards_awarddecision WHERE call_id = calls_call.id AND sent_at <= %(at)s)",
    State.ALL: "TRUE",
}
NARROWED: Final = {
    "region": "region = %(region)s",
    "level": "education = %(level)s",
    "hours_from": "hours_per_week >= %(hours_from)s",
    "hours_to": "hours_per_week <= %(hours_to)s",
    "category": "category_id = ANY (ARRAY(SELECT id FROM parties_category WHERE name = %(category)s))",
    "buyer": "buyer_id = %(buyer)s",
    "within": "closes_at <= %(within)s",
}
HAS_WORDS: Final = "search @@ websearch_to_tsquery('dutch', %(text)s)"
HAS_WORDS_AND_CLOSES: Final = "search @@ (websearch_to_tsquery('dutch', %(text)s) && %(periods)s::tsquery)"
FOUND: Final = "SELECT id FROM calls_call WHERE {conditions}"
NEW: Final = ("published_at > %(since)s", "published_at <= %(up_to)s")


@dataclass(frozen=True, slots=True)
class Matching:
    """What is true of each row of ``calls_call`` that a search finds, and the values by their names."""

    conditions: tuple[str, ...]
    values: dict[str, Any]

    def select(self, *more: str) -> str:
        """The query for the keys of all of them for which this holds too, in no order."""
        return FOUND.format(conditions=" AND ".join((*self.conditions, *more)))


def matching(search: Search, *, at: datetime, last: datetime | None = None) -> Matching:
    """The published calls that a search finds.

    Args:
        last: the last deadline of all, where it is known: a search among open calls is quicker with it.
    """
    values = {name: value for name in NARROWED if (value := getattr(search, name))}
    conditions = ["published_at <= %(at)s", IN_STATE[search.state], *(NARROWED[name] for name in values)]
    if search.within:
        values["within"] = at + timedelta(days=search.within)
    if search.text:
        periods = _periods(search, at, last)
        conditions.append(HAS_WORDS_AND_CLOSES if periods else HAS_WORDS)
        values |= {"text": search.text, "periods": periods}
    return Matching(tuple(conditions), {**values, "at": at})


def newly_found(search: Search, *, since: datetime, up_to: datetime, at: datetime) -> Sequence[int]:
    """The keys of the calls among them that were published after one moment, and not after another."""
    found = matching(search, at=at)
    with connection.cursor() as cursor:
        cursor.execute(found.select(*NEW), {**found.values, "since": since, "up_to": up_to})
        return [key for (key,) in cursor.fetchall()]


def _periods(search: Search, at: datetime, last: datetime | None) -> str | None:
    if last is None or search.state is not State.OPEN:
        return None
    return closing_periods.query(at, min(last, at + timedelta(days=search.within)) if search.within else last)
