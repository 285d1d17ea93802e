"""How much time is left, in whole units; and until when what is said about time stays true."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Final

from openinhuur.domain.calendars import AMSTERDAM, local

UNITS: Final = (("days", 86_400), ("hours", 3_600))
MINUTE: Final = 60


def whole_time_left(value: datetime, at: datetime) -> tuple[str, int] | None:
    """The unit ("days", "hours", "minutes") and how many of them lie between ``at`` and ``value``.

    Whole units, rounded down, so that nobody thinks to have more time than there is: from two days on in
    days, from two hours on in hours. None once the moment has come.
    """
    seconds = int((value.astimezone(UTC) - at.astimezone(UTC)) / timedelta(seconds=1))
    if value <= at:
        return None
    for unit, length in UNITS:
        if seconds >= 2 * length:
            return unit, seconds // length
    return "minutes", seconds // MINUTE


def unchanged_until(moments: Iterable[datetime], *, at: datetime) -> datetime:
    """Until when (exclusive) the clock changes nothing of what is said of these moments, and of the day.

    It says something else when a moment comes, when a unit less is left to it, and when a new Dutch day begins.

    >>> nine = datetime(2026, 6, 29, 7, tzinfo=UTC)
    >>> unchanged_until([nine], at=datetime(2026, 6, 29, 6, 59, 59, 999000, tzinfo=UTC)) == nine
    True
    """
    midnight = datetime.combine(local(at).date() + timedelta(days=1), time(), tzinfo=AMSTERDAM)
    return min([midnight.astimezone(UTC), *(_says_same_until(one, at) for one in moments if one > at)])


def _says_same_until(value: datetime, at: datetime) -> datetime:
    unit, count = whole_time_left(value, at) or ("minutes", 0)
    length = dict(UNITS).get(unit, MINUTE)
    fewer = value.astimezone(UTC) - timedelta(seconds=count * length) + timedelta.resolution
    return min(fewer, value.astimezone(UTC))
