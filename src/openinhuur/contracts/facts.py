"""A contract's rows as the domain wants to know them."""

from datetime import timedelta

from openinhuur.contracts.models import Contract, Timesheet
from openinhuur.domain import contract as domain
from openinhuur.domain import hours
from openinhuur.domain.contract import Period, Weekday

DAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), Weekday, strict=True))
"""Working days as a call is published with them."""


def agreed(contract: Contract) -> domain.Agreed:
    """What the hours of a contract are measured by."""
    return domain.Agreed(
        hours_per_week=contract.hours_per_week,
        working_days=frozenset(DAYS[day] for day in contract.working_days),
        period=Period(contract.period.lower, contract.period.upper),
        signed_at=contract.signed_at,
    )


def timesheet(row: Timesheet) -> hours.Timesheet:
    """A week of hours, with the weeks before it for averages."""
    earlier = {
        one.day: one.hours
        for sheet in row.contract.timesheets.filter(week_from__lt=row.week_from)
        for one in sheet.days.all()
    }
    return hours.Timesheet(
        period=Period(row.week_from, row.week_from + timedelta(days=7)),
        days={one.day: one.hours for one in row.days.all()},
        written_by=str(row.written_by_id),
        earlier=earlier,
    )
