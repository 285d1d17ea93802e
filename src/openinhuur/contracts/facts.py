"""A contract's rows as the domain wants to know them."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from openinhuur.contracts.models import Contract, TimesheetDay
from openinhuur.domain import contract as domain
from openinhuur.domain import hours
from openinhuur.domain.contract import Period, Weekday, first_period
from openinhuur.parties import lending

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


def longest_period(contract: Contract) -> Period:
    """From the first day to the end when every option is used."""
    months = contract.award.call.duration_months + sum(option.months for option in contract.options.all())
    return first_period(contract.period.lower, months)


def lender_needs(contract: Contract) -> list[lending.LenderNeed]:
    """What the law asks of the supplier as a lender during the contract, options included (R28)."""
    period = longest_period(contract)
    return lending.needs(contract.award.bid.supplier_id, period.from_on, period.until_on)


def timesheet(contract: Contract, week_from: date, days: Mapping[date, Decimal], *, written_by: int) -> hours.Timesheet:
    """A week of hours, with the weeks before it for averages."""
    before = TimesheetDay.objects.filter(timesheet__contract=contract, timesheet__week_from__lt=week_from)
    return hours.Timesheet(
        period=Period(week_from, week_from + timedelta(days=7)),
        days=days,
        written_by=str(written_by),
        earlier=dict(before.values_list("day", "hours")),
    )
