"""The outbox of a desk: what was sent to whom, what did not arrive, and doing something about it."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from openinhuur.letters import mending
from openinhuur.letters import queries as letters
from openinhuur.letters.states import State
from openinhuur.web.forms import done
from openinhuur.web.pages import action, page
from openinhuur.web.requests import Request

LONGEST_ABOUT: Final = 100
LONGEST_NUMBER: Final = 6


@page
def outbox(request: Request) -> HttpResponse:
    """What was sent, to whom, and did it arrive?"""
    asked, about, number = (request.GET.get(name, "").strip() for name in ("state", "about", "page"))
    wanted = int(number[:LONGEST_NUMBER]) if number.isdecimal() else 1
    found = letters.outbox_page(
        actor=request.actor,
        in_state=State(asked) if asked in set(State) else None,
        about=about[:LONGEST_ABOUT] if about.isprintable() else "",
        number=max(wanted, 1),
    )
    states = [(one, found.counts.get(one, 0)) for one in State]
    return render(request, "web/letters/outbox.html", {"page": found, "states": states})


@page
def message(request: Request, message_id: UUID) -> HttpResponse:
    """What did this e-mail say, and how did its sending go?"""
    return render(request, "web/letters/message.html", {"page": letters.mail_page(message_id, actor=request.actor)})


@action
def send_again(request: Request, message_id: UUID) -> HttpResponse:
    """Send an e-mail that did not arrive once more."""
    mending.send_again(message_id, actor=request.actor, at=request.at)
    return done(request, _("The e-mail is on its way again."), "web:outbox-message", message_id)


@action
def see_to(request: Request, message_id: UUID) -> HttpResponse:
    """Take an e-mail that did not arrive off the work list."""
    mending.see_to(message_id, actor=request.actor, at=request.at)
    return done(request, _("The e-mail is off the work list."), "web:outbox-message", message_id)
