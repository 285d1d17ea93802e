"""The list of published calls: what a search finds, a page at a time. The same for everybody who asks."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from openinhuur.assessments.models import StepClosing
from openinhuur.calls.models import Call
from openinhuur.calls.title_words import nearest
from openinhuur.domain import call as domain
from openinhuur.domain.search import Search, Sort, State, instead, words
from openinhuur.domain.time_left import unchanged_until

PAGE: Final = 20
COUNTED: Final = 1000
"""Up to here calls are counted; beyond it the list says that there are more."""

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
COMES_NEXT: Final = """
SELECT (SELECT min(closes_at) FROM calls_call WHERE published_at IS NOT NULL AND closes_at > %s),
       (SELECT min(closes_at) FROM calls_call WHERE published_at IS NOT NULL AND closes_at > %s),
       (SELECT min(published_at) FROM calls_call WHERE published_at > %s)
"""


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


def calls_found(search: Search, *, at: datetime, most: int = PAGE) -> Found:
    """The published calls that a search finds; where a word finds nothing, with the known word nearest to it."""
    found = _page(search, at=at, most=most)
    if found.rows or not search.text or search.after or search.before:
        return found
    meant = instead(search.text, nearest(_finding_nothing(words(search.text))))
    if meant.casefold() == search.text.casefold():
        return found
    return replace(_page(replace(search, text=meant), at=at, most=most), typed=search.text)


def calls_listed(search: Search, *, at: datetime, most: int) -> list[CallRow]:
    """The first calls that a search finds, all its pages together."""
    return calls_found(search.first(), at=at, most=most).rows


def matching(search: Search, *, at: datetime) -> QuerySet[Call]:
    """The published calls that a search finds, in no order."""
    calls = _in_state(search, Call.objects.filter(published_at__lte=at), at)
    if search.text:
        calls = calls.filter(search=SearchQuery(search.text, config="dutch", search_type="websearch"))
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


def _page(search: Search, *, at: datetime, most: int) -> Found:
    """One page more than is shown is read, by one row: that is how it is known whether there is a next one."""
    calls = matching(search, at=at)
    field, is_rising = _order(search)
    is_back = bool(search.before)
    is_up = is_rising != is_back
    sign = "" if is_up else "-"
    rows = _rows(_from(calls, search, field, is_up=is_up).order_by(f"{sign}{field}", f"{sign}pk")[: most + 1], at)
    has_more, rows = len(rows) > most, rows[:most]
    if is_back:
        rows.reverse()
    first = search.first()
    has_previous, has_next = (has_more, True) if is_back else (bool(search.after), has_more)
    return Found(
        search=search,
        rows=rows,
        count=calls[: COUNTED + 1].count() if rows and (has_more or search != first) else len(rows),
        previous=replace(first, before=rows[0].number) if rows and has_previous else None,
        next=replace(first, after=rows[-1].number) if rows and has_next else None,
        unchanged_until=_unchanged_until(search, rows, at),
    )


def _unchanged_until(search: Search, rows: list[CallRow], at: datetime) -> datetime:
    """When the clock changes a row, or lets a call come in or drop out."""
    ahead = at + timedelta(days=search.within or 0)
    with connection.cursor() as cursor:
        cursor.execute(COMES_NEXT, [at, ahead, at])
        closing, coming_near, starting = cursor.fetchone()
    near = coming_near and coming_near - timedelta(days=search.within or 0)
    moments = [one for row in rows for one in (row.closes_at, row.standstill_ends_at)]
    return unchanged_until([one for one in (*moments, closing, near, starting) if one], at=at)


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


def _rows(calls: QuerySet[Call], at: datetime) -> list[CallRow]:
    shortlisted = StepClosing.objects.filter(call=OuterRef("pk"), step=2).values("closed_at")[:1]
    found = calls.annotate(shortlisted_at=Subquery(shortlisted)).values(*COLUMNS, *DONE.values(), "shortlisted_at")
    return [_row(one, at) for one in found]


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
