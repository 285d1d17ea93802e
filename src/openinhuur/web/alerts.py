"""Pages of an alert: ask for one, confirm it, hear more or less often, stop it.

Who looks here is a visitor: nothing sets a cookie, so no form carries one either. What a form does, it does for whoever
has the link of the e-mail, and the e-mail went to one address.
"""

from typing import Final

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from openinhuur.calls.actions import alerting
from openinhuur.calls.kept_searches import alert_of, in_words, search_of
from openinhuur.calls.models import Alert
from openinhuur.domain.alert import Frequency, kept
from openinhuur.domain.search import parse
from openinhuur.web.forms import Form
from openinhuur.web.nearby import address_of
from openinhuur.web.pages import form_page
from openinhuur.web.requests import Request
from openinhuur.wording import language
from openinhuur.wording.codes import FREQUENCIES

REFERRER: Final = "strict-origin"
"""Nobody who is linked to learns the link of the e-mail."""


class FrequencyForm(Form):
    """How often somebody wants to hear."""

    frequency = forms.TypedChoiceField(
        label=_("How often?"),
        coerce=Frequency,
        choices=[(one.value, FREQUENCIES[one.value]) for one in Frequency],
        widget=forms.RadioSelect,
    )


class AlertForm(FrequencyForm):
    """Where to write, and how often."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You get an e-mail to confirm it. It is used for nothing else, and erased when you stop."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "frequency")


@csrf_exempt
@form_page
def ask(request: Request) -> HttpResponse:
    """Hear by e-mail of new calls in a search."""
    search = kept(parse(request.GET))
    form = AlertForm(request, initial={"frequency": Frequency.DAILY.value})
    shown = {"words": in_words(search, language.current()), "back": address_of(search)}
    if form.is_sent():
        if too_often := _too_often(request):
            return too_often
        said = form.cleaned_data
        alerting.ask(search, email=said["email"], frequency=said["frequency"], language=language.current(),
                     actor=request.actor, at=request.at)  # fmt: skip
        return render(request, "web/alerts/asked.html", {**shown, "email": said["email"]})
    return form.page("web/alerts/ask.html", shown)


@csrf_exempt
@form_page
def alert(request: Request, token: str) -> HttpResponse:
    """What do I hear of, and how often? With its first button it is confirmed."""
    found = alert_of(token)
    form = FrequencyForm(request, initial={"frequency": found.frequency})
    if form.is_sent():
        alerting.change(token, form.cleaned_data["frequency"], actor=request.actor, at=request.at)
        alerting.confirm(token, actor=request.actor, at=request.at)
        return _secret(HttpResponseRedirect(reverse("web:alert", args=[token])))
    return _secret(form.page("web/alerts/alert.html", {"token": token, **_shown(found)}))


@csrf_exempt
@form_page
def stop(request: Request, token: str) -> HttpResponse:
    """Stop it. A mail program posts here without showing a page (RFC 8058)."""
    if request.method == "POST":
        alerting.stop(token, actor=request.actor, at=request.at)
        return _secret(render(request, "web/alerts/stopped.html", {}))
    return _secret(render(request, "web/alerts/stop.html", {"token": token, **_shown(alert_of(token))}))


def _shown(found: Alert) -> dict[str, object]:
    search = search_of(found)
    return {"alert": found, "words": in_words(search, language.current()), "back": address_of(search)}


def _secret(response: HttpResponse) -> HttpResponse:
    response.headers["Referrer-Policy"] = REFERRER
    add_never_cache_headers(response)
    return response


def _too_often(request: HttpRequest) -> HttpResponse | None:
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="alert")
    return refused
