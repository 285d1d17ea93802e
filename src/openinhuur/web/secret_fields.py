"""Fields for passphrases and words on paper: what is typed is never shown again, and leaves the form as a `Secret`."""

from typing import Any

from django import forms

from openinhuur.documents.shares import LONGEST_WORDS, Secret
from openinhuur.domain.sealing import LONGEST_PASSPHRASE
from openinhuur.web.forms import required

SENSITIVE = ("passphrase", "old", "new", "again", "words")
"""The names of such fields, for `sensitive_post_parameters`: no report of an error holds them."""


class _NeverShown(forms.Textarea):
    """What was typed does not come back on the page."""

    def format_value(self, value: Any) -> str:  # noqa: ARG002 (Django's shape)
        return ""


class PassphraseField(forms.CharField):
    """A passphrase. ``is_new``: one that is chosen now, which a browser may offer to keep."""

    def __init__(self, *, is_new: bool = False, **more: Any) -> None:
        complete = "new-password" if is_new else "current-password"
        widget = forms.PasswordInput(attrs={"autocomplete": complete})
        super().__init__(
            widget=widget, strip=False, max_length=LONGEST_PASSPHRASE, error_messages={"required": required()}, **more
        )

    def clean(self, value: Any) -> Any:
        """The typed text, hidden."""
        return Secret.typed(super().clean(value))


class WordsField(forms.CharField):
    """The words on the paper of a keyholder."""

    def __init__(self, **more: Any) -> None:
        attrs = {"rows": 5, "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        super().__init__(
            widget=_NeverShown(attrs=attrs), max_length=LONGEST_WORDS, error_messages={"required": required()}, **more
        )

    def clean(self, value: Any) -> Any:
        """The typed words, hidden."""
        return Secret.typed(super().clean(value))


def are_equal(one: Secret, other: Secret) -> bool:
    """Whether twice the same was typed."""
    return one.reveal() == other.reveal()
