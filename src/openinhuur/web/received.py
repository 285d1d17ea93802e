"""When the last byte of a request had arrived (R8), and uploads that never touch the disk.

`request.at` is read when a request begins. What a bid's deadline asks is when it had arrived whole: the body is read to
its end first, and then the clock. How busy the server is must not matter, so that is done before a request waits for
its turn (`received_first`). A form with a file ends with a field named ``whole``: where that is missing the sending
broke off, and what did come is not taken for what was sent.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.module_loading import import_string
from multipart import MultipartError, MultipartSegment, ParserLimitReached, PushMultipartParser

from openinhuur.documents.refusals import MAX_BYTES, DocumentTooBig
from openinhuur.domain.bid_draft import UploadBroken
from openinhuur.installation.turns import Turns
from openinhuur.wording import language
from openinhuur.wording.sentences import sentence

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    Files = MultiValueDict[str, UploadedFile[Any]]

LARGEST_BODY: Final = MAX_BYTES + 2**20
"""A file of the largest size, with the fields beside it."""
TOO_LARGE: Final = 413
END: Final = "whole"
MOST_PARTS: Final = 1000
RECEIVED_AT: Final = "openinhuur.received_at"


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


class InMemory(FileUploadHandler):
    """Reads a form with files in memory, whatever its size: in clear, nothing of it is written to a disk.

    Django's own parser copies a file ten times over; this is `multipart`, and the body is there already.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: ARG002, N803 (Django's shape)
        content_length: int,
        boundary: Any,  # bytes, whatever the types of Django say
        encoding: str | None = None,
    ) -> "tuple[QueryDict, Files]":
        """All fields and files of a form.

        Raises:
            MultiPartParserError: it is not one. TooManyFieldsSent: more parts than any form here has.
        """
        fields = QueryDict(mutable=True, encoding=encoding)
        files: Files = MultiValueDict()
        try:
            for part, content in _parts(input_data.read(content_length), boundary):
                if part.filename is None:
                    fields.appendlist(part.name or "", content.decode(encoding or "utf-8", "replace"))
                elif name := _file_name(part.filename):
                    file = InMemoryUploadedFile(
                        BytesIO(content), part.name, name, part.content_type, len(content), part.charset
                    )
                    files.appendlist(part.name or "", file)
        except ParserLimitReached:
            raise TooManyFieldsSent("too many parts, or too long a header") from None
        except MultipartError as error:
            raise MultiPartParserError(str(error)) from None
        fields._mutable = False  # as Django's own parser does
        return fields, files


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[MultipartSegment, bytes]]:
    """Each part that is there whole, with what is in it; of a body that broke off, those before that."""
    parser = PushMultipartParser(boundary, max_segment_count=MOST_PARTS)
    pieces: list[bytes] = []
    part: MultipartSegment | None = None
    for event in parser.parse(body) if body else ():
        if isinstance(event, MultipartSegment):
            part, pieces = event, []
        elif event is not None:
            pieces.append(bytes(event))
        elif part is not None:
            yield part, pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _file_name(said: str) -> str:
    """Its last part, as it may be shown; empty: no file was chosen, or its name is none."""
    name = "".join(one for one in said.replace("\\", "/").rpartition("/")[2] if one.isprintable())
    return "" if name in {".", ".."} else name
