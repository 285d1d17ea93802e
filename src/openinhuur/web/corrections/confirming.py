"""The page on which a supplier confirms its bids after a correction."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from openinhuur.bids import confirming
from openinhuur.flow.queries.confirmations import confirm_page
from openinhuur.web.forms import done
from openinhuur.web.pages import form_page
from openinhuur.web.requests import Request
from openinhuur.wording import formats, language

LONGEST_NUMBER = 5
NOBODYS = UUID(int=0)


@form_page
def confirm(request: Request, number: str) -> HttpResponse:
    """What changed since I bid, and does my bid still stand?"""
    if request.method == "POST":
        receipt = confirming.confirm(_bid(request), seen=_seen(request), actor=request.actor, at=request.at)
        said = _("Confirmed on %(moment)s, entry %(position)s of the journal. A copy comes by e-mail.") % {
            "moment": formats.exact(receipt.confirmed_at, language.current()),
            "position": receipt.journal_position,
        }
        return done(request, said, "web:confirm-bids", number)
    found = confirm_page(number, actor=request.actor, at=request.at)
    return render(request, "web/corrections/confirm.html", {"page": found})


def _bid(request: Request) -> UUID:
    """The bid whose button was pressed; none has this number when there was none."""
    try:
        return UUID(request.POST.get("bid", ""))
    except ValueError:
        return NOBODYS


def _seen(request: Request) -> int:
    """The newest correction that stood on the page; 0, which none has, when there was none."""
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < LONGEST_NUMBER else 0
