"""Terms that the law sets and can change: days, from when on, and where it says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from openinhuur.domain.dated import Dated

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AnswerDays:
    """How many days before the deadline answers are due at the latest: as a rule, and when accelerated."""

    ordinary: int
    accelerated: int


TENDER_DAYS = (Dated(10, date(2016, 4, 18), None, "Directive 2014/24 art. 34(2)(b)"),)
ANSWER_DAYS = (Dated(AnswerDays(10, 4), date(2016, 7, 1), None, "Aanbestedingswet 2012 art. 2.54"),)
STANDSTILL_DAYS = (Dated(20, date(2013, 4, 1), None, "Aanbestedingswet 2012 art. 2.127(1)"),)


def in_force(values: Sequence[Dated[T]], on: date) -> T | None:
    """The value that holds on a day; None before the law, so that a check can say nothing.

    >>> in_force(TENDER_DAYS, date(2026, 6, 16)), in_force(TENDER_DAYS, date(2010, 1, 1))
    (10, None)
    """
    return next((one.value for one in values if one.holds_on(on)), None)
