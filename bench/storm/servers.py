"""Real server processes, and what can happen to them in the middle."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from openinhuur.cli.server import THREADS

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "var" / "storm"
DATABASE: Final = FOLDER / "postgres"
PROCESSES: Final = 2


@contextmanager
def serving(interface: str, application: str) -> Generator[tuple[int, int]]:
    """The port and the process of a server with its worker processes, which come back when they are killed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    threads = ["--blocking-threads", str(THREADS)] if interface == "wsgi" else []
    command = f"-m granian --interface {interface} --port {port} --workers {PROCESSES} --respawn-failed-workers"
    server = subprocess.Popen(
        [sys.executable, *command.split(), *threads, "--log-level", "error", application], cwd=ROOT
    )
    try:
        _wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(30)


def kill_a_worker(server: int) -> None:
    """One of the processes that serve stops in the middle of what it does."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    workers = [int(one) for one in children if b"resource_tracker" not in Path(f"/proc/{one}/cmdline").read_bytes()]
    os.kill(workers[0], signal.SIGKILL)


def stop_the_database() -> None:
    """PostgreSQL stops in the middle of what it does, as when the power fails; returns when it is gone."""
    file = DATABASE / "postmaster.pid"
    os.kill(int(file.read_text().split()[0]), signal.SIGQUIT)
    while file.exists():
        time.sleep(0.05)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            time.sleep(2)
            return
    raise TimeoutError("the server did not start")
