"""Pages about organisations: one's own, and all of them for who manages the house."""

from dataclasses import fields
from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from openinhuur.domain.membership import Kind
from openinhuur.domain.roles import NotAllowed, NotFound, Verb
from openinhuur.parties import rosters
from openinhuur.parties.actions import organisations as actions
from openinhuur.parties.rosters import OrganisationPage
from openinhuur.web.forms import done
from openinhuur.web.pages import action, form_page, page
from openinhuur.web.parties.forms_people import DetailsForm, FoundForm, RegisterForm
from openinhuur.web.requests import Request
from openinhuur.web.sign_in import session

LONGEST_SEARCH: Final = 100
LONGEST_NUMBER: Final = 6


@page
def own(request: Request) -> HttpResponse:
    """Who are we, who works here, and who was invited? Who belongs nowhere is led to where that begins."""
    if request.actor.person_id is not None and request.standing is None:
        return HttpResponseRedirect(reverse("web:found"))
    return _shown(request, request.actor.organisation)


@page
def one(request: Request, organisation_id: int) -> HttpResponse:
    """The same of any organisation, for who manages the house."""
    request.actor.require(Verb.MANAGE)
    return _shown(request, organisation_id)


@form_page
def found(request: Request) -> HttpResponse:
    """Make one's own company known, as a supplier."""
    if request.actor.person_id is None:
        raise NotAllowed(verb="act")
    if request.standing is not None:
        return HttpResponseRedirect(reverse("web:organisation"))
    form = FoundForm(request)
    if form.is_sent():
        with form.refusals():
            company = actions.found(form.registration(), actor=request.actor, at=request.at)
            said = _("%(name)s is registered. Now fill in the passport: what you show buyers once, for all calls.")
            return done(request, said % {"name": company.name}, "web:passport")
    return form.page("web/parties/organisation-found.html")


@action
def switch(request: Request) -> HttpResponse:
    """Act for another organisation that one belongs to."""
    standing, chosen = request.standing, request.POST.get("organisation", "")
    own = ((request.actor.organisation_id, standing.organisation), *standing.others) if standing else ()
    known = {str(number): name for number, name in own}
    if chosen not in known:
        raise NotFound(what=f"organisation:{chosen}")
    request.session[session.ORGANISATION] = int(chosen)
    return done(request, _("You now work for %(name)s.") % {"name": known[chosen]}, "web:work")


@page
def everybody(request: Request) -> HttpResponse:
    """Which organisations are there?"""
    asked, text, number = (request.GET.get(name, "").strip() for name in ("kind", "q", "page"))
    kind = Kind(asked) if asked in set(Kind) else None
    text = text[:LONGEST_SEARCH] if text.isprintable() else ""
    wanted = int(number[:LONGEST_NUMBER]) if number.isdecimal() else 1
    found = rosters.organisations_page(actor=request.actor, kind=kind, text=text, number=wanted)
    kinds = [("", _("All")), ("buyer", _("Buyers")), ("desk", _("Hiring desks")), ("supplier", _("Suppliers"))]
    shown = {"page": found, "kind": kind.value if kind else "", "kinds": kinds, "text": text}
    return render(request, "web/parties/organisations.html", shown)


@form_page
def register(request: Request) -> HttpResponse:
    """Make an organisation known, and invite its first administrator."""
    request.actor.require(Verb.MANAGE)
    form = RegisterForm(request)
    if form.is_sent():
        kind, administrator = form.cleaned_data["kind"], form.cleaned_data["administrator"]
        with form.refusals():
            made = actions.register_and_invite(
                form.registration(), kind=kind, administrator=administrator, actor=request.actor, at=request.at
            )
            said = _("%(name)s is registered. The invitation is on its way to %(email)s.")
            return done(request, said % {"name": made.name, "email": administrator}, "web:party", made.pk)
    return form.page("web/parties/organisation-register.html")


@form_page
def change(request: Request, organisation_id: int) -> HttpResponse:
    """Correct the details of an organisation."""
    request.actor.require(Verb.MANAGE_PEOPLE)
    found = rosters.organisation_page(organisation_id, actor=request.actor, at=request.at)
    form = DetailsForm(request, kind=found.kind, initial=_details(found))
    if form.is_sent():
        with form.refusals():
            actions.change(organisation_id, form.registration(), actor=request.actor, at=request.at)
            return after(request, organisation_id, _("The details are changed."))
    return form.page("web/parties/organisation-change.html", {"page": found, "back": address(request, organisation_id)})


def address(request: Request, organisation_id: int) -> str:
    """Where somebody finds an organisation: their own page, or that of who manages the house."""
    if request.actor.organisation_id == organisation_id:
        return reverse("web:organisation")
    return reverse("web:party", args=[organisation_id])


def after(request: Request, organisation_id: int, message: str) -> HttpResponse:
    """After something was done about an organisation: say so, and back to its page."""
    if request.actor.organisation_id == organisation_id:
        return done(request, message, "web:organisation")
    return done(request, message, "web:party", organisation_id)


def _shown(request: Request, organisation_id: int) -> HttpResponse:
    found = rosters.organisation_page(organisation_id, actor=request.actor, at=request.at)
    may_manage_house = request.actor.may(Verb.MANAGE)
    shown = {"page": found, "may_manage_house": may_manage_house}
    return render(request, "web/parties/organisation.html", shown)


def _details(found: OrganisationPage) -> dict[str, str]:
    names = {one.name for one in fields(found)} & set(DetailsForm.base_fields)
    return {name: getattr(found, name) for name in names}
