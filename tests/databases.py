"""A database of its own for tests in which things are really committed, so that other connections see them."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from django.core.management import call_command
from django.db import connection

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

NEUTRAL: Final = "postgres"
"""The database that every server has: from there others are made, also when no other test of a database runs."""


@contextmanager
def own_database(name: str, blocker: "DjangoDbBlocker") -> Generator[None]:
    """This process is connected to a new database with all tables; it is thrown away afterwards.

    Args:
        name: its own; where tests run in several processes, each of them has one.
    """
    name += f"_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    before = connection.settings_dict["NAME"]
    with blocker.unblock():
        _move_to(NEUTRAL)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}")
        _move_to(name)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        yield
        _move_to(NEUTRAL)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        _move_to(before)


def _move_to(name: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = name
