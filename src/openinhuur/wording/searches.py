"""A search in words, in the reader's language: for the head of its list, its feed, and who subscribes to it."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from openinhuur.domain.search import Search, Sort, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrPromise

STATES: "Final[Mapping[str, StrPromise]]" = {
    State.OPEN: pgettext_lazy("search", "Open"),
    State.CLOSED: pgettext_lazy("search", "Closed"),
    State.AWARDED: pgettext_lazy("search", "Awarded"),
    State.ALL: pgettext_lazy("search", "All"),
}
SORTS: "Final[Mapping[str, StrPromise]]" = {
    Sort.CLOSING: gettext_lazy("By closing date"),
    Sort.NEWEST: gettext_lazy("Newest first"),
}
LISTS: "Final[Mapping[str, StrPromise]]" = {
    State.OPEN: gettext_lazy("Open calls"),
    State.CLOSED: gettext_lazy("Closed calls"),
    State.AWARDED: gettext_lazy("Awarded calls"),
    State.ALL: gettext_lazy("All calls"),
}


def described(search: Search, *, buyer: str) -> str:
    """Such as: Open calls: “jurist”, Zuid-Holland, 24 to 36 hours a week.

    Args:
        buyer: the name of the buyer whose calls are asked, if any.
    """
    parts = said(search, buyer=buyer)
    whole = str(LISTS[search.state])
    return f"{whole}: {', '.join(parts.values())}" if parts else whole


def said(search: Search, *, buyer: str) -> dict[str, str]:
    """What the search is narrowed to, in words, by the name of each field; ``hours`` is one of them."""
    parts = {
        "text": _("“%(text)s”") % {"text": search.text} if search.text else "",
        "region": search.region,
        "level": search.level,
        "hours": hours(search.hours_from, search.hours_to),
        "category": search.category,
        "buyer": (buyer or _("a buyer that is not known")) if search.buyer else "",
        "within": within(search.within),
    }
    return {name: words for name, words in parts.items() if words}


def hours(least: int | None, most: int | None) -> str:
    """How many hours a week; empty where it does not matter."""
    if least and most:
        return _("%(least)s to %(most)s hours a week") % {"least": least, "most": most}
    if least:
        return _("%(least)s hours a week or more") % {"least": least}
    return _("at most %(most)s hours a week") % {"most": most} if most else ""


def within(days: int | None) -> str:
    """In how many days it closes; empty where it does not matter."""
    if days is None:
        return ""
    return ngettext("closes within %(count)s day", "closes within %(count)s days", days) % {"count": days}
