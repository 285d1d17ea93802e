"""The CV of a bid: by itself, for a second screen, and the pictures of its pages."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from openinhuur.flow.queries import cv as queries
from openinhuur.web.pages import page
from openinhuur.web.requests import Request

KEPT: Final = f"private, immutable, max-age={round(queries.KEPT_FOR / timedelta(seconds=1))}"


@page
def cv(request: Request, bid_id: UUID) -> HttpResponse:
    """What does the CV say, and where does it say this?"""
    found = queries.cv_page(bid_id, actor=request.actor, at=request.at, sought=request.GET.get("q", ""))
    return render(request, "web/judging/cv-alone.html", {"page": found})


@page
def picture(request: Request, address: str) -> HttpResponse:
    """A page of a CV. The browser of this one reader keeps it a while; nothing in between does."""
    found = queries.page_picture(address, actor=request.actor, at=request.at)
    response = HttpResponse(found.content, content_type=found.media_type)
    response.headers["Cache-Control"] = KEPT
    return response
