"""Rows with something large in them, inserted as bytes.

The database driver writes every value into the text of a statement, as Django asks it to; a file becomes twice as long
that way, and both sides spend more on spelling it than on all the rest. Here the values travel apart from the text.
"""

from django.db import connection, models

from openinhuur.installation import rows


def insert(row: models.Model) -> None:
    """Insert a new row. Part of a transaction. A key that the database makes is not read back."""
    quoted = connection.ops.quote_name
    fields = [one for one in row._meta.concrete_fields if not isinstance(one, models.AutoField)]
    columns = ", ".join(quoted(str(one.column)) for one in fields)
    statement = f"INSERT INTO {quoted(row._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608 (names of our own)
    with rows.prepared() as cursor:
        cursor.execute(statement, [one.pre_save(row, add=True) for one in fields])
    row._state.adding = False
