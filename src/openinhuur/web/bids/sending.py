"""Pages on which a bid is looked at as a whole and sent, its receipt, and on which it is withdrawn."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from openinhuur.bids import actions, receipts
from openinhuur.bids.actions import Looked
from openinhuur.documents.refusals import NotReadable
from openinhuur.documents.sealed_files import SealedFileNotKept
from openinhuur.domain.bid import BidIncomplete, TooManyCandidates
from openinhuur.domain.bid_draft import BidChangedSince, CorrectedMeanwhile, UploadBroken
from openinhuur.domain.errors import Refusal
from openinhuur.flow.queries import bidding, own_bids
from openinhuur.web.forms import done
from openinhuur.web.pages import file_response, form_page, page
from openinhuur.web.parties.fields import first_bytes
from openinhuur.web.received import whole
from openinhuur.web.requests import Request
from openinhuur.wording import language, refusals
from openinhuur.wording.sentences import sentence

if TYPE_CHECKING:
    from openinhuur.bids.actions import Receipt

LONGEST_NUMBER = 9
MENDED = (
    *(BidChangedSince, BidIncomplete, CorrectedMeanwhile, NotReadable, SealedFileNotKept),
    *(TooManyCandidates, UploadBroken),
)
"""What can be mended or sent again on the page itself. Anything else has its own, such as that it came too late."""


@form_page
def bid(request: Request, draft_id: UUID) -> HttpResponse:
    """Is everything there, what should I look at, and may it be sent?"""
    if request.method != "POST":
        return _page(request, draft_id, None)
    try:
        receipt = _send(request, draft_id)
    except MENDED as refusal:
        return _page(request, draft_id, refusal)
    return HttpResponseRedirect(reverse("web:receipt", args=[receipt.bid_id, receipt.version]))


@page
def receipt(request: Request, bid_id: UUID, version: int) -> HttpResponse:
    """What was received, to the millisecond, and what proves it?"""
    found = own_bids.receipt_page(bid_id, version, actor=request.actor, at=request.at)
    return render(request, "web/bids/receipt.html", {"page": found})


@page
def receipt_file(request: Request, bid_id: UUID, version: int) -> HttpResponse:
    """The receipt as a file that proves itself."""
    found = receipts.fetch(bid_id, version, actor=request.actor)
    return file_response(bidding.OwnFile(found.name, receipts.MEDIA_TYPE, found.content))


@page
def sent_file(request: Request, draft_id: UUID) -> HttpResponse:
    """The file that was sent, whose fingerprint stands on the receipt."""
    return file_response(bidding.sent_file(draft_id, actor=request.actor))


@form_page
def withdraw(request: Request, bid_id: UUID) -> HttpResponse:
    """Do I really want to take this bid back?"""
    found = own_bids.newest_receipt(bid_id, actor=request.actor, at=request.at)
    if request.method == "POST":
        actions.withdraw(bid_id, actor=request.actor, at=request.at)
        return done(request, _("The bid is withdrawn. It will not be opened."), "web:bids")
    return render(request, "web/bids/withdraw.html", {"page": found})


def _send(request: Request, draft_id: UUID) -> "Receipt":
    at = whole(request)
    file = request.FILES.get("cv")
    looked = Looked(
        version=_number(request, "version"),
        correction=_number(request, "correction"),
        cv=first_bytes(file) if file else None,
    )
    return actions.send(draft_id, looked, actor=request.actor, at=at)


def _page(request: Request, draft_id: UUID, refusal: Refusal | None) -> HttpResponse:
    found = bidding.bid_page(draft_id, actor=request.actor, at=request.at)
    status = refusals.STATUS.get(refusal.code, refusals.INVALID) if refusal else 200
    why = sentence(refusal, language.current()) if refusal and not isinstance(refusal, BidIncomplete) else ""
    shown = {"page": found, "why": why, "is_incomplete": isinstance(refusal, BidIncomplete)}
    return render(request, "web/bids/check.html", shown, status=status)


def _number(request: Request, name: str) -> int:
    """What stood on the page; -1, which is nothing's number, when there was none."""
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER else -1
