"""Pages about a call: the list, and the call itself."""

from django.http import HttpResponse
from django.shortcuts import render

from openinhuur.flow import queries
from openinhuur.web.pages import page
from openinhuur.web.requests import Request


@page
def calls(request: Request) -> HttpResponse:
    """Which assignments are open?"""
    rows = queries.calls_list(actor=request.actor, at=request.at)
    return render(request, "web/calls/list.html", {"rows": rows})


@page
def call(request: Request, number: str) -> HttpResponse:
    """What is asked, when, and how will bids be judged?"""
    found = queries.call_page(number, actor=request.actor, at=request.at)
    return render(request, "web/calls/call.html", {"page": found, "tabs": found.tabs})
