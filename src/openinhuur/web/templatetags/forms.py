"""Fields of a form in the words of the design system."""

from typing import Final

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select, Textarea
from django.utils.safestring import SafeString

register = template.Library()

TEXTBOX: Final = "utrecht-textbox utrecht-textbox--html-input"
CLASSES: Final = (
    (Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (CheckboxSelectMultiple, ""),
    (RadioSelect, ""),
    (FileInput, "file"),
    (Select, "utrecht-select utrecht-select--html-select"),
)


@register.filter
def control(field: BoundField) -> SafeString:
    """The control itself, tied to its description and its error for who does not see them."""
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)  # the label says it, and stays when something is typed
    name = next((name for kind, name in CLASSES if isinstance(widget, kind)), TEXTBOX)
    attributes: dict[str, str | bool] = {"class": name} if name else {}
    told = [part for part in (f"{field.auto_id}_help" if field.help_text else "", _error_id(field)) if part]
    if told and not field.use_fieldset:
        attributes["aria-describedby"] = " ".join(told)
    if field.errors:
        attributes["aria-invalid"] = "true"
        attributes["class"] = f"{name} {name.split(' ', 1)[0]}--invalid".strip()
    if field.field.required and not field.use_fieldset:
        attributes["aria-required"] = "true"
    return field.as_widget(attrs=attributes)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the label stands behind the control."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def options(field: BoundField) -> list[tuple[SafeString, str, str]]:
    """The choices of radio buttons or check boxes, each with its control, its id and its label."""
    radio = not isinstance(field.field.widget, CheckboxSelectMultiple)  # which to Django is a kind of RadioSelect
    kind = "radio-button" if radio else "checkbox"
    found = []
    for one in field.subwidgets:
        one.data["attrs"]["class"] = f"utrecht-{kind} utrecht-{kind}--html-input"
        found.append((one.tag(), one.id_for_label, str(one.choice_label)))
    return found


def _error_id(field: BoundField) -> str:
    return f"{field.auto_id}_error" if field.errors else ""
