"""The post of the played case: e-mails that a real site would have sent."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from openinhuur.letters import queries as letters
from openinhuur.web.pages import page
from openinhuur.web.requests import Request


@page
def post(request: Request) -> HttpResponse:
    """Which e-mails were written last? In the demo only, where everybody may read everything."""
    if not settings.DEMO:
        raise Http404
    return render(request, "web/post.html", {"messages_written": letters.latest()})
