"""The award notice: what was awarded is published within a term after the agreement was concluded (R17).

Awards under a dynamic purchasing system may be notified one by one, or all of a quarter together. The terms count
in calendar days and do not roll to a working day.

>>> due_on(date(2026, 7, 24), Grouping.EACH), due_on(date(2026, 7, 24), Grouping.QUARTER)
(datetime.date(2026, 8, 23), datetime.date(2026, 10, 30))
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from openinhuur.domain.calendars import add_months, last_day
from openinhuur.domain.dated import Dated, value_on
from openinhuur.domain.errors import Refusal

TERM: Sequence[Dated[int]] = (
    Dated(30, date(2016, 4, 18), None, "Directive 2014/24/EU art. 50(1) and (3); Aanbestedingswet 2012 art. 2.134"),
)
"""Days after the conclusion of the agreement, or after the end of its quarter."""


class NoticeBeforeConclusion(Refusal):
    """A notice tells of agreements that are concluded. Fields: ``field``, ``numbers``."""


class NotifiedAlready(Refusal):
    """These agreements stand in a notice already. Fields: ``numbers``."""


class NothingToNotify(Refusal):
    """A notice tells of at least one agreement, and has a reference. Fields: ``field``."""


class Grouping(StrEnum):
    """How awards are notified."""

    EACH = "each"
    QUARTER = "quarter"


def due_on(concluded_on: date, grouping: Grouping) -> date:
    """The last day on which the notice may be sent for an agreement that was concluded that day."""
    begins_on = concluded_on if grouping is Grouping.EACH else quarter_ends_on(concluded_on)
    term = value_on(concluded_on, TERM, what="award-notice").value
    return last_day(begins_on, term, calendar=None)


def quarter_ends_on(day: date) -> date:
    """The last day of the quarter of a day.

    >>> quarter_ends_on(date(2026, 7, 24))
    datetime.date(2026, 9, 30)
    """
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return add_months(first, 3) - timedelta(days=1)


def check_notice(
    concluded: Sequence[tuple[str, date]], *, notified: Sequence[str], reference: str, published_on: date
) -> None:
    """A notice tells of agreements that were concluded, each of them once.

    Args:
        concluded: number and day of conclusion of each agreement.
        notified: which of them stand in a notice already.

    Raises:
        NothingToNotify, NotifiedAlready, NoticeBeforeConclusion.
    """
    if not concluded:
        raise NothingToNotify(field="contracts")
    if not reference.strip():
        raise NothingToNotify(field="reference")
    if notified:
        raise NotifiedAlready(numbers=tuple(notified))
    early = tuple(number for number, day in concluded if published_on < day)
    if early:
        raise NoticeBeforeConclusion(field="published_on", numbers=early)
