"""The demo as its user runs it: it plays, shows the figures, serves, stops on Ctrl-C, and can be run again."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest

from openinhuur.installation import databases, embedded
from tests.cli.test_refusals import COMMAND, assert_refused, run

FIGURES = (
    "72 punten", "€ 108,50", "€ 110,00", "maandag 27 juli 2026, 24.00 uur", "ZTM-30534",
    "15.840,00", "3.326,40", "19.166,40", "4.791,60", "14.374,80", "324,00", "68,04", "392,04",
)  # fmt: skip


@pytest.fixture
def own_database(tmp_path: Path) -> Generator[str]:
    """The address of an empty PostgreSQL database of one's own."""
    with embedded.running(tmp_path / "own", forgetful=True) as sockets:
        databases.make(sockets, "eigen", afresh=False)
        yield f"postgresql:///eigen?host={sockets}&user=openinhuur"


def one_line(text: str) -> str:
    return " ".join(text.replace("│", " ").replace("\N{NO-BREAK SPACE}", " ").split())


@contextmanager
def running_demo(port: int, folder: Path) -> Generator["subprocess.Popen[str]"]:
    """A demo that is serving; it never outlives the test."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "LC_ALL", "LANG"}}
    environment |= {"OPENINHUUR_VAR": str(folder), "COLUMNS": "100"}
    command = [str(COMMAND), "demo", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as demo:
        try:
            yield demo
        finally:
            demo.kill()


def fetched(address: str) -> str:
    """The page at an address, as soon as the server answers."""
    until = time.monotonic() + 30
    while True:
        try:
            with urlopen(address, timeout=10) as page:  # noqa: S310 (our own address)
                text: str = page.read().decode()
                return text
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_it_plays_shows_the_figures_serves_and_stops(tmp_path: Path, built: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running_demo(port, tmp_path) as demo:
        assert demo.stdout is not None
        shown = "".join(takewhile(lambda line: "Ctrl-C" not in line, demo.stdout))
        assert "Gegund aan Sterk BV" in fetched(f"http://localhost:{port}/aanvragen/30534/")
        demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=30) == 0
    for figure in FIGURES:
        assert figure in one_line(shown)
    assert f"http://localhost:{port}/aanvragen/30534/" in shown


def test_on_a_database_of_ones_own_it_plays_once_and_leaves_anything_else_alone(
    own_database: str, tmp_path: Path, built: Path
) -> None:
    environment = {"DATABASE_URL": own_database, "OPENINHUUR_VAR": str(tmp_path / "var")}
    first, again = (run("demo", "--no-serve", **environment) for _ in range(2))
    assert (first.returncode, again.returncode) == (0, 0)
    assert "19.166,40" in one_line(again.stdout)
    verified = run("journal", "verify", **environment)
    told = re.search(r"Logboek (\d+), heel", one_line(first.stdout))
    assert told
    assert (verified.returncode, told[1] in verified.stdout) == (0, True)
    with psycopg.connect(own_database, autocommit=True) as database:
        database.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        database.execute("UPDATE journal_entry SET actor = 'Rap BV' WHERE position = 250")
        tampered = run("journal", "verify", **environment)
        database.execute("DELETE FROM journal_entry WHERE event = 'invoice.issued'")
    assert_refused(tampered, "250")
    assert_refused(run("demo", "--no-serve", **environment), "eigen")
