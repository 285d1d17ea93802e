"""How a search is shown: what is chosen, and everything it can be narrowed to, each a plain link to keep."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.domain.alert import kept
from openinhuur.domain.call import Phase
from openinhuur.domain.search import Search, Sort, State
from openinhuur.flow.queries import search_choices
from openinhuur.flow.queries.call_rows import CallRow
from openinhuur.flow.queries.search import Found
from openinhuur.flow.queries.search_choices import Choices
from openinhuur.journal.queries import public_revision
from openinhuur.web.templatetags import parts, shown
from openinhuur.wording import codes, language, searches

HOURS: Final[tuple[tuple[int | None, int | None], ...]] = ((None, 16), (16, 24), (24, 32), (32, 36), (36, None))
DAYS: Final = (3, 7, 14, 30)
HERE: Final = SafeString(' aria-current="true"')
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
    """Links of which one holds at most, drawn."""

    words: str
    links: SafeString
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
    sorts: SafeString
    groups: list[Group]
    buyers: SafeString
    typed: str
    hidden: list[tuple[str, str]]
    literally: str
    everything: str
    previous: str
    next: str
    first: str
    alert: str
    cards: list[SafeString]


def address_of(search: Search) -> str:
    """Where this search stands, in the reader's language."""
    query = search.query()
    return _list(language.current()) + (f"?{query}" if query else "")


@cache
def _list(_: str) -> str:
    return reverse("web:calls")


def choices(revision: str | None) -> Choices:
    """What a search can be narrowed to, read again only when some public page may have changed."""
    return _choices(revision if revision is not None else public_revision())


@lru_cache(maxsize=1)
def _choices(_: str) -> Choices:
    return search_choices()


@lru_cache(maxsize=10_000)
def card(row: CallRow, left: str, said_in: str) -> SafeString:
    """A call in the list, by all that it shows: drawn once, however many searches find it.

    Args:
        left: the time that is left, in words.
        said_in: the language that is switched on.
    """
    is_open, moment = row.phase is Phase.OPEN, shown.moment(row.closes_at)
    closing = _("Bid before %(moment)s") if is_open else "" if left else _("Bidding closed on %(moment)s")
    hours = _("%(hours)s a week") % {"hours": shown.points(row.hours_per_week)}
    months = ngettext("%(months)s month", "%(months)s months", row.duration_months) % {"months": row.duration_months}
    facts = {"hours": hours, "duration": months, "region": row.region, "education": row.education}
    said = {
        "row": row,
        "address": reverse("web:call", args=[row.number]),
        "badge": _badge(row.phase, said_in),
        "is_open": is_open,
        "closing": closing % {"moment": moment} if closing else "",
        "left": left if is_open else "",
        "facts": [(str(codes.words(name, "fact")), fact) for name, fact in facts.items() if fact],
    }
    return render_to_string("web/calls/row.html", said)


@cache
def _badge(phase: Phase, _language: str) -> SafeString:
    return render_to_string("web/parts/phase.html", parts.phase(phase))


def searched(found: Found, choices_now: Choices, *, at: datetime) -> Shown:
    """What the page of a search shows."""
    search, said_in = found.search.first(), language.current()
    buyer = dict(choices_now.buyers).get(search.buyer or 0, "")
    return Shown(
        title=searches.described(replace(search, text="") if found.typed else search, buyer=buyer),
        chosen=_chosen(search, buyer),
        states=_options(search, "state", [(one, str(searches.STATES[one])) for one in State], within=None),
        sorts=_links(_options(search, "sort", [(one, str(searches.SORTS[one])) for one in Sort])),
        groups=list(_groups(search, choices_now)),
        buyers=_buyers(tuple(choices_now.buyers), search.buyer),
        typed=found.typed or search.text,
        hidden=[(name, str(value)) for name in HIDDEN if (value := getattr(search, name)) != getattr(Search(), name)],
        literally=found.typed,
        everything=address_of(Search(state=State.ALL, text=search.text)),
        previous=address_of(found.previous) if found.previous else "",
        next=address_of(found.next) if found.next else "",
        first=address_of(search),
        alert=_address_of_alert(search) if search.state is State.OPEN else "",
        cards=[card(row, shown.time_left(row.closes_at, at), said_in) for row in found.rows],
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


def _groups(search: Search, now: Choices) -> Iterable[Group]:
    """What it can be narrowed to by a link; the buyers, of which there are many, stand in the form."""
    plain = ((_("Region"), "region", now.regions), (_("Level"), "level", now.levels),
             (_("Category"), "category", now.categories))  # fmt: skip
    for words, name, values in plain:
        options = _options(search, name, [(one, one) for one in values])
        yield Group(words, _links(options), is_chosen=bool(getattr(search, name)))
    hours = (search.hours_from, search.hours_to)
    ranges = [
        Option(searches.hours(*one), address_of(replace(search, hours_from=one[0], hours_to=one[1])), hours == one)
        for one in HOURS
    ]
    yield Group(_("Hours a week"), _links(ranges), is_chosen=hours != (None, None))
    if search.state is State.OPEN:
        days = _options(search, "within", [(one, searches.within(one)) for one in DAYS])
        yield Group(_("Closing"), _links(days), is_chosen=search.within is not None)


def _options(search: Search, name: str, values: Iterable[tuple[Any, str]], **more: Any) -> list[Option]:
    now = getattr(search, name)
    return [Option(words, address_of(replace(search, **{**more, name: one})), now == one) for one, words in values]


def _links(options: Iterable[Option]) -> SafeString:
    """As items of a list. A page has some fifty, so they are not drawn by a template."""
    return format_html_join(
        "",
        '<li><a class="utrecht-link" href="{}"{}>{}</a></li>',
        ((one.address, HERE if one.is_here else "", one.words) for one in options),
    )


@lru_cache(maxsize=200)
def _buyers(buyers: tuple[tuple[int, str], ...], chosen: int | None) -> SafeString:
    """As options, with the chosen one selected."""
    selected = SafeString(" selected")
    options = ((key, selected if key == chosen else "", name) for key, name in buyers)
    return format_html_join("", '<option value="{}"{}>{}</option>', options)
