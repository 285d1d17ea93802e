"""What the public pages give away: calendar, feed, paper and card, of one call or of a search.

The answer is the same for everybody, whoever asks, so a draft is not there, not even for who writes it.
"""

from dataclasses import replace
from typing import Final

from django.http import HttpResponse
from django.urls import reverse

from openinhuur.domain.roles import ANYONE
from openinhuur.domain.search import Search, Sort, parse
from openinhuur.flow import queries
from openinhuur.opendata import atom, calendar, card, pdf
from openinhuur.web import facts
from openinhuur.web.absolute import absolute, links
from openinhuur.web.given import given
from openinhuur.web.pages import page
from openinhuur.web.requests import Request
from openinhuur.wording import codes, language
from openinhuur.wording.searches import described

IN_A_FEED: Final = 100
IN_A_CALENDAR: Final = 250
AN_HOUR: Final = 60 * 60


@page
def call_calendar(request: Request, number: str) -> HttpResponse:
    """When is what?"""
    found = queries.agenda(number, at=request.at)
    body = calendar.of_call(found, where=links, language=language.current())
    return given(request, lambda: body, of=body, media_type=calendar.MEDIA_TYPE, name=f"{number}.ics",
                 changed_at=found.changed_at)  # fmt: skip


@page
def call_pdf(request: Request, number: str) -> HttpResponse:
    """All of the call's page, to keep."""
    changed_at = queries.agenda(number, at=request.at).changed_at
    found = queries.call_page(number, actor=ANYONE, at=request.at)
    questions = queries.questions_page(number, actor=ANYONE, at=request.at).questions
    named = [(str(codes.words(one.code, "fact")), facts.worded(one)) for one in found.terms]
    said = pdf.words(found, facts=named, questions=questions, links=links(number), language=language.current(),
                     changed_at=changed_at)  # fmt: skip
    return given(request, lambda: pdf.made(said, at=changed_at), of=said, media_type=pdf.MEDIA_TYPE,
                 name=f"{number}.pdf", changed_at=changed_at)  # fmt: skip


@page
def call_card(request: Request, number: str) -> HttpResponse:
    """The picture that goes with a link to the call."""
    found = queries.agenda(number, at=request.at)
    said = card.words(found, language=language.current())
    return given(request, lambda: card.made(said), of=said, media_type=card.MEDIA_TYPE, name=f"{number}.png",
                 changed_at=found.changed_at, max_age=AN_HOUR)  # fmt: skip


@page
def calls_feed(request: Request) -> HttpResponse:
    """What is new in this search?"""
    search = replace(parse(request.GET).first(), sort=Sort.NEWEST)
    rows = queries.calls_listed(search, at=request.at, most=IN_A_FEED)
    changes = {one.number: one.changed_at for one in queries.agendas([row.number for row in rows], at=request.at)}
    body = atom.feed(
        rows,
        title=_title(search),
        here=_this_search(request, "web:calls-feed"),
        page=_this_search(request, "web:calls"),
        where=links,
        changes=changes,
        language=language.current(),
        at=request.at,
    )
    return given(request, lambda: body, of=body, media_type=atom.MEDIA_TYPE, name="feed.atom")


@page
def calls_calendar(request: Request) -> HttpResponse:
    """When is what, of everything in this search?"""
    search = parse(request.GET).first()
    rows = queries.calls_listed(search, at=request.at, most=IN_A_CALENDAR)
    found = queries.agendas([row.number for row in rows], at=request.at)
    body = calendar.of_search(found, title=_title(search), where=links, language=language.current())
    return given(request, lambda: body, of=body, media_type=calendar.MEDIA_TYPE, name="calendar.ics")


def _title(search: Search) -> str:
    return f"Open Inhuur: {described(search, buyer=queries.buyer_name(search.buyer))}"


def _this_search(request: Request, name: str) -> str:
    asked = parse(request.GET).first().query()
    return absolute(reverse(name)) + (f"?{asked}" if asked else "")
