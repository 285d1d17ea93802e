"""Pages about the award: the letters."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from openinhuur.flow import queries
from openinhuur.web.pages import file_response, page
from openinhuur.web.requests import Request


@page
def letters(request: Request, number: str) -> HttpResponse:
    """Who got which letter, and when?"""
    found = queries.letters_page(number, actor=request.actor, at=request.at)
    return render(request, "web/awards/letters.html", {"page": found})


@page
def letter(request: Request, letter_id: UUID) -> HttpResponse:
    """The letter itself."""
    return file_response(queries.letter_file(letter_id, actor=request.actor, at=request.at))
