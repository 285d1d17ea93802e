"""The played case: signing in as anybody of its cast, with one click."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from openinhuur.accounts.models import Person
from openinhuur.parties import queries as parties
from openinhuur.web.sign_in import session


@require_POST
def play(request: HttpRequest) -> HttpResponse:
    """Begin a session as somebody of the cast. There is no such address outside the demo."""
    if not settings.DEMO:
        raise Http404
    chosen = request.POST.get("person", "")
    member = next((one for one in parties.cast() if str(one.person_id) == chosen), None)
    if member is None:
        raise Http404
    login(request, Person.objects.get(pk=member.person_id), backend=settings.AUTHENTICATION_BACKENDS[0])
    session.begin(request, played=True)
    address = request.POST.get("next", "")
    is_ours = bool(address) and get_adapter().is_safe_url(address)
    return HttpResponseRedirect(address if is_ours else reverse("web:work"))
