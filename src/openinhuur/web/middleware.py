"""Who asks, and when: read once per request, before any view."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.module_loading import import_string

from openinhuur.domain.roles import ANYONE, Actor
from openinhuur.parties import queries as parties

if TYPE_CHECKING:
    from openinhuur.web.requests import Request

SEEN_BY = "seen-by"
"""Name of the signed cookie with the person through whose eyes the example case is seen."""


def who_and_when(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put ``at`` and ``actor`` on the request; what is not for everybody is kept out of shared caches."""
    now = import_string(settings.CLOCK)

    def middleware(plain: HttpRequest) -> HttpResponse:
        request = cast("Request", plain)
        request.at = now()
        request.actor = _seen_by(request) if settings.DEMO else ANYONE
        response = get_response(request)
        if request.actor != ANYONE:
            add_never_cache_headers(response)
        return response

    return middleware


def _seen_by(request: HttpRequest) -> Actor:
    person = request.get_signed_cookie(SEEN_BY, default="", salt=SEEN_BY)
    return parties.actor_for(int(person)) if person else ANYONE
