"""What search engines are told: which pages there are, in which languages, and what is not for them."""

from typing import Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation

from openinhuur.flow import queries
from openinhuur.opendata import sitemap
from openinhuur.web.absolute import absolute, in_every_language
from openinhuur.web.given import given
from openinhuur.web.pages import page
from openinhuur.web.requests import Request

AN_HOUR: Final = 60 * 60
FIXED: Final = ("web:calls",)
"""Public pages that are always there; they stand first."""


@page
def whole(request: Request) -> HttpResponse:
    """Every public page, or the list of the maps that name them."""
    parts = sitemap.parts(len(FIXED) + queries.count_public(at=request.at), languages=len(settings.LANGUAGES))
    if parts == 1:
        return _map(request, 1)
    body = sitemap.index([absolute(reverse("sitemap-part", args=[number])) for number in range(1, parts + 1)])
    return given(request, lambda: body, of=body, media_type=sitemap.MEDIA_TYPE, name="sitemap.xml", max_age=AN_HOUR)


@page
def part(request: Request, number: int) -> HttpResponse:
    """One of the maps."""
    return _map(request, number)


@page
def robots(request: Request) -> HttpResponse:
    """What search engines may read."""
    body = sitemap.robots(sitemap=absolute(reverse("sitemap")), closed=_closed()).encode()
    return given(request, lambda: body, of=body, media_type="text/plain; charset=utf-8", name="robots.txt",
                 max_age=AN_HOUR)  # fmt: skip


def _map(request: Request, number: int) -> HttpResponse:
    size = sitemap.pages_a_part(len(settings.LANGUAGES))
    first, last = (number - 1) * size, number * size
    fixed = [sitemap.Place(in_every_language(name)) for name in FIXED[first:last]]
    rows = queries.public_pages(max(0, first - len(FIXED)), max(0, last - len(FIXED)), at=request.at)
    places = [*fixed, *(sitemap.Place(in_every_language("web:call", call), changed_at) for call, changed_at in rows)]
    if not places:
        raise Http404
    body = sitemap.of(places)
    return given(request, lambda: body, of=body, media_type=sitemap.MEDIA_TYPE, name="sitemap.xml", max_age=AN_HOUR)


def _closed() -> list[str]:
    """The paths of accounts, which are somebody's own, and of the form that every search has."""
    found = []
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            found.append(reverse("account_login").removesuffix("login/"))
            found.append(reverse("web:new-alert"))
    return [*found, reverse("play")]
