"""The one way a page is made: read only, refusals shown as pages, files sent as they are."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import NotAllowed
from openinhuur.flow import refused as attempts
from openinhuur.web.errors import refused
from openinhuur.web.requests import Request

P = ParamSpec("P")


class File(Protocol):
    """A document as a query returns it."""

    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def content(self) -> bytes: ...


def page(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view that only reads: GET and HEAD, and a refusal becomes its page."""
    return require_safe(_refusals_shown(view))


def form_page(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view with a form: GET shows it, POST calls one action; a refusal that is not about a field becomes a page."""
    return require_http_methods(["GET", "HEAD", "POST"])(_refusals_shown(view))


def action(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view that only does something: POST, and a refusal becomes its page."""
    return require_POST(_refusals_shown(view))


def file_response(file: File) -> HttpResponse:
    """A document to read in the browser; never kept by a cache, for it is somebody's own."""
    response = HttpResponse(file.content, content_type=file.media_type)
    name = content_disposition_header(as_attachment=False, filename=file.name)
    response.headers["Content-Disposition"] = name or "inline"
    add_never_cache_headers(response)
    return response


def _refusals_shown(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(cast("Request", request), *args, **kwargs)
        except Refusal as refusal:
            asked = cast("Request", request)
            attempts.note(refusal, actor=asked.actor, page=_asked_for(request), at=asked.at)
            may_help = isinstance(refusal, NotAllowed) and asked.actor.person_id is None and request.method == "GET"
            return redirect_to_login(request.get_full_path()) if may_help else refused(request, refusal)

    update_wrapper(shown, view)
    return shown


def _asked_for(request: HttpRequest) -> str:
    """The page by its name and numbers; never a secret that stands in an address."""
    found = request.resolver_match
    if found is None:
        return ""
    details = (f"{name}={value}" for name, value in found.kwargs.items() if name != "secret")
    return " ".join((found.view_name, *details))
