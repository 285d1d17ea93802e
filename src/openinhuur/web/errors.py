"""Pages for what could not be done: refusals of the rules, and the four errors of HTTP."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from openinhuur.domain.errors import Refusal
from openinhuur.wording import language, refusals
from openinhuur.wording.sentences import sentence


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a refusal: which rule, why, and what is possible. Why a file is not read has no status of its own."""
    status = refusals.STATUS.get(refusal.code, refusals.INVALID)
    return _page(request, status, sentence(refusal, language.current()))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's shape)
    """400."""
    return _page(request, 400, _("Your browser sent something we cannot read."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's shape)
    """403."""
    return _page(request, 403, str(refusals.TEXTS["not-allowed"]))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's shape)
    """403: the form was not one of ours, or it was too old."""
    return _page(request, 403, _("This form has expired. Go back, reload the page and send it again."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's shape)
    """404."""
    return _page(request, 404, str(refusals.TEXTS["not-found"]))


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django's shape)
    """500, with no database and no context: whatever broke may be broken here too."""
    return HttpResponse(render_to_string("web/broken.html"), status=500)


def _page(request: HttpRequest, status: int, why: str) -> HttpResponse:
    return render(request, "web/error.html", {"status": status, "why": why}, status=status)
