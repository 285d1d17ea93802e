"""How a search is shown: what is chosen, and everything it can be narrowed to, each a plain link to keep."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from html import escape
from typing import Any, Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.domain.alert import kept
from openinhuur.domain.search import Search, Sort, State, joined, part
from openinhuur.flow.queries import search_choices
from openinhuur.flow.queries.search import Found
from openinhuur.flow.queries.search_choices import Choices
from openinhuur.journal.queries import public_revision
from openinhuur.web.call_cards import card
from openinhuur.web.outlines import piece
from openinhuur.web.templatetags import shown
from openinhuur.wording import language, searches

HOURS: Final[tuple[tuple[int | None, int | None], ...]] = ((None, 16), (16, 24), (24, 32), (32, 36), (36, None))
DAYS: Final = (3, 7, 14, 30)
LINK: Final = '<li><a class="utrecht-link" href="{}"{}>{}</a></li>'
TAB: Final = '<li><a href="{}"{}>{}</a></li>'
HERE: Final = {LINK: ' aria-current="true"', TAB: ' aria-current="page"'}
HIDDEN: Final = ("region", "level", "category", "state", "within", "sort")
"""What the form does not ask, and does not lose."""


Option = tuple[str, str, bool]
"""A link: its words, its address, and whether it leads to where one is."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a search: what there is on its page, and the texts in it (`web.outlines`)."""

    flags: dict[str, bool]
    texts: dict[str, str]


class Nearby:
    """The addresses of the searches that differ from one in a field or two, on their first page."""

    def __init__(self, search: Search) -> None:
        self._list = _list(language.current())
        self._parts = search.first().parts()

    def address(self, **changed: object) -> str:
        """Where the search stands in which these fields are so."""
        return self._list + self.query(**changed)

    def query(self, **changed: object) -> str:
        """What comes after the path of it."""
        query = joined({**self._parts, **{name: part(name, value) for name, value in changed.items()}})
        return f"?{query}" if query else ""


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


def searched(found: Found, choices_now: Choices, *, at: datetime) -> Shown:
    """What the page of a search shows."""
    search, nearby = found.search.first(), Nearby(found.search)
    texts = {
        **_asked(found, choices_now, nearby),
        **_answered(found, at),
        "groups": SafeString("".join(_groups(search, nearby, choices_now))),
        "sorts": _links(_options(search, nearby, "sort", [(one, str(searches.SORTS[one])) for one in Sort])),
        "asked": nearby.query(),
    }
    flags = {
        "is_whole_list": found.search == Search(),
        "is_read_otherwise": bool(found.typed),
        "has_rows": bool(found.rows),
        **{f"has_{name}": bool(texts[name]) for name in ("chosen", "alert", "previous", "next")},
    }
    return Shown(flags, texts)


def _asked(found: Found, choices_now: Choices, nearby: Nearby) -> dict[str, str]:
    """The head of the page and its form."""
    search, usual = found.search.first(), Search()
    buyer = dict(choices_now.buyers).get(search.buyer or 0, "")
    states = [(one, str(searches.STATES[one])) for one in State]
    hidden = [(name, value) for name in HIDDEN if (value := getattr(search, name)) != getattr(usual, name)]
    return {
        "title": searches.described(replace(search, text="") if found.typed else search, buyer=buyer),
        "chosen": _chosen(search, nearby, buyer),
        "states": _links(_options(search, nearby, "state", states, within=None), TAB),
        "buyers": _buyers(tuple(choices_now.buyers), search.buyer),
        "typed": found.typed or search.text,
        "meant": search.text,
        "hours_from": str(search.hours_from or ""),
        "hours_to": str(search.hours_to or ""),
        "hidden": format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden),
    }


def _answered(found: Found, at: datetime) -> dict[str, str]:
    """What was found."""
    search, said_in = found.search.first(), language.current()
    count = ngettext("%(count)s call", "%(count)s calls", found.count) % {"count": found.count}
    cards = (card(row, shown.time_left(row.closes_at, at), said_in) for row in found.rows)
    return {
        "count": count if found.is_counted else _("More than 100 calls"),
        "alert": _address_of_alert(search) if search.state is State.OPEN else "",
        "cards": SafeString("".join(cards)),
        "previous": address_of(found.previous) if found.previous else "",
        "next": address_of(found.next) if found.next else "",
        "nothing": "" if found.rows else _nothing(found.search),
    }


def _nothing(search: Search) -> SafeString:
    """What one can do when nothing was found."""
    everything = address_of(Search(state=State.ALL, text=search.text))
    ways = {"search": search, "first": address_of(search.first()), "everything": everything}
    return render_to_string("web/calls/nothing.html", ways)


def _address_of_alert(search: Search) -> str:
    query = kept(search).query()
    return reverse("web:new-alert") + (f"?{query}" if query else "")


def _chosen(search: Search, nearby: Nearby, buyer: str) -> SafeString:
    """What it is narrowed to, each with the address without that."""
    usual, outline = Search(), piece("web/calls/chosen.html")
    without: dict[str, dict[str, Any]] = {"hours": {"hours_from": None, "hours_to": None}}
    addresses = {
        words: nearby.address(**without.get(name, {name: getattr(usual, name, None)}))
        for name, words in searches.said(search, buyer=buyer).items()
    }
    return SafeString("".join(outline.filled({"words": words, "address": one}) for words, one in addresses.items()))


def _groups(search: Search, nearby: Nearby, now: Choices) -> Iterable[SafeString]:
    """What it can be narrowed to by a link; the buyers, of which there are many, stand in the form."""
    plain = ((_("Region"), "region", now.regions), (_("Level"), "level", now.levels),
             (_("Category"), "category", now.categories))  # fmt: skip
    for words, name, values in plain:
        options = _options(search, nearby, name, [(one, one) for one in values])
        yield _group(words, options, is_chosen=bool(getattr(search, name)))
    hours = (search.hours_from, search.hours_to)
    ranges = [(searches.hours(*one), nearby.address(hours_from=one[0], hours_to=one[1]), hours == one) for one in HOURS]
    yield _group(_("Hours a week"), ranges, is_chosen=hours != (None, None))
    if search.state is State.OPEN:
        days = _options(search, nearby, "within", [(one, searches.within(one)) for one in DAYS])
        yield _group(_("Closing"), days, is_chosen=search.within is not None)


def _group(words: str, options: list[Option], *, is_chosen: bool) -> SafeString:
    texts = {"words": words, "links": _links(options)}
    return piece("web/calls/group.html", is_chosen=is_chosen).filled(texts) if options else SafeString()


def _options(search: Search, nearby: Nearby, name: str, values: Iterable[tuple[Any, str]], **more: Any) -> list[Option]:
    now = getattr(search, name)
    return [(words, nearby.address(**more, **{name: one}), one == now) for one, words in values]


def _links(options: Iterable[Option], link: str = LINK) -> SafeString:
    """As items of a list. A page has some fifty, so they are not drawn by a template."""
    drawn = (
        link.format(escape(address), HERE[link] if is_here else "", escape(words))
        for words, address, is_here in options
    )
    return SafeString("".join(drawn))


@lru_cache(maxsize=200)
def _buyers(buyers: tuple[tuple[int, str], ...], chosen: int | None) -> SafeString:
    """As options, with the chosen one selected."""
    selected = SafeString(" selected")
    options = ((key, selected if key == chosen else "", name) for key, name in buyers)
    return format_html_join("", '<option value="{}"{}>{}</option>', options)
