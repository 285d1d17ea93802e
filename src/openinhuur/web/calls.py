"""Pages about a call: the list, and the call itself."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from openinhuur.domain.search import parse
from openinhuur.flow import queries
from openinhuur.web import outlines
from openinhuur.web.kept_pages import keep
from openinhuur.web.nearby import address_of
from openinhuur.web.pages import page
from openinhuur.web.requests import Request
from openinhuur.web.searching import choices, searched


@page
def calls(request: Request) -> HttpResponse:
    """Which assignments are open?"""
    search = parse(request.GET)
    if request.META["QUERY_STRING"] != search.query():
        return HttpResponseRedirect(address_of(search))
    revision = getattr(request, "revision", None)
    found = queries.calls_found(search, at=request.at, revision=revision)
    keep(request, found.unchanged_until)
    shown = searched(found, choices(revision), at=request.at)
    return outlines.page(request, "web/calls/list.html", shown.flags, shown.texts)


@page
def call(request: Request, number: str) -> HttpResponse:
    """What is asked, when, and how will bids be judged?"""
    found = queries.call_page(number, actor=request.actor, at=request.at)
    keep(request, found.unchanged_until)
    return render(request, "web/calls/call.html", {"page": found, "tabs": found.tabs})
