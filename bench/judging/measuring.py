"""What stands behind the overview of 500 judged bids, against a bare view that fetches and prints the same cells."""

import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from rich.console import Console

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "var" / "bench"
DATABASE: Final = "bench_judging"
ROUNDS: Final = 9
MOST_TIMES: Final = 2.0
MOST_QUERIES: Final = 30
PAGE: Final = """<table>{% for row in rows %}<tr><td>{{ row.bid__supplier__name }}</td>
<td>{{ row.bid__offer__candidate__name }}</td><td>{{ row.criterion__number }}</td><td>{{ row.by__name }}</td>
<td>{{ row.points }}</td><td>{{ row.reason }}</td></tr>{% endfor %}</table>"""
COLUMNS: Final = (
    "bid__supplier__name", "bid__offer__candidate__name", "criterion__number", "by__name", "points", "reason",
)  # fmt: skip


def main(console: Console) -> int:
    """Measure and show; how many figures are not reached."""
    os.environ.setdefault("OPENINHUUR_VAR", str(FOLDER))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.public.settings")
    import django  # noqa: PLC0415 (the settings come first)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from bench.judging import data, picture  # noqa: PLC0415
    from openinhuur.installation import databases, embedded  # noqa: PLC0415

    with embedded.running(FOLDER / "postgres") as sockets:
        before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], DATABASE
        databases.make(sockets, DATABASE, afresh=True)
        call_command("migrate", verbosity=0)
        reader = data.fill()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
        over = _measure(console, _overview(reader), _bare()) + picture.measure(console, reader)
        connection.close()
        connection.settings_dict["NAME"] = before
    return over


def _overview(reader: object) -> Callable[[], object]:
    from bench.judging.data import AT, NUMBER  # noqa: PLC0415
    from openinhuur.domain.roles import Actor  # noqa: PLC0415
    from openinhuur.flow import queries  # noqa: PLC0415

    assert isinstance(reader, Actor)  # noqa: S101 (made by `data.fill`)
    return lambda: queries.matrix_page(NUMBER, actor=reader, at=AT)


def _bare() -> Callable[[], object]:
    from django.template import engines  # noqa: PLC0415

    from openinhuur.assessments.models import AssessorScore  # noqa: PLC0415

    template = engines["django"].from_string(PAGE)  # type: ignore[attr-defined] # Django's own engine
    return lambda: template.render({"rows": AssessorScore.objects.order_by("bid", "criterion").values(*COLUMNS)})


def _measure(console: Console, overview: Callable[[], object], bare: Callable[[], object]) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        overview()
    bare()
    times = [(_seconds(overview), _seconds(bare)) for _ in range(ROUNDS)]
    time, floor = median(one for one, _ in times), median(one for _, one in times)
    console.print(
        f"overview of 500 bids × 6 criteria × 2 assessors: {time * 1000:.1f} ms, {len(asked)} queries "
        f"(at most {MOST_QUERIES}); bare view: {floor * 1000:.1f} ms; ratio {time / floor:.2f} (at most {MOST_TIMES:g})"
    )
    return (time / floor > MOST_TIMES) + (len(asked) > MOST_QUERIES)


def _seconds(what: Callable[[], object]) -> float:
    started = perf_counter()
    what()
    return perf_counter() - started
