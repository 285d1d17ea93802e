"""The database of the tests, the example case played once in it, and a real web server in front of it."""

import os
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import translation
from hypothesis import settings

from openinhuur.installation import embedded, env

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from openinhuur.demo.play import Play

CASE = env.ROOT / "examples" / "30534"

settings.register_profile("quick", max_examples=20, deadline=None)
settings.register_profile("thorough", max_examples=1_000, deadline=None)
settings.load_profile("quick")
"""Other cases each time, a few at a time; ``make test ARGS="--hypothesis-profile thorough"`` tries many."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Generator[None]:
    """A server of its own for the tests: quick, and forgetful when the power fails."""
    with ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            stack.enter_context(embedded.running(env.var_folder() / "postgres", forgetful=True))
        yield


@pytest.fixture(autouse=True)
def _dutch() -> Generator[None]:
    """Every test begins in Dutch; a page in English would otherwise leave its language to the next test."""
    with translation.override("nl"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """The same way of keeping passwords, at a cost for tests."""
    from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: PLC0415 (needs the settings)

    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1

    from openinhuur.documents import personal_keys  # noqa: PLC0415

    personal_keys.COST = personal_keys.Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture(scope="session")
def played(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> "Play":
    """The example case, played to its end; what a test changes after it is rolled back."""
    from openinhuur.demo.play import Play  # noqa: PLC0415 (needs Django to be set up)

    play = Play.of(CASE)
    with django_db_blocker.unblock():
        for _, step in play.steps():
            step()
    return play


@pytest.fixture(scope="session")
def site(played: "Play", built: Path, django_db_blocker: "DjangoDbBlocker") -> Generator[str]:
    """The address of a real web server that shows the played case, in demo mode."""
    with django_db_blocker.unblock(), serving() as address:
        yield address


@contextmanager
def serving() -> Generator[str]:
    """A real web server on the database as it is now, in demo mode: its address."""
    from django.conf import settings  # noqa: PLC0415 (needs Django to be set up)
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
            pass

    before = settings.DEMO
    settings.DEMO = True
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    settings.DEMO = before


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest) -> Path:
    """Texts and styles are made, as before serving."""
    from django.conf import settings  # noqa: PLC0415 (needs Django to be set up)

    return Path(settings.STATIC_ROOT) if hasattr(request.config, "workerinput") else _build()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Where tests run in several processes, texts and styles are made once, before any of them begins."""
    if session.config.getoption("numprocesses", None) and not hasattr(session.config, "workerinput"):
        _build()


def _build() -> Path:
    from openinhuur.cli.build import build  # noqa: PLC0415 (needs Django to be set up)

    return build()


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--rights`` writes the table of who may do what anew: see `tests/web/test_matrix.py`."""
    parser.addoption("--rights", action="store_true", help="write tests/examples/rights.csv anew")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that look at the played case come last, each half in random order: the others begin in an empty house."""
    items.sort(key=lambda item: "played" in getattr(item, "fixturenames", ()))
