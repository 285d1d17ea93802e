"""How a search is shown: what is chosen, and everything it can be narrowed to, each a plain link to keep."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from openinhuur.domain.alert import kept
from openinhuur.domain.search import Search, Sort, State
from openinhuur.flow.queries.search import Found
from openinhuur.flow.queries.search_choices import Choices
from openinhuur.wording import searches

HOURS: Final[tuple[tuple[int | None, int | None], ...]] = ((None, 16), (16, 24), (24, 32), (32, 36), (36, None))
DAYS: Final = (3, 7, 14, 30)
HIDDEN: Final = ("region", "level", "category", "state", "within", "sort")
"""What the form does not ask, and does not lose."""


@dataclass(frozen=True, slots=True)
class Option:
    """One link, and whether it leads to where one is."""

    words: str
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Links of which one holds at most."""

    words: str
    options: list[Option]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything about a search that its page shows beside what was found.

    Attributes:
        chosen: what it is narrowed to in words, with the address without that.
        typed: the text to show in the box.
        hidden: what the form hands on.
    """

    title: str
    chosen: list[tuple[str, str]]
    states: list[Option]
    sorts: list[Option]
    groups: list[Group]
    buyers: list[tuple[int, str]]
    typed: str
    hidden: list[tuple[str, str]]
    literally: str
    everything: str
    previous: str
    next: str
    first: str
    alert: str


def address_of(search: Search) -> str:
    """Where this search stands, in the reader's language."""
    query = search.query()
    return reverse("web:calls") + (f"?{query}" if query else "")


def searched(found: Found, choices: Choices) -> Shown:
    """What the page of a search shows."""
    search = found.search.first()
    buyer = dict(choices.buyers).get(search.buyer or 0, "")
    return Shown(
        title=searches.described(replace(search, text="") if found.typed else search, buyer=buyer),
        chosen=_chosen(search, buyer),
        states=_options(search, "state", [(one, str(searches.STATES[one])) for one in State], within=None),
        sorts=_options(search, "sort", [(one, str(searches.SORTS[one])) for one in Sort]),
        groups=list(_groups(search, choices)),
        buyers=choices.buyers,
        typed=found.typed or search.text,
        hidden=[(name, str(value)) for name in HIDDEN if (value := getattr(search, name)) != getattr(Search(), name)],
        literally=found.typed,
        everything=address_of(Search(state=State.ALL, text=search.text)),
        previous=address_of(found.previous) if found.previous else "",
        next=address_of(found.next) if found.next else "",
        first=address_of(search),
        alert=_address_of_alert(search) if search.state is State.OPEN else "",
    )


def _address_of_alert(search: Search) -> str:
    query = kept(search).query()
    return reverse("web:new-alert") + (f"?{query}" if query else "")


def _chosen(search: Search, buyer: str) -> list[tuple[str, str]]:
    usual = Search()
    without: dict[str, dict[str, Any]] = {"hours": {"hours_from": None, "hours_to": None}}
    return [
        (words, address_of(replace(search, **without.get(name, {name: getattr(usual, name, None)}))))
        for name, words in searches.said(search, buyer=buyer).items()
    ]


def _groups(search: Search, choices: Choices) -> Iterable[Group]:
    """What it can be narrowed to by a link; the buyers, of which there are many, stand in the form."""
    plain = ((_("Region"), "region", choices.regions), (_("Level"), "level", choices.levels),
             (_("Category"), "category", choices.categories))  # fmt: skip
    for words, name, values in plain:
        options = _options(search, name, [(one, one) for one in values])
        yield Group(words, options, is_chosen=bool(getattr(search, name)))
    now = (search.hours_from, search.hours_to)
    ranges = [
        Option(searches.hours(*one), address_of(replace(search, hours_from=one[0], hours_to=one[1])), now == one)
        for one in HOURS
    ]
    yield Group(_("Hours a week"), ranges, is_chosen=now != (None, None))
    if search.state is State.OPEN:
        days = _options(search, "within", [(one, searches.within(one)) for one in DAYS])
        yield Group(_("Closing"), days, is_chosen=search.within is not None)


def _options(search: Search, name: str, values: Iterable[tuple[Any, str]], **more: Any) -> list[Option]:
    now = getattr(search, name)
    return [Option(words, address_of(replace(search, **{**more, name: one})), now == one) for one, words in values]
