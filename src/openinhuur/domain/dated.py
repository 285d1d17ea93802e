"""Law, percentages and terms that change: values with the days between which they hold, and their source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from openinhuur.domain.errors import Refusal

T = TypeVar("T")


class ValueUnknown(Refusal):
    """No value is recorded for that day: it is never guessed. Fields: ``what``, ``on``."""


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value that holds from ``valid_from`` up to, not including, ``valid_until`` (None: still holds)."""

    value: T
    valid_from: date
    valid_until: date | None
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether the value holds on that day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


def value_on(day: date, values: Sequence[Dated[T]], *, what: str) -> Dated[T]:
    """The one value that holds on ``day``, with its source.

    Raises:
        ValueUnknown: none of ``values`` covers the day.
    """
    for dated in values:
        if dated.holds_on(day):
            return dated
    raise ValueUnknown(what=what, on=day)
