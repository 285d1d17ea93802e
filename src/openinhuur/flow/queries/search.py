"""The list of published calls: what a search finds, a page at a time. The same for everybody who asks."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from openinhuur.assessments.models import StepClosing
from openinhuur.calls import closing_periods
from openinhuur.calls.models import Call
from openinhuur.calls.title_words import nearest, unknown
from openinhuur.domain import call as domain
from openinhuur.domain.search import Search, Sort, State, instead, words
from openinhuur.domain.time_left import unchanged_until

PAGE: Final = 20
COUNTED: Final = 100
"""Up to here calls are counted; beyond it the list says that there are more."""

MOST_KNOWN: Final = 20_000
"""So many calls of one revision are kept in memory."""

MISTYPED: Final = 8
"""So many words of one search are looked up when it finds nothing."""

COLUMNS: Final = (
    "number", "title", "buyer__name", "published_at", "questions_close_at", "answers_by_on", "closes_at",
    "invitations_by_on", "interviews_from_on", "region", "education", "hours_per_week", "duration_months",
    "withdrawn_at",
)  # fmt: skip
DONE: Final = {
    "opened_at": "opening__opened_at",
    "decided_at": "award__decided_at",
    "letters_sent_at": "award__sent_at",
    "standstill_ends_at": "award__standstill_ends_at",
    "signed_at": "award__contract__signed_at",
}
FINDS_NOTHING: Final = """
SELECT word FROM unnest(%s::text[]) AS word
WHERE NOT EXISTS (
    SELECT FROM calls_call WHERE published_at IS NOT NULL AND search @@ websearch_to_tsquery('dutch', word)
)
"""
CLOSES_AFTER: Final = "SELECT min(closes_at) FROM calls_call WHERE published_at IS NOT NULL AND closes_at > %s"
STARTS_AFTER: Final = "SELECT min(published_at) FROM calls_call WHERE published_at > %s"
CLOSES_LAST: Final = "SELECT max(closes_at) FROM calls_call WHERE published_at IS NOT NULL"
DEADLINES: Final = f"SELECT ({CLOSES_AFTER}), ({STARTS_AFTER}), ({CLOSES_LAST})"


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call in a list."""

    number: str
    title: str
    buyer: str
    phase: domain.Phase
    published_at: datetime | None
    closes_at: datetime
    region: str
    education: str
    hours_per_week: Decimal
    duration_months: int
    standstill_ends_at: datetime | None


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
        self.rows: dict[int, dict[str, Any]] = {}
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


def matching(search: Search, *, at: datetime, last: datetime | None = None) -> QuerySet[Call]:
    """The published calls that a search finds, in no order.

    Args:
        last: the last deadline of all, where it is known: a search among open calls is quicker with it.
    """
    calls = _in_state(search, Call.objects.filter(published_at__lte=at), at)
    if search.text:
        asked = SearchQuery(search.text, config="dutch", search_type="websearch")
        periods = closing_periods.query(at, last) if last and search.state is State.OPEN else None
        narrowed = asked & SearchQuery(periods, config="dutch", search_type="raw") if periods else asked
        calls = calls.filter(search=narrowed)
    if search.category:
        calls = calls.filter(category__name=search.category)
    exactly = {
        "region": search.region,
        "education": search.level,
        "hours_per_week__gte": search.hours_from,
        "hours_per_week__lte": search.hours_to,
        "buyer": search.buyer,
    }
    return calls.filter(**{name: value for name, value in exactly.items() if value})


def _in_state(search: Search, calls: QuerySet[Call], at: datetime) -> QuerySet[Call]:
    match search.state:
        case State.OPEN:
            calls = calls.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at), closes_at__gt=at)
            return calls.filter(closes_at__lte=at + timedelta(days=search.within)) if search.within else calls
        case State.CLOSED:
            return calls.filter(closes_at__lte=at)
        case State.AWARDED:
            return calls.filter(closes_at__lte=at, award__sent_at__lte=at)
        case State.ALL:
            return calls


def _page(search: Search, known: _Known, *, at: datetime, most: int) -> Found:
    """One page. One row more than is shown is looked for: that is how it is known whether there is a next page; on the
    first page so many more as are counted, so that counting costs nothing."""
    calls = matching(search, at=at, last=_deadlines(known, at).last)
    field, is_rising = _order(search)
    is_back, is_first = bool(search.before), not (search.after or search.before)
    is_up = is_rising != is_back
    sign = "" if is_up else "-"
    ordered = (
        _from(calls, search, field, is_up=is_up).order_by(f"{sign}{field}", f"{sign}pk").values_list("pk", flat=True)
    )
    keys = list(ordered[: max(most, COUNTED if is_first else 0) + 1])
    has_more, shown = len(keys) > most, keys[:most]
    rows = _rows(shown[::-1] if is_back else shown, known, at)
    first = search.first()
    has_previous, has_next = (has_more, True) if is_back else (not is_first, has_more)
    return Found(
        search=search,
        rows=rows,
        count=len(keys) if is_first else calls.order_by()[: COUNTED + 1].count(),
        previous=replace(first, before=rows[0].number) if rows and has_previous else None,
        next=replace(first, after=rows[-1].number) if rows and has_next else None,
        unchanged_until=_unchanged_until(search, rows, known, at),
    )


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


def _from(calls: QuerySet[Call], search: Search, field: str, *, is_up: bool) -> QuerySet[Call]:
    """What comes after the call that the page is counted from. It is a place in the order, not a count of rows, so
    the last page costs as much as the first; a call that is not there (any more) is no place: the first page."""
    number = search.after or search.before
    places = Call.objects.filter(number=number, published_at__isnull=False).order_by("pk").values_list(field, "pk")
    place = places.first() if number else None
    if place is None:
        return calls
    moment, pk = place
    way = "gt" if is_up else "lt"
    beyond = Q(**{f"{field}__{way}": moment}) | Q(**{field: moment, f"pk__{way}": pk})
    return calls.filter(beyond, **{f"{field}__{way}e": moment})


def _rows(keys: list[int], known: _Known, at: datetime) -> list[CallRow]:
    """What is shown of these calls, in this order."""
    here = known.rows
    if unread := [key for key in keys if key not in here]:
        read = _read(unread)
        here = {**{key: here[key] for key in keys if key in here}, **read}
        if len(known.rows) + len(read) > MOST_KNOWN:
            known.rows = {}
        known.rows.update(read)
    return [_row(here[key], at) for key in keys]


def _read(keys: list[int]) -> dict[int, dict[str, Any]]:
    shortlisted = StepClosing.objects.filter(call=OuterRef("pk"), step=2).values("closed_at")[:1]
    calls = Call.objects.filter(pk__in=keys).order_by().annotate(shortlisted_at=Subquery(shortlisted))
    return {one["pk"]: one for one in calls.values("pk", *COLUMNS, *DONE.values(), "shortlisted_at")}


def _row(one: dict[str, Any], at: datetime) -> CallRow:
    timetable = domain.Timetable(
        published_at=one["published_at"],
        questions_close_at=one["questions_close_at"],
        answers_by_on=one["answers_by_on"],
        closes_at=one["closes_at"],
        invitations_by_on=one["invitations_by_on"],
        interviews_from_on=one["interviews_from_on"],
    )
    done = domain.Milestones(
        shortlisted_at=one["shortlisted_at"],
        withdrawn_at=one["withdrawn_at"],
        **{name: one[column] for name, column in DONE.items()},
    )
    return CallRow(
        number=one["number"],
        title=one["title"],
        buyer=one["buyer__name"],
        phase=domain.phase(timetable, done, at=at),
        published_at=one["published_at"],
        closes_at=one["closes_at"],
        region=one["region"],
        education=one["education"],
        hours_per_week=one["hours_per_week"],
        duration_months=one["duration_months"],
        standstill_ends_at=done.standstill_ends_at,
    )


def _finding_nothing(asked: list[str]) -> list[str]:
    """Which of these words stand in no published call."""
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(FINDS_NOTHING, [asked[:MISTYPED]])
        return [word for (word,) in cursor.fetchall()]
