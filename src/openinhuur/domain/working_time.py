"""Working time: how long a day, a week and a rest may be, whatever a contract says (R32).

Arbeidstijdenwet art. 5:3 (rest) and 5:7 (day, week, averages), https://wetten.overheid.nl/BWBR0007671.
A day or a week that is too long is an error; an average or a rest is a warning, for the law has exceptions.

>>> check_working_time({date(2026, 7, 13): Decimal(13)}, earlier={})[0].code.value
'day-too-long'
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from openinhuur.domain.calendars import local
from openinhuur.domain.dated import Dated, value_on

HUNDREDTH = Decimal("0.01")
ONE_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Limits in hours: a day and a week are hard, averages and rest are to be looked at."""

    a_day: Decimal
    a_week: Decimal
    averages: tuple[tuple[int, Decimal], ...]  # (weeks, hours a week on average)
    rest: timedelta


WORKING_TIME = (
    Dated(
        value=WorkingTime(
            a_day=Decimal(12),
            a_week=Decimal(60),
            averages=((4, Decimal(55)), (16, Decimal(48))),
            rest=timedelta(hours=11),
        ),
        valid_from=date(2007, 4, 1),
        valid_until=None,
        source="Arbeidstijdenwet art. 5:3 and 5:7",
    ),
)


class Severity(StrEnum):
    """Whether a finding stops approval."""

    ERROR = "error"
    WARNING = "warning"


class HoursCode(StrEnum):
    """What was found on a timesheet; the edge puts it in words. The comment names the fields."""

    OUTSIDE_SHEET = "outside-sheet"  # day, hours
    DAY_TOO_LONG = "day-too-long"  # day, hours, limit
    WEEK_TOO_LONG = "week-too-long"  # week_from_on, hours, limit
    AVERAGE_TOO_HIGH = "average-too-high"  # week_from_on (the last week), weeks, average, limit
    REST_TOO_SHORT = "rest-too-short"  # until_at, from_at, limit
    DAY_NOT_AGREED = "day-not-agreed"  # day, hours
    NOT_SIGNED = "not-signed"  # day, signed_on (None: not signed at all)
    BEFORE_START = "before-start"  # day, from_on
    AFTER_END = "after-end"  # day, last_on
    OVER_CONTRACT = "over-contract"  # worked, contract, extra, over


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found on a sheet, with the plain values that explain it."""

    code: HoursCode
    severity: Severity
    fields: Mapping[str, object]


def check_working_time(days: Mapping[date, Decimal], *, earlier: Mapping[date, Decimal]) -> tuple[Finding, ...]:
    """Days over 12 h and weeks over 60 h (errors), averages over 55 h in 4 weeks or 48 h in 16 (warnings).

    ``days`` are checked. ``earlier`` are hours of days before them, for weeks that began on an earlier
    sheet and for averages; those are not checked again. Weeks run from Monday.
    """
    per_week = _hours_per_week({**earlier, **days})
    weeks = sorted({_monday_of(day) for day, hours in days.items() if hours})
    return (
        *_days_too_long(days),
        *_weeks_too_long(weeks, per_week),
        *_averages_too_high(weeks, per_week),
    )


def check_rest(shifts: Iterable[tuple[datetime, datetime]]) -> tuple[Finding, ...]:
    """A warning for each rest between two shifts, given as (start, end), that is too short (R32).

    The law allows a shorter rest once in seven days, hence a warning and no error.
    """
    findings: list[Finding] = []
    for (_, until_at), (from_at, _) in pairwise(sorted(shifts)):
        limit = _limits_on(local(until_at).date()).rest
        if from_at - until_at < limit:
            findings.append(warning(HoursCode.REST_TOO_SHORT, until_at=until_at, from_at=from_at, limit=limit))
    return tuple(findings)


def error(code: HoursCode, **facts: object) -> Finding:
    """A finding that stops approval."""
    return Finding(code, Severity.ERROR, facts)


def warning(code: HoursCode, **facts: object) -> Finding:
    """A finding that asks for a look."""
    return Finding(code, Severity.WARNING, facts)


def _days_too_long(days: Mapping[date, Decimal]) -> Iterator[Finding]:
    for day, hours in sorted(days.items()):
        limit = _limits_on(day).a_day
        if hours > limit:
            yield error(HoursCode.DAY_TOO_LONG, day=day, hours=hours, limit=limit)


def _weeks_too_long(weeks: Iterable[date], per_week: Mapping[date, Decimal]) -> Iterator[Finding]:
    for monday in weeks:
        limit = _limits_on(monday).a_week
        if per_week[monday] > limit:
            yield error(HoursCode.WEEK_TOO_LONG, week_from_on=monday, hours=per_week[monday], limit=limit)


def _averages_too_high(weeks: Iterable[date], per_week: Mapping[date, Decimal]) -> Iterator[Finding]:
    for monday in weeks:
        for span, limit in _limits_on(monday).averages:
            total = sum((per_week[monday - n * ONE_WEEK] for n in range(span)), Decimal(0))
            if total > limit * span:
                yield warning(
                    HoursCode.AVERAGE_TOO_HIGH,
                    week_from_on=monday,
                    weeks=span,
                    average=(total / span).quantize(HUNDREDTH),
                    limit=limit,
                )


def _limits_on(day: date) -> WorkingTime:
    return value_on(day, WORKING_TIME, what="working time").value


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _hours_per_week(days: Mapping[date, Decimal]) -> Mapping[date, Decimal]:
    """Hours per week, by its Monday; a week without any is 0."""
    totals: defaultdict[date, Decimal] = defaultdict(Decimal)
    for day, hours in days.items():
        totals[_monday_of(day)] += hours
    return totals
