"""Checking blind CVs: what is covered, what should be, and what need not be."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.assessments import blinding
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.flow.queries import blind as queries
from openinhuur.web.forms import done
from openinhuur.web.judging.forms_blind import (
    FORMS,
    ApproveForm,
    ChangeForm,
    LineForm,
    PlaceForm,
    ReopenForm,
    UncoverForm,
    WordsForm,
    forms_of,
)
from openinhuur.web.pages import action, form_page, page
from openinhuur.web.requests import Request
from openinhuur.wording import language
from openinhuur.wording.sentences import sentence


@page
def blind(request: Request, number: str) -> HttpResponse:
    """Which CVs were checked, and which can I check?"""
    found = queries.blind_page(number, actor=request.actor, at=request.at)
    return render(request, "web/judging/blind.html", {"page": found})


@action
def take(request: Request, number: str, bid_id: UUID) -> HttpResponse:
    """Take up the check of a CV; from here on one gives that bid no points."""
    queries.blind_page(number, actor=request.actor, at=request.at)
    blinding.take(bid_id, actor=request.actor, at=request.at)
    return HttpResponseRedirect(reverse("web:blind-cv", args=[number, bid_id]))


@form_page
def cv(request: Request, number: str, bid_id: UUID) -> HttpResponse:
    """Does this CV tell who it is of, and is more covered than has to be? Sent: one change, or the approval."""
    found = queries.blind_cv_page(number, bid_id, actor=request.actor, at=request.at)
    if request.method != "POST":
        return _page(request, found)
    kind = FORMS.get(request.POST.get("do", ""))
    if kind is None:
        return _page(request, found, status=422)
    form = kind.sent(request)
    if not form.is_sent():
        return _page(request, found, form=form, status=422)
    try:
        return _changed(request, found, form)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        now = queries.blind_cv_page(number, bid_id, actor=request.actor, at=request.at)
        return _page(request, now, form=form, wrong=sentence(refusal, language.current()), status=422)


def _changed(request: Request, found: queries.BlindCvPage, form: ChangeForm) -> HttpResponse:
    """One change, and back; after an approval on to the next CV that waits for this reader."""
    actor, at, said = request.actor, request.at, form.cleaned_data
    match form:
        case ApproveForm():
            blinding.approve(found.bid_id, seen=said["seen"], actor=actor, at=at)
            told = _("The assessors of this bid can see this CV now.")
            if not found.next_bid:
                return done(request, told, "web:blind", found.number)
            return done(request, told, "web:blind-cv", found.number, found.next_bid)
        case ReopenForm():
            blinding.reopen(found.bid_id, said["reason"], actor=actor, at=at)
            told = _("Nobody sees this CV until it is approved again.")
        case UncoverForm():
            blinding.uncover(found.bid_id, said["index"], said["reason"], seen=said["seen"], actor=actor, at=at)
            told = _("The box was taken away.")
        case WordsForm():
            boxes = blinding.cover_words(found.bid_id, said["words"], seen=said["seen"], actor=actor, at=at)
            told = ngettext("%(count)s box was added.", "%(count)s boxes were added.", boxes) % {"count": boxes}
        case LineForm() | PlaceForm():
            box = form.box(found.page_to_check(said["on_page"]))
            blinding.cover(found.bid_id, said["on_page"], box, seen=said["seen"], actor=actor, at=at)
            told = _("The place was covered.")
        case _:
            raise TypeError(form)
    return done(request, told, "web:blind-cv", found.number, found.bid_id)


def _page(
    request: Request, found: queries.BlindCvPage, *, form: ChangeForm | None = None, wrong: str = "", status: int = 200
) -> HttpResponse:
    shown = {"page": found, "form": form, "wrong": wrong, "forms": forms_of(request, found, sent=form)}
    return render(request, "web/judging/blind-cv.html", shown, status=status)
