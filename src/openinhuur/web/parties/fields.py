"""Fields that the forms about parties share."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openinhuur.documents.reading import MAX_BYTES
from openinhuur.wording.codes import words

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class DayField(forms.DateField):
    """A day, chosen in the calendar of the browser."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more)


class MomentField(forms.DateTimeField):
    """A day and a time of day, by the clock of the Netherlands, chosen in the calendar of the browser."""

    def __init__(self, **more: Any) -> None:
        shape = "%Y-%m-%dT%H:%M"
        widget = forms.DateTimeInput(format=shape, attrs={"type": "datetime-local"})
        super().__init__(widget=widget, input_formats=[shape, f"{shape}:%S"], **more)


def choice_of(codes: type[StrEnum], table: str, *, as_radio: bool = False, **more: Any) -> forms.TypedChoiceField:
    """One code of a kind, in words; as radio buttons where there are few."""
    choices = [(one.value, words(one, table)) for one in codes]
    if as_radio:
        return forms.TypedChoiceField(coerce=codes, choices=choices, widget=forms.RadioSelect, **more)
    return forms.TypedChoiceField(coerce=codes, choices=[("", _("Choose…")), *choices], **more)


def yes_or_no(**more: Any) -> forms.TypedChoiceField:
    """Yes or no, with neither chosen beforehand."""
    choices = [("yes", _("Yes")), ("no", _("No"))]
    return forms.TypedChoiceField(coerce=_is_yes, choices=choices, widget=forms.RadioSelect, **more)


def first_bytes(file: "UploadedFile[Any]") -> bytes:
    """What was sent; of what is larger than is ever read only so much that this shows."""
    content: bytes = file.read(MAX_BYTES + 1)
    return content


def _is_yes(value: str) -> bool:
    return value == "yes"
