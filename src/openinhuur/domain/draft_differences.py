"""What is different between two contents of a draft: field by field, and item by item.

>>> [(one.path, one.before, one.after) for one in differences({"title": "Secretaris"}, {"title": "Griffier"})]
[('title', 'Secretaris', 'Griffier')]
"""

from collections.abc import Iterator
from dataclasses import dataclass

from openinhuur.domain.draft import FIELDS, LISTS, Content, Item, items


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that changed, or an item that came or went (its path has two words, and one side is None).

    ``number``: of the item, as it is numbered or as it stands in its list; empty for a field.
    """

    path: str
    number: str
    before: str | None
    after: str | None


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """Everything that differs, in the order in which a call is written. The order of items is no difference."""
    return tuple(_of_fields(before, after)) + tuple(one for name in LISTS for one in _of_list(name, before, after))


def _of_fields(before: Content, after: Content) -> Iterator[Difference]:
    for name in FIELDS:
        was, now = _text(before, name), _text(after, name)
        if was != now:
            yield Difference(name, "", was, now)


def _of_list(name: str, before: Content, after: Content) -> Iterator[Difference]:
    was = {one["id"]: one for one in items(before, name)}
    now = {one["id"]: one for one in items(after, name)}
    for item_id in dict.fromkeys((*now, *was)):
        path, old, new = f"{name}.{item_id}", was.get(item_id), now.get(item_id)
        if old is None and new is not None:
            yield Difference(path, _number(new, now), None, new.get("text", ""))
        elif new is None and old is not None:
            yield Difference(path, _number(old, was), old.get("text", ""), None)
        elif old is not None and new is not None:
            yield from (
                Difference(f"{path}.{part}", _number(new, now), old.get(part, ""), new.get(part, ""))
                for part in LISTS[name]
                if old.get(part, "") != new.get(part, "")
            )


def _number(item: Item, among: dict[str, Item]) -> str:
    return item.get("number", "") or str(list(among).index(item["id"]) + 1)


def _text(content: Content, name: str) -> str:
    said = content.get(name, "")
    return said if isinstance(said, str) else ""
