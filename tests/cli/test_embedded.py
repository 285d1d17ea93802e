"""The embedded database: started by the first, stopped by the last, whatever its folder is called."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from openinhuur.installation import databases, embedded, env


def answers(sockets: Path) -> bool:
    try:
        with psycopg.connect(host=str(sockets), user="openinhuur", dbname="postgres") as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_it_runs_in_a_folder_with_a_space_and_stops_with_its_last_user(tmp_path: Path) -> None:
    data = tmp_path / "met spatie" / "postgres"
    with embedded.running(data, forgetful=True) as sockets:
        with embedded.running(data) as same:
            assert same == sockets
        assert answers(sockets)
        databases.make(sockets, "proef", afresh=False)
        databases.make(sockets, "proef", afresh=False)
        databases.make(sockets, "proef", afresh=True)
    assert not answers(sockets)


def test_a_killed_user_leaves_nothing_that_stops_the_next(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    script = f"""
import time
from pathlib import Path
from openinhuur.installation import embedded
with embedded.running(Path({str(data)!r}), forgetful=True):
    print("ready", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        os.kill(process.pid, signal.SIGKILL)
    with embedded.running(data) as sockets:
        assert answers(sockets)
    assert not answers(sockets)


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret.key"
    secret = env.kept_secret(path)
    assert len(secret) == 32
    assert env.kept_secret(path) == secret
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_address_is_taken_apart() -> None:
    found = env.database_address("postgresql://anna:wacht%20woord@db.example.org:6543/inhuur?sslmode=require")
    assert (found.host, found.port, found.name, found.user, found.password, found.options) == (
        "db.example.org", "6543", "inhuur", "anna", "wacht woord", {"sslmode": "require"},
    )  # fmt: skip


def test_a_setting_that_is_not_listed_cannot_be_read() -> None:
    with pytest.raises(KeyError):
        env.text("OPENINHUUR_ONBEKEND")
