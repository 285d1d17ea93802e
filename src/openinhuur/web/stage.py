"""The played case: through whose eyes it is seen."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from openinhuur.domain.roles import ANYONE
from openinhuur.parties import queries as parties
from openinhuur.web.middleware import SEEN_BY


@require_POST
def seen_by(request: HttpRequest) -> HttpResponse:
    """Remember the person in a signed cookie and go back; no person means everybody (a visitor)."""
    if not settings.DEMO:
        raise Http404
    response = HttpResponseRedirect(_safe(request, request.POST.get("next", "/")))
    person = request.POST.get("person", "")
    found = parties.actor_for(int(person)) if person.isdecimal() else ANYONE
    if found == ANYONE:
        response.delete_cookie(SEEN_BY)
    else:
        response.set_signed_cookie(SEEN_BY, str(found.person_id), salt=SEEN_BY, httponly=True, samesite="Lax")
    return response


def _safe(request: HttpRequest, address: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours and address.startswith("/") else "/"
