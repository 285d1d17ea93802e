"""The storm, and what must be true after it."""

import os
import secrets
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table

from bench.storm import floor, load, servers
from bench.storm.load import Answer, Submission

if TYPE_CHECKING:
    from bench.storm.data import Written
    from bench.storm.truth import Found

BIDS: Final = 1000
CV_BYTES: Final = 1 << 20
CONNECTIONS: Final = 32
WARM: Final = 100
AT_THE_DEADLINE: Final = 100
"""So many of the last are sent around the moment of closing: half of them before it."""

APART_S: Final = 0.02
DOUBLES: Final = 100
LEAST: Final = 0.5
"""Times what the floor takes in per second."""

SLOWEST: Final = 5.0
"""Times the p99 of the floor, at most."""

TOKEN: Final = "c" * 32
BOUNDARY: Final = "a-storm-is-coming"


@dataclass(frozen=True, slots=True)
class Speed:
    """What came out of sending many: per second, and seconds of waiting."""

    per_second: float
    p50: float
    p99: float

    @classmethod
    def of(cls, *runs: Sequence[Answer]) -> "Speed":
        """Each from the first that began to the last that was answered."""
        waited = [one.came_at - one.began_at for answers in runs for one in answers]
        over = sum(max(one.came_at for one in run) - min(one.began_at for one in run) for run in runs)
        return cls(len(waited) / over, median(waited), quantiles(waited, n=100)[98])


def main(console: Console) -> int:
    """Measure and show; how much is not as it must be."""
    os.environ["OPENINHUUR_VAR"] = str(servers.FOLDER)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.storm.settings"
    import django  # noqa: PLC0415 (the settings come first)

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from bench.storm import data  # noqa: PLC0415
    from openinhuur.cli.build import build  # noqa: PLC0415
    from openinhuur.installation import databases, embedded, env  # noqa: PLC0415

    build()
    env.kept_secret(env.var_folder() / "vault.key")
    with _emptied(Path(settings.SEALED_FOLDER)), embedded.running(servers.DATABASE) as sockets:
        databases.make(sockets, str(settings.DATABASES["default"]["NAME"]), afresh=True)
        call_command("migrate", verbosity=0)
        data.fill()
        data.vacuum()
        before = _floor()
        with servers.serving("wsgi", "bench.storm.wsgi:application") as (port, server):
            wrong = _storm(console, port, before)
            wrong += _with_kills(console, port, server)
            return wrong + _doubles(console, port)


@contextmanager
def _emptied(folder: Path) -> Generator[None]:
    """Gigabytes of bids: nothing is left of them, nor of a run before that was broken off."""
    rmtree(folder, ignore_errors=True)
    yield
    rmtree(folder)


def _floor() -> list[Answer]:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(floor.TABLE)
    parameters = connection.get_connection_params()
    os.environ[floor.DATABASE] = " ".join(f"{key}={parameters[key]}" for key in ("host", "port", "dbname", "user"))
    bodies = [Submission(str(one), floor.ADDRESS, "", "application/octet-stream", _cv()) for one in range(BIDS + WARM)]
    with TemporaryDirectory(dir=servers.FOLDER) as folder:
        os.environ[floor.FOLDER] = folder
        with servers.serving("asgi", "bench.storm.floor:application") as (port, _):
            load.post(port, bodies[:WARM], connections=CONNECTIONS)
            return load.post(port, bodies[WARM:], connections=CONNECTIONS)


def _storm(console: Console, port: int, before: Sequence[Answer]) -> int:
    from bench.storm import data, truth  # noqa: PLC0415

    warm = data.write(data.publish("W"))
    load.post(port, _submissions(warm[:WARM]), connections=CONNECTIONS)
    numbers = data.publish("S")
    bids = _submissions(data.write(numbers))
    data.vacuum()
    closes_at = datetime.now(UTC) + timedelta(seconds=12 * BIDS / Speed.of(before).per_second + 10)
    data.close_at(numbers, closes_at)
    answers = load.post(port, bids[:-AT_THE_DEADLINE], connections=CONNECTIONS)
    speed = Speed.of(answers)
    answers += _around(port, bids[-AT_THE_DEADLINE:], closes_at.timestamp())
    found = truth.after(numbers, answers, closes_at=closes_at)
    least = Speed.of(before, _floor())  # no machine is equally fast all the time: the bids stand between the two
    table = Table("", "a second", "p50", "p99", title=f"{BIDS} bids with a CV of 1 MB on {data.CALLS} calls")
    for name, one in (("floor", least), ("bids", speed)):
        table.add_row(name, f"{one.per_second:.0f}", f"{one.p50 * 1000:.0f} ms", f"{one.p99 * 1000:.0f} ms")
    taken, slow = speed.per_second / least.per_second, speed.p99 / least.p99
    table.add_row("ratio", f"{taken:.2f} (at least {LEAST:g})", "", f"{slow:.1f} (at most {SLOWEST:g})")
    console.print(table)
    _say(console, "the storm", found)
    return (taken < LEAST) + (slow > SLOWEST) + found.wrong


def _with_kills(console: Console, port: int, server: int) -> int:
    from django.db import connection  # noqa: PLC0415

    from bench.storm import data, truth  # noqa: PLC0415
    from openinhuur.installation import embedded  # noqa: PLC0415

    numbers = data.publish("K")
    bids = _submissions(data.write(numbers))
    connection.close()
    connection.close_pool()  # which would give this process connections of before
    answers: list[Answer] = []
    sending = threading.Thread(
        daemon=True, target=lambda: answers.extend(load.post(port, bids, connections=CONNECTIONS, again=True))
    )
    sending.start()
    time.sleep(3)
    servers.kill_a_worker(server)
    time.sleep(3)
    servers.stop_the_database()
    with embedded.running(servers.DATABASE):  # it starts again, on what is left
        sending.join()
    found = truth.after(numbers, answers, closes_at=None)
    _say(console, "a web process killed, and the database restarted", found)
    return found.wrong


def _doubles(console: Console, port: int) -> int:
    from bench.storm import data, truth  # noqa: PLC0415

    numbers = data.publish("D")
    bids = _submissions(data.write(numbers)[:DOUBLES])
    answers = load.post(port, [one for one in bids for _ in range(2)], connections=CONNECTIONS)
    found = truth.after(numbers, answers, closes_at=None)
    _say(console, f"{DOUBLES} bids, each posted twice at the same moment", found)
    return found.wrong + (found.stored != DOUBLES)


def _around(port: int, bids: Sequence[Submission], closes_at: float) -> list[Answer]:
    """The last ones, a little apart, half of them before the deadline and half of them after it."""
    answers: list[Answer] = []

    def send(one: Submission, moment: float) -> None:
        time.sleep(max(0.0, moment - time.time()))
        answers.extend(load.post(port, [one], connections=1))

    first = closes_at - APART_S * len(bids) / 2
    threads = [threading.Thread(target=send, args=(one, first + APART_S * place)) for place, one in enumerate(bids)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return answers


def _submissions(written: "Sequence[Written]") -> list[Submission]:
    """What a browser sends from the page on which a bid is looked at, with another CV."""
    from django.conf import settings  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return [
        Submission(
            key=one.draft,
            address=reverse("web:bid", args=[one.draft]),
            cookie=f"{settings.SESSION_COOKIE_NAME}={one.session}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            kind=kind,
            body=_body(one),
        )
        for one in written
    ]


def _body(one: "Written") -> bytes:
    fields = {"csrfmiddlewaretoken": TOKEN, "version": str(one.version), "correction": "0"}
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    file = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="cv"; filename="cv.pdf"\r\n\r\n'.encode()
    end = f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="whole"\r\n\r\n1\r\n--{BOUNDARY}--\r\n'
    return b"".join([*parts, file, _cv(), end.encode()])


def _cv() -> bytes:
    return b"%PDF-1.7\n" + secrets.token_bytes(CV_BYTES)


def _say(console: Console, what: str, found: "Found") -> None:
    console.print(f"[bold]{what}[/bold]: {found}")
    for one in found.problems:
        console.print(f"  [red]{one}[/red]")
