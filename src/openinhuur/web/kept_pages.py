"""Whole pages for visitors, kept in the memory of this server process: outermost, so that a hit costs one small query.

A page is kept for as long as it is exactly what would be made anew: until something happened that can change a public
page (`journal.queries.public_revision`, the same for all processes), or the clock changes it (`keep`).
"""

import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Final, cast

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from openinhuur.journal.queries import public_revision

if TYPE_CHECKING:
    from openinhuur.web.requests import Request

LONGEST_QUERY: Final = 1000
FOR_ITSELF: Final = 1000
"""What keeping a page costs beside its words, about."""

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was sent, and the half-open period in which the clock does not change it."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    kept_from: datetime
    kept_until: datetime

    @property
    def size(self) -> int:
        """How much of the memory it takes."""
        return len(self.body) + sum(sys.getsizeof(said) for one in self.headers for said in one) + FOR_ITSELF


class Memory:
    """Pages of one revision; when there is no room, what was not asked for longest goes."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._revision = ""
        self._size = 0
        self._lock = Lock()

    def get(self, revision: str, key: Key, *, at: datetime) -> Kept | None:
        """The page, if it is of this revision and of this moment."""
        with self._lock:
            page = self._pages.get(key) if revision == self._revision else None
            if page is None or not page.kept_from <= at < page.kept_until:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, revision: str, key: Key, page: Kept, *, room: int) -> None:
        """Keep it, in so many bytes for all pages together."""
        if page.size > room:
            return
        with self._lock:
            if revision != self._revision:
                self._pages.clear()
                self._revision, self._size = revision, 0
            before = self._pages.pop(key, None)
            self._size += page.size - (before.size if before else 0)
            self._pages[key] = page
            while self._size > room:
                self._size -= self._pages.popitem(last=False)[1].size


def keep(request: "Request", until: datetime) -> None:
    """Say of the page that answers this request that everybody may get it, until the clock changes it."""
    request.kept_until = until


def whole_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer from memory where that is exactly what the views would say."""
    now, memory = import_string(settings.CLOCK), Memory()

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _is_of_a_visitor(request):
            return get_response(request)
        try:
            revision = public_revision()  # before the page is made: what happens meanwhile makes it new, not old
        except DatabaseError:
            return get_response(request)
        cast("Request", request).revision = revision
        key = _key(request)
        if kept := memory.get(revision, key, at=now()):
            return HttpResponse(kept.body, headers=dict(kept.headers))
        response = get_response(request)
        if page := _to_keep(cast("Request", request), response):
            memory.put(revision, key, page, room=settings.PAGES_IN_MEMORY)
        return response

    return middleware


def _is_of_a_visitor(request: HttpRequest) -> bool:
    """Who only reads, and whom nothing is kept for: other cookies are not ours, and no page looks at them."""
    own = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    return (
        settings.PAGES_IN_MEMORY > 0
        and request.method == "GET"
        and not request.path_info.startswith(settings.STATIC_URL)
        and len(request.META["QUERY_STRING"]) <= LONGEST_QUERY
        and own.isdisjoint(request.COOKIES)
    )


def _key(request: HttpRequest) -> Key:
    """All of a request that a kept page depends on. The language is in the path; a host that is not ours is refused
    inside, so under its name there is nothing."""
    return (
        request.scheme or "",
        request.META.get("HTTP_HOST", ""),
        request.path_info,
        request.META["QUERY_STRING"],
    )


def _to_keep(request: "Request", response: HttpResponse) -> Kept | None:
    until = getattr(request, "kept_until", None)
    is_plain = response.status_code == 200 and not response.streaming and not response.cookies
    if until is None or not is_plain or request.user.is_authenticated:
        return None
    return Kept(response.content, tuple(response.items()), request.at, until)
