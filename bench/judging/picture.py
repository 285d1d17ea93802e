"""The next page of a CV, as its address sends it, against reading the prepared picture from the store."""

import secrets
from itertools import cycle
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final, cast

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable

    from openinhuur.domain.roles import Actor
    from openinhuur.web.requests import Request

PAGES: Final = 50
BYTES: Final = 120_000
"""Of a page of text, drawn at 150 dots per inch."""
TIMES: Final = 400
MOST_TIMES: Final = 1.2


def measure(console: Console, reader: "Actor") -> int:
    """Measure and show; 1 when it takes too long."""
    from openinhuur.documents.models import PreparedPage  # noqa: PLC0415 (needs Django to be set up)

    keys = _pages()
    asked, read = cycle(_asked_for(keys, reader)), cycle(keys)

    def floor() -> object:
        return bytes(PreparedPage.objects.values_list("content", flat=True).get(pk=next(read)))

    def timed() -> object:
        return next(asked)()

    timed(), floor()
    times = [(_seconds(timed), _seconds(floor)) for _ in range(TIMES)]
    time, least = median(one for one, _ in times), median(one for _, one in times)
    console.print(
        f"the next page of a CV: {time * 1000:.2f} ms; reading it from the store: {least * 1000:.2f} ms; "
        f"ratio {time / least:.2f} (at most {MOST_TIMES:g})"
    )
    return time / least > MOST_TIMES


def _pages() -> list[int]:
    from bench.judging.data import AT  # noqa: PLC0415
    from openinhuur.documents.actions import keep  # noqa: PLC0415
    from openinhuur.documents.models import PreparedPage  # noqa: PLC0415

    cv = keep(b"-", name="cv.pdf", media_type="application/pdf", at=AT, pages=PAGES)
    kept = PreparedPage.objects.bulk_create(
        PreparedPage(document=cv, number=number, width=1240, height=1754, content=secrets.token_bytes(BYTES))
        for number in range(1, PAGES + 1)
    )
    return [one.pk for one in kept]


def _asked_for(keys: list[int], reader: "Actor") -> "list[Callable[[], object]]":
    """Each picture as a request that came past the middleware, which every page has in common."""
    from django.test import RequestFactory  # noqa: PLC0415

    from bench.judging.data import AT  # noqa: PLC0415
    from openinhuur.documents.models import PreparedPage  # noqa: PLC0415
    from openinhuur.flow.queries.cv import address_of  # noqa: PLC0415
    from openinhuur.web.judging.cv import picture  # noqa: PLC0415

    def request(key: int) -> "Callable[[], object]":
        made = cast("Request", RequestFactory().get("/"))
        made.actor, made.at = reader, AT
        address = address_of(PreparedPage(pk=key), actor=reader, at=AT)
        return lambda: picture(made, address=address)

    return [request(key) for key in keys]


def _seconds(what: "Callable[[], object]") -> float:
    started = perf_counter()
    what()
    return perf_counter() - started
