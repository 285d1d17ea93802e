"""Timesheets: hours measured by what was agreed (R33). `openinhuur.domain.working_time` holds the law's limits.

`check_timesheet` runs a list of small checks that all look at the same two things, the sheet and what was
agreed, and each says everything it finds. An error stops approval; a warning asks for a look.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from openinhuur.domain.calendars import local
from openinhuur.domain.contract import Agreed, Period, Weekday
from openinhuur.domain.errors import Refusal
from openinhuur.domain.working_time import Finding, HoursCode, Severity, check_working_time, error

HUNDREDTH = Decimal("0.01")


class OwnHours(Refusal):
    """Nobody approves the hours they wrote. Fields: ``by``."""


class HoursRefused(Refusal):
    """The sheet has errors, so its hours are not approved. Fields: ``findings``."""


@dataclass(frozen=True, slots=True)
class Timesheet:
    """Hours per day within ``period``, as ``written_by`` somebody (their id).

    ``earlier`` holds hours of days before the sheet, for a week that began on the previous sheet and for
    averages over weeks; those days are not checked again.
    """

    period: Period
    days: Mapping[date, Decimal]
    written_by: str
    earlier: Mapping[date, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if any(hours < 0 for hours in self.days.values()):
            raise ValueError("hours are never negative")

    @property
    def hours(self) -> Decimal:
        """All hours on the sheet."""
        return sum(self.days.values(), Decimal(0))

    def worked(self) -> Iterator[tuple[date, Decimal]]:
        """The days with hours, in order."""
        return ((day, hours) for day, hours in sorted(self.days.items()) if hours)


@dataclass(frozen=True, slots=True)
class ApprovedHours:
    """Hours that may be billed, who approved them, and the warnings they saw."""

    hours: Decimal
    by: str
    warnings: tuple[Finding, ...]


def approve(sheet: Timesheet, *, agreed: Agreed, by: str) -> ApprovedHours:
    """Approve all hours of a sheet, or none (R33). Whether ``by`` has the mandate is a matter of roles.

    Raises:
        OwnHours: ``by`` wrote the sheet.
        HoursRefused: the sheet has errors; the findings say which.
    """
    if by == sheet.written_by:
        raise OwnHours(by=by)
    findings = check_timesheet(sheet, agreed=agreed)
    errors = tuple(one for one in findings if one.severity is Severity.ERROR)
    if errors:
        raise HoursRefused(findings=errors)
    return ApprovedHours(sheet.hours, by, warnings=findings)


def check_timesheet(sheet: Timesheet, *, agreed: Agreed) -> tuple[Finding, ...]:
    """Everything that is wrong or remarkable about a sheet: the law first (R32), then the contract (R33)."""
    by_contract = (finding for check in CHECKS for finding in check(sheet, agreed))
    return (*check_working_time(sheet.days, earlier=sheet.earlier), *by_contract)


def contract_hours(agreed: Agreed, period: Period) -> Decimal:
    """The hours the contract gives in a period: an equal part of the week for each agreed day, to 0.01 h.

    So four weeks of 36 hours, Monday to Thursday, are 144 hours, and a sheet may cover any days, such as
    a calendar month. Days outside the contract give nothing; a holiday on an agreed day gives its part.
    """
    days = [day for day in period.days() if agreed.period.covers(day) and _is_agreed(day, agreed)]
    hours = agreed.hours_per_week * len(days) / len(agreed.working_days)
    return hours.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def _outside_sheet(sheet: Timesheet, _: Agreed) -> Iterator[Finding]:
    for day, hours in sheet.worked():
        if not sheet.period.covers(day):
            yield error(HoursCode.OUTSIDE_SHEET, day=day, hours=hours)


def _day_not_agreed(sheet: Timesheet, agreed: Agreed) -> Iterator[Finding]:
    for day, hours in sheet.worked():
        if not _is_agreed(day, agreed):
            yield error(HoursCode.DAY_NOT_AGREED, day=day, hours=hours)


def _outside_contract(sheet: Timesheet, agreed: Agreed) -> Iterator[Finding]:
    signed_on = None if agreed.signed_at is None else local(agreed.signed_at).date()
    for day, _ in sheet.worked():
        if signed_on is None or day < signed_on:
            yield error(HoursCode.NOT_SIGNED, day=day, signed_on=signed_on)
        if day < agreed.period.from_on:
            yield error(HoursCode.BEFORE_START, day=day, from_on=agreed.period.from_on)
        if day > agreed.period.last_day:
            yield error(HoursCode.AFTER_END, day=day, last_on=agreed.period.last_day)


def _over_contract(sheet: Timesheet, agreed: Agreed) -> Iterator[Finding]:
    contract = contract_hours(agreed, sheet.period)
    beforehand = (
        extra.hours
        for extra in agreed.extra
        if extra.approved_on < extra.worked_on and sheet.period.covers(extra.worked_on)
    )
    extra = sum(beforehand, Decimal(0))
    over = sheet.hours - contract - extra
    if over > 0:
        yield error(HoursCode.OVER_CONTRACT, worked=sheet.hours, contract=contract, extra=extra, over=over)


CHECKS: Sequence[Callable[[Timesheet, Agreed], Iterator[Finding]]] = (
    _outside_sheet,
    _day_not_agreed,
    _outside_contract,
    _over_contract,
)


def _is_agreed(day: date, agreed: Agreed) -> bool:
    return Weekday(day.isoweekday()) in agreed.working_days


def weeks_to_write(starts_on: date, ends_before: date, *, last_written: date | None, on: date) -> int:
    """How many weeks of an agreement are over since the last week that has hours (its Monday, or None).

    A week before that one without hours was left out on purpose: nobody worked.

    >>> weeks_to_write(date(2026, 8, 3), date(2027, 2, 3), last_written=date(2026, 8, 10), on=date(2026, 8, 31))
    2
    """
    monday = starts_on - timedelta(days=starts_on.weekday())
    first = max(monday, last_written + timedelta(weeks=1)) if last_written else monday
    until = min(on, ends_before + timedelta(days=(7 - ends_before.weekday()) % 7))
    return max(0, (until - first).days // 7)
