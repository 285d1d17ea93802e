"""What the people of the example case add to what was read in its text (``confirmed.toml``)."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openinhuur.domain.draft import Content, items

Table = Mapping[str, Any]
"""A table of a TOML file: its shape is checked by using it."""


def load(folder: Path) -> Table:
    """Everything that was confirmed, decided and planned."""
    return tomllib.loads((folder / "confirmed.toml").read_text(encoding="utf-8"))


def typed(content: Content, confirmed: Table) -> Iterator[tuple[str, str]]:
    """What the writer types over or beside what was read: path → what is typed.

    Args:
        content: of the draft as it was read.
    """
    yield from confirmed["fields"].items()
    for part, by_number in (("rule", confirmed["rules"]), ("scale", confirmed["scales"])):
        name = "requirements" if part == "rule" else "award_criteria"
        for item in items(content, name):
            if item["number"] in by_number:
                yield f"{name}.{item['id']}.{part}", by_number[item["number"]]
