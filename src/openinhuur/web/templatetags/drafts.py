"""Drafts of calls: the control of one field by what it holds, findings and differences in words, and its state."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.forms import Form
from django.utils.translation import gettext as _

from openinhuur.domain.draft import LISTS, Field, field_at
from openinhuur.domain.draft_differences import Difference
from openinhuur.domain.errors import Refusal
from openinhuur.domain.lint import SOURCES, Finding
from openinhuur.domain.typed import FieldNotReadable, Kind, read
from openinhuur.flow.queries.draft_parts import PlacedFinding, PlacedProblem, ReadPart
from openinhuur.flow.queries.draft_review import ReadPlace
from openinhuur.wording import codes, language, mending
from openinhuur.wording import findings as wording
from openinhuur.wording.sentences import readable, sentence

register = template.Library()

ICONS: Final = {
    "writing": "pen",
    "to-confirm": "info",
    "offered": "people",
    "sent-back": "warning",
    "published": "check",
    "template": "pen",
}
TONES: Final = {"to-confirm": "warning", "offered": "neutral", "sent-back": "danger", "published": "valid"}
INPUTS: Final = {Kind.DAY: "date", Kind.MOMENT: "datetime-local"}
MODES: Final = {Kind.WHOLE: "numeric", Kind.DECIMAL: "decimal"}


@register.inclusion_tag("web/drafts/control.html")
def draft_control(path: str, typed: str, *, described_by: str = "", is_wrong: bool = False) -> dict[str, object]:
    """The control of one field, with what was typed in it; its name and id are its path.

    What a calendar cannot show (half a date) stands there as text, so that it is not lost.
    """
    field = field_at(path)
    return {
        "path": path,
        "typed": typed,
        "kind": field.kind.value,
        "input_type": INPUTS.get(field.kind, "text") if _is_readable(field, typed) else "text",
        "input_mode": MODES.get(field.kind, ""),
        "rows": min(max(3, typed.count("\n") + 1 + len(typed) // 60), 18),
        "choices": _choices(path, field, typed),
        "described_by": described_by,
        "is_wrong": is_wrong,
    }


@register.filter
def draft_label(path: str) -> str:
    """The name of a field, a list, or a field of an item."""
    name, _dot, rest = path.partition(".")
    known = f"{name}.{rest.rpartition('.')[2]}" if rest and name in LISTS else path
    return str(codes.words(known, "draft_field"))


@register.filter
def draft_kind(path: str) -> str:
    """What a field holds: a code of `domain.typed.Kind`."""
    return field_at(path).kind.value


@register.filter
def same(one: str, other: str) -> bool:
    """Whether two texts are the same; for what is asked more than once."""
    return one == other


@register.inclusion_tag("web/drafts/state.html")
def draft_state(state: str) -> dict[str, str]:
    """Where a draft stands: a word with an icon."""
    return {"state": state, "icon_name": ICONS[state], "tone": TONES.get(state, "inactive")}


@register.filter
def typed_at(kept: Mapping[str, str], part: ReadPart) -> str:
    """What stands in a field: what was typed and refused, or else what is kept."""
    return kept.get(part.path, part.typed)


@register.filter
def is_open(place: ReadPlace, kept: Mapping[str, str]) -> bool:
    """Whether its fields stand there to be filled in: not confirmed yet, or with something typed that was refused."""
    return not place.is_confirmed or any(part.path in kept for part in place.parts)


@register.filter
def place_label(place: ReadPlace) -> str:
    """The name of a place where something was read, with the number of its item."""
    return f"{draft_label(place.path.partition('.')[0])} {place.number}".strip()


@register.filter
def lines_of(place: ReadPlace) -> str:
    """The numbers of the lines that it was read from, neighbours taken together: "3–5, 9"."""
    runs: list[list[int]] = []
    for number in sorted({line.number for line in place.lines}):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


@register.filter
def finding_message(finding: Finding) -> str:
    """What the check found, as a sentence."""
    return wording.finding_message(finding, language.current())


@register.filter
def finding_mending(code: str) -> str:
    """How to mend it."""
    return mending.suggestion(code, language.current())


@register.filter
def finding_sources(code: str) -> list[tuple[str, str]]:
    """Where the rule comes from: its name, and its address."""
    named = mending.reasons(code, language.current())
    return [(name, source.url) for name, source in zip(named, SOURCES.get(code, ()), strict=True)]


@register.filter
def finding_place(one: PlacedFinding) -> str:
    """The name of the field that a finding is about."""
    return _place(one.path, one.number)


@register.filter
def problem_place(one: PlacedProblem) -> str:
    """The name of the field that keeps a draft from being a call."""
    return _place(one.problem.path, one.number)


@register.filter
def difference_place(one: Difference) -> str:
    """The name of what changed."""
    return _place(one.path, one.number)


@register.filter
def draft_value(part: ReadPart) -> str:
    """What a field says, as a person reads it; what cannot be read stands as it was typed."""
    return shown_value(part.path, part.typed)


@register.filter
def value_before(one: Difference) -> str:
    """What a field said before, or an item that is gone."""
    return _side(one, one.before)


@register.filter
def value_after(one: Difference) -> str:
    """What a field says now, or an item that is new."""
    return _side(one, one.after)


@register.filter
def origin_words(origin: str) -> str:
    """Where a draft came from, of which the differences are told."""
    kind, _colon, name = origin.partition(":")
    match kind:
        case "call":
            return _("Beside call %(number)s, which it was made from.") % {"number": name}
        case "document":
            return _("Beside what was read in %(name)s.") % {"name": name}
    return _("Beside the template it was made from.")


@register.filter
def refusal_sentence(refusal: Refusal) -> str:
    """Why something is not possible."""
    return sentence(refusal, language.current())


@register.filter
def is_about(form: Form, about: str) -> bool:
    """Whether a form that was refused was about this finding."""
    return form.is_bound and form.data.get("about") == about and bool(form.errors)


def shown_value(path: str, typed: str) -> str:
    """A field in words, in the reader's language."""
    field = field_at(path)
    try:
        value = read(field.kind, typed, choices=field.choices)
    except FieldNotReadable:
        return typed
    if field.kind in {Kind.CHOICE, Kind.YES_NO, Kind.DAYS}:
        return ", ".join(words for one, words, is_chosen in _choices(path, field, typed) if is_chosen and one)
    return typed if value is None or isinstance(value, str) else readable(value, language.current())


def _side(one: Difference, said: str | None) -> str:
    is_item = one.before is None or one.after is None
    return said or "" if is_item else shown_value(one.path, said or "")


def _place(path: str, number: str) -> str:
    """ "Requirements 4: Requirement", or the name of the field alone."""
    name, _dot, rest = path.partition(".")
    whole = f"{draft_label(name)} {number}".strip()
    return f"{whole}: {draft_label(path)}" if "." in rest else whole


def _is_readable(field: Field, typed: str) -> bool:
    try:
        read(field.kind, typed, choices=field.choices)
    except FieldNotReadable:
        return False
    return True


def _choices(path: str, field: Field, typed: str) -> list[tuple[str, str, bool]]:
    """Value, words, and whether it is chosen; what was typed and is no choice stands there as itself."""
    match field.kind:
        case Kind.YES_NO:
            found = [("yes", _("Yes")), ("no", _("No"))]
        case Kind.DAYS:
            chosen = typed.split(",")
            return [(day, str(codes.WEEKDAYS[day]), day in chosen) for day in field.choices]
        case _:
            name = f"{path.partition('.')[0]}.{path.rpartition('.')[2]}" if "." in path else path
            found = [(one, str(codes.words(f"{name}.{one}", "draft_choice"))) for one in field.choices]
    if typed and typed not in dict(found):
        found.append((typed, typed))
    return [(value, words, value == typed) for value, words in found]
