"""Making the database that the product uses, and bringing it up to date."""

import os
from pathlib import Path

import psycopg
from psycopg import sql

from openinhuur.domain.errors import Refusal

ONE_AT_A_TIME = 0x30534


class DatabaseInUse(Refusal):
    """The database of DATABASE_URL holds something else than a played case. Fields: ``name``."""


def make(sockets: Path, name: str, *, afresh: bool) -> None:
    """Make a database on the embedded server; ``afresh`` throws away the one that was there."""
    with psycopg.connect(host=str(sockets), user="openinhuur", dbname="postgres", autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # let go when the connection closes
        if afresh:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def is_our_own() -> bool:
    """Whether the embedded server is used, so that its databases may be made and thrown away."""
    return not os.environ.get("DATABASE_URL", "").strip()
