"""Every page around signing in, with somebody who can see it: for the tests of the pages and of how they look."""

import re
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import get_language
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from openinhuur.accounts.models import Person
from openinhuur.web.sign_in import session
from tests.web.accounts import PASSWORD, Account, account, link_in_last_mail, newcomer, sign_in, signed_in

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36"
PROVIDERS = {
    "openid_connect": {
        "APPS": [{"provider_id": "gemeente", "name": "Gemeente A", "client_id": "openinhuur", "secret": "geheim",
                  "settings": {"server_url": "https://gemeente.example"}}]
    }
}  # fmt: skip
OLD = "1-oud"
TELLING = re.compile(r"\b(the|you|your|please|password|email|again|sign|authenticat\w+|security|codes? that)\b")
"""Words that no Dutch page holds."""


class Room(NamedTuple):
    """A page: the browser of somebody who may see it, its address, and how it answers."""

    client: Client
    address: str
    status: int = 200


def rooms(anna: Person) -> Mapping[str, Room]:
    """All pages of the library that somebody can meet, by the name of their address and what is special about it.

    Args:
        anna: somebody who needs a second factor.
    """
    worker, novice, keyholder = account(anna, with_app=True), newcomer(), newcomer("sleutel@example.org", "Sleutel")
    EmailAddress.objects.create(user=keyholder.person, email="straks@example.org")
    return {
        **_of_who_begins(novice),
        **_for_anybody(novice),
        **_on_the_way_in(worker),
        **_of_who_has_an_app(worker),
        **_of_who_has_a_passkey(keyholder),
    }


def passkey(person: Person) -> Authenticator:
    """Give somebody a passkey, as a browser would make it; no device knows it."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(b"\0" * 16, secrets.token_bytes(16), public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    found = AuthenticatorData.create(sha256(b"localhost").digest(), flags, 0, made)
    said = CollectedClientData.create("webauthn.create", b"1", "http://localhost")
    identity = websafe_encode(made.credential_id)
    credential = {
        "id": identity,
        "rawId": identity,
        "type": "public-key",
        "clientExtensionResults": {"credProps": {"rk": True}},
        "response": {
            "clientDataJSON": websafe_encode(said),
            "attestationObject": websafe_encode(AttestationObject.create("none", found, {})),
        },
    }
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": credential}
    )


def at_elsewhere(person: Person) -> SocialAccount:
    """Let somebody's account also open with the identity provider."""
    known = {"userinfo": {"email": person.email}}
    return SocialAccount.objects.create(user=person, provider="gemeente", uid=str(person.pk), extra_data=known)


def readable(page: str) -> str:
    """What somebody reads or hears of a page, below the header: text, and descriptions in attributes."""
    main = re.split(r"<main[^>]*>|</main>", page)[1]
    described = re.findall(r"(?:aria-label|alt|title)=\"([^\"]*)\"", main)
    return " ".join([re.search(r"<title>(.*?)</title>", page).group(1), *described, re.sub(r"<[^>]*>", " ", main)])


def _for_anybody(novice: Account) -> dict[str, Room]:
    nobody = Client(HTTP_USER_AGENT=BROWSER)
    fresh = EmailAddress.objects.create(user=novice.person, email="nieuwer@example.org")
    taken = EmailAddress.objects.create(user=novice.person, email="sleutel@example.org")
    names = (
        "account_login", "account_signup", "account_inactive", "account_email_verification_sent",
        "account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done",
        "socialaccount_login_cancelled",
    )  # fmt: skip
    return {
        **{name: Room(nobody, reverse(name)) for name in names},
        "socialaccount_login_error": Room(nobody, reverse("socialaccount_login_error"), 401),
        "account_confirm_email": Room(nobody, _confirm(EmailConfirmationHMAC(fresh).key)),
        "account_confirm_email, taken": Room(nobody, _confirm(EmailConfirmationHMAC(taken).key)),
        "account_confirm_email, old": Room(nobody, _confirm(OLD)),
        "account_reset_password_from_key, old": Room(nobody, f"{reverse('account_reset_password')}key/{OLD}/"),
        "openid_connect_login": Room(nobody, reverse("openid_connect_login", args=["gemeente"])),
    }


def _confirm(key: str) -> str:
    return reverse("account_confirm_email", args=[key])


def _on_the_way_in(worker: Account) -> dict[str, Room]:
    halfway, forgetful, newly = (Client(HTTP_USER_AGENT=BROWSER) for _ in range(3))
    sign_in(halfway, worker.person.email)
    forgotten = newcomer("vergeten@example.org").person
    Person.objects.filter(pk=forgotten.pk).update(language=get_language())
    forgetful.post(reverse("account_reset_password"), {"email": forgotten.email})
    chosen = forgetful.get(link_in_last_mail(forgotten.email)).headers["Location"]
    somebody = Person(email="elders@example.org", name="Els")
    provider = get_adapter().get_provider(RequestFactory().get("/"), "gemeente")
    login = SocialLogin(user=somebody, account=SocialAccount(provider="gemeente", uid="els"), provider=provider)
    _write_into(newly, socialaccount_sociallogin=login.serialize())
    return {
        "mfa_authenticate": Room(halfway, reverse("mfa_authenticate")),
        "account_reset_password_from_key": Room(forgetful, chosen),
        "socialaccount_signup": Room(newly, reverse("socialaccount_signup")),
    }


def _of_who_begins(novice: Account) -> dict[str, Room]:
    inside = signed_in(novice, HTTP_USER_AGENT=BROWSER)
    without_password = Person.objects.create(email="zonder@example.org", name="Zonder")
    without_password.set_unusable_password()
    without_password.save()
    bare = Client(HTTP_USER_AGENT=BROWSER)
    bare.force_login(without_password)
    _write_into(bare, **{session.BROWSER: sha256(BROWSER.encode()).hexdigest()[:32]})
    names = ("account_logout", "account_change_password", "mfa_activate_totp", "usersessions_list")
    before = ("mfa_index", "mfa_list_webauthn", "socialaccount_connections")
    return {
        **{name: Room(inside, reverse(name)) for name in names},
        **{f"{name}, nothing yet": Room(inside, reverse(name)) for name in before},
        "account_set_password": Room(bare, reverse("account_set_password")),
    }


def _of_who_has_an_app(worker: Account) -> dict[str, Room]:
    RecoveryCodes.activate(worker.person)
    inside = signed_in(worker, HTTP_USER_AGENT=BROWSER)
    inside.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    names = ("account_email", "account_reauthenticate", "mfa_index", "mfa_reauthenticate", "mfa_deactivate_totp",
             "mfa_generate_recovery_codes", "mfa_view_recovery_codes", "mfa_add_webauthn")  # fmt: skip
    return {name: Room(inside, reverse(name)) for name in names}


def _of_who_has_a_passkey(keyholder: Account) -> dict[str, Room]:
    inside = signed_in(keyholder, HTTP_USER_AGENT=BROWSER)
    inside.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    key = passkey(keyholder.person)
    RecoveryCodes.activate(keyholder.person).mark_as_viewed()
    at_elsewhere(keyholder.person)
    halfway = Client(HTTP_USER_AGENT=BROWSER)
    sign_in(halfway, keyholder.person.email)
    names = ("mfa_list_webauthn", "mfa_reauthenticate_webauthn", "socialaccount_connections")
    return {
        **{name: Room(inside, reverse(name)) for name in names},
        "account_email, waiting": Room(inside, reverse("account_email")),
        "mfa_authenticate, passkey": Room(halfway, reverse("mfa_authenticate")),
        "mfa_edit_webauthn": Room(inside, reverse("mfa_edit_webauthn", args=[key.pk])),
        "mfa_remove_webauthn": Room(inside, reverse("mfa_remove_webauthn", args=[key.pk])),
        "mfa_view_recovery_codes, seen": Room(inside, reverse("mfa_view_recovery_codes")),
    }


def _write_into(client: Client, **words: object) -> None:
    kept = client.session
    kept.update(words)
    kept.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = kept.session_key
