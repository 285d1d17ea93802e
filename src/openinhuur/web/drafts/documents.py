"""The page on which a person confirms, field by field, what was read in a document."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from openinhuur.calls.actions import drafting
from openinhuur.calls.actions.drafting import Typed
from openinhuur.domain.draft import NoSuchField, TooMuch, field_at
from openinhuur.domain.draft_edits import ChangedMeanwhile, tidy
from openinhuur.domain.errors import Refusal
from openinhuur.flow.queries import draft_review
from openinhuur.web.pages import form_page
from openinhuur.web.requests import Request
from openinhuur.wording import language
from openinhuur.wording.sentences import sentence

WAS = "was:"
"""Before the name of a field: what stood in it when the page was made."""

ALL = "*"


@form_page
def document(request: Request, draft_id: UUID) -> HttpResponse:
    """What was read, where, and is it right?"""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _confirm(request, draft_id)
            section = _one(request.POST, "section")
            return HttpResponseRedirect(f"{reverse('web:draft-document', args=[draft_id])}#section-{section}")
        except (ChangedMeanwhile, TooMuch, NoSuchField) as caught:
            refusal = caught
    return _page(request, draft_id, refusal)


def _page(request: Request, draft_id: UUID, refusal: Refusal | None) -> HttpResponse:
    shown = {
        "page": draft_review.document_page(draft_id, actor=request.actor),
        "kept": {one.path: one.typed for one in _typed(request.POST)} if refusal else {},
        "wrong": str(refusal.fields.get("path", "")) if refusal else "",
        "why": sentence(refusal, language.current()) if refusal else "",
    }
    return render(request, "web/drafts/document.html", shown, status=422 if refusal else 200)


def _confirm(request: Request, draft_id: UUID) -> None:
    """Leave an item out, or keep what was typed and confirm one place, or all places of a section."""
    said = request.POST
    if "leave-out" in said:
        drafting.remove_item(draft_id, _one(said, "leave-out"), actor=request.actor, at=request.at)
        return
    paths = said.getlist("place") if _one(said, "right") == ALL else said.getlist("right")
    drafting.confirm(draft_id, paths, typed=_typed(said), actor=request.actor, at=request.at)


def _typed(said: QueryDict) -> list[Typed]:
    """What somebody changed on the page, in this section."""
    found = []
    for path in (name.removeprefix(WAS) for name in said if name.startswith(WAS)):
        kind, was, typed = field_at(path).kind, _one(said, WAS + path), ",".join(said.getlist(path))
        if tidy(typed, kind) != tidy(was, kind):
            found.append(Typed(path, typed, was))
    return found


def _one(said: QueryDict, name: str) -> str:
    return next(iter(said.getlist(name)), "")
