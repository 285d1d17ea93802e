"""Passkeys: what the library's own pages leave open."""

from typing import Any, cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc] # the library ships no types
    """A passkey and its name. Without one it gets a name of ours: by then the device has made the passkey already."""

    name = forms.CharField(label=_("Name of the passkey"), max_length=100, required=False)


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc] # the library ships no types
    """Another name."""

    name = forms.CharField(label=_("Name of the passkey"), max_length=100)


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc] # the library ships no types
    """Removing a passkey, unless it is the last factor of who needs one: the library asks that of apps only."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, or say why not."""
        if not get_adapter().can_delete_authenticator(self.object):
            form.add_error(None, get_adapter().validation_error("cannot_delete_authenticator"))
            return cast("HttpResponse", self.form_invalid(form))
        return cast("HttpResponse", super().form_valid(form))
