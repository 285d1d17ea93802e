"""The one way in which something public is given away: with its name, its age, and "nothing new" for who has it."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, http_date, quote_etag


def given(
    request: HttpRequest,
    made: Callable[[], bytes],
    *,
    of: object,
    media_type: str,
    name: str,
    changed_at: datetime | None = None,
    max_age: int = 0,
) -> HttpResponse:
    """What was asked for, or 304 when the reader has it already: then it is not even made.

    Every cache may keep it. With ``max_age`` 0 it asks each time whether it is still the same.

    Args:
        of: all that it is made of, as something whose ``repr`` says everything.
        changed_at: when that last changed; not of a search, which changes also when something drops out of it.
    """
    tag = quote_etag(hashlib.sha256(repr(of).encode("utf-8", "surrogatepass")).hexdigest())
    modified = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag=tag, last_modified=modified)
    if response is None:
        response = HttpResponse(made(), content_type=media_type)
        shown = content_disposition_header(as_attachment=False, filename=name)
        response.headers["Content-Disposition"] = shown or "inline"
    response.headers["ETag"] = tag
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified)
    patch_cache_control(response, public=True, **({"max_age": max_age} if max_age else {"no_cache": True}))
    return response
