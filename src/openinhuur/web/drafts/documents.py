"""The page on which a person confirms, field by field, what was read in a document."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from openinhuur.calls.actions import drafting
from openinhuur.domain.draft import NoSuchField, TooMuch
from openinhuur.domain.draft_edits import ChangedMeanwhile
from openinhuur.domain.errors import Refusal
from openinhuur.flow.queries import draft_review
from openinhuur.web.drafts import sent
from openinhuur.web.pages import form_page
from openinhuur.web.requests import Request
from openinhuur.wording import language
from openinhuur.wording.sentences import sentence

ALL = "*"


@form_page
def document(request: Request, draft_id: UUID) -> HttpResponse:
    """What was read, where, and is it right?"""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _confirm(request, draft_id)
            section = sent.one(request.POST, "section")
            return HttpResponseRedirect(f"{reverse('web:draft-document', args=[draft_id])}#section-{section}")
        except (ChangedMeanwhile, TooMuch, NoSuchField) as caught:
            refusal = caught
    return _page(request, draft_id, refusal)


def _page(request: Request, draft_id: UUID, refusal: Refusal | None) -> HttpResponse:
    shown = {
        "page": draft_review.document_page(draft_id, actor=request.actor),
        "kept": {one.path: one.typed for one in sent.typed(request.POST)} if refusal else {},
        "wrong": str(refusal.fields.get("path", "")) if refusal else "",
        "why": sentence(refusal, language.current()) if refusal else "",
    }
    return render(request, "web/drafts/document.html", shown, status=422 if refusal else 200)


def _confirm(request: Request, draft_id: UUID) -> None:
    """Leave an item out, or keep what was typed and confirm one place, or all places of a section."""
    said = request.POST
    if "leave-out" in said:
        drafting.remove_item(draft_id, sent.one(said, "leave-out"), actor=request.actor, at=request.at)
        return
    paths = said.getlist("place") if sent.one(said, "right") == ALL else said.getlist("right")
    drafting.confirm(draft_id, paths, typed=sent.typed(said), actor=request.actor, at=request.at)
