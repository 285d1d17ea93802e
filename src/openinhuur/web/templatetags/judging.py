"""Tags around judging."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, Protocol

from django import template

from openinhuur.flow.queries.assessors import Standing
from openinhuur.wording import codes, formats, language

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


class Graded(Protocol):
    """A criterion with its scale, and what each step of it means."""

    @property
    def scale(self) -> Sequence[Decimal]: ...
    @property
    def descriptors(self) -> Sequence[str]: ...


@register.inclusion_tag("web/parts/verdict.html")
def standing(value: Standing) -> dict[str, object]:
    """Whether somebody may judge: a word with an icon."""
    return {"is_good": LOOKS[value][1], "text": codes.words(value, "assessor")}


@register.filter
def people_of(bid: WithPeople, free: Sequence[tuple[int, str]]) -> list[tuple[str, int, bool, bool]]:
    """The name of each assessor with what the bid is to them."""
    names = dict(free)
    return [(names[person], person, is_theirs, is_done) for person, is_theirs, is_done in bid.people]


@register.filter
def scale_of(criterion: Graded) -> Iterator[tuple[Decimal, str]]:
    """Each step of a scale, the lowest first, with what it means where that is described."""
    for index, points in enumerate(criterion.scale):
        yield points, criterion.descriptors[index] if index < len(criterion.descriptors) else ""


@register.filter
def in_hundredths(value: Decimal) -> str:
    """A figure in two decimals: enough to compare, not more than it says."""
    return formats.number(value.quantize(Decimal("0.01")), language.current())
