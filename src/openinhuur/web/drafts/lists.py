"""Pages about drafts: the list, starting one, keeping one as a template, putting one away."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from openinhuur.calls.actions import drafting
from openinhuur.flow.queries import draft_lists
from openinhuur.web.drafts.forms import NewDraftForm
from openinhuur.web.forms import done
from openinhuur.web.pages import action, form_page, page
from openinhuur.web.requests import Request


@page
def drafts(request: Request) -> HttpResponse:
    """What am I writing, what waits for me, and what can I start from?"""
    found = draft_lists.drafts_page(actor=request.actor, at=request.at)
    return render(request, "web/drafts/list.html", {"page": found})


@form_page
def new(request: Request) -> HttpResponse:
    """Start a call: from nothing, a template, an earlier call, a document or its text."""
    found = draft_lists.new_draft_page(actor=request.actor)
    form = NewDraftForm.of(request, found)
    if form.is_sent():
        with form.refusals():
            draft = form.begin()
            to = "web:draft-document" if draft.source_lines else "web:draft"
            return done(request, form.words_for(draft), to, draft.pk)
    return form.page("web/drafts/new.html", {"page": found})


@action
def keep_template(request: Request, draft_id: UUID) -> HttpResponse:
    """Keep what a draft says for the next ones."""
    template = drafting.start_from_draft(draft_id, as_template=True, actor=request.actor, at=request.at)
    return done(request, _("This is a template now. Change what differs every time."), "web:draft", template.pk)


@action
def discard(request: Request, draft_id: UUID) -> HttpResponse:
    """Put a draft or a template away."""
    drafting.discard(draft_id, actor=request.actor, at=request.at)
    return done(request, _("It is put away."), "web:drafts")
