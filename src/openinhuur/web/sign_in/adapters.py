"""Where the sign-in library asks the house: mail goes into the outbox, what happened into the journal."""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from openinhuur.accounts.models import Person
from openinhuur.domain.roles import ANYONE, Actor
from openinhuur.installation import stored_secrets
from openinhuur.journal.actions import record
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient
from openinhuur.parties import queries as parties
from openinhuur.web.sign_in import browsers, session

CHANGES: Final = {
    "account/email/password_changed": "password.changed",
    "account/email/password_set": "password.changed",
    "account/email/password_reset": "password.changed",
    "account/email/email_changed": "email.changed",
    "mfa/email/recovery_codes_generated": "recovery-codes.made",
    "mfa/email/totp_activated": "second-factor.added",
    "mfa/email/totp_deactivated": "second-factor.removed",
    "mfa/email/webauthn_added": "second-factor.added",
    "mfa/email/webauthn_removed": "second-factor.removed",
    "socialaccount/email/account_connected": "identity-provider.connected",
    "socialaccount/email/account_disconnected": "identity-provider.disconnected",
}
"""What the library tells people about, and the event it is in the journal."""

LINKS: Final = ("activate_url", "password_reset_url", "signup_url")
"""The links that the library makes for an e-mail; the first that there is counts."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library ships no types
    """Accounts of people."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write an e-mail into the outbox, in the language of whom it is for."""
        person = context.get("user") or Person.objects.filter(email__iexact=email).first()
        language = person.language if person else translation.get_language() or "nl"
        at = _now(self.request)
        outbox.write(
            template_prefix.rpartition("/")[2].replace("_", "-").removesuffix("-signup"),
            to=Recipient(person.name if person and _is_confirmed(person) else "", email),
            language=language,
            about="account",
            desk=None,
            words={"email": email} | _path(context, language) | _circumstances(context, language, at),
            at=at,
        )

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person what changed in their account, and write it in the journal."""
        if event := CHANGES.get(template_prefix):
            with transaction.atomic():
                record(event, actor=_named(user), at=_now(self.request), subject=f"person:{user.pk}")
        if event == "second-factor.added":  # who just showed that it works has used it
            record_authentication(self.request, user, method="mfa", type="activation", reauthenticated=True)
        super().send_notification_mail(template_prefix, user, {"user": user} | (context or {}), email)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whether the password is asked again: not by who has just signed in to set up their first second factor."""
        is_first = app == "allauth.mfa" and not Authenticator.objects.filter(user=self.request.user).exists()
        if is_first and session.has_just_begun(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app))

    def login(self, request: HttpRequest, user: Person) -> None:
        """Begin a session, bound to this browser."""
        super().login(request, user)
        session.begin(request)
        with transaction.atomic():
            record("person.signed-in", actor=_named(user), at=_now(request), subject=f"person:{user.pk}")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the library ships no types
    """Second factors: kept encrypted, and not given up by who needs one."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "This is your only second factor, and your work needs one. First add another."
        ),
        "incorrect_code": _("This is not right. Try again."),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return b64encode(stored_secrets.seal(text.encode(), purpose="second-factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A stored secret as it is used."""
        return stored_secrets.unseal(b64decode(encrypted_text), purpose="second-factor").decode()

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 (the library's)
        """What a new passkey is called until its owner says otherwise."""
        return gettext("Passkey %(number)s") % {
            "number": Authenticator.objects.filter(user=user, type=type).count() + 1
        }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether it may be removed: never the last one of a person whose work asks for it."""
        kept = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        if kept.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            return True
        found = parties.standing(authenticator.user.pk, None, has_second_factor=False)
        return found is None or not found.is_held_back


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # the library ships no types
    """People who sign in with an identity provider (OpenID Connect)."""

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        """What stands in the form already, when something is still to be asked."""
        found: dict[str, Any] = super().get_signup_form_initial_data(sociallogin)
        return found | {"name": sociallogin.user.name}

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        """The name a new account gets; an account that exists keeps its own."""
        person: Person = super().populate_user(request, sociallogin, data)
        parts = (data.get("name") or "", f"{data.get('first_name') or ''} {data.get('last_name') or ''}")
        person.name = next((part.strip() for part in parts if part.strip()), str(data.get("email") or ""))[:200]
        person.language = translation.get_language() or "nl"
        return person


def _is_confirmed(person: Person) -> bool:
    """Whether the name is the owner's own. Else anybody could fill in words as a name, to be sent to somebody else."""
    return bool(EmailAddress.objects.filter(user=person, verified=True).exists())


def _path(context: dict[str, Any], language: str) -> dict[str, object]:
    """Where the button of an e-mail leads, in the language of the reader."""
    url = next((context[name] for name in LINKS if name in context), reverse("account_reset_password"))
    return {"path": translate_url(urlsplit(url).path, language)}


def _circumstances(context: dict[str, Any], language: str, at: datetime) -> dict[str, object]:
    """What the texts about an account name, whichever of it they need."""
    days = timedelta(days=app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS)
    with translation.override(language):
        browser = browsers.named(context.get("user_agent", ""))
    return {
        "done_at": at,
        "browser": browser,
        "ip": context.get("ip", ""),
        "until": at + (days if "activate_url" in context else timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)),
        "provider": str(context.get("provider", "")),
        **{name: context[name] for name in ("from_email", "to_email", "deleted_email") if name in context},
    }


def _named(person: Person) -> Actor:
    return Actor(person.pk, person.name, ANYONE.roles, None)


def _now(request: HttpRequest) -> datetime:
    at: datetime = getattr(request, "at", None) or import_string(settings.CLOCK)()
    return at
