"""Pages about people: who is invited, in which roles somebody works, who leaves, whose account is suspended."""

from collections.abc import Callable
from functools import wraps
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from openinhuur.domain.membership import InvitationForSomebodyElse
from openinhuur.domain.roles import Verb
from openinhuur.parties import rosters
from openinhuur.parties.actions import people as actions
from openinhuur.parties.rosters import InvitationPage, PersonPage
from openinhuur.web.forms import done
from openinhuur.web.pages import action, form_page
from openinhuur.web.parties import organisations
from openinhuur.web.parties.forms_people import InviteForm, LeavingForm, RolesForm, SuspensionForm
from openinhuur.web.requests import Request
from openinhuur.web.sign_in import session

REFERRER: Final = "strict-origin"
"""Nobody who is linked to learns the secret. Not ``no-referrer``: then a browser hides where a form was sent from."""


@form_page
def invite(request: Request, organisation_id: int) -> HttpResponse:
    """Ask somebody by e-mail to join."""
    request.actor.require(Verb.MANAGE_PEOPLE)
    found = rosters.organisation_page(organisation_id, actor=request.actor, at=request.at)
    form = InviteForm(request, kind=found.kind)
    if form.is_sent():
        with form.refusals():
            made = actions.invite(
                organisation_id,
                email=form.cleaned_data["email"],
                roles=form.chosen(),
                actor=request.actor,
                at=request.at,
            )
            said = _("The invitation is on its way to %(email)s.") % {"email": made.email}
            return organisations.after(request, organisation_id, said)
    back = organisations.address(request, organisation_id)
    return form.page("web/parties/invitation-new.html", {"page": found, "back": back})


@form_page
def member(request: Request, membership_id: int) -> HttpResponse:
    """In which roles does this colleague work?"""
    found = rosters.member_page(membership_id, actor=request.actor)
    form = RolesForm(request, kind=found.kind, initial=found.roles)
    if form.is_sent():
        with form.refusals():
            actions.change_roles(membership_id, form.chosen(), actor=request.actor, at=request.at)
            said = _("The roles of %(name)s are changed.") % {"name": found.name}
            return organisations.after(request, found.organisation_id, said)
    shown = {"page": found, "back": organisations.address(request, found.organisation_id)}
    return form.page("web/parties/people-member.html", shown | {"may_manage_house": request.actor.may(Verb.MANAGE)})


@form_page
def end(request: Request, membership_id: int) -> HttpResponse:
    """Leave, or remove somebody; a colleague may take over the roles in the same step."""
    found = rosters.member_page(membership_id, actor=request.actor, or_own=True)
    form = LeavingForm(request, colleagues=found.colleagues, is_last=found.is_last_administrator)
    if form.is_sent():
        with form.refusals():
            if successor := form.cleaned_data.get("successor"):
                actions.hand_over(membership_id, successor, actor=request.actor, at=request.at)
            else:
                actions.end_membership(membership_id, actor=request.actor, at=request.at)
            if found.is_reader:
                return done(request, _("You have left %(name)s.") % {"name": found.organisation}, "web:calls")
            said = _("%(name)s no longer belongs to the organisation.") % {"name": found.name}
            return organisations.after(request, found.organisation_id, said)
    back = organisations.address(request, found.organisation_id)
    return form.page("web/parties/people-end.html", {"page": found, "back": back})


@form_page
def suspend(request: Request, person_id: int) -> HttpResponse:
    """Keep somebody out, from this moment on."""
    found = rosters.person_page(person_id, actor=request.actor)
    form = SuspensionForm(request)
    if form.is_sent():
        with form.refusals():
            actions.suspend(person_id, form.cleaned_data["reason"], actor=request.actor, at=request.at)
            return _after_person(request, person_id, _("The account of %(name)s is suspended."))
    return form.page("web/parties/people-suspend.html", {"page": found, "back": _back(request, found)})


@action
def reinstate(request: Request, person_id: int) -> HttpResponse:
    """Let somebody in again."""
    actions.reinstate(person_id, actor=request.actor, at=request.at)
    return _after_person(request, person_id, _("The account of %(name)s works again."))


@action
def withdraw(request: Request, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    withdrawn = actions.withdraw_invitation(invitation_id, actor=request.actor, at=request.at)
    said = _("The invitation of %(email)s is withdrawn.") % {"email": withdrawn.email}
    return organisations.after(request, withdrawn.organisation_id, said)


def _kept_secret(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page whose address is a secret: no cache keeps it, and no other site hears of it."""

    @wraps(view)
    def shown(request: HttpRequest, secret: str) -> HttpResponse:
        response = view(request, secret)
        response.headers["Referrer-Policy"] = REFERRER
        add_never_cache_headers(response)
        return response

    return shown


@_kept_secret
@form_page
def invitation(request: Request, secret: str) -> HttpResponse:
    """Who invites me to what? Who holds the link can make an account; who was invited can join."""
    try:
        found = rosters.invitation_page(secret, actor=request.actor, at=request.at)
    except InvitationForSomebodyElse:
        return render(request, "web/parties/invitation-other.html", status=403)
    if request.method != "POST":
        return render(request, "web/parties/invitation.html", {"page": found})
    if request.actor.person_id is None:
        return _to_account(request, found)
    joined = actions.accept(secret, actor=request.actor, at=request.at)
    request.session[session.ORGANISATION] = joined.organisation_id
    return done(request, _("Welcome to %(name)s.") % {"name": found.organisation}, "web:work")


def _to_account(request: Request, found: InvitationPage) -> HttpResponse:
    """To sign in, or to make an account: the link proves whose address it is. Either way leads back here."""
    if not found.has_account:
        get_adapter().stash_verified_email(request, found.email)
    address = reverse("account_login" if found.has_account else "account_signup")
    return HttpResponseRedirect(f"{address}?{urlencode({'next': request.path})}")


def _after_person(request: Request, person_id: int, message: str) -> HttpResponse:
    found = rosters.person_page(person_id, actor=request.actor)
    messages.success(request, message % {"name": found.name})
    return HttpResponseRedirect(_back(request, found))


def _back(request: Request, found: PersonPage) -> str:
    """The page of the first organisation that somebody belongs to."""
    if not found.organisations:
        return reverse("web:organisations")
    return organisations.address(request, found.organisations[0][0])
