"""One clock and two calendars: working days, terms counted forward and back, months, and the end of a day.

R8: moments are kept in UTC to the millisecond and shown in Amsterdam. A naive datetime is no moment: it is
refused with `ValueError`.

R10: which days do not count depends on who set the term.

- `Calendar.STATUTORY`, the Algemene termijnenwet (https://wetten.overheid.nl/BWBR0002448): terms set in a law.
- `Calendar.EUROPEAN`, Regulation 1182/71 (http://data.europa.eu/eli/reg/1971/1182/oj): periods
  set in an act of the Union.
- ``None``, no calendar: a term the parties set themselves. It ends on the day it ends; nothing rolls.

A term in hours is never rolled either: it is plain addition to a moment and needs nothing from here.

>>> last_day(date(2026, 7, 6), 20, calendar=Calendar.STATUTORY)  # day 20 is a Sunday
datetime.date(2026, 7, 27)
>>> counted_back(date(2026, 6, 29), 10)
datetime.date(2026, 6, 19)
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from openinhuur.domain.dated import Dated

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ONE_DAY = timedelta(days=1)

# Days that a royal decree treats as holidays (Atw art. 3(3)). A new decree comes about every three years;
# a day that is not yet decreed is an ordinary day.
EQUATED = (
    Dated(
        value=(
            date(2023, 4, 28),
            date(2023, 5, 19),
            date(2024, 5, 10),
            date(2024, 12, 27),
            date(2025, 5, 30),
        ),
        valid_from=date(2023, 1, 1),
        valid_until=date(2026, 1, 1),
        source="Besluit gelijkstelling 2023-2025, Atw art. 3(3)",
    ),
    Dated(
        value=(date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26)),
        valid_from=date(2026, 1, 1),
        valid_until=date(2029, 1, 1),
        source="Besluit gelijkstelling 2026-2028, Atw art. 3(3)",
    ),
)
SUNDAYS_OF_THEIR_OWN = {"Eerste paasdag", "Eerste pinksterdag"}  # always a Sunday: no law lists them
GOOD_FRIDAY = "Goede vrijdag"


class Calendar(StrEnum):
    """Whose holidays and whose way of counting."""

    STATUTORY = "statutory"
    EUROPEAN = "european"


def holidays_atw(year: int) -> frozenset[date]:
    """The holidays of Algemene termijnenwet art. 3(1) and Good Friday, art. 3(2). Without `equated_days`.

    >>> date(2026, 4, 3) in holidays_atw(2026)
    True
    """
    return frozenset(_named_holidays(year))


def holidays_eu(year: int) -> frozenset[date]:
    """The Dutch public holidays for Regulation 1182/71 art. 2(1): Good Friday is an ordinary day.

    >>> date(2026, 4, 3) in holidays_eu(2026)
    False
    """
    return frozenset(day for day, name in _named_holidays(year).items() if name != GOOD_FRIDAY)


def equated_days(year: int) -> frozenset[date]:
    """Ordinary days that a royal decree equates with a holiday (Atw art. 3(3)), as far as decreed.

    >>> equated_days(2026) == {date(2026, 1, 2), date(2026, 5, 15)}
    True
    """
    return frozenset(day for decree in EQUATED for day in decree.value if day.year == year)


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether ``day`` is no Saturday, Sunday or holiday (Atw art. 1(1), Regulation 1182/71 art. 2(2))."""
    return day.weekday() < 5 and day not in _days_off(day.year, calendar)


def roll_forward(day: date, calendar: Calendar) -> date:
    """``day`` itself when it is a working day, else the first one after it.

    >>> roll_forward(date(2026, 12, 25), Calendar.STATUTORY)
    datetime.date(2026, 12, 28)
    """
    while not is_working_day(day, calendar):
        day += ONE_DAY
    return day


def add_working_days(day: date, n: int, calendar: Calendar) -> date:
    """The ``n``-th working day after ``day`` (R15, R16); ``day`` itself is not counted. ``n`` is at least 1.

    >>> add_working_days(date(2026, 6, 22), 10, Calendar.EUROPEAN)
    datetime.date(2026, 7, 6)
    """
    _require_days(n)
    for _ in range(n):
        day = roll_forward(day + ONE_DAY, calendar)
    return day


def working_days_left(last_on: date, *, on: date, calendar: Calendar) -> int:
    """How many working days are left after ``on``, the last one included; below 0: so many have passed since.

    >>> working_days_left(date(2026, 7, 6), on=date(2026, 7, 2), calendar=Calendar.EUROPEAN)
    2
    >>> working_days_left(date(2026, 7, 6), on=date(2026, 7, 8), calendar=Calendar.EUROPEAN)
    -2
    """
    first, last = sorted((last_on, on))
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    count = sum(is_working_day(day, calendar) for day in days)
    return count if on <= last_on else -count


def last_day(event_on: date, days: int, *, calendar: Calendar | None) -> date:
    """The last day of a term of ``days`` calendar days after an event; the day of the event is not counted.

    - Statutory (Atw art. 1, 2 and 4): ends on a working day; a term of 3 days or more holds at least two
      working days; a term of more than 90 days is left as it is.
    - European (Regulation 1182/71 art. 3(1), (4) and (5)): ends on a working day; a period of 2 days or more
      holds at least two working days.
    - None: agreed by the parties, ends on the day itself.

    For a term counted back, use `counted_back`: neither act lets that roll.

    >>> last_day(date(2026, 7, 6), 20, calendar=None)
    datetime.date(2026, 7, 26)
    """
    _require_days(days)
    last = event_on + timedelta(days=days)
    if calendar is None or (calendar is Calendar.STATUTORY and days > 90):
        return last
    last = roll_forward(last, calendar)
    needs_two_from = 3 if calendar is Calendar.STATUTORY else 2
    if days >= needs_two_from:
        last = max(last, add_working_days(event_on, 2, calendar))
    return last


def counted_back(event_on: date, days: int) -> date:
    """The day ``days`` before an event (R12). Never rolled: Atw art. 1(2), Regulation 1182/71 art. 3(4)."""
    _require_days(days)
    return event_on - timedelta(days=days)


def add_months(day: date, n: int) -> date:
    """The same day of the month, ``n`` months on; the last day of the month where that day does not exist.

    With half-open periods: six months from 13 July 2026 run until, and not including, 13 January 2027.
    Always add to the first day, not to an earlier outcome: 31 January and two months is 31 March.

    >>> add_months(date(2026, 7, 13), 6), add_months(date(2026, 1, 31), 1)
    (datetime.date(2027, 1, 13), datetime.date(2026, 2, 28))
    """
    years, month = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def end_of_day(day: date) -> datetime:
    """The first moment, in UTC, that no longer belongs to ``day`` in Amsterdam: "24:00", half-open.

    >>> end_of_day(date(2026, 7, 23))
    datetime.datetime(2026, 7, 23, 22, 0, tzinfo=datetime.timezone.utc)
    """
    return datetime.combine(day + ONE_DAY, time.min, AMSTERDAM).astimezone(UTC)


def local(at: datetime) -> datetime:
    """The moment as the clock in Amsterdam shows it. Raises ``ValueError`` for a naive datetime."""
    return _require_aware(at).astimezone(AMSTERDAM)


def milliseconds(at: datetime) -> datetime:
    """The moment in UTC, cut off (never rounded up) to the millisecond (R8). ``ValueError`` when naive.

    >>> milliseconds(datetime(2026, 6, 29, 8, 59, 59, 999_900, AMSTERDAM)).isoformat()
    '2026-06-29T06:59:59.999000+00:00'
    """
    in_utc = _require_aware(at).astimezone(UTC)
    return in_utc.replace(microsecond=in_utc.microsecond // 1000 * 1000)


def _require_aware(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError(f"{at} says no time zone, so it is no moment")
    return at


def _require_days(days: int) -> None:
    if days < 1:
        raise ValueError(f"a term counts at least one day, not {days}")


@cache
def _days_off(year: int, calendar: Calendar) -> frozenset[date]:
    if calendar is Calendar.EUROPEAN:
        return holidays_eu(year)
    return holidays_atw(year) | equated_days(year)


@cache
def _named_holidays(year: int) -> dict[date, str]:
    """Holidays that can fall on a weekday. Two categories, since the library calls 5 May "optional"."""
    found = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="nl")
    return {day: name for day, name in found.items() if name not in SUNDAYS_OF_THEIR_OWN}
