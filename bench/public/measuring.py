"""The public site under load: the product's own server processes, in turn with a bare view in the same processes."""

import hashlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "var" / "bench"
LAST: Final = ROOT / "bench" / "last.json"
VISITORS: Final = 16
PROCESSES: Final = 2
THREADS: Final = 4
SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "10"))
WARM: Final = SECONDS / 3
WARMING: Final = {"call": 1200, "search": 1000}
"""So often they are asked for before it counts: until each process has made the pages that are read, and most cards."""

LEAST: Final = {"list": 3.0, "call": 3.0, "search": 0.5}
"""So many times the requests a second of the bare view."""

SLOWEST: Final = {"search": 10.0}
"""So many times the median, at most, for 99 of 100."""


def main(console: Console) -> int:
    """Measure, show, keep the figures; how many are not reached."""
    os.environ["OPENINHUUR_VAR"] = str(FOLDER)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.public.settings"
    os.environ["OPENINHUUR_BENCH_STARTED"] = str(time.time())
    import django  # noqa: PLC0415 (the settings come first)

    django.setup()
    from openinhuur.cli.build import build  # noqa: PLC0415
    from openinhuur.installation import embedded  # noqa: PLC0415

    build()
    with embedded.running(FOLDER / "postgres") as sockets:
        numbers = _ready(console, sockets)
        with _serving() as port:
            return _show(console, _measure(port, numbers))


def _ready(console: Console, sockets: Path) -> list[str]:
    """The database with its calls, made at the first run and again when what makes it has changed."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from bench.public import data  # noqa: PLC0415
    from openinhuur.calls.models import Call  # noqa: PLC0415
    from openinhuur.installation import databases  # noqa: PLC0415

    made, kept = _fingerprint(), FOLDER / "made"
    if not kept.exists() or kept.read_text() != made:
        kept.unlink(missing_ok=True)
        with console.status(f"{data.OPEN:,} open calls and {data.CLOSED:,} closed ones are made"):
            databases.make(sockets, settings.DATABASES["default"]["NAME"], afresh=True)
            call_command("migrate", verbosity=0)
            data.fill()
            data.ready()
        kept.write_text(made)
    numbers = list(Call.objects.filter(closes_at__gt=data.NOW).values_list("number", flat=True)[:5000])
    connection.close()
    return numbers


def _fingerprint() -> str:
    made_by = [ROOT / "bench" / "public" / name for name in ("data.py", "words.py")]
    sources = [*made_by, *sorted((ROOT / "src" / "openinhuur").glob("*/migrations/*.py"))]
    return hashlib.sha256(b"".join(one.read_bytes() for one in sources)).hexdigest()


@contextmanager
def _serving() -> Generator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = f"-m granian --interface wsgi --port {port} --workers {PROCESSES} --blocking-threads {THREADS}"
    application = ["--log-level", "warning", "bench.public.wsgi:application"]
    server = subprocess.Popen([sys.executable, *command.split(), *application], cwd=ROOT)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            time.sleep(1)
            return
    raise TimeoutError("the server did not start")


def _measure(port: int, numbers: list[str]) -> dict[str, dict[str, float]]:
    from bench.public import addresses, load  # noqa: PLC0415

    streams = {
        "bare": addresses.bare(),
        "list": addresses.front(),
        "call": addresses.pages(numbers),
        "search": addresses.searches(int(time.time())),
    }
    found = {}
    for name, stream in streams.items():
        load.visit(port, stream, visitors=VISITORS, seconds=WARM, least=WARMING.get(name, 0))
        one = load.visit(port, stream, visitors=VISITORS, seconds=SECONDS)
        found[name] = {
            "per_second": round(one.per_second, 1),
            "median_ms": round(one.median * 1000, 2),
            "p99_ms": round(one.p99 * 1000, 2),
            "asking": round(one.asking, 2),
        }
    for one in found.values():
        one["ratio"] = round(one["per_second"] / found["bare"]["per_second"], 2)
    return found


def _show(console: Console, found: dict[str, dict[str, float]]) -> int:
    before = json.loads(LAST.read_text()) if LAST.exists() else {}
    table = Table("visitors", "a second", "times bare", "at least", "last run", "median", "p99", "client",
                  title=f"{VISITORS} visitors, {PROCESSES} processes of {THREADS} threads")  # fmt: skip
    missed = 0
    for name, one in found.items():
        is_reached = one["ratio"] >= LEAST.get(name, 0)
        is_even = one["p99_ms"] <= one["median_ms"] * SLOWEST.get(name, float("inf"))
        missed += not (is_reached and is_even)
        table.add_row(
            name,
            f"{one['per_second']:,.0f}",
            f"{one['ratio']:.2f}{'' if is_reached else '  under'}",
            f"{LEAST[name]:g}" if name in LEAST else "",
            f"{before[name]['ratio']:.2f}" if name in before else "",
            f"{one['median_ms']:.1f} ms",
            f"{one['p99_ms']:.1f} ms{'' if is_even else '  over'}",
            f"{one['asking']:.0%}",
        )
    console.print(table)
    LAST.write_text(json.dumps(found, indent=2) + "\n")
    return missed
