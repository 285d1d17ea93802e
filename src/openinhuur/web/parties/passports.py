"""Pages about the passport: what is due, what is missing, and what somebody looked up."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from openinhuur.domain.lender import WttaStatus
from openinhuur.domain.roles import Verb
from openinhuur.parties import access, listings
from openinhuur.parties.actions import passports as actions
from openinhuur.parties.actions import registers
from openinhuur.parties.listings import PassportPage
from openinhuur.web.files import stored
from openinhuur.web.forms import done
from openinhuur.web.pages import action, file_response, form_page, page
from openinhuur.web.parties.forms_passports import CheckForm, PaperForm, PassportForm
from openinhuur.web.requests import Request


@page
def own(request: Request) -> HttpResponse:
    """What is due, what is missing, may I be admitted?"""
    request.actor.require(Verb.WRITE_PASSPORT)
    found = listings.passport_page(request.actor.organisation, actor=request.actor, at=request.at)
    renewals = listings.renewals_due(actor=request.actor, at=request.at)
    shown = {"page": found, "renewals": renewals, "is_own": True, "is_empty": _is_empty(found)}
    return render(request, "web/parties/passport.html", shown)


@page
def of_supplier(request: Request, supplier_id: int) -> HttpResponse:
    """The same of a supplier that asked for admission where one works."""
    found = listings.passport_page(supplier_id, actor=request.actor, at=request.at)
    return render(request, "web/parties/passport.html", {"page": found, "is_own": False})


@form_page
def change(request: Request) -> HttpResponse:
    """Declare something else."""
    request.actor.require(Verb.WRITE_PASSPORT)
    found = listings.passport_page(request.actor.organisation, actor=request.actor, at=request.at)
    form = PassportForm.of(request, found)
    if form.is_sent():
        with form.refusals():
            version = form.cleaned_data["version"]
            actions.change(found.supplier_id, form.declared(), version=version, actor=request.actor, at=request.at)
            return done(request, _("The passport is changed."), "web:passport")
    return form.page("web/parties/passport-change.html", {"page": found, "changed": form.changed_meanwhile(found)})


@form_page
def add_paper(request: Request) -> HttpResponse:
    """Put a paper in the passport."""
    request.actor.require(Verb.WRITE_PASSPORT)
    form = PaperForm(request, initial={"kind": request.GET.get("kind", "")})
    if form.is_sent():
        with form.refusals():
            actions.add_paper(request.actor.organisation, **form.paper(), actor=request.actor, at=request.at)
            return done(request, _("The paper is in your passport."), "web:passport")
    return form.page("web/parties/passport-paper.html")


@page
def paper(request: Request, key: UUID) -> HttpResponse:
    """The file itself."""
    return file_response(stored(listings.paper(key, actor=request.actor, at=request.at)))


@page
def evidence(request: Request, check_id: int) -> HttpResponse:
    """What was kept of a register when somebody looked."""
    return file_response(stored(listings.evidence(check_id, actor=request.actor, at=request.at)))


@action
def remove_paper(request: Request, key: UUID) -> HttpResponse:
    """Take a paper off the list."""
    actions.remove_paper(key, actor=request.actor, at=request.at)
    return done(request, _("The paper is no longer in your passport."), "web:passport")


@form_page
def check(request: Request, supplier_id: int) -> HttpResponse:
    """Write down what a register says of a supplier."""
    supplier = access.passport(supplier_id, actor=request.actor, to=Verb.CHECK_REGISTER).supplier
    form = CheckForm(request, initial={"register": request.GET.get("register", "")})
    if form.is_sent():
        with form.refusals():
            register = form.cleaned_data["register"]
            registers.record_check(supplier_id, register, **form.seen(), actor=request.actor, at=request.at)
            return done(request, _("What you found is kept."), "web:supplier-passport", supplier_id)
    shown = {"supplier": supplier.name, "supplier_id": supplier_id, "kvk_number": supplier.kvk_number}
    return form.page("web/parties/passport-check.html", shown)


def _is_empty(found: PassportPage) -> bool:
    """Whether the supplier still has to fill it in."""
    said = found.declared
    has_said = said.waadi_registered_on or said.sna_registered or said.g_account_iban
    return not (has_said or found.papers or said.wtta_status is not WttaStatus.NONE or found.version > 1)
