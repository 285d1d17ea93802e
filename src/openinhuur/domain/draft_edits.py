"""Changing a call while it is written. Two people at once never overwrite each other: a change says what was there.

Each function gives back new content and the change that was made; nothing is changed in place.

>>> content, change = put({"title": "Secretaris"}, "title", "Griffier", was="Secretaris")
>>> content["title"], change.before
('Griffier', 'Secretaris')
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass

from openinhuur.domain.draft import (
    LISTS,
    LONGEST,
    MOST_ITEMS,
    MOST_SIGNS,
    Content,
    Item,
    NoSuchField,
    TooMuch,
    field_at,
    item_at,
    items,
    value_at,
)
from openinhuur.domain.errors import Refusal
from openinhuur.domain.typed import Kind

PLACE = "place"
"""In an item that was taken out: where it stood."""

Kept = str | Item | list[str] | None


class ChangedMeanwhile(Refusal):
    """Somebody else changed this field after it was read; nothing is overwritten. Fields: ``path``, ``now``."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where, and what stood there before and after (an item, or the order of a list; None: nothing)."""

    path: str
    before: Kept
    after: Kept


def put(content: Content, path: str, typed: str, *, was: str) -> tuple[Content, Change | None]:
    """Put something in a field.

    Args:
        was: what the writer saw there.

    Returns:
        The content, and the change: None when it says so already.

    Raises:
        NoSuchField, TooMuch.
        ChangedMeanwhile: it is not what the writer saw, and not what they typed either.
    """
    kind = field_at(path).kind
    typed = tidy(typed, kind)
    most = LONGEST["text" if kind is Kind.TEXT else "line"]
    if len(typed) > most:
        raise TooMuch(path=path, most=most)
    now = value_at(content, path)
    if typed == now:
        return content, None
    if now != tidy(was, kind):
        raise ChangedMeanwhile(path=path, now=now)
    made = deepcopy(content)
    match path.split("."):
        case [name, item_id, part]:
            item_at(made, f"{name}.{item_id}")[part] = typed
        case _:
            made[path] = typed
    if len(typed) > len(now) and _signs(made) > MOST_SIGNS:
        raise TooMuch(path=path, most=MOST_SIGNS)
    return made, Change(path, now, typed)


def add(content: Content, name: str, item_id: str) -> tuple[Content, Change]:
    """Add an empty item at the end of a list; its number follows the last one.

    Raises:
        NoSuchField, TooMuch.
    """
    if name not in LISTS:
        raise NoSuchField(path=name)
    if len(items(content, name)) >= MOST_ITEMS:
        raise TooMuch(path=name, most=MOST_ITEMS)
    item = {"id": item_id}
    if "number" in LISTS[name]:
        item["number"] = _next_number(content, name)
    made = deepcopy(content)
    made[name] = [*items(made, name), item]
    return made, Change(f"{name}.{item_id}", None, item)


def remove(content: Content, path: str) -> tuple[Content, Change]:
    """Take an item out of its list.

    Raises:
        NoSuchField: it is not there, or not any more.
    """
    item = item_at(content, path)
    name = path.partition(".")[0]
    made = deepcopy(content)
    made[name] = [one for one in items(made, name) if one["id"] != item["id"]]
    place = [one["id"] for one in items(content, name)].index(item["id"])
    return made, Change(path, {**item, PLACE: str(place)}, None)


def move(content: Content, path: str, *, by: int) -> tuple[Content, Change | None]:
    """Move an item up (-1) or down (1) in its list; at the edge it stays.

    Raises:
        NoSuchField.
    """
    item = item_at(content, path)
    name = path.partition(".")[0]
    made = deepcopy(content)
    order = [one["id"] for one in items(made, name)]
    place = order.index(item["id"])
    to = min(max(place + by, 0), len(order) - 1)
    if to == place:
        return content, None
    after = [*order[:place], *order[place + 1 :]]
    after.insert(to, item["id"])
    known = {one["id"]: one for one in items(made, name)}
    made[name] = [known[one] for one in after]
    return made, Change(name, order, after)


def undone(content: Content, changes: Iterable[Change]) -> Content:
    """The content as it was before these changes (the newest first)."""
    made = deepcopy(content)
    for change in changes:
        name, _, item_id = change.path.partition(".")
        match change:
            case Change(before=None, after=dict()):
                made[name] = [one for one in items(made, name) if one["id"] != item_id]
            case Change(before=dict(before), after=None):
                place = int(before[PLACE])
                back = {part: typed for part, typed in before.items() if part != PLACE}
                made[name] = [*items(made, name)[:place], back, *items(made, name)[place:]]
            case Change(before=list(before)):
                known = {one["id"]: one for one in items(made, name)}
                made[name] = [known[one] for one in before if one in known]
            case Change(path=path, before=str(before)) if "." in path:
                item_at(made, path.rpartition(".")[0])[path.rpartition(".")[2]] = before
            case Change(path=path, before=str(before)):
                made[path] = before
    return made


def tidy(typed: str, kind: Kind) -> str:
    """As it is kept: no carriage returns or blanks at the ends; a line has no breaks, and nothing has control signs.

    >>> tidy("  per\N{NO-BREAK SPACE}uur ", Kind.LINE)
    'per uur'
    """
    kept = "".join(map(_kept, typed.replace("\r\n", "\n").replace("\r", "\n")))
    return kept.strip() if kind is Kind.TEXT else " ".join(kept.split())


def _signs(content: Content) -> int:
    """How long all that was typed is."""
    return sum(
        len(said) if isinstance(said, str) else sum(len(typed) for item in said for typed in item.values())
        for said in content.values()
    )


def _kept(sign: str) -> str:
    if sign == "\n" or sign.isprintable():
        return sign
    return " " if sign.isspace() else ""


def _next_number(content: Content, name: str) -> str:
    """One more than the highest number of the requirements and award criteria, which are numbered through."""
    lists = ("requirements", "award_criteria") if name in {"requirements", "award_criteria"} else (name,)
    numbers = [int(one.get("number", "")) for each in lists for one in items(content, each) if _is_whole(one)]
    return str(max(numbers, default=0) + 1)


def _is_whole(item: Item) -> bool:
    number = item.get("number", "")
    return number.isascii() and number.isdigit() and len(number) < 5
