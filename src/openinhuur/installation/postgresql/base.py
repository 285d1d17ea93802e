"""Django's way to PostgreSQL, with connections that are known to be alive, and statements that are planned once.

Django looks for the class in a module of this name.
"""

import os
import select
from typing import TYPE_CHECKING, Any, Final

from django.db import connections
from django.db.backends.postgresql import base

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper
    from psycopg import Connection


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection of one thread, from the pool of the process."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> "Connection":
        """A connection whose server is still there: after a restart of the database nobody gets one of before.

        Asking the server would cost each request a way there and back; what it said unasked is seen without.
        """
        connection: Connection = super().get_new_connection(conn_params)
        for _ in range(self.pool.max_size if self.pool else 0):
            if not _said_something(connection):
                break
            connection.close()
            self.pool.putconn(connection)  # which makes another instead
            connection = super().get_new_connection(conn_params)
        return connection

    def prepared(self) -> "CursorWrapper":
        """A cursor of which each statement is planned once for a connection. Its values travel apart from its text.

        Django writes the values into the text, so that the database plans it anew each time, which takes longer than
        finding a few rows. So this is for statements that find a few rows by a key, whatever the values.
        """
        self.ensure_connection()
        with self.wrap_database_errors:
            cursor: CursorWrapper = self._prepare_cursor(base.ServerBindingCursor(self.connection))  # type: ignore[attr-defined, call-arg] # more than its types know
        return cursor


_of_the_parent: Final[list[object]] = []


def _begin_anew() -> None:
    """A server process begins as a copy of the one that started it. The connections in it stay those of the other."""
    pools: dict[str, object] = base.DatabaseWrapper._connection_pools  # type: ignore[attr-defined] # Django's own
    _of_the_parent.append(dict(pools))  # kept, for whoever cleans it up closes it
    pools.clear()
    for one in connections.all(initialized_only=True):
        _of_the_parent.append(one.connection)
        one.connection = None


os.register_at_fork(after_in_child=_begin_anew)


def _said_something(connection: "Connection") -> bool:
    """Whether the server said something unasked: mostly that it ends, or the end itself."""
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
