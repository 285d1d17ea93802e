"""The page on which a call is written: saved as it is typed, or section by section where there are no scripts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from openinhuur.calls.actions import drafting
from openinhuur.calls.actions.drafting import Typed
from openinhuur.domain.draft import NoSuchField, TooMuch
from openinhuur.domain.draft_edits import ChangedMeanwhile
from openinhuur.domain.draft_sections import ALL
from openinhuur.domain.errors import Refusal
from openinhuur.domain.publication import PublishedAlready
from openinhuur.flow.queries import draft_writing
from openinhuur.flow.queries.draft_parts import draft_to_write
from openinhuur.web.drafts import sent
from openinhuur.web.pages import action, form_page
from openinhuur.web.requests import Request
from openinhuur.wording import language
from openinhuur.wording.sentences import sentence

UP, DOWN = -1, 1


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What was typed and not kept, and why.

    ``is_conflict``: somebody else changed it. ``is_gone``: its item was taken out. ``number``: of that item.
    """

    path: str
    typed: str
    why: str
    is_conflict: bool
    is_gone: bool
    by: str = ""
    at: datetime | None = None
    number: str = ""


@form_page
def draft(request: Request, draft_id: UUID) -> HttpResponse:
    """What does the call say, what is still missing, and what is wrong?"""
    if request.method == "POST":
        unsaved = _keep(request, draft_id)
        return _page(request, draft_id, unsaved) if unsaved else _onwards(request, draft_id)
    try:
        return _page(request, draft_id, ())
    except PublishedAlready as published:
        return HttpResponseRedirect(reverse("web:call", args=[published.fields["number"]]))


@action
def save(request: Request, draft_id: UUID) -> HttpResponse:
    """Keep what is being typed, and say what is wrong with the draft now."""
    unsaved = _keep(request, draft_id)
    return _answer(request, draft_id, unsaved, "web/drafts/saved.html")


def _page(request: Request, draft_id: UUID, unsaved: Collection[Unsaved]) -> HttpResponse:
    return _answer(request, draft_id, unsaved, "web/drafts/draft.html")


def _answer(request: Request, draft_id: UUID, unsaved: Collection[Unsaved], template: str) -> HttpResponse:
    shown = {
        "page": draft_writing.writing_page(draft_id, actor=request.actor, at=request.at),
        "unsaved": {one.path: one for one in unsaved},
        "gone": [one for one in unsaved if one.is_gone],
        "kept": request.GET.get("kept", ""),
    }
    return render(request, template, shown, status=_status(unsaved))


def _status(unsaved: Iterable[Unsaved]) -> int:
    why = [one.is_conflict or one.is_gone for one in unsaved]
    return 200 if not why else 409 if any(why) else 422


def _keep(request: Request, draft_id: UUID) -> list[Unsaved]:
    """Each changed field is an action of its own: what one field refuses does not hold back the others."""
    draft_to_write(draft_id, actor=request.actor)
    refused: list[tuple[Typed, Refusal]] = []
    for one in sent.typed(request.POST):
        try:
            drafting.put(draft_id, one.path, one.typed, was=one.was, actor=request.actor, at=request.at)
        except (ChangedMeanwhile, TooMuch, NoSuchField) as refusal:
            refused.append((one, refusal))
    if not refused:
        return []
    paths = [one.path for one, _ in refused]
    changes = draft_writing.last_changes(draft_id, paths, actor=request.actor)
    return [_unsaved(one, refusal, changes.get(one.path)) for one, refusal in refused]


def _unsaved(one: Typed, refusal: Refusal, change: draft_writing.LastChange | None) -> Unsaved:
    return Unsaved(
        path=one.path,
        typed=one.typed,
        why=sentence(refusal, language.current()),
        is_conflict=isinstance(refusal, ChangedMeanwhile),
        is_gone=isinstance(refusal, NoSuchField),
        by=change.by if change else "",
        at=change.at if change else None,
        number=change.number if change else "",
    )


def _onwards(request: Request, draft_id: UUID) -> HttpResponse:
    """After everything was kept: add, take out or move an item when that was asked, and back to that place."""
    said, section = request.POST, sent.one(request.POST, "section")
    here = reverse("web:draft", args=[draft_id])
    if step := next((name for name in ("add", "remove", "up", "down") if name in said), ""):
        return HttpResponseRedirect(f"{here}#{_step(request, draft_id, step, sent.one(said, step))}")
    return HttpResponseRedirect(f"{here}?kept={section}#{section}" if section in ALL else here)


def _step(request: Request, draft_id: UUID, step: str, path: str) -> str:
    actor, at = request.actor, request.at
    match step:
        case "add":
            return f"{path}.{drafting.add_item(draft_id, path, actor=actor, at=at)}"
        case "remove":
            drafting.remove_item(draft_id, path, actor=actor, at=at)
            return path.partition(".")[0]
    drafting.move_item(draft_id, path, by=UP if step == "up" else DOWN, actor=actor, at=at)
    return path
