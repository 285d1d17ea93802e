"""Tags around judging."""

from collections.abc import Sequence
from typing import Final, Protocol

from django import template

from openinhuur.flow.queries.assessors import Standing
from openinhuur.wording import codes

register = template.Library()

LOOKS: Final[dict[Standing, tuple[str, bool | None]]] = {
    Standing.NOT_DECLARED: ("clock", None),
    Standing.FREE: ("check", True),
    Standing.WAITS: ("clock", None),
    Standing.ALLOWED: ("check", True),
    Standing.BARRED: ("cross", False),
}


class WithPeople(Protocol):
    """A bid with, per assessor, whether it is theirs and whether they finished it."""

    @property
    def people(self) -> Sequence[tuple[int, bool, bool]]: ...


@register.inclusion_tag("web/parts/verdict.html")
def standing(value: Standing) -> dict[str, object]:
    """Whether somebody may judge: a word with an icon."""
    return {"is_good": LOOKS[value][1], "text": codes.words(value, "assessor")}


@register.filter
def people_of(bid: WithPeople, free: Sequence[tuple[int, str]]) -> list[tuple[str, int, bool, bool]]:
    """The name of each assessor with what the bid is to them."""
    names = dict(free)
    return [(names[person], person, is_theirs, is_done) for person, is_theirs, is_done in bid.people]
