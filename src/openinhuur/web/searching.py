"""How a search is shown: what is chosen, and everything it can be narrowed to, each a plain link to keep."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.domain.alert import kept
from openinhuur.domain.search import Search, Sort, State
from openinhuur.flow.queries import search_choices
from openinhuur.flow.queries.search import Found
from openinhuur.flow.queries.search_choices import Choices
from openinhuur.journal.queries import public_revision
from openinhuur.web.call_cards import card
from openinhuur.web.nearby import Nearby, address_of
from openinhuur.web.outlines import piece
from openinhuur.web.search_filters import FIELDS, LINK, filters
from openinhuur.web.templatetags import shown
from openinhuur.wording import language, searches

HIDDEN: Final = ("region", "level", "category", "state", "within", "sort")
"""What the form does not ask, and does not lose."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a search: what there is on its page, and the texts in it (`web.outlines`)."""

    flags: dict[str, bool]
    texts: dict[str, str]


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
        "filters": filters(search, nearby, choices_now),
        "sorts": _sorts(search, nearby),
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
    hidden = [(name, value) for name in HIDDEN if (value := getattr(search, name)) != getattr(usual, name)]
    return {
        "title": searches.described(replace(search, text="") if found.typed else search, buyer=buyer),
        "chosen": _chosen(search, nearby, buyer),
        "states": _states(search, nearby),
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
    usual, outline, drawn = Search(), piece("web/calls/chosen.html"), ""
    for name, words in searches.said(search, buyer=buyer).items():
        without = {field: getattr(usual, field) for field in FIELDS.get(name, (name,))}
        drawn += outline.filled({"words": words, "address": nearby.address(**without)})
    return SafeString(drawn)


def _states(search: Search, nearby: Nearby) -> SafeString:
    """As tabs. Who looks at other calls does not ask any more when they close."""
    states = ((nearby.address(state=one, within=None), _here("page", one, search.state), searches.STATES[one])
              for one in State)  # fmt: skip
    return format_html_join("", '<li><a href="{}"{}>{}</a></li>', states)


def _sorts(search: Search, nearby: Nearby) -> SafeString:
    sorts = ((nearby.address(sort=one), _here("true", one, search.sort), searches.SORTS[one]) for one in Sort)
    return format_html_join("", LINK, sorts)


def _here(what: str, one: str, now: str) -> SafeString:
    return SafeString(f' aria-current="{what}"' if one == now else "")


@lru_cache(maxsize=200)
def _buyers(buyers: tuple[tuple[int, str], ...], chosen: int | None) -> SafeString:
    """As options, with the chosen one selected."""
    selected = SafeString(" selected")
    options = ((key, selected if key == chosen else "", name) for key, name in buyers)
    return format_html_join("", '<option value="{}"{}>{}</option>', options)
