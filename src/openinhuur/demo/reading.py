"""From TOML tables to frozen dataclasses, by their type hints; what does not fit is refused with its place.

A field called ``from_`` reads the key ``from``. Amounts stand in the file as text and become `Decimal`.

>>> from dataclasses import dataclass
>>> from datetime import date
>>> @dataclass(frozen=True)
... class Stay:
...     from_: date
...     rate: Decimal
>>> read(Stay, {"from": date(2026, 7, 13), "rate": "110.00"}, "stay")
Stay(from_=datetime.date(2026, 7, 13), rate=Decimal('110.00'))
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class BrokenCase(ValueError):
    """The files of a case do not say one consistent thing; the text names every place and what is wrong."""


def read(kind: type[T], value: object, place: str) -> T:
    """``value`` (as `tomllib` gives it) as a ``kind``; `BrokenCase` names the place where it does not fit."""
    shaped: T = _shape(kind, value, place)
    return shaped


def _shape(kind: Any, value: object, place: str) -> Any:
    """One value by its hint: a dataclass, a tuple, a mapping, an optional, or a plain value."""
    origin = get_origin(kind)
    if origin is types.UnionType:
        return _shape(get_args(kind)[0], value, place)
    if origin is tuple:
        entries = _expect(list, value, place)
        return tuple(_shape(get_args(kind)[0], entry, f"{place}[{n}]") for n, entry in enumerate(entries, 1))
    if origin is Mapping:
        table = _expect(dict, value, place)
        return {int(key): _shape(get_args(kind)[1], entry, f"{place}.{key}") for key, entry in table.items()}
    if is_dataclass(kind):
        return _table(kind, _expect(dict, value, place), place)
    return _plain(kind, value, place)


def _table(kind: Any, table: dict[str, object], place: str) -> Any:
    hints = get_type_hints(kind)
    wanted = {field.name.rstrip("_"): field for field in fields(kind)}
    if unknown := sorted(table.keys() - wanted.keys()):
        raise BrokenCase(f"{place}: unknown key {', '.join(unknown)}")
    if missing := sorted(key for key, field in wanted.items() if key not in table and _is_required(field)):
        raise BrokenCase(f"{place}: missing key {', '.join(missing)}")
    return kind(
        **{wanted[key].name: _shape(hints[wanted[key].name], value, f"{place}.{key}") for key, value in table.items()}
    )


def _plain(kind: Any, value: object, place: str) -> Any:
    if kind is Decimal or issubclass(kind, Enum):
        text = _expect(str, value, place)
        try:
            return kind(text)
        except (ValueError, InvalidOperation) as error:
            raise BrokenCase(f"{place}: {text!r} is not a {kind.__name__}") from error
    if kind is datetime and isinstance(value, datetime) and value.tzinfo is None:
        raise BrokenCase(f"{place}: {value} has no offset")
    return _expect(kind, value, place)


def _expect(kind: type[Any], value: object, place: str) -> Any:
    """``value``, when it is exactly a ``kind``: true is no number, and a moment is no day."""
    if type(value) is not kind:
        raise BrokenCase(f"{place}: expected {kind.__name__}, found {value!r}")
    return value


def _is_required(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING
