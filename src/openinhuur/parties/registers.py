"""Looking a supplier up in a register: what an answer is, and who can give one.

No register here has an interface that everybody may use, so a person looks and keeps what they saw
(`openinhuur.parties.actions.registers.record_check`). Where a site does have access to one, a function stands here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from openinhuur.domain.passport import Register

BY_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a register says of a company: whether it confirms, in what words, and who says so (``source``)."""

    is_confirmed: bool
    found: str
    source: str


Lookup = Callable[[str, date], Answer]
"""A trade register number and the day to look at give an answer."""

LOOKUPS: Mapping[Register, Lookup | None] = dict.fromkeys(Register)
"""Per register who answers; None: a person looks."""
