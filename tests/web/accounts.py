"""Accounts to sign in with, and a browser that does it the long way: password, and a code where one is asked."""

import re
import time
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from openinhuur.accounts.models import Person
from openinhuur.letters.models import Message

PASSWORD = "vijf-groene-fietsen"  # noqa: S105 (a test's own)
HALF_MINUTE = 30
ENOUGH_TO_SEND = 0.5  # seconds
TRIES = 3


@dataclass(slots=True)
class Account:
    """Somebody who can sign in; ``secret`` when their app with codes is set up."""

    person: Person
    secret: str = ""

    def code(self) -> str:
        """What the app shows now; when its half minute is about to end, the next one, as people do."""
        if (left := HALF_MINUTE - time.time() % HALF_MINUTE) < ENOUGH_TO_SEND:
            time.sleep(left)
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // HALF_MINUTE))


def account(person: Person, *, with_app: bool = False) -> Account:
    """Give somebody a password and a confirmed address, and an app with codes."""
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    made = Account(person)
    if with_app:
        made.secret = generate_totp_secret()
        TOTP.activate(person, made.secret)
    return made


def newcomer(email: str = "nieuw@example.org", name: str = "Nienke") -> Account:
    """Somebody who belongs to no organisation yet."""
    return account(Person.objects.create(email=email, name=name))


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Send the form of the sign-in page."""
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def signed_in(one: Account, **more: str) -> Client:
    """A browser in which somebody is signed in, with the code of their app when they have one."""
    client = Client(**more)
    sign_in(client, one.person.email)
    if one.secret and not any(_is_let_in(client, one) for _ in range(TRIES)):
        raise AssertionError("no code of the app was accepted")
    return client


def _is_let_in(client: Client, one: Account) -> bool:
    """Send the code of the app. On a busy machine its half minute may end on the way; then the next is sent."""
    answer = client.post(reverse("mfa_authenticate"), {"code": one.code()})
    forget_used_codes()
    return answer.status_code == HTTPStatus.FOUND


@cache
def browser_of(person_id: int) -> Client:
    """The one browser of somebody, signed in with their app. A test begins with ``browser_of.cache_clear()``."""
    return signed_in(account(Person.objects.get(pk=person_id), with_app=True))


def forget_used_codes() -> None:
    """Let the code of this half minute be used again, so that a test need not wait for the next."""
    from django.core.cache import cache  # noqa: PLC0415 (needs Django to be set up)

    cache.clear()


def link_in_last_mail(to: str) -> str:
    """The path of the link in the newest e-mail to an address."""
    text = Message.objects.filter(recipient_email=to).order_by("-queued_at").first().text
    return re.search(r"https?://[^/\s]+(/\S+)", text).group(1)


def has_app(person: Person) -> bool:
    """Whether an app with codes is set up."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
