"""Tags around judging."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from openinhuur.domain.firmness import Firm
from openinhuur.domain.requirements import Fact
from openinhuur.flow.queries.assessors import Standing
from openinhuur.flow.queries.step_1 import State
from openinhuur.web.templatetags.parts import icon
from openinhuur.wording import codes, formats, language

register = template.Library()

LOOKS: Final[dict[Standing, tuple[str, bool | None]]] = {
    Standing.NOT_DECLARED: ("clock", None),
    Standing.FREE: ("check", True),
    Standing.WAITS: ("clock", None),
    Standing.ALLOWED: ("check", True),
    Standing.BARRED: ("cross", False),
}


SIGNS: Final[dict[State, tuple[str, str]]] = {
    State.MET: ("check", "good"),
    State.NOT_MET: ("cross", "bad"),
    State.PROPOSED_MET: ("info", "quiet"),
    State.PROPOSED_NOT_MET: ("warning", "bad"),
    State.LOOK: ("info", "bad"),
    State.OPEN: ("clock", "quiet"),
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


@register.simple_tag
def firm_drawing(firm: Firm, bids: int, size: int) -> SafeString:
    """A bid on the line of all places: where it stands, where one step takes it, and the cut."""
    return format_html(
        '<svg class="firm-drawing" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="firm-ground" x="0" y="4" width="{}" height="2"/>'
        '<rect class="firm-range" x="{}" y="2" width="{}" height="6"/>'
        '<rect class="firm-place" x="{}" y="0" width="{}" height="10"/>'
        '<rect class="firm-cut" x="{}" y="0" width="{}" height="10"/></svg>',
        bids,
        bids,
        firm.best - 1,
        firm.worst - firm.best + 1,
        firm.place - 0.8,
        0.6,
        min(size, bids) - bids * 0.004,
        bids * 0.008,
    )


@register.simple_tag
def requirement_sign(state: State) -> SafeString:
    """Where a requirement stands, as a sign with its words for who does not see it."""
    name, tone = SIGNS[state]
    words = codes.words(state, "requirement_state")
    return format_html(
        '<span class="sign sign--{}">{}<span class="visually-hidden">{}</span></span>', tone, icon(name), words
    )


@register.simple_tag
def requirement_state(state: State) -> SafeString:
    """Where a requirement stands: a word with an icon."""
    name, tone = SIGNS[state]
    words = codes.words(state, "requirement_state")
    return format_html('<span class="verdict sign--{}">{}<span>{}</span></span>', tone, icon(name), words)


@register.filter
def proposal_fact(fact: Fact) -> str:
    """Why a rule proposes what it does."""
    said = {
        name: formats.day(value, language.current()) if isinstance(value, date) else value or "–"
        for name, value in fact.fields.items()
    }
    return str(codes.words(fact.code, "requirement_fact")) % said
