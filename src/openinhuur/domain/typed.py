"""What is typed in a field, and the value it means: numbers, days, moments, choices.

>>> read(Kind.MOMENT, "2026-06-29T09:00").isoformat()
'2026-06-29T07:00:00+00:00'
>>> read(Kind.DECIMAL, "2,25")
Decimal('2.25')
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from openinhuur.domain.calendars import AMSTERDAM, local
from openinhuur.domain.errors import Refusal

Value = str | int | bool | Decimal | date | datetime | tuple[str, ...] | None

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LARGEST = Decimal(1_000_000)
MOST_DIGITS = 4
YEARS = range(2000, 2200)


class FieldNotReadable(Refusal):
    """What was typed is not what the field holds. Fields: ``path``, ``kind``, ``typed``."""


class Kind(StrEnum):
    """What a field holds, and so how it is typed and read."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    WHOLE = "whole"
    DECIMAL = "decimal"
    CHOICE = "choice"
    YES_NO = "yes-no"
    DAYS = "days"


def read(kind: Kind, typed: str, *, choices: tuple[str, ...] = (), path: str = "") -> Value:
    """What was typed, as a value; None when nothing was.

    Raises:
        FieldNotReadable: it is not what such a field holds; what was typed is kept all the same.
    """
    typed = typed.strip()
    if not typed:
        return None
    try:
        return _read(kind, typed, choices)
    except (ValueError, OverflowError, InvalidOperation):
        raise FieldNotReadable(path=path, kind=kind.value, typed=typed) from None


def _read(kind: Kind, typed: str, choices: tuple[str, ...]) -> Value:
    if kind is Kind.CHOICE:
        return _one_of(typed, choices)
    return READERS[kind](typed) if kind in READERS else typed


def _day(typed: str) -> date:
    found = date.fromisoformat(typed)
    if found.year not in YEARS:
        raise ValueError
    return found


def _moment(typed: str) -> datetime:
    """A day with its time on the clock of Amsterdam; without a time it is not one, for midnight would be a guess."""
    day, _, clock = typed.partition("T")
    return datetime.combine(_day(day), time.fromisoformat(clock), AMSTERDAM).astimezone(UTC)


def _one_of(typed: str, choices: tuple[str, ...]) -> str:
    if typed not in choices:
        raise ValueError
    return typed


def _yes_no(typed: str) -> bool:
    return {"yes": True, "no": False}[_one_of(typed, ("yes", "no"))]


def _days(typed: str) -> tuple[str, ...]:
    days = {_one_of(day, WEEKDAYS) for day in typed.split(",")}
    return tuple(day for day in WEEKDAYS if day in days)


def _whole(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS):
        raise ValueError
    return int(typed)


def _decimal(typed: str) -> Decimal:
    if typed.strip("0123456789.,"):
        raise ValueError
    number = Decimal(typed.replace(",", "."))
    if number >= LARGEST:
        raise ValueError
    return number


READERS: Mapping[Kind, Callable[[str], Value]] = {
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.WHOLE: _whole,
    Kind.DECIMAL: _decimal,
    Kind.YES_NO: _yes_no,
    Kind.DAYS: _days,
}


def typed(value: object) -> str:
    """A value as it is typed: what `read` gives back.

    >>> typed(Decimal("36.00")), typed(True), typed(("mon", "tue"))
    ('36', 'yes', 'mon,tue')
    """
    match value:
        case bool():
            said = "yes" if value else "no"
        case Decimal():
            said = f"{value.normalize():f}"
        case datetime():
            said = local(value).replace(tzinfo=None).isoformat(timespec="minutes")
        case date():
            said = value.isoformat()
        case tuple() | list():
            said = ",".join(map(str, value))
        case _:
            said = "" if value is None else str(value)
    return said
