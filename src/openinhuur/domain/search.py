"""A search among published calls: what is asked, as an address can say it and a subscriber can keep it.

Everything in it is a plain value. What an address says that is not one of ours is left out, never guessed at, so that
every text anybody makes up is some search; `Search.query` writes the one address of that search.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar
from urllib.parse import quote_plus

LONGEST: Final[Mapping[str, int]] = {"q": 200, "region": 60, "level": 20, "category": 200}
HOURS_IN_A_WEEK: Final = 168
DAYS_AHEAD: Final = 365
LARGEST_ID: Final = 2**63 - 1
NUMBER: Final = re.compile(r"[A-Za-z0-9-]{1,30}")
WORD: Final = re.compile(r"\w+")

One = TypeVar("One", bound=StrEnum)


class State(StrEnum):
    """Which calls: those one can bid on, those that closed, those of them with a winner, or all."""

    OPEN = "open"
    CLOSED = "closed"
    AWARDED = "awarded"
    ALL = "all"


class Sort(StrEnum):
    """What stands on top: what closes first (of closed calls: what closed last), or what was published last."""

    CLOSING = "closing"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for, and which page of it.

    Attributes:
        text: words, as one types them in any search box: ``"a phrase"``, ``or``, ``-without``.
        level: of education, by its code.
        hours_from, hours_to: hours a week, both included.
        category: by its name, for every buyer has its own of that name.
        buyer: by its number, for names change.
        within: closes in so many days from now; only of open calls.
        after, before: the number of the call after or before which the page begins or ends; at most one of them.
    """

    text: str = ""
    region: str = ""
    level: str = ""
    hours_from: int | None = None
    hours_to: int | None = None
    category: str = ""
    buyer: int | None = None
    state: State = State.OPEN
    within: int | None = None
    sort: Sort = Sort.CLOSING
    after: str = ""
    before: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether it asks for less than all calls of its state."""
        return self.first() != Search(state=self.state, sort=self.sort)

    def first(self) -> "Search":
        """The same search from its first page on."""
        return replace(self, after="", before="")

    def query(self) -> str:
        """The search as the query of an address: always in this order, and nothing that goes without saying.

        >>> Search(text="adviseur", hours_to=24, within=7).query()
        'q=adviseur&hours_to=24&within=7'
        """
        return joined(self.parts())

    def parts(self) -> dict[str, str]:
        """What the query consists of, by field; empty for what goes without saying."""
        return {name: part(name, getattr(self, name)) for name in _USUAL}


_NAMES: Final = {"text": "q"}
_USUAL: Final[Mapping[str, object]] = {name: getattr(Search(), name) for name in Search.__dataclass_fields__}


@lru_cache(maxsize=2_000)
def part(name: str, value: object) -> str:
    """One field as the query of an address says it; empty if it goes without saying.

    >>> part("text", "sociaal domein"), part("sort", Sort.CLOSING)
    ('q=sociaal+domein', '')
    """
    return f"{_NAMES.get(name, name)}={quote_plus(str(value))}" if value != _USUAL[name] else ""


def joined(parts: Mapping[str, str]) -> str:
    """The query that consists of these parts."""
    return "&".join(filter(None, parts.values()))


def parse(said: Mapping[str, str]) -> Search:
    """The search that an address asks for; what is not one of ours, or does not fit, is left out.

    >>> parse({"q": "  adviseur ", "hours_from": "36", "hours_to": "24", "state": "secret", "colour": "red"}).query()
    'q=adviseur&hours_from=24&hours_to=36'
    """
    state = _one_of(State, said.get("state"), State.OPEN)
    hours = [_whole(said.get(name), HOURS_IN_A_WEEK) for name in ("hours_from", "hours_to")]
    least, most = sorted(hours, key=lambda one: one or 0) if None not in hours else hours
    after = _number(said.get("after"))
    return Search(
        text=_line(said, "q"),
        region=_line(said, "region"),
        level=_line(said, "level"),
        hours_from=least,
        hours_to=most,
        category=_line(said, "category"),
        buyer=_whole(said.get("buyer"), LARGEST_ID),
        state=state,
        within=_whole(said.get("within"), DAYS_AHEAD) if state is State.OPEN else None,
        sort=_one_of(Sort, said.get("sort"), Sort.CLOSING),
        after=after,
        before="" if after else _number(said.get("before")),
    )


def words(text: str) -> list[str]:
    """The words of a search or a title in small letters, each once; what is too short to be mistyped is left out.

    >>> words("Senior jurist, jurist WMO en Jeugd")
    ['senior', 'jurist', 'jeugd']
    """
    found = (one.lower() for one in WORD.findall(text) if len(one) >= 4 and not one.isdigit())
    return list(dict.fromkeys(found))


def instead(text: str, nearest: Mapping[str, str]) -> str:
    """The text with each mistyped word replaced by the nearest known one.

    >>> instead('Secretarus "sociaal domein"', {"secretarus": "secretaris"})
    'secretaris "sociaal domein"'
    """
    return WORD.sub(lambda found: nearest.get(found[0].lower(), found[0]), text)


def _line(said: Mapping[str, str], name: str) -> str:
    """One line of signs that can be seen, of the length that it can have."""
    seen = "".join(sign if sign.isprintable() else " " for sign in said.get(name, "")[: LONGEST[name] * 4])
    return " ".join(seen.split())[: LONGEST[name]].strip()


def _whole(typed: str | None, most: int) -> int | None:
    if not typed or not re.fullmatch(r"\s*[0-9]{1,19}\s*", typed, re.ASCII):
        return None
    value = int(typed)
    return value if 1 <= value <= most else None


def _number(typed: str | None) -> str:
    return typed if typed and NUMBER.fullmatch(typed) else ""


def _one_of(kind: type[One], typed: str | None, usual: One) -> One:
    return next((one for one in kind if one.value == typed), usual)
