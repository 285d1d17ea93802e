"""Pages on which a supplier writes a bid: begun, part by part, with the CV as pictures, and thrown away."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from openinhuur.bids.actions import drafting
from openinhuur.documents.refusals import NotReadable
from openinhuur.domain.bid_draft import BidDraftChanged, CvMissing, Part
from openinhuur.domain.roles import Verb
from openinhuur.flow.queries import bidding, own_bids
from openinhuur.web.bids.forms import FORMS, CvForm, PartForm
from openinhuur.web.forms import done
from openinhuur.web.pages import file_response, form_page, page
from openinhuur.web.parties.fields import first_bytes
from openinhuur.web.received import whole
from openinhuur.web.requests import Request


@page
def bids(request: Request) -> HttpResponse:
    """What did I send, what is it worth, and what can I still do?"""
    return render(request, "web/bids/list.html", {"page": own_bids.bids_page(actor=request.actor, at=request.at)})


@form_page
def start(request: Request, number: str) -> HttpResponse:
    """Can I bid on this call, and what does it take?"""
    if request.method == "POST":
        draft = drafting.start(number, bid_id=_bid(request), actor=request.actor, at=request.at)
        return HttpResponseRedirect(reverse("web:bid-part", args=[draft.pk, Part.CANDIDATE.value]))
    found = own_bids.start_page(number, actor=request.actor, at=request.at)
    return render(request, "web/bids/start.html", {"page": found})


@form_page
def part(request: Request, draft_id: UUID, part: str) -> HttpResponse:
    """What does this part of the bid say, and what is there to look at?"""
    asked = _part(part)
    found = bidding.bid_page(draft_id, actor=request.actor, at=request.at)
    if asked is Part.CV:
        return _cv(request, found)
    form = FORMS[asked](request, found)
    if form.is_sent():
        with form.refusals():
            try:
                _save(request, form, found)
            except BidDraftChanged:
                form.see_again(found.seen[asked])
                raise
            return HttpResponseRedirect(_next(found, asked))
    return form.page("web/bids/part.html", {"page": found, "part": asked})


@page
def cv_page(request: Request, draft_id: UUID, number: int) -> HttpResponse:
    """A page of the CV as a picture."""
    return file_response(bidding.cv_picture(draft_id, number, actor=request.actor))


@form_page
def discard(request: Request, draft_id: UUID) -> HttpResponse:
    """Is this draft of no use any more?"""
    found = bidding.bid_page(draft_id, actor=request.actor, at=request.at)
    if request.method == "POST":
        drafting.discard(draft_id, actor=request.actor, at=request.at)
        return done(request, _("The draft is thrown away."), "web:bids")
    return render(request, "web/bids/discard.html", {"page": found})


def _cv(request: Request, found: bidding.BidPage) -> HttpResponse:
    form = CvForm(request)
    if form.is_sent():
        with form.refusals():
            try:
                said = _put_cv(request, found.id, form)
            except NotReadable as refusal:
                refusal.fields["field"] = "file"
                raise
            return done(request, said, "web:bid-part", found.id, Part.CV.value)
    return form.page("web/bids/cv.html", {"page": found, "part": Part.CV})


def _put_cv(request: Request, draft_id: UUID, form: CvForm) -> str:
    if "remove" in request.POST:
        drafting.remove_cv(draft_id, actor=request.actor, at=request.at)
        return _("The CV is taken out of your draft.")
    at = whole(request)
    file = form.cleaned_data["file"]
    if file is None:
        raise CvMissing(field="file")
    drafting.put_cv(draft_id, first_bytes(file), name=file.name, actor=request.actor, at=at)
    return _("The CV was read and is in your draft. Look at the pages below.")


def _save(request: Request, form: PartForm, found: bidding.BidPage) -> None:
    seen = form.cleaned_data["seen"]
    drafting.save(found.id, form.part, form.values(), seen=seen, actor=request.actor, at=request.at)


def _next(found: bidding.BidPage, part: Part) -> str:
    """The part after this one; after the last, the page on which the bid is sent."""
    parts = list(Part)
    after = parts[parts.index(part) + 1 :]
    return reverse("web:bid-part", args=[found.id, after[0].value]) if after else reverse("web:bid", args=[found.id])


def _part(said: str) -> Part:
    try:
        return Part(said)
    except ValueError:
        raise Http404 from None


def _bid(request: Request) -> UUID | None:
    """The bid that is to be replaced, if one was named."""
    request.actor.require(Verb.BID)
    said = request.POST.get("bid", "")
    try:
        return UUID(said) if said else None
    except ValueError:
        raise Http404 from None
