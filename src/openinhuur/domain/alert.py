"""Alerts: a search that somebody keeps, and hears of by e-mail when new calls fit it.

Nobody gets e-mail they did not ask for: who gives an address confirms it from that address (double opt-in), within two
days, and every e-mail can stop it. What is not confirmed, or stopped, is erased. Sources: Telecommunicatiewet art.
11.7; GDPR art. 5(1)(e) and 7(3): as easy to withdraw as to give.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from openinhuur.domain.calendars import AMSTERDAM, local
from openinhuur.domain.errors import Refusal
from openinhuur.domain.search import Search, Sort, State

MOMENT: Final = time(7)
"""When the e-mail of a day or a week is written, in Amsterdam."""

CONFIRM_WITHIN: Final = timedelta(days=2)
MOST_OF_ONE: Final = 20
"""Alerts of one address, confirmed or not: more is no search any more, or somebody else's doing."""


class AlertGone(Refusal):
    """There is no such alert (any more): stopped, or not confirmed in time."""


class Frequency(StrEnum):
    """How often somebody hears of new calls."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"


def kept(search: Search) -> Search:
    """A search as an alert keeps it: of calls one can bid on, without where on its pages somebody was.

    >>> kept(Search(text="jurist", state=State.CLOSED, after="30534")).query()
    'q=jurist'
    """
    return replace(search.first(), state=State.OPEN, sort=Sort.CLOSING, within=None)


def tells_up_to(frequency: Frequency, *, at: datetime) -> datetime:
    """Up to which moment the newest e-mail tells: now, this morning at seven, or seven o'clock of the last Monday.

    >>> from datetime import UTC
    >>> friday = datetime(2026, 6, 26, 12, tzinfo=UTC)
    >>> tells_up_to(Frequency.DAILY, at=friday).isoformat(), tells_up_to(Frequency.WEEKLY, at=friday).isoformat()
    ('2026-06-26T07:00:00+02:00', '2026-06-22T07:00:00+02:00')
    """
    if frequency is Frequency.AT_ONCE:
        return at
    day = local(at).date()
    step = timedelta(days=1)
    if frequency is Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
        step = timedelta(days=7)
    seven = datetime.combine(day, MOMENT, tzinfo=AMSTERDAM)
    return seven if seven <= at else datetime.combine(day - step, MOMENT, tzinfo=AMSTERDAM)


def has_lapsed(asked_at: datetime, confirmed_at: datetime | None, *, at: datetime) -> bool:
    """Whether it was not confirmed in time, so that it is erased.

    >>> from datetime import UTC
    >>> monday = datetime(2026, 6, 22, 8, tzinfo=UTC)
    >>> has_lapsed(monday, None, at=monday + CONFIRM_WITHIN), has_lapsed(monday, monday, at=monday + CONFIRM_WITHIN)
    (True, False)
    """
    return confirmed_at is None and at >= asked_at + CONFIRM_WITHIN
