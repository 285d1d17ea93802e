"""The forms with which somebody takes a turn, at the opening of a vault or at a lot."""

from collections.abc import Sequence
from typing import Protocol

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openinhuur.bids.ceremony import Brought
from openinhuur.flow.queries.turns import HolderRow
from openinhuur.web.forms import Form
from openinhuur.web.requests import Request
from openinhuur.web.secret_fields import PassphraseField, WordsField


class Split(Protocol):
    """A page on which turns are taken. ``is_split``: a turn brings a part of a secret."""

    @property
    def is_split(self) -> bool: ...
    @property
    def holders(self) -> Sequence[HolderRow]: ...


class TurnForm(Form):
    """A turn with one's own passphrase; without any field where the server keeps the key."""

    passphrase = PassphraseField(
        label=gettext_lazy("Your passphrase"), help_text=gettext_lazy("The one you chose as a keyholder.")
    )

    def __init__(self, request: Request, found: Split) -> None:
        super().__init__(request)
        if not found.is_split:
            del self.fields["passphrase"]

    def brought(self) -> Brought | None:
        """What is brought to the vault."""
        return Brought(self.cleaned_data["passphrase"]) if "passphrase" in self.fields else None


class PaperForm(Form):
    """A turn with the words on the paper of a keyholder."""

    holder = forms.TypedChoiceField(label=gettext_lazy("Whose paper do you have?"), coerce=int)
    words = WordsField(
        label=gettext_lazy("The words on the paper, in order"),
        help_text=gettext_lazy("Capitals and spaces do not matter. What you type is not shown again."),
    )

    def __init__(self, request: Request, found: Split) -> None:
        super().__init__(request)
        chosen = self.fields["holder"]
        if isinstance(chosen, forms.TypedChoiceField):
            chosen.choices = [("", _("Choose…")), *((one.id, one.name) for one in found.holders if not one.has_turn)]

    def brought(self) -> Brought | None:
        """What is brought to the vault."""
        return Brought(self.cleaned_data["words"], of_holder=self.cleaned_data["holder"])


def turn_sent(request: Request, found: Split) -> TurnForm | PaperForm:
    """The one of the two that was sent."""
    return PaperForm(request, found) if "words" in request.POST else TurnForm(request, found)
