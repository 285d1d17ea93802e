"""The pages around signing in: each answers in our own words and layout, and each e-mail is whole."""

import re
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context as library
from allauth.mfa.models import Authenticator
from django.conf import settings as site
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from openinhuur.accounts.models import Person
from openinhuur.letters.models import Message
from openinhuur.web.sign_in.adapters import AccountAdapter
from openinhuur.web.sign_in.browsers import named
from openinhuur.wording.account_messages import ACCOUNT_MESSAGES
from tests.apps.house import build
from tests.web.account_rooms import PROVIDERS, TELLING, at_elsewhere, passkey, readable, rooms
from tests.web.accounts import PASSWORD, Account, account, link_in_last_mail, newcomer, sign_in, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from allauth.socialaccount.models import SocialAccount

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

NEW = "zes-rode-fietsen-2"
OF_THE_LIBRARY = ("account_", "mfa_", "socialaccount_", "usersessions_", "openid_connect_")
NOT_A_PAGE = {"mfa_login_webauthn", "mfa_download_recovery_codes", "openid_connect_callback",
              "account_confirm_login_code"}  # fmt: skip


@pytest.fixture(autouse=True)
def _settings(settings):
    """A provider, Dutch to begin with, and a code of the half minute before: a test can start at the end of one."""
    settings.SOCIALACCOUNT_PROVIDERS = PROVIDERS
    settings.MFA_TOTP_TOLERANCE = 1
    with translation.override("nl"):
        yield


def _anna() -> Person:
    return Person.objects.get(pk=build()["Anna"].person)


def _names(found: list[URLPattern | URLResolver]) -> set[str]:
    patterns = [_names(one.url_patterns) if isinstance(one, URLResolver) else {one.name} for one in found]
    return {name for names in patterns for name in names if name and name.startswith(OF_THE_LIBRARY)}


def test_the_rooms_are_all_pages_of_the_library():
    known = {name.partition(",")[0] for name in rooms(_anna())}
    assert known | NOT_A_PAGE == _names(get_resolver().url_patterns)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_has_our_layout_and_one_heading(language):
    with translation.override(language):
        for name, room in rooms(_anna()).items():
            response = room.client.get(room.address)
            assert response.status_code == room.status, name
            text = response.text
            assert f'<html lang="{language}"' in text, name
            assert text.count("<h1") == text.count("<main") == text.count("<footer") == 1, name
            identities = re.findall(r'\sid="([^"]+)"', text)
            assert len(identities) == len(set(identities)), name


def test_no_page_has_english_words_in_dutch():
    for name, room in rooms(_anna()).items():
        assert not TELLING.findall(readable(room.client.get(room.address).text).lower()), name


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("account_login", {"login": "nieuw@example.org", "password": "verkeerd-woord"}),
        ("account_login", {}),
        ("account_signup", {"name": "N", "email": "x", "password1": "kort", "password2": "anders"}),
        ("account_reset_password", {"email": "geen adres"}),
        ("account_change_password", {"oldpassword": "x", "password1": "nieuw@example.org", "password2": "b"}),
        ("account_reauthenticate", {"password": "verkeerd"}),
        ("account_email", {"action_add": "", "email": "nieuw@example.org"}),
        ("mfa_activate_totp", {"code": "000000"}),
        ("mfa_generate_recovery_codes", {}),
        ("mfa_add_webauthn", {"credential": "{}"}),
    ],
)
def test_what_is_wrong_is_said_in_dutch(address, typed):
    newcomer()
    client = Client() if address in {"account_login", "account_signup"} else _inside("nieuw@example.org")
    text = client.post(reverse(address), typed).text
    assert "error-summary" in text
    assert not TELLING.findall(readable(text).lower())


def test_who_tries_too_often_gets_a_page_of_ours():
    answers = [Client().post(reverse("account_reset_password"), {"email": "a@example.org"}) for _ in range(30)]
    assert answers[-1].status_code == 429
    assert answers[-1].text.count("<h1") == 1
    assert not TELLING.findall(readable(answers[-1].text).lower())


def test_who_needs_a_second_factor_keeps_the_last_passkey():
    anna = account(_anna(), with_app=True)
    client = signed_in(anna)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    key = passkey(anna.person)
    Authenticator.objects.filter(user=anna.person, type=Authenticator.Type.TOTP).delete()
    response = client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert response.status_code == 200  # the page says why, and offers no button to do it after all
    assert "utrecht-button--danger" not in response.text
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_somebody_with_a_second_factor_can_change_their_address():
    anna = account(_anna(), with_app=True)
    client = signed_in(anna)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"action_add": "", "email": "anna.nieuw@example.org"})
    client.post(link_in_last_mail("anna.nieuw@example.org"))
    anna.person.refresh_from_db()
    assert anna.person.email == "anna.nieuw@example.org"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox (Linux)"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/143.0 Safari/537.36 Edg/143.0", "Edge (Windows)"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Safari/604.1", "Safari (iPhone)"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/143.0 Mobile Safari/537.36", "Chrome (Android)"),
        ("curl/8.0", "onbekende browser"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(user_agent, name):
    assert named(user_agent) == name


def _inside(email: str) -> Client:
    """The browser of somebody who has just shown who they are."""
    client = Client()
    sign_in(client, email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def _add_app(one: Account) -> None:
    client = _inside(one.person.email)
    one.secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": one.code()})


def _post(name: str, **typed: str) -> "Callable[[Account], object]":
    return lambda one: _inside(one.person.email).post(reverse(name), typed)


def _told(prefix: str, **facts: str) -> "Callable[[Account], None]":
    """The library tells of something that this test does not bring about; other tests do."""

    def tell(one: Account) -> None:
        request = RequestFactory().get("/", HTTP_USER_AGENT="Firefox Linux")
        request.session = Client().session
        with library.request_context(request):
            AccountAdapter(request).send_notification_mail(prefix, one.person, facts)

    return tell


def _after_a_passkey(act: "Callable[[Client, Authenticator], object]") -> "Callable[[Account], None]":
    def do(one: Account) -> None:
        client = _inside(one.person.email)
        act(client, passkey(one.person))

    return do


def _reset(one: Account) -> None:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": one.person.email})
    chosen = client.get(link_in_last_mail(one.person.email)).headers["Location"]
    client.post(chosen, {"password1": NEW, "password2": NEW})


def _remove_app(one: Account) -> None:
    _add_app(one)
    client = signed_in(one)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))


def _change_address(one: Account) -> None:
    _post("account_email", action_add="", email="ander@example.org")(one)
    Client().post(link_in_last_mail("ander@example.org"))


def _keep_address(one: Account) -> None:
    client = _inside(one.person.email)
    client.post(reverse("account_email"), {"action_add": "", "email": "ander@example.org"})
    client.post(reverse("account_email"), {"action_remove": "", "email": "ander@example.org"})


def _disconnect(one: Account) -> None:
    found: SocialAccount = at_elsewhere(one.person)
    _post("socialaccount_connections", account=str(found.pk))(one)


ACTS: "dict[str, Callable[[Account], object]]" = {
    "account-already-exists": lambda one: Client().post(
        reverse("account_signup"),
        {"name": "N", "email": one.person.email, "password1": PASSWORD, "password2": PASSWORD},
    ),
    "account-connected": _told("socialaccount/email/account_connected", provider="Gemeente A"),
    "account-disconnected": _disconnect,
    "email-changed": _change_address,
    "email-confirmation": _post("account_email", action_add="", email="ander@example.org"),
    "email-deleted": _keep_address,
    "password-changed": _post("account_change_password", oldpassword=PASSWORD, password1=NEW, password2=NEW),
    "password-reset": _reset,
    "password-reset-key": lambda one: Client().post(reverse("account_reset_password"), {"email": one.person.email}),
    "password-set": _told("account/email/password_set"),
    "recovery-codes-generated": _after_a_passkey(lambda client, _: client.post(reverse("mfa_generate_recovery_codes"))),
    "totp-activated": _add_app,
    "totp-deactivated": _remove_app,
    "unknown-account": lambda _: Client().post(reverse("account_reset_password"), {"email": "wie@example.org"}),
    "webauthn-added": _told("mfa/email/webauthn_added"),
    "webauthn-removed": _after_a_passkey(
        lambda client, key: client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    ),
}


def test_every_kind_of_e_mail_about_an_account_is_brought_about_here():
    assert set(ACTS) == set(ACCOUNT_MESSAGES)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ACTS)
def test_an_e_mail_has_both_parts_and_a_link_that_works(kind, language, django_capture_on_commit_callbacks):
    one = newcomer()
    Person.objects.filter(pk=one.person.pk).update(language=language)
    one.person.refresh_from_db()
    with translation.override(language), django_capture_on_commit_callbacks(execute=True):
        ACTS[kind](one)
    message = Message.objects.get(kind=kind)
    assert message.language == language
    [address] = re.findall(r"https?://\S+", message.text.rpartition("\n\n")[0])
    assert f'href="{address}"' in message.html
    assert f'<html lang="{language}"' in message.html
    path = address.removeprefix(site.PUBLIC_ADDRESS)
    assert path.startswith("/en/") is (language == "en")
    assert Client().get(path, follow=True).status_code == 200
    if language == "nl":
        assert not TELLING.findall(f"{message.subject} {message.text}".lower().replace(address.lower(), ""))


def test_an_e_mail_and_its_link_are_in_the_language_of_the_reader():
    one = newcomer()
    with translation.override("en"):
        Client().post(reverse("account_reset_password"), {"email": one.person.email})
    message = Message.objects.get()
    assert message.language == "nl"
    assert link_in_last_mail(one.person.email).startswith("/account/")


def test_a_name_that_anybody_can_fill_in_is_not_sent_to_somebody_else():
    typed = {"name": "Win nu op kwaad.example", "email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    Client().post(reverse("account_signup"), typed)
    message = Message.objects.get()
    assert not EmailAddress.objects.get().verified
    assert "kwaad" not in f"{message.recipient_name} {message.subject} {message.text} {message.html}"
