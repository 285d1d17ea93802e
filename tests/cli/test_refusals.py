"""What cannot work is one clear sentence, a non-zero exit, and nothing half-done."""

import fcntl
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).parent / "openinhuur"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "LC_ALL", "LANG"}}
    return subprocess.run(
        [str(COMMAND), *arguments], env=env | environment, capture_output=True, text=True, timeout=180, check=False
    )


def assert_refused(done: subprocess.CompletedProcess[str], said: str) -> None:
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("url", ["mysql://localhost/x", "geen adres", "postgresql://localhost/"])
def test_an_address_that_is_no_postgresql_database(url: str, tmp_path: Path) -> None:
    done = run("demo", "--no-serve", DATABASE_URL=url, OPENINHUUR_VAR=str(tmp_path))
    assert_refused(done, "DATABASE_URL")


def test_a_database_that_does_not_answer_and_its_password_stays_secret(tmp_path: Path) -> None:
    url = "postgresql://iemand:geheim123@127.0.0.1:1/leeg"
    done = run("demo", "--no-serve", DATABASE_URL=url, OPENINHUUR_VAR=str(tmp_path))
    assert_refused(done, "database")
    assert "geheim123" not in done.stderr + done.stdout


def test_a_port_that_is_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("demo", "--port", port, OPENINHUUR_VAR=str(tmp_path))
    assert_refused(done, port)
    assert not (tmp_path / "postgres").exists()


def test_a_folder_that_cannot_be_written_to() -> None:
    assert_refused(run("demo", "--no-serve", OPENINHUUR_VAR="/dev/null/var"), "/dev/null/var")


def test_a_folder_whose_name_the_database_cannot_cope_with(tmp_path: Path) -> None:
    folder = tmp_path / "it's"
    folder.mkdir()
    assert_refused(run("demo", "--no-serve", OPENINHUUR_VAR=str(folder)), "it's")


def test_a_second_demo_at_once(tmp_path: Path) -> None:
    with (tmp_path / "demo.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run("demo", "--no-serve", OPENINHUUR_VAR=str(tmp_path))
    assert_refused(done, "demo")
    assert not (tmp_path / "postgres").exists()


def test_the_sentence_is_english_where_the_environment_is() -> None:
    done = run("demo", "--no-serve", OPENINHUUR_VAR="/dev/null/var", LC_ALL="en_GB.UTF-8")
    assert_refused(done, "cannot be written")


def test_an_unknown_option_is_wrong_usage() -> None:
    assert run("demo", "--onbekend").returncode == 2
