"""What the places of a call are called: "Bids until", "Requirement 4", for the path that a correction changes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.text import format_lazy

from openinhuur.wording.draft_codes import FIELDS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def place(path: str, number: str = "") -> "str | StrPromise":
    """The name of a place, in the reader's language when it is shown.

    Args:
        path: "closes_at", or "requirements.r4.text".
        number: of an item: its number or heading.
    """
    name, _, rest = path.partition(".")
    if not rest:
        return FIELDS.get(name, name)
    part = rest.rpartition(".")[2]
    label = FIELDS.get(f"{name}.{part}", path)
    if part == "text" and name == "requirements":
        return format_lazy("{} {}", label, number)
    return format_lazy("{} {}: {}", FIELDS.get(name, name), number, label)


def listed(places: Iterable["str | StrPromise"]) -> "str | StrPromise":
    """Several names on one line."""
    known = list(places)
    return format_lazy("; ".join(["{}"] * len(known)), *known)
