"""The contract: its period, the options to extend it, and what is agreed about the hours.

Periods are half-open: ``until_on`` is the first day that is no longer inside.

>>> term = Term(date(2026, 7, 13), 6, (ExtensionOption(1, 6), ExtensionOption(2, 6)))
>>> term.period.last_day
datetime.date(2027, 1, 12)
>>> extended = extend(extend(term, on=date(2026, 12, 1)), on=date(2027, 6, 1))
>>> extended.period.last_day, extended.left
(datetime.date(2028, 1, 12), ())
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum

from openinhuur.domain.calendars import add_months
from openinhuur.domain.errors import Refusal


class NoOptionLeft(Refusal):
    """Every published option to extend is used. Fields: ``published``."""


class ContractEnded(Refusal):
    """A contract that has ended cannot be extended. Fields: ``until_on``, ``on``."""


class Weekday(IntEnum):
    """A day of the week, numbered as ISO 8601 does (`date.isoweekday`)."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6
    SUNDAY = 7


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``from_on`` up to, not including, ``until_on``; at least one."""

    from_on: date
    until_on: date

    def __post_init__(self) -> None:
        if self.until_on <= self.from_on:
            raise ValueError(f"a period from {self.from_on} cannot end before {self.until_on}")

    @property
    def last_day(self) -> date:
        """The last day that is inside."""
        return self.until_on - timedelta(days=1)

    def covers(self, day: date) -> bool:
        """Whether the day is inside."""
        return self.from_on <= day < self.until_on

    def days(self) -> tuple[date, ...]:
        """Every day inside, in order."""
        return tuple(self.from_on + timedelta(days=n) for n in range((self.until_on - self.from_on).days))


@dataclass(frozen=True, slots=True)
class ExtensionOption:
    """An option, published with the call, to extend by ``months``; ``used_on`` is the day it was used."""

    sequence: int
    months: int
    used_on: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """How long a contract runs: the first period and the ledger of options, in the order of use."""

    start_on: date
    months: int
    options: tuple[ExtensionOption, ...] = ()

    @property
    def used(self) -> tuple[ExtensionOption, ...]:
        """The options that have been used."""
        return tuple(option for option in self.options if option.used_on is not None)

    @property
    def left(self) -> tuple[ExtensionOption, ...]:
        """The options that can still be used."""
        return tuple(option for option in self.options if option.used_on is None)

    @property
    def period(self) -> Period:
        """From the start to the end as it stands, used options included.

        Months are always counted from the start, so that a contract from the 31st does not creep forward.
        """
        months = self.months + sum(option.months for option in self.used)
        return Period(self.start_on, add_months(self.start_on, months))


@dataclass(frozen=True, slots=True)
class ExtraHours:
    """Hours on top of the contract's, for one day. They count only if approved before that day (R33)."""

    worked_on: date
    hours: Decimal
    approved_on: date


@dataclass(frozen=True, slots=True)
class Agreed:
    """What hours are measured by. ``signed_at`` is the moment both had signed; None: not signed yet."""

    hours_per_week: Decimal
    working_days: frozenset[Weekday]
    period: Period
    signed_at: datetime | None
    extra: tuple[ExtraHours, ...] = ()

    def __post_init__(self) -> None:
        if not self.working_days:
            raise ValueError("hours are agreed on at least one day of the week")


def first_period(start_on: date, months: int) -> Period:
    """The period before any option is used.

    >>> first_period(date(2026, 7, 13), 6).until_on
    datetime.date(2027, 1, 13)
    """
    return Term(start_on, months).period


def extend(term: Term, *, on: date) -> Term:
    """The term with its next option used on that day.

    Raises:
        NoOptionLeft: all published options are used; the call promised no more.
        ContractEnded: the last day has passed; an option prolongs what still runs.
    """
    if not term.left:
        raise NoOptionLeft(published=len(term.options))
    if on >= term.period.until_on:
        raise ContractEnded(until_on=term.period.until_on, on=on)
    following = min(term.left, key=lambda option: option.sequence)
    options = tuple(replace(option, used_on=on) if option is following else option for option in term.options)
    return replace(term, options=options)
