"""What is known of a published call wherever it is given away, and where it stands.

Each shape names what a drawing reads; the dataclasses of `flow.queries` have these names, and may have more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from openinhuur.domain.call import Phase
from openinhuur.domain.money import Money
from openinhuur.domain.timeline import Moment


class Published(Protocol):
    """A call as everybody may know it."""

    @property
    def number(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def buyer(self) -> str: ...
    @property
    def phase(self) -> Phase: ...
    @property
    def published_at(self) -> datetime | None: ...
    @property
    def closes_at(self) -> datetime: ...


class Fact(Protocol):
    """One fact of a call: a code and a plain value."""

    @property
    def code(self) -> str: ...
    @property
    def value(self) -> object: ...


class Section(Protocol):
    """A piece of the description."""

    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...


class Item(Protocol):
    """A numbered item."""

    @property
    def number(self) -> str: ...
    @property
    def text(self) -> str: ...


class Criterion(Item, Protocol):
    """An award criterion with the points it can give."""

    @property
    def maximum(self) -> Decimal: ...
    @property
    def scale(self) -> Sequence[Decimal]: ...


class Question(Protocol):
    """A question with its answer, without who asked it."""

    @property
    def position(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def answer(self) -> str | None: ...


class Outcome(Protocol):
    """What everybody may know of the award."""

    @property
    def winner(self) -> str: ...
    @property
    def received(self) -> int: ...
    @property
    def stopped(self) -> Sequence[tuple[str, int]]: ...
    @property
    def unmet(self) -> Sequence[tuple[str, int]]: ...
    @property
    def rate(self) -> Money | None: ...
    @property
    def decided_at(self) -> datetime: ...


class Written(Published, Protocol):
    """A call as its page shows it."""

    @property
    def desk(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def timeline(self) -> Sequence[Moment]: ...
    @property
    def description(self) -> Sequence[Section]: ...
    @property
    def requirements(self) -> Sequence[Item]: ...
    @property
    def award_criteria(self) -> Sequence[Criterion]: ...
    @property
    def selection_criteria(self) -> Sequence[Item]: ...
    @property
    def competences(self) -> Sequence[Item]: ...
    @property
    def shortlist_size(self) -> int: ...
    @property
    def min_invited(self) -> int: ...
    @property
    def min_interviewers(self) -> int: ...
    @property
    def standstill_days(self) -> int: ...
    @property
    def outcome(self) -> Outcome | None: ...


@dataclass(frozen=True, slots=True)
class Links:
    """Where a call stands: its page in the reader's language, and the address by which it is known for ever."""

    page: str
    permanent: str


NOT_SHOWN = {
    code: None for code in (*range(32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n"
}
"""Characters that neither XML nor a calendar file may hold."""


def text(value: str) -> str:
    """A text of several lines without characters that cannot be written."""
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(NOT_SHOWN)


def line(value: str) -> str:
    """A text on one line.

    >>> line("Adviseur\\r\\n\\x07beleid ")
    'Adviseur beleid'
    """
    return " ".join(text(value).split())
