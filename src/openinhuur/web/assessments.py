"""Pages about judging: how far every bid came, the points, the interviews."""

from django.http import HttpResponse
from django.shortcuts import render

from openinhuur.flow import queries
from openinhuur.web.pages import page
from openinhuur.web.requests import Request


@page
def progress(request: Request, number: str) -> HttpResponse:
    """How many bids are left after each step, and why did the others stop?"""
    found = queries.progress_page(number, actor=request.actor, at=request.at)
    return render(request, "web/assessments/progress.html", {"page": found})


@page
def matrix(request: Request, number: str) -> HttpResponse:
    """Who has how many points, and where is the cut?"""
    found = queries.matrix_page(number, actor=request.actor, at=request.at)
    return render(request, "web/assessments/matrix.html", {"page": found})


@page
def interviews(request: Request, number: str) -> HttpResponse:
    """Who was invited, why, and how did they do?"""
    found = queries.interviews_page(number, actor=request.actor, at=request.at)
    return render(request, "web/assessments/interviews.html", {"page": found})
