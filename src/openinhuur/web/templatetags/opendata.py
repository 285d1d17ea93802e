"""What a page tells machines about itself: other languages, feeds, the card that goes with its link, the posting."""

from typing import Final

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from openinhuur.domain.call import Phase
from openinhuur.flow.queries.overview import CallPage
from openinhuur.opendata import card, jobposting, summary
from openinhuur.web import facts
from openinhuur.web.absolute import absolute, in_every_language, links
from openinhuur.web.outlines import Gaps
from openinhuur.wording import language

register = template.Library()

LOCALES: Final = {"nl": "nl_NL", "en": "en_GB"}
DETAILS: Final = ("hours", "duration", "region")


@register.inclusion_tag("web/calls/head.html")
def head_of_call(page: CallPage) -> dict[str, object]:
    """The head of a call's page; of a draft it only says that nobody should keep it."""
    if page.published_at is None:
        return {"is_draft": True}
    here, now = links(page.number), language.current()
    details = [facts.worded(fact) for fact in page.terms if fact.code in DETAILS]
    picture = card.words(page, language=now)
    return {
        "page": page,
        "here": here,
        "addresses": in_every_language("web:call", page.number),
        "description": summary.of_call(page, details=details, language=now),
        "locale": LOCALES[now],
        "card": absolute(reverse("web:call-card", args=[page.number])),
        "card_words": " · ".join((picture["number"], picture["title"], picture["buyer"], picture["state"])),
        "card_size": (card.WIDTH, card.HEIGHT),
        "posting": _posting(page) if page.phase is Phase.OPEN else "",
    }


@register.inclusion_tag("web/calls/feeds.html")
def head_of_search(is_whole_list: bool) -> dict[str, object]:  # noqa: FBT001 (a tag has its arguments in order)
    """The feed and the calendar of a search, and what this page of it is called in every language.

    The search itself is filled in (`web.outlines`): its first page, as the query of an address.
    """
    return {"is_whole_list": is_whole_list, "addresses": in_every_language("web:calls"), "gap": Gaps()}


@register.simple_tag
def permanent_address(number: str) -> str:
    """The address that a call keeps for ever, to print under it."""
    return links(number).permanent


def _posting(page: CallPage) -> SafeString:
    """A block of data, which no browser runs; everything that could end it is escaped by `jobposting`."""
    posting = jobposting.of_call(page, links=links(page.number))
    return format_html('<script type="application/ld+json">{}</script>', SafeString(posting))
