"""Who asks, and when: read once per request, before any view."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.module_loading import import_string

from openinhuur.domain.roles import ANYONE, Actor
from openinhuur.journal.actions import record
from openinhuur.parties import queries as parties
from openinhuur.web.sign_in import session

if TYPE_CHECKING:
    from openinhuur.web.requests import Request


def who_and_when(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put ``at``, ``actor`` and ``standing`` on the request; what is not for everybody stays out of caches."""
    now = import_string(settings.CLOCK)

    def middleware(plain: HttpRequest) -> HttpResponse:
        request = cast("Request", plain)
        request.at = now()
        request.kept_until = None
        _end_stolen(request)
        request.standing = _standing(request)
        request.actor = request.standing.actor if request.standing else _unplaced(request)
        response = get_response(request)
        if request.user.is_authenticated and "immutable" not in response.get("Cache-Control", ""):
            add_never_cache_headers(response)  # but for pictures that a page gave to this reader alone
        return response

    def process_view(plain: HttpRequest, *_: object) -> HttpResponse | None:
        request = cast("Request", plain)
        is_held_back = request.standing is not None and request.standing.is_held_back
        is_ours = request.resolver_match is not None and request.resolver_match.namespace == "web"
        return HttpResponseRedirect(reverse("mfa_index")) if is_held_back and is_ours else None

    middleware.process_view = process_view  # type: ignore[attr-defined] # Django's own shape
    return middleware


def _end_stolen(request: "Request") -> None:
    person = request.user
    if session.end_when_stolen(request):
        with transaction.atomic():
            actor = Actor(person.pk, str(person), ANYONE.roles, None)
            record("session.refused", actor=actor, at=request.at, subject=f"person:{person.pk}")


def _standing(request: "Request") -> parties.Standing | None:
    if not request.user.is_authenticated:
        return None
    asked = request.session.get(session.ORGANISATION)
    return parties.standing_of(request.user, asked, has_second_factor=session.has_second_factor(request))


def _unplaced(request: "Request") -> Actor:
    """Nobody, or somebody who belongs to no organisation yet."""
    if not request.user.is_authenticated:
        return ANYONE
    return Actor(request.user.pk, str(request.user), ANYONE.roles, None)
