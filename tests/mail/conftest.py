"""A database of its own, where things are really committed, a real mail server, and real workers."""

import email
import email.policy
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.db import connection

from openinhuur.letters.models import Message
from tests.databases import own_database

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.plugin import DjangoDbBlocker

COMMAND = str(Path(sys.executable).parent / "openinhuur")
NAME = "test_mail"
PATIENCE = 60


@pytest.fixture(scope="module")
def committed(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[str]:
    """The address of the database, thrown away afterwards; the test itself is connected to it too."""
    with own_database(NAME, django_db_blocker):
        facts = connection.get_connection_params()
        known = {name: facts[name] for name in ("host", "port", "user", "password", "dbname") if facts.get(name)}
        yield f"postgresql:///?{urlencode(known)}"


@pytest.fixture
def no_worker(house: "MailHouse", settings: "SettingsWrapper") -> None:
    """This process hands over mail itself, to the same server."""
    settings.HAS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", house.port
    settings.DEFAULT_FROM_EMAIL = house.environment["OPENINHUUR_MAIL_FROM"]
    settings.BOUNCES_EMAIL = house.environment["OPENINHUUR_MAIL_BOUNCES"]


@pytest.fixture
def house(committed: str, tmp_path: Path) -> Generator["MailHouse"]:
    """A mail server that is not started yet, and an outbox with nothing in it."""
    Message.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    made = MailHouse(committed, tmp_path)
    yield made
    made.close_server()


class MailHouse:
    """The mail server, the mails it took, and the workers that bring them."""

    def __init__(self, database: str, folder: Path) -> None:
        self.folder = folder / "taken"
        self.folder.mkdir()
        self.log = folder / "worker.log"
        self.port = free_port()
        self.server: subprocess.Popen[bytes] | None = None
        self.environment = os.environ | {
            "DATABASE_URL": database,
            "OPENINHUUR_MAIL": f"smtp://127.0.0.1:{self.port}",
            "OPENINHUUR_MAIL_FROM": "Inhuurdesk Zuid <inhuur@example.org>",
            "OPENINHUUR_MAIL_BOUNCES": "bounces@example.org",
            "PYTHONWARNINGS": "always::ResourceWarning",
        }

    def open_server(self) -> None:
        script = Path(__file__).with_name("server.py")
        self.server = subprocess.Popen([sys.executable, str(script), str(self.port), str(self.folder)])
        wait_until(self.answers)

    def close_server(self) -> None:
        if self.server:
            self.server.kill()
            self.server.wait()

    def answers(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """A command of ours, in a session of its own: what it starts belongs to it."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [COMMAND, *command], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    @contextmanager
    def worker(self) -> Generator[None]:
        """A worker that is told to stop at the end, and does so; it speaks of messages that failed only."""
        process = self.start("worker")
        try:
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)
        assert process.returncode == 0
        said = self.log.read_text().splitlines()
        assert [line for line in said if not line.startswith("message ")] == []

    def connections(self) -> int:
        """How often we said hello to the server."""
        return len((self.folder / "greetings").read_text().splitlines())

    def count(self) -> int:
        """How many mails the server took."""
        return sum(1 for _ in self.folder.glob("*.eml"))

    def mails(self, name: str = "*") -> list[EmailMessage]:
        """What the server took, for somebody or for everybody."""
        taken = sorted(self.folder.glob(f"{name}-*.eml"))
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in taken]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
    return found


def wait_until(condition: Callable[[], object]) -> None:
    """Until it is so; fails when that takes too long."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "this takes too long"
        time.sleep(0.02)


def half_a_minute_passes() -> None:
    """A worker that was not heard of for that long is taken for dead."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '31 seconds'")
