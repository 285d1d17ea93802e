"""The page on which a call is written, and its history: labels of items, what is told about a field, the script."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.translation import gettext as _

from openinhuur.domain.draft import field_at
from openinhuur.domain.lint import Severity
from openinhuur.domain.typed import Kind
from openinhuur.flow.queries.draft_history import ChangeRow
from openinhuur.flow.queries.draft_writing import WrittenField
from openinhuur.web.drafts.writing import Unsaved
from openinhuur.web.templatetags.drafts import draft_label, shown_value
from openinhuur.wording import codes

register = template.Library()

PROSE: Final = {Kind.LINE, Kind.TEXT}


@register.filter
def unsaved_at(unsaved: Mapping[str, Unsaved], path: str) -> Unsaved | None:
    """What was typed at a place and not kept."""
    return unsaved.get(path)


@register.filter
def typed_now(field: WrittenField, unsaved: Unsaved | None) -> str:
    """What stands in a field: what was typed and not kept, or else what is kept."""
    return field.typed if unsaved is None else unsaved.typed


@register.filter
def is_wrong(field: WrittenField, unsaved: Unsaved | None) -> bool:
    """Whether something in a field has to change; what is still empty is not wrong yet."""
    errors = any(one.finding.severity is Severity.ERROR and one.stands is None for one in field.findings)
    return unsaved is not None or errors or field.problem not in {"", "missing"}


@register.filter
def draft_help(path: str) -> str:
    """What somebody who fills it in should know; empty for most."""
    return str(codes.TABLES["draft_help"].get(_kind_of_place(path), ""))


@register.filter
def told_by(help_text: str, path: str) -> str:
    """The ids of the texts about a field."""
    return f"{path}-help {path}-notes" if help_text else f"{path}-notes"


@register.filter
def item_label(path: str) -> str:
    """What one item of a list is called."""
    return str(codes.words(path.partition(".")[0], "draft_item"))


@register.filter
def add_words(name: str) -> str:
    """What the button says that adds an item."""
    return str(codes.words(name, "draft_add"))


@register.filter
def field_value(field: WrittenField) -> str:
    """What a field says, as a person reads it."""
    return shown_value(field.path, field.typed)


@register.filter
def missing_words(field: WrittenField) -> str:
    """What is still to be filled in: a field, or a whole list."""
    is_field = "." in field.path or field.path not in codes.TABLES["draft_item"]
    return _("Still to be filled in.") if is_field else _("There is nothing here yet.")


@register.filter
def row_place(row: ChangeRow) -> str:
    """The name of what was changed: "Award criterion 3: Grades"."""
    name, _dot, rest = row.path.partition(".")
    if not rest:
        return draft_label(name)
    whole = f"{item_label(name)} {row.number}".strip()
    return f"{whole}: {draft_label(row.path)}" if "." in rest else whole


@register.filter
def is_prose(path: str) -> bool:
    """Whether its differences are shown word by word."""
    return field_at(path).kind in PROSE


@register.filter
def shown_at(path: str, typed: str) -> str:
    """What was typed at a place, as a person reads it."""
    return shown_value(path, typed)


def _kind_of_place(path: str) -> str:
    name, _dot, rest = path.partition(".")
    return f"{name}.{rest.rpartition('.')[2]}" if rest else name
