"""When the last byte of a request had arrived (R8), and uploads that never touch the disk.

`request.at` is read when a request begins. What a bid's deadline asks is when it had arrived whole: the body is read to
its end first, and then the clock. How busy the server is must not matter, so that is done before a request waits for
its turn (`received_first`). A form with a file ends with a field named ``whole``: where that is missing the sending
broke off, and what did come is not taken for what was sent.
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from openinhuur.documents.refusals import MAX_BYTES, DocumentTooBig
from openinhuur.domain.bid_draft import UploadBroken
from openinhuur.wording import language
from openinhuur.wording.sentences import sentence

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LARGEST_BODY: Final = MAX_BYTES + 2**20
"""A file of the largest size, with the fields beside it."""
TOO_LARGE: Final = 413
END: Final = "whole"
RECEIVED_AT: Final = "openinhuur.received_at"
AT_ONCE: Final = 4
"""So many requests each server process works on at the same moment: as many as it has connections to the database."""


def received_first(application: "WSGIApplication", *, at_once: int) -> "WSGIApplication":
    """Receive a body whole, and note when that was, before a request waits for its turn.

    A thread that waits for bytes costs next to nothing: a server has many of them, and slow senders hold up nobody.

    Args:
        at_once: so many requests are worked on at the same moment.
    """
    now = import_string(settings.CLOCK)
    turns = Turns(at_once)

    def received(environ: dict[str, Any], start_response: Any) -> Any:
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and 0 < int(length) <= LARGEST_BODY:
            environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(length)))
            environ[RECEIVED_AT] = now()
        with turns:
            return application(environ, start_response)

    return received


class Turns:
    """So many at once, and whoever came first goes first: a turn is handed to who waits longest."""

    def __init__(self, at_once: int) -> None:
        self._free, self._waiting, self._lock = at_once, deque[Lock](), Lock()

    def __enter__(self) -> None:
        """Wait for a turn."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()  # until it is handed over

    def __exit__(self, *_: object) -> None:
        """Hand it over."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


def whole(request: HttpRequest) -> datetime:
    """The moment at which all of a form had arrived.

    Raises:
        UploadBroken: it had not.
    """
    is_whole = END in request.POST  # which reads to the end
    received_at: datetime = request.META.get(RECEIVED_AT) or import_string(settings.CLOCK)()
    if not is_whole:
        raise UploadBroken(field="cv")
    return received_at


def small_enough(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a body that is larger than anything here may be by what it says of itself, before it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= LARGEST_BODY:
            return get_response(request)
        why = sentence(DocumentTooBig(limit_mb=MAX_BYTES // 2**20), language.current())
        return render(request, "web/error.html", {"status": TOO_LARGE, "why": why}, status=TOO_LARGE)

    return middleware


class InMemory(MemoryFileUploadHandler):
    """Keeps what is uploaded in memory, whatever its size: in clear, nothing of it is written to a disk.

    Of a file that is larger than is ever read, only so much is kept that this shows.
    """

    chunk_size = LARGEST_BODY

    def handle_raw_input(self, *_: Any, **__: Any) -> None:
        """Whatever the size of the body."""
        self.activated = True
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece, unless there is too much already."""
        if self.kept <= MAX_BYTES:
            self.kept += len(raw_data)
            return super().receive_data_chunk(raw_data, start)
        return None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Each file counts apart."""
        self.kept = 0
        super().new_file(*args, **kwargs)
