"""Pages about purchasing systems: what is open, under which terms, and who is admitted."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from openinhuur.domain.admission import STANDARD_TERMS
from openinhuur.domain.calendars import local
from openinhuur.domain.dated import value_on
from openinhuur.domain.roles import Verb
from openinhuur.parties import system_listings as listings
from openinhuur.parties.actions import systems as actions
from openinhuur.parties.system_listings import SystemPage, Tense
from openinhuur.web.forms import done
from openinhuur.web.pages import form_page, page
from openinhuur.web.parties.forms_systems import CategoryForm, RegimeForm, SystemForm
from openinhuur.web.requests import Request


@page
def systems(request: Request) -> HttpResponse:
    """Which purchasing systems are ours, and where is something to decide?"""
    rows = listings.systems(actor=request.actor, at=request.at)
    may_open = request.actor.may(Verb.ADMIT)
    return render(request, "web/parties/systems.html", {"rows": rows, "may_open": may_open})


@page
def system(request: Request, system_id: int) -> HttpResponse:
    """What does it ask, under which terms, and who is admitted?"""
    found = listings.system_page(system_id, actor=request.actor, at=request.at)
    return render(request, "web/parties/system.html", {"page": found})


@form_page
def open_system(request: Request) -> HttpResponse:
    """Open a purchasing system of a buyer."""
    buyers = listings.buyers(actor=request.actor)
    form = SystemForm(request, buyers=buyers, initial=_standard(request))
    if form.is_sent():
        with form.refusals():
            opened = actions.open_system(
                form.cleaned_data["buyer"], **form.system(), actor=request.actor, at=request.at
            )
            return done(
                request,
                _("%(name)s is registered as a purchasing system.") % {"name": opened.name},
                "web:system",
                opened.pk,
            )
    return form.page("web/parties/system-open.html")


@form_page
def regime(request: Request, system_id: int) -> HttpResponse:
    """Other terms from a day on."""
    request.actor.require(Verb.ADMIT)
    found = listings.system_page(system_id, actor=request.actor, at=request.at)
    form = RegimeForm(request, initial=_last_terms(found))
    if form.is_sent():
        with form.refusals():
            actions.change_regime(
                system_id,
                valid_from=form.cleaned_data["valid_from"],
                terms=form.terms(),
                fee_payer=form.cleaned_data["fee_payer"],
                actor=request.actor,
                at=request.at,
            )
            return done(request, _("The new terms stand."), "web:system", system_id)
    return form.page("web/parties/system-regime.html", {"page": found})


@form_page
def add_category(request: Request, system_id: int) -> HttpResponse:
    """One category more."""
    request.actor.require(Verb.ADMIT)
    found = listings.system_page(system_id, actor=request.actor, at=request.at)
    form = CategoryForm(request)
    if form.is_sent():
        with form.refusals():
            added = actions.add_category(system_id, form.cleaned_data["name"], actor=request.actor, at=request.at)
            return done(request, _("%(name)s is added.") % {"name": added.name}, "web:system", system_id)
    return form.page("web/parties/system-category.html", {"page": found})


def _standard(request: Request) -> dict[str, Any]:
    """The terms of the law, and today."""
    today = local(request.at).date()
    terms = value_on(today, STANDARD_TERMS, what="terms").value
    days = {f"{name}_days": days for name, days in asdict(terms).items() if name != "decision_extended"}
    return {**days, "decision_days_extended": terms.decision_extended, "open_from": today}


def _last_terms(found: SystemPage) -> dict[str, Any]:
    """The terms that hold now, or else the first to come."""
    held = [one for one in found.regimes if one.tense is not Tense.COMING]
    last = asdict((held or list(found.regimes))[-1])
    return {name: value for name, value in last.items() if name.endswith(("_days", "_extended")) or name == "fee_payer"}
