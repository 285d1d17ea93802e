"""Pages between a draft and its call: the check, offering, and the second person who publishes or sends back."""

from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openinhuur.calls.actions import offering
from openinhuur.domain.publication import DraftIncomplete, ErrorsFound, NotConfirmed
from openinhuur.flow.queries import draft_review, invitations
from openinhuur.web.forms import Form, done, reason_field
from openinhuur.web.pages import action, form_page, page
from openinhuur.web.requests import Request

LONGEST_VERSION = 9


class StandsForm(Form):
    """Why an error may stand."""

    about = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = reason_field(
        gettext_lazy("Why this may stand"), gettext_lazy("It stands in the journal with your name."), rows=3
    )


class SendBackForm(Form):
    """Why a draft goes back to who offered it."""

    reason = reason_field(gettext_lazy("What has to change?"), gettext_lazy("Who offered it reads this in an e-mail."))


@form_page
def check(request: Request, draft_id: UUID) -> HttpResponse:
    """What is wrong, what is missing, and can it be offered?"""
    form = StandsForm(request)
    if form.is_sent():
        with form.refusals():
            said = form.cleaned_data
            offering.let_stand(draft_id, said["about"], reason=said["reason"], actor=request.actor, at=request.at)
            return done(request, _("Your reason is kept."), "web:draft-check", draft_id)
    found = draft_review.check_page(draft_id, actor=request.actor, at=request.at)
    return form.page("web/drafts/check.html", {"page": found})


@action
def offer(request: Request, draft_id: UUID) -> HttpResponse:
    """Offer it to a second person; what is still to be done stands on the page of the check."""
    try:
        offering.offer(draft_id, actor=request.actor, at=request.at)
    except (DraftIncomplete, NotConfirmed, ErrorsFound):
        return HttpResponseRedirect(reverse("web:draft-check", args=[draft_id]))
    return done(request, _("A second person of the hiring desk can publish it now."), "web:publish-draft", draft_id)


@form_page
def send_back(request: Request, draft_id: UUID) -> HttpResponse:
    """Send it back with a reason, or take one's own offer back."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:publish-draft", args=[draft_id]))
    form = SendBackForm(request)
    form.fields["reason"].required = False
    if form.is_sent():
        with form.refusals():
            offering.take_back(draft_id, reason=form.cleaned_data["reason"], actor=request.actor, at=request.at)
            return done(request, _("The draft can be changed again."), "web:draft", draft_id)
    form.fields["reason"].required = True
    return _offered(request, draft_id, form)


@form_page
def publish(request: Request, draft_id: UUID) -> HttpResponse:
    """Is this what suppliers should read? Then publish exactly this version."""
    if request.method == "POST":
        call = offering.publish(draft_id, version=_seen(request), actor=request.actor, at=request.at)
        return done(
            request, _("The call is published, and everybody who is admitted is invited."), "web:call", call.number
        )
    return _offered(request, draft_id, SendBackForm(request))


@page
def invited(request: Request, number: str) -> HttpResponse:
    """Who was invited, and was each e-mail sent?"""
    found = invitations.invitations_page(number, actor=request.actor)
    return render(request, "web/drafts/invitations.html", {"page": found})


def _seen(request: Request) -> int:
    """The version that stood on the page; 0, which no draft has, when there was none."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < LONGEST_VERSION else 0


def _offered(request: Request, draft_id: UUID, form: SendBackForm) -> HttpResponse:
    found = draft_review.offered_page(draft_id, actor=request.actor, at=request.at)
    return form.page("web/drafts/offered.html", {"offered": found, "page": found.page})
