"""Who judges: declaring relations, deciding on what a colleague declared, and assigning the bids."""

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.assessments import assigning, interests
from openinhuur.domain.roles import Verb
from openinhuur.flow.queries import assessors as queries
from openinhuur.web.forms import Form, done
from openinhuur.web.judging.forms import DeclareForm, ResolveForm
from openinhuur.web.pages import action, form_page, page
from openinhuur.web.requests import Request

if TYPE_CHECKING:
    from uuid import UUID

MOST = 5000
"""Bids times assessors in one form."""


@page
def assessors(request: Request, number: str) -> HttpResponse:
    """Who may judge this call, and who judges which bids?"""
    return _page(request, number)


@form_page
def declare(request: Request, number: str) -> HttpResponse:
    """Say whether one has a relation with who may bid."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:assessors", args=[number]))
    request.actor.require(Verb.DECLARE_INTERESTS)
    form = DeclareForm(request)
    if form.is_sent():
        with form.refusals():
            said = form.cleaned_data
            interests.declare(number, has_relation=said["has_relation"], text=said["text"], actor=request.actor,
                              at=request.at)  # fmt: skip
            return done(request, _("Your declaration is kept."), "web:assessors", number)
    return _page(request, number, declare=form)


@form_page
def resolve(request: Request, number: str, person_id: int) -> HttpResponse:
    """Decide whether a colleague with a relation may judge all the same."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("web:assessors", args=[number]))
    request.actor.require(Verb.RESOLVE_INTERESTS)
    form = ResolveForm(request, prefix=f"p{person_id}")
    if form.is_sent():
        with form.refusals():
            said = form.cleaned_data
            interests.resolve(number, person_id, may_assess=said["may_assess"], reason=said["reason"],
                              actor=request.actor, at=request.at)  # fmt: skip
            return done(request, _("Your decision is kept."), "web:assessors", number)
    return _page(request, number, resolve=form, person_id=person_id)


@action
def assign(request: Request, number: str) -> HttpResponse:
    """Say who judges which bids: what is ticked is assigned."""
    found = queries.assessors_page(number, actor=request.actor, at=request.at)
    ticked = set(request.POST.getlist("assigned")[:MOST])
    assigned: dict[UUID, list[int]] = {
        bid.bid_id: [person for person, _is, _done in bid.people if f"{bid.bid_id}:{person}" in ticked]
        for bid in found.bids
        if bid.is_assigned or any(f"{bid.bid_id}:{person}" in ticked for person, _is, _done in bid.people)
    }
    changed = assigning.assign(number, assigned, actor=request.actor, at=request.at)
    said = ngettext("%(count)s bid was assigned anew.", "%(count)s bids were assigned anew.", changed)
    return done(request, said % {"count": changed}, "web:assessors", number)


def _page(
    request: Request,
    number: str,
    *,
    declare: Form | None = None,
    resolve: Form | None = None,
    person_id: int | None = None,
) -> HttpResponse:
    found = queries.assessors_page(number, actor=request.actor, at=request.at)
    forms = {
        one.person_id: resolve
        if resolve and one.person_id == person_id
        else ResolveForm.empty(request, f"p{one.person_id}")
        for one in found.people
        if one.may_decide
    }
    shown = {
        "page": found,
        "form": declare or resolve or DeclareForm.empty(request),
        "declare": declare or DeclareForm.empty(request),
        "people": [(one, forms.get(one.person_id)) for one in found.people],
    }
    return render(request, "web/judging/assessors.html", shown, status=422 if declare or resolve else 200)
