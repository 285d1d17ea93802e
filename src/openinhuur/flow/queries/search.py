"""The list of published calls: what a search finds, a page at a time. The same for everybody who asks."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from django.db import connection

from openinhuur.calls.title_words import nearest, unknown
from openinhuur.domain.search import Search, Sort, State, instead, words
from openinhuur.domain.time_left import unchanged_until
from openinhuur.flow.queries.call_rows import CallRow, CallRows
from openinhuur.flow.queries.matching import Matching, matching

PAGE: Final = 20
COUNTED: Final = 100
"""Up to here calls are counted; beyond it the list says that there are more."""

MISTYPED: Final = 8
"""So many words of one search are looked up when it finds nothing."""

FINDS_NOTHING: Final = """
SELECT word FROM unnest(%s::text[]) AS word
WHERE NOT EXISTS (
    SELECT FROM calls_call WHERE published_at IS NOT NULL AND search @@ websearch_to_tsquery('dutch', word)
)
"""
CLOSES_AFTER: Final = "SELECT min(closes_at) FROM calls_call WHERE published_at IS NOT NULL AND closes_at > %s"
STARTS_AFTER: Final = "SELECT min(published_at) FROM calls_call WHERE published_at > %s"
CLOSES_LAST: Final = "SELECT max(closes_at) FROM calls_call WHERE published_at IS NOT NULL"
COUNT: Final = "SELECT count(*) FROM ({found} LIMIT %(most)s) AS found"
DEADLINES: Final = f"SELECT ({CLOSES_AFTER}), ({STARTS_AFTER}), ({CLOSES_LAST})"
PLACE: Final = "SELECT {moment}, id FROM calls_call WHERE number = %s AND published_at IS NOT NULL ORDER BY id LIMIT 1"


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what a search found.

    Attributes:
        search: what was searched for; its text differs from what was asked where words were mistyped.
        count: how many calls it finds in all, not counted beyond `COUNTED`.
        unchanged_until: the clock alone changes nothing before then.
        typed: the text that was asked, where something else was searched for; else empty.
    """

    search: Search
    rows: list[CallRow]
    count: int
    previous: Search | None
    next: Search | None
    unchanged_until: datetime
    typed: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether ``count`` is all of them."""
        return self.count <= COUNTED


@dataclass(frozen=True, slots=True)
class Deadlines:
    """As they lie at a moment: when the next call closes, when the next one begins, and the last deadline of all."""

    read_at: datetime
    closing: datetime | None
    starting: datetime | None
    last: datetime | None

    def hold(self, at: datetime) -> bool:
        """Whether they still lie so."""
        return self.read_at <= at and all(one is None or at < one for one in (self.closing, self.starting))


class _Known:
    """What was read of calls at one revision of the public pages: the next search need not read it again."""

    def __init__(self) -> None:
        self.rows = CallRows()
        self.deadlines: Deadlines | None = None


def calls_found(search: Search, *, at: datetime, most: int = PAGE, revision: str | None = None) -> Found:
    """The published calls that a search finds; where a word finds nothing, with the known word nearest to it.

    Args:
        revision: of the public pages, read before this (`journal.queries.public_revision`); None: nothing is kept.
    """
    known = _known(revision) if revision else _Known()
    found = _page(search, known, at=at, most=most)
    if found.rows or not search.text or search.after or search.before:
        return found
    meant = instead(search.text, nearest(_finding_nothing(unknown(words(search.text)))))
    if meant.casefold() == search.text.casefold():
        return found
    return replace(_page(replace(search, text=meant), known, at=at, most=most), typed=search.text)


@lru_cache(maxsize=1)
def _known(_revision: str) -> _Known:
    return _Known()


def calls_listed(search: Search, *, at: datetime, most: int) -> list[CallRow]:
    """The first calls that a search finds, all its pages together."""
    return calls_found(search.first(), at=at, most=most).rows


def _page(search: Search, known: _Known, *, at: datetime, most: int) -> Found:
    """One page. One row more than is shown is looked for: that is how it is known whether there is a next page; on the
    first page so many more as are counted, so that counting costs nothing."""
    found = matching(search, at=at, last=_deadlines(known, at).last)
    is_back, is_first = bool(search.before), not (search.after or search.before)
    keys = _keys(search, found, most=max(most, COUNTED if is_first else 0) + 1)
    has_more, shown = len(keys) > most, keys[:most]
    rows = known.rows.get(shown[::-1] if is_back else shown, at=at)
    first = search.first()
    has_previous, has_next = (has_more, True) if is_back else (not is_first, has_more)
    return Found(
        search=search,
        rows=rows,
        count=len(keys) if is_first else _count(found),
        previous=replace(first, before=rows[0].number) if rows and has_previous else None,
        next=replace(first, after=rows[-1].number) if rows and has_next else None,
        unchanged_until=_unchanged_until(search, rows, known, at),
    )


def _keys(search: Search, found: Matching, *, most: int) -> list[int]:
    """The first of them in the order of the search; backwards where the page is counted from its end.

    What the page is counted from is a place in the order, not a count of rows, so the last page costs as much as the
    first; a call that is not there (any more) is no place: the first page.
    """
    moment, is_rising = _order(search)
    way, sign = ("ASC", ">") if is_rising != bool(search.before) else ("DESC", "<")
    place = _place(search.after or search.before, moment)
    beyond = [f"({moment}, id) {sign} (%(moment)s, %(key)s)"] if place else []
    query = f"{found.select(*beyond)} ORDER BY {moment} {way}, id {way} LIMIT %(most)s"
    with connection.cursor() as cursor:
        cursor.execute(query, {**found.values, **place, "most": most})
        return [key for (key,) in cursor.fetchall()]


def _place(number: str, moment: str) -> dict[str, Any]:
    """Where a call stands in the order."""
    if not number:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(PLACE.format(moment=moment), [number])
        found = cursor.fetchone()
    return dict(zip(("moment", "key"), found, strict=True)) if found else {}


def _count(found: Matching) -> int:
    """How many there are, not counted beyond one more than `COUNTED`."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(found=found.select()), {**found.values, "most": COUNTED + 1})
        (count,) = cursor.fetchone()
    return int(count)


def _unchanged_until(search: Search, rows: list[CallRow], known: _Known, at: datetime) -> datetime:
    """When the clock changes a row, or lets a call come in or drop out."""
    deadlines = _deadlines(known, at)
    moments = [one for row in rows for one in (row.closes_at, row.standstill_ends_at)]
    moments += [deadlines.closing, deadlines.starting, _comes_near(search, at)]
    return unchanged_until([one for one in moments if one], at=at)


def _deadlines(known: _Known, at: datetime) -> Deadlines:
    if known.deadlines is None or not known.deadlines.hold(at):
        with connection.cursor() as cursor:
            cursor.execute(DEADLINES, [at, at])
            known.deadlines = Deadlines(at, *cursor.fetchone())
    return known.deadlines


def _comes_near(search: Search, at: datetime) -> datetime | None:
    """When the next call comes within the days that are asked."""
    if not search.within:
        return None
    ahead = timedelta(days=search.within)
    with connection.cursor() as cursor:
        cursor.execute(CLOSES_AFTER, [at + ahead])
        (closing,) = cursor.fetchone()
    return closing - ahead if closing else None


def _order(search: Search) -> tuple[str, bool]:
    """By which moment, and whether the earliest stands on top."""
    if search.sort is Sort.NEWEST:
        return "published_at", False
    return "closes_at", search.state is State.OPEN


def _finding_nothing(asked: list[str]) -> list[str]:
    """Which of these words stand in no published call."""
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(FINDS_NOTHING, [asked[:MISTYPED]])
        return [word for (word,) in cursor.fetchall()]
