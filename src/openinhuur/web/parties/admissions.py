"""Pages about admissions: what to decide and what to do, one request, asking, and every step."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from openinhuur.domain.roles import NotFound, Verb
from openinhuur.parties import listings, system_listings
from openinhuur.parties.actions import admissions as actions
from openinhuur.parties.listings import AdmissionPage, CategoryRow
from openinhuur.web.forms import done
from openinhuur.web.pages import form_page, page
from openinhuur.web.parties.forms_admissions import ASK_RENEWAL, STEP_WORDS, StepForm
from openinhuur.web.requests import Request


@page
def admissions(request: Request) -> HttpResponse:
    """What must I decide, or, of a supplier: where do I stand, and what can I ask for?"""
    actor, at = request.actor, request.at
    if actor.may(Verb.ASK_ADMISSION):
        own = listings.admissions_of_supplier(actor=actor, at=at)
        shown = {"rows": own, "categories": listings.open_categories(actor=actor, at=at)}
        return render(request, "web/parties/admissions-own.html", shown)
    shown = {
        "waiting": listings.admissions_to_decide(actor=actor, at=at),
        "renewals": listings.renewals_due(actor=actor, at=at),
        "admitted": system_listings.admitted(actor=actor),
    }
    return render(request, "web/parties/admissions.html", shown)


@page
def admission(request: Request, admission_id: int) -> HttpResponse:
    """Where does it stand, what is missing, and what can I do?"""
    found = listings.admission_page(admission_id, actor=request.actor, at=request.at)
    return _shown(request, found)


@form_page
def step(request: Request, admission_id: int, step: str) -> HttpResponse:
    """Take a step; one that is refused stands there with what was typed."""
    if step not in STEP_WORDS:
        raise NotFound(what=f"step:{step}")
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:admission", args=[admission_id]))
    form = StepForm(request, step)
    if form.is_sent():
        with form.refusals():
            form.take(admission_id)
            return done(request, str(form.words.done), "web:admission", admission_id)
    found = listings.admission_page(admission_id, actor=request.actor, at=request.at)
    return _shown(request, found, form)


@form_page
def ask(request: Request, category_id: int) -> HttpResponse:
    """What will the hiring desk see, and what is missing? Then ask."""
    request.actor.require(Verb.ASK_ADMISSION)
    if request.method == "POST":
        asked = actions.ask(category_id, actor=request.actor, at=request.at)
        return done(request, _("Your request is with the hiring desk."), "web:admission", asked.pk)
    passport = listings.passport_page(request.actor.organisation, actor=request.actor, at=request.at)
    shown = {"category": _category(request, category_id), "page": passport}
    return render(request, "web/parties/admission-ask.html", shown)


def _shown(request: Request, found: AdmissionPage, refused: StepForm | None = None) -> HttpResponse:
    """The page of an admission with a form per step; one that was refused stays there, whatever is possible now."""
    names = [step.value for step in found.steps] + ([ASK_RENEWAL] if found.may_ask_renewal else [])
    if refused and refused.step not in names:
        names.insert(0, refused.step)
    forms = [refused if refused and name == refused.step else _unsent(request, name) for name in names]
    may = {
        "may_read_passport": request.actor.may(Verb.READ_PASSPORT),
        "may_check": request.actor.may(Verb.CHECK_REGISTER),
        "may_decide": request.actor.may(Verb.ADMIT),
    }
    shown = {"page": found, "forms": forms, **may}
    return render(request, "web/parties/admission.html", shown, status=422 if refused else 200)


def _unsent(request: Request, name: str) -> StepForm:
    form = StepForm(request, name)
    form.is_bound = False
    return form


def _category(request: Request, category_id: int) -> CategoryRow:
    rows = listings.open_categories(actor=request.actor, at=request.at)
    found = next((one for one in rows if one.id == category_id), None)
    if found is None:
        raise NotFound(what=f"category:{category_id}")
    return found
