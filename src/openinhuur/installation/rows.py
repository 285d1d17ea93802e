"""Rows without building a query: for the few that every request, or everybody at a deadline, waits for.

Django makes the text of a query anew each time, and the database plans it anew: both take longer than finding the rows.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, models

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

    from openinhuur.installation.postgresql.base import DatabaseWrapper

Row = TypeVar("Row", bound=models.Model)


def prepared() -> "CursorWrapper":
    """A cursor whose statements the database plans once (`DatabaseWrapper.prepared`)."""
    return cast("DatabaseWrapper", connection).prepared()


def one(model: type[Row], where: str, values: Sequence[Any]) -> Row | None:
    """The row for which a condition holds; None: there is none. Arguments as of `some`."""
    return next(iter(some(model, where, values)), None)


def some(model: type[Row], where: str, values: Sequence[Any], *, only: tuple[str, ...] = ()) -> list[Row]:
    """The rows for which a condition holds.

    Args:
        where: SQL, with a ``%s`` for each value; also what comes after a condition. Never anything that somebody typed.
        only: the fields that are read, beside the key; the rest when somebody asks for it. Empty: all.
    """
    return [row for row, _ in joined(model, f"WHERE {where}", values, only=only)]


def joined(
    model: type[Row], rest: str, values: Sequence[Any], *, only: tuple[str, ...] = (), beside: str = ""
) -> list[tuple[Row, tuple[Any, ...]]]:
    """Rows, and with each what was joined to it.

    Args:
        rest: SQL of what comes after the name of the table, as of ``where`` in `some`.
        beside: SQL of the columns that are joined.
    """
    columns, table, names = _columns(model, only)
    selected = f"{columns}, {beside}" if beside else columns
    with prepared() as cursor:
        cursor.execute(f"SELECT {selected} FROM {table} {rest}", values)  # noqa: S608 (SQL of our own)
        found = cursor.fetchall()
    own = len(names)
    return [(model.from_db(DEFAULT_DB_ALIAS, names, one[:own]), one[own:]) for one in found]


def insert(new: Sequence[models.Model]) -> None:
    """Insert new rows of one table, in one statement. A key that the database makes is not read back.

    Each column travels as one array; so no column may be an array itself.
    """
    if not new:
        return
    statement, fields = _insert(type(new[0]))
    columns = [[field.get_db_prep_save(field.pre_save(one, add=True), connection) for one in new] for field in fields]
    with prepared() as cursor:
        cursor.execute(statement, columns)
    for one in new:
        one._state.adding, one._state.db = False, DEFAULT_DB_ALIAS


def by_their_keys() -> None:
    """Until the end of this transaction rows are found by an index, however few there are yet.

    The database keeps a plan while a table grows. One that was made when there were ten rows reads all of them, and
    still does when there are thousands.
    """
    with prepared() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")


@cache
def _columns(model: type[models.Model], only: tuple[str, ...]) -> tuple[str, str, list[str]]:
    fields = [one for one in model._meta.concrete_fields if not only or one.primary_key or one.name in only]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(f"{table}.{connection.ops.quote_name(str(one.column))}" for one in fields)
    return columns, table, [one.attname for one in fields]


@cache
def _insert(model: type[models.Model]) -> "tuple[str, list[models.Field[Any, Any]]]":
    quoted = connection.ops.quote_name
    fields = [one for one in model._meta.concrete_fields if not isinstance(one, models.AutoField)]
    names = ", ".join(quoted(str(one.column)) for one in fields)
    arrays = ", ".join(f"%s::{one.db_type(connection)}[]" for one in fields)
    table = quoted(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays})", fields  # noqa: S608 (names of our own)
