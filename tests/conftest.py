"""The database of the tests, the example case played once in it, and a real web server in front of it."""

import os
import threading
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from openinhuur.installation import embedded, env

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from openinhuur.demo.play import Play

CASE = env.ROOT / "examples" / "30534"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Generator[None]:
    """A server of its own for the tests: quick, and forgetful when the power fails."""
    with ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            stack.enter_context(embedded.running(env.var_folder() / "postgres", forgetful=True))
        yield


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
    from django.conf import settings  # noqa: PLC0415 (needs Django to be set up)
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
            pass

    before = settings.DEMO
    settings.DEMO = True
    with django_db_blocker.unblock():
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
def built() -> Path:
    """Texts and styles are made, as before serving."""
    from openinhuur.cli.build import build  # noqa: PLC0415 (needs Django to be set up)

    return build()
