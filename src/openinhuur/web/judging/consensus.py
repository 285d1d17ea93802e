"""From the points of each assessor to the one score that counts."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import agreeing
from openinhuur.domain.errors import Refusal
from openinhuur.domain.ranking import LotNeeded
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.flow import handing_over
from openinhuur.flow.queries import consensus as queries
from openinhuur.flow.queries import firm as firmness
from openinhuur.flow.queries import judging
from openinhuur.web.forms import done
from openinhuur.web.judging.sent import Points
from openinhuur.web.pages import action, file_response, form_page, page
from openinhuur.web.requests import Request
from openinhuur.wording import language
from openinhuur.wording.sentences import sentence

if TYPE_CHECKING:
    from decimal import Decimal


@page
def together(request: Request, number: str) -> HttpResponse:
    """Which bids were finished by everybody, and where do we still have to agree?"""
    found = judging.judging_page(number, actor=request.actor, at=request.at)
    return render(request, "web/judging/together.html", {"page": found})


@form_page
def consensus(request: Request, number: str, bid_id: UUID) -> HttpResponse:
    """Where do we differ on this bid, and what counts?"""
    if request.method != "POST":
        return _page(request, number, bid_id)
    said, criterion = Points.of(request.POST), request.POST.get("criterion", "")
    if said.phrase:
        return _page(request, number, bid_id, criterion=criterion, said=said.with_phrase())
    try:
        agreeing.agree(bid_id, criterion, said.points, said.reason, actor=request.actor, at=request.at)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        return _page(request, number, bid_id, criterion=criterion, said=said, refusal=refusal)
    return HttpResponseRedirect(f"{reverse('web:consensus', args=[number, bid_id])}#criterion-{criterion}")


@action
def close(request: Request, number: str) -> HttpResponse:
    """Close step 2: add up, rank, and from here on show the rates. Where a lot is needed, that comes first."""
    try:
        places = assessments.close_step_2(number, actor=request.actor, at=request.at)
    except LotNeeded:
        messages.warning(request, _("Step 2 is not closed yet: bids are equal at the edge of the shortlist."))
        return HttpResponseRedirect(reverse("web:lot", args=[number]))
    passed = sum(one.passes for one in places)
    return done(request, _("Step 2 is closed; on the shortlist: %(count)s.") % {"count": passed}, "web:matrix", number)


@page
def firm(request: Request, number: str) -> HttpResponse:
    """How firm is each place, and where should we look twice?"""
    found = firmness.firm_page(number, is_whole="all" in request.GET, actor=request.actor, at=request.at)
    return render(request, "web/judging/firm.html", {"page": found})


@action
def hand_over(request: Request, number: str) -> HttpResponse:
    """Hand the shortlist over to the buyer, with a report."""
    handing_over.hand_over(number, actor=request.actor, at=request.at)
    return done(request, _("The shortlist is handed over. The buyer gets an e-mail."), "web:firm", number)


@page
def report(request: Request, number: str) -> HttpResponse:
    """The report of the shortlist, as it was handed over."""
    return file_response(firmness.shortlist_report(number, actor=request.actor, at=request.at))


def _page(
    request: Request,
    number: str,
    bid_id: UUID,
    *,
    criterion: str = "",
    said: Points | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    found = queries.consensus_page(bid_id, actor=request.actor, at=request.at)
    if found.number != number:
        raise NotFound(what=f"bid:{bid_id}")
    rows = [(row, said if said and row.criterion.number == criterion else _as_it_is(row)) for row in found.rows]
    wrong = sentence(refusal, language.current()) if refusal else ""
    shown = {"page": found, "rows": rows, "wrong": wrong, "wrong_at": criterion if refusal else ""}
    return render(request, "web/judging/consensus.html", shown, status=422 if refusal else 200)


def _as_it_is(row: queries.ConsensusRow) -> Points:
    """What counts now, or else what everybody gave alike; where they differ nothing is chosen for them."""
    given: set[Decimal | None] = {one.points for one in row.given}
    alike = given.pop() if len(given) == 1 else None
    return Points(row.agreed if row.agreed is not None else alike, row.reason, 0)
