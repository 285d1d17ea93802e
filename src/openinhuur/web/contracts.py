"""Pages about the work: the agreement and its hours."""

from django.http import HttpResponse
from django.shortcuts import render

from openinhuur.flow import queries
from openinhuur.web.pages import page
from openinhuur.web.requests import Request


@page
def contract(request: Request, number: str) -> HttpResponse:
    """What was agreed, until when, and which hours were worked?"""
    found = queries.contract_page(number, actor=request.actor, at=request.at)
    return render(request, "web/contracts/contract.html", {"page": found})
