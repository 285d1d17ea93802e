"""The first page after signing in: what waits for me? One address, one page per kind of reader."""

from typing import Final

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render

from openinhuur.domain.roles import Role
from openinhuur.flow import queries
from openinhuur.web.pages import page
from openinhuur.web.requests import Request

READERS: Final = (
    (Role.SUPPLIER, queries.supplier_work, "web/work/supplier.html"),
    (Role.DESK, queries.desk_work, "web/work/desk.html"),
    (Role.BUYER, queries.buyer_work, "web/work/buyer.html"),
    (Role.INTERVIEWER, queries.buyer_work, "web/work/buyer.html"),
    (Role.AUDITOR, queries.auditor_work, "web/work/auditor.html"),
    (Role.ADMINISTRATOR, queries.house_work, "web/work/house.html"),
    (Role.ORGANISATION_ADMINISTRATOR, queries.organisation_work, "web/work/organisation.html"),
)
"""Who has several roles gets the page of the first."""


@page
def work(request: Request) -> HttpResponse:
    """What waits for me, and what comes first?"""
    if request.actor.person_id is None:
        return redirect_to_login(request.get_full_path())
    for role, found, template in READERS:
        if request.actor.has(role):
            return render(request, template, {"page": found(actor=request.actor, at=request.at)})
    return render(request, "web/work/nobody.html")
