"""Calls are published while servers are asked without end: no answer lacks what was there before it was asked."""

import threading
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.test import Client

from tests.apps.house import PUBLISHED, House, build
from tests.databases import own_database

if TYPE_CHECKING:
    from datetime import datetime

    from pytest_django.plugin import DjangoDbBlocker

NAME = "test_hurry_pages"
CALLS = 6


def now() -> "datetime":
    """The clock of these pages."""
    return PUBLISHED + timedelta(hours=1)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, where things are really committed; it is thrown away afterwards."""
    with own_database(NAME, django_db_blocker):
        yield build()


class Reader(threading.Thread):
    """Somebody who asks one server for the list, again and again."""

    def __init__(self, published: list[str], is_over: threading.Event) -> None:
        super().__init__()
        self.server, self.published, self.is_over = Client(), published, is_over
        self.lacking: list[str] = []
        self.asked = 0

    def run(self) -> None:
        """Each answer holds every call that was published before it was asked."""
        while not self.is_over.is_set():
            expected = list(self.published)
            text = self.server.get("/").text
            self.lacking += [number for number in expected if f"· {number}<" not in text]
            self.asked += 1
        connections.close_all()


def test_no_answer_lacks_a_call_that_was_there_before(house: House, built: Path, settings: object) -> None:
    settings.CLOCK, settings.PAGES_IN_MEMORY = "tests.races.test_kept_pages.now", 1_000_000  # type: ignore[attr-defined]
    published: list[str] = []
    is_over = threading.Event()
    readers = [Reader(published, is_over) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(CALLS):
        house.number = f"T-{number}"
        house.publish()
        published.append(house.number)
    is_over.set()
    for reader in readers:
        reader.join()
    assert [reader.lacking for reader in readers] == [[], []]
    assert min(reader.asked for reader in readers) > CALLS
