"""The one way a page is made: read only, refusals shown as pages, files sent as they are."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, Protocol, cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from openinhuur.domain.errors import Refusal
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

    @require_safe
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(cast("Request", request), *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)

    update_wrapper(shown, view)
    return shown


def file_response(file: File) -> HttpResponse:
    """A document to read in the browser; never kept by a cache, for it is somebody's own."""
    response = HttpResponse(file.content, content_type=file.media_type)
    name = content_disposition_header(as_attachment=False, filename=file.name)
    response.headers["Content-Disposition"] = name or "inline"
    add_never_cache_headers(response)
    return response
