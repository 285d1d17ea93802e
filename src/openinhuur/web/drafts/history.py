"""The versions of a draft: every change with its difference, and the draft as it was."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from openinhuur.domain.roles import NotFound
from openinhuur.flow.queries import draft_history
from openinhuur.web.pages import page
from openinhuur.web.requests import Request

LONGEST_NUMBER = 6


@page
def history(request: Request, draft_id: UUID) -> HttpResponse:
    """Who changed what, and when?"""
    found = draft_history.history_page(draft_id, actor=request.actor, page=_page_number(request))
    return render(request, "web/drafts/history.html", {"page": found})


@page
def version(request: Request, draft_id: UUID, version: int) -> HttpResponse:
    """What did it say then, and what differs from now?"""
    found = draft_history.version_page(draft_id, version, actor=request.actor)
    return render(request, "web/drafts/version.html", {"page": found})


def _page_number(request: Request) -> int:
    said = request.GET.get("page", "1")
    if not (said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER):
        raise NotFound(what="page")
    return int(said)
