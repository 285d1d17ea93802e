"""What the rules answer when something may not happen.

    Refusal
    ├── DeadlinePassed, NotYetOpen, …   one class per reason, named after what is wrong
    └── …                               (each lives beside its rule and is listed by `all_refusals`)

A refusal has a stable ``code`` (the class name in kebab case) and ``fields``: the facts a person needs
to see, as plain values. It carries no text: words (Dutch, English) and HTTP status belong to the edge.
"""

import re
from typing import ClassVar


class Refusal(Exception):
    """Something a rule does not allow. ``fields`` hold the facts of the case, ready to be shown."""

    code: ClassVar[str] = "refusal"

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        shown = ", ".join(f"{name}={value}" for name, value in fields.items())
        super().__init__(f"{self.code}({shown})")

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


def all_refusals(root: type[Refusal] = Refusal) -> list[type[Refusal]]:
    """Every kind of refusal that has been imported, in order of code."""
    found = {sub for direct in root.__subclasses__() for sub in (direct, *all_refusals(direct))}
    return sorted(found, key=lambda kind: kind.code)
