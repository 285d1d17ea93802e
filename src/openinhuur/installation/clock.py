"""The one place where the time of day is read."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment in UTC, in whole milliseconds (R8)."""
    at = datetime.now(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
