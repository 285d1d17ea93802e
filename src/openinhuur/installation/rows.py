"""One row, read without building a query: for the few that every request, or everybody at a deadline, waits for.

Django makes the text of a query anew each time, which takes longer than the database takes to answer it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models

Row = TypeVar("Row", bound=models.Model)


def one(model: type[Row], where: str, values: Sequence[Any]) -> Row | None:
    """The row for which a condition holds; None: there is none.

    Args:
        where: SQL, with a ``%s`` for each value. Never anything that somebody typed.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{_select(model)} WHERE {where}", values)
        found = cursor.fetchone()
    return None if found is None else model.from_db(DEFAULT_DB_ALIAS, _names(model), found)


@cache
def _select(model: type[models.Model]) -> str:
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in model._meta.concrete_fields)
    return f"SELECT {columns} FROM {quoted(model._meta.db_table)}"  # noqa: S608 (names of our own)


@cache
def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]
