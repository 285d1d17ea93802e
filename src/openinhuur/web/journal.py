"""The page of the journal."""

from django.http import HttpResponse
from django.shortcuts import render

from openinhuur.flow import queries
from openinhuur.web.pages import page
from openinhuur.web.requests import Request


@page
def journal(request: Request) -> HttpResponse:
    """What was done, by whom, and is the record whole?"""
    number, before = request.GET.get("call", ""), request.GET.get("before", "")
    found = queries.journal_page(
        actor=request.actor,
        at=request.at,
        number=number if number and number.isprintable() else None,
        before=int(before) if before.isdecimal() else None,
    )
    return render(request, "web/journal.html", {"page": found, "number": number})
