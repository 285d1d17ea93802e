from typing import Any

from allauth.account.forms import LoginForm as LibraryLoginForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class LoginForm(LibraryLoginForm):  # type: ignore[misc] # the library ships no types
    """An address and a password; the way to a new password stands below the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class NameForm(forms.Form):
    """What signing up asks beside an address and a password."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ("name", "email", "password1", "password2")

    def signup(self, request: HttpRequest, person: Any) -> None:  # noqa: ARG002 (the library's shape)
        """Keep the name, and the language the form was filled in."""
        person.name = self.cleaned_data["name"].strip()
        person.language = get_language() or "nl"
        person.save(update_fields=["name", "language"])
