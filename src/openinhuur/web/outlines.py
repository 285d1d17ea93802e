"""Pages and pieces of pages that are drawn once, with gaps for the texts that differ each time.

Most of a list is the same for every search, and most of a card for every call. Their templates say ``{{ gap.title }}``
where something differs, and ``{% if %}`` only of flags; for every set of flags they are drawn once. Filling in the gaps
costs a twentieth of drawing. What is filled in is escaped as in a template.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from openinhuur.domain.roles import ANYONE
from openinhuur.web.requests import Request
from openinhuur.wording import formats, language

MARK: Final = "\0"
"""Around the name of a gap. It stands in no text that can be shown."""


class Gaps:
    """In a template: a gap for every name that is asked."""

    def __getitem__(self, name: str) -> SafeString:
        return SafeString(f"{MARK}{name}{MARK}")


class Outline:
    """What was drawn, with its gaps."""

    def __init__(self, drawn: str) -> None:
        self._parts = drawn.split(MARK)
        self._names = self._parts[1::2]

    def filled(self, texts: Mapping[str, str]) -> SafeString:
        """With these texts in the gaps of those names."""
        parts = self._parts.copy()
        parts[1::2] = [conditional_escape(texts[name]) for name in self._names]
        return SafeString("".join(parts))


def piece(template: str, **flags: bool) -> Outline:
    """A piece of a page in the reader's language, drawn from its template and these flags alone."""
    return _piece(template, language.current(), tuple(flags.items()))


def page(request: Request, template: str, flags: Mapping[str, bool], texts: Mapping[str, str]) -> HttpResponse:
    """A whole page. Its outline is kept where nobody is known, so that no reader's own frame comes to another.

    ``gap.query`` stands where the frame names the query of this address.
    """
    if not _is_of_a_visitor(request):
        own = Outline(render_to_string(template, {"gap": Gaps(), **flags}, request))
        return HttpResponse(own.filled({**texts, "query": ""}))
    today = formats.local_day(request.at)
    outline = _page(template, request.path, language.current(), today, tuple(flags.items()))
    query = request.META["QUERY_STRING"]
    return HttpResponse(outline.filled({**texts, "query": f"?{query}" if query else ""}))


def _is_of_a_visitor(request: Request) -> bool:
    """As `web.kept_pages` found; in a played case the frame says who one could be."""
    return hasattr(request, "revision") and not request.user.is_authenticated and not settings.DEMO


@lru_cache(maxsize=500)
def _piece(template: str, _language: str, flags: tuple[tuple[str, bool], ...]) -> Outline:
    return Outline(render_to_string(template, {"gap": Gaps(), **dict(flags)}))


@lru_cache(maxsize=500)
def _page(template: str, path: str, _language: str, today: date, flags: tuple[tuple[str, bool], ...]) -> Outline:
    """For a request of which nothing is known but what the outline is kept by."""
    request = Request()
    request.method, request.path, request.path_info = "GET", path, path
    request.at = datetime.combine(today, time(12), tzinfo=formats.HERE)
    request.actor, request.standing = ANYONE, None
    return Outline(render_to_string(template, {"gap": Gaps(), **dict(flags)}, request))
