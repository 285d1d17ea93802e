"""The judging desk: the CV beside one criterion at a time, saved as one goes."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from openinhuur.assessments import scoring
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.flow.queries import desk as queries
from openinhuur.web.forms import done
from openinhuur.web.judging.sent import Points
from openinhuur.web.pages import action, form_page, page
from openinhuur.web.requests import Request
from openinhuur.wording import language
from openinhuur.wording.sentences import sentence

ONWARDS = {"bid": "next_bid", "criterion": "next_criterion"}


@page
def start(request: Request, number: str) -> HttpResponse:
    """Which bids do I judge, and where do I go on?"""
    found = queries.start_page(number, actor=request.actor, at=request.at)
    return render(request, "web/judging/start.html", {"page": found.head, "found": found})


@form_page
def desk(request: Request, number: str, bid_id: UUID, criterion: str) -> HttpResponse:
    """What does this bid deserve on this criterion, and why?"""
    if request.method != "POST":
        return _page(request, number, bid_id, criterion)
    said = Points.of(request.POST)
    if said.phrase:
        return _page(request, number, bid_id, criterion, said=said.with_phrase())
    try:
        content = said.content(bid_id, criterion, actor=request.actor)
        scoring.keep(bid_id, criterion, content, seen=said.seen, actor=request.actor, at=request.at)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return _page(request, number, bid_id, criterion, said=said, refusal=refusal)
    return HttpResponseRedirect(_onwards(request, number, bid_id, criterion))


@action
def finish(request: Request, number: str, bid_id: UUID) -> HttpResponse:
    """A bid is done: from here on its points stand, and those of others can be seen."""
    scoring.finish(bid_id, actor=request.actor, at=request.at)
    return done(request, _("This bid is finished. What you gave stands now."), "web:desk", number)


@action
def reopen(request: Request, number: str, bid_id: UUID) -> HttpResponse:
    """Back to a bid, as long as nobody else finished it."""
    scoring.reopen(bid_id, actor=request.actor, at=request.at)
    return done(request, _("You can change your points for this bid again."), "web:desk", number)


def _page(
    request: Request,
    number: str,
    bid_id: UUID,
    criterion: str,
    *,
    said: Points | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    sought = request.GET.get("q", "")
    found = queries.desk_page(number, bid_id, criterion, actor=request.actor, at=request.at, sought=sought)
    shown = {
        "page": found.head,
        "found": found,
        "said": said or Points(found.points, found.reason, found.seen),
        "wrong": sentence(refusal, language.current()) if refusal else "",
        "has_changed": said is not None and said.seen != found.seen,
    }
    return render(request, "web/judging/desk.html", shown, status=_status(refusal))


def _status(refusal: Refusal | None) -> int:
    if refusal is None:
        return 200
    return 409 if refusal.code == "score-changed-elsewhere" else 422


def _onwards(request: Request, number: str, bid_id: UUID, criterion: str) -> str:
    """The next bid, the next criterion, or this very page with what was looked for."""
    found = queries.desk_page(number, bid_id, criterion, actor=request.actor, at=request.at)
    go = request.POST.get("go", "")
    if go not in ONWARDS:
        looked_for = QueryDict(mutable=True)
        looked_for.update({"q": request.GET["q"]} if request.GET.get("q") else {})
        here = reverse("web:judge", args=[number, bid_id, criterion])
        return f"{here}?{looked_for.urlencode()}" if looked_for else here
    cell = getattr(found, ONWARDS[go])
    if cell is None:
        return reverse("web:desk", args=[number])
    return reverse("web:judge", args=[number, cell.bid_id, cell.criterion])
