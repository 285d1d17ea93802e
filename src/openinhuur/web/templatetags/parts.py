"""Tags: icons, words for codes, tabs, the language switch."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Protocol

from django import template
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString

from openinhuur.web import facts
from openinhuur.wording import codes, prose

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()
register.filter("blocks", prose.blocks)

STATE_ICONS = {
    "draft": "pen",
    "open": "clock",
    "closed": "lock",
    "assessing": "scales",
    "interviewing": "people",
    "decided": "check",
    "standstill": "clock",
    "awarded": "check",
    "contracted": "pen",
    "withdrawn": "cross",
}
STATE_TONES = {
    "draft": "inactive",
    "open": "valid",
    "closed": "warning",
    "standstill": "warning",
    "withdrawn": "inactive",
}
TAB_ORDER = (
    "questions", "invitations", "assessors", "opening", "progress", "blind", "requirements", "desk", "matrix",
    "interviews", "letters",
    "contract", "invoices", "journal",
)  # fmt: skip


class HasState(Protocol):
    """A moment of a timeline."""

    state: str | Enum


class Counted(Protocol):
    """A rung of the ladder."""

    count: int


class Passing(Protocol):
    """A row of the matrix; ``passes`` is None while the cut has not been drawn."""

    passes: bool | None


class Scored(Protocol):
    """A row with a cell per criterion."""

    cells: Sequence[object]


class Graded(Protocol):
    """An award criterion with its scale, and what each step of it means."""

    @property
    def maximum(self) -> Decimal: ...
    @property
    def scale(self) -> Sequence[Decimal]: ...
    @property
    def descriptors(self) -> Sequence[str]: ...


@register.simple_tag
def script(name: str) -> SafeString:
    """A script of our own beside a page; without it everything on the page works, in more steps."""
    return format_html('<script src="{}" defer></script>', static(f"web/{name}"))


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A picture beside a word, never instead of one."""
    address = static("web/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', address, name
    )


@register.filter
def code(value: str | Enum) -> str:
    """The plain code of an enum or of a text."""
    return str(value.value) if isinstance(value, Enum) else value


@register.filter
def words(value: str | Enum, kind: str) -> str:
    """The text for a code of that kind."""
    return str(codes.words(value, kind))


@register.filter
def finding(value: Mapping[str, str]) -> str:
    """What was found about a bid when it was opened, with its facts filled in."""
    why = str(codes.words(value.get("reason", "broken"), "cv_reason"))
    return str(codes.words(value["code"], "finding")) % {**value, "why": why}


@register.filter
def fact(value: facts.Fact) -> str:
    """The value of a fact in words."""
    return facts.worded(value)


@register.filter
def next_moment(timeline: Iterable[HasState]) -> HasState | None:
    """The first moment still to come."""
    return next((moment for moment in timeline if code(moment.state) == "next"), None)


@register.filter
def is_sufficient(grade: str | Enum) -> bool:
    """Whether a grade passes."""
    return code(grade) != "insufficient"


@register.filter
def fallen_from(rung: Counted, rungs: Sequence[Counted]) -> int | None:
    """How many there were on the rung before this one."""
    index = rungs.index(rung)
    return rungs[index - 1].count if index else None


@register.filter
def is_first_below(row: Passing, rows: Sequence[Passing]) -> bool:
    """Whether the cut lies right above this row: it does not pass and the one before does."""
    index = rows.index(row)
    return index > 0 and row.passes is False and rows[index - 1].passes is True


@register.filter
def cells_with(row: Scored, criteria: Sequence[object]) -> list[tuple[object, object]]:
    """Each criterion with the cell of this row."""
    return list(zip(criteria, row.cells, strict=True))


@register.filter
def steps_of(criterion: Graded) -> list[tuple[Decimal, str]]:
    """Each number of points that can be given with what it means, the most first."""
    return list(zip(criterion.scale, criterion.descriptors, strict=False))[::-1]


@register.filter
def together(criteria: Iterable[Graded]) -> Decimal:
    """The points of all award criteria; with points for the price they are fewer than 100."""
    return sum((one.maximum for one in criteria), Decimal(0))


@register.inclusion_tag("web/parts/phase.html")
def phase(value: str | Enum) -> dict[str, str]:
    """The phase of a call: a word with an icon."""
    plain = code(value)
    return {"phase": plain, "icon_name": STATE_ICONS.get(plain, "info"), "tone": STATE_TONES.get(plain, "neutral")}


@register.inclusion_tag("web/parts/bar.html")
def bar(value: int, whole: int, before: int | None = None) -> dict[str, object]:
    """A bar of ``value`` out of ``whole``; ``before`` is drawn behind it, to see what fell away."""
    return {"share": _share(value, whole), "before": None if before is None else _share(before, whole)}


@register.inclusion_tag("web/parts/tabs.html")
def tabs(number: str, open_tabs: Collection[str], current: str) -> dict[str, object]:
    """The pages of a call that this reader may open."""
    names = [name for name in TAB_ORDER if name in open_tabs]
    links = [("call", reverse("web:call", args=[number]))]
    links += [(name, _tab_address(name, number)) for name in names]
    return {"links": links, "current": current}


@register.simple_tag(takes_context=True)
def same_page(context: template.Context, language: str) -> str:
    """The address of this very page in another language."""
    request: HttpRequest = context["request"]
    return translate_url(request.get_full_path(), language)


def _tab_address(name: str, number: str) -> str:
    if name == "journal":
        return f"{reverse('web:journal')}?call={number}"
    return reverse(f"web:{name}", args=[number])


def _share(value: int, whole: int) -> str:
    return f"{100 * value / whole:.2f}%" if whole else "0%"
