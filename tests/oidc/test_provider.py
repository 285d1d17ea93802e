"""Signing in with the account of one's own organisation, at a real provider that runs beside the test."""

import socket
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from openinhuur.accounts.models import Person
from openinhuur.installation import env
from tests.apps.house import build
from tests.oidc.provider import PASSWORD, SECRET
from tests.web.accounts import PASSWORD as OWN_PASSWORD
from tests.web.accounts import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built", "provider")]

CALLBACK = "http://testserver/account/oidc/gemeente/login/callback/"


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Generator[str]:
    """The address of the provider."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    script = Path(__file__).with_name("provider.py")
    command = [sys.executable, str(script), str(tmp_path_factory.mktemp("provider")), str(port), CALLBACK]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        yield f"http://127.0.0.1:{port}"
        running.terminate()


@pytest.fixture
def provider(address, settings, tmp_path):
    """The site knows the provider, as its administrator would write it down."""
    file = tmp_path / "providers.toml"
    file.write_text(
        f'[[provider]]\nid = "gemeente"\nname = "Gemeente A"\naddress = "{address}"\n'
        f'client_id = "openinhuur"\nclient_secret = "{SECRET}"\n'
    )
    apps = env.identity_providers(str(file))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}


def _to_provider(client: Client, process: str = "login") -> str:
    """Where the button of the sign-in page leads."""
    response = client.post(reverse("openid_connect_login", args=["gemeente"]), {"process": process})
    return response.headers["Location"]


def _back(authorize: str, email: str) -> str:
    """Sign in at the provider; the address it sends the browser back to."""
    browser = requests.Session()
    base = "{0.scheme}://{0.netloc}".format(urlsplit(authorize))
    browser.post(f"{base}/login/", {"login": email, "password": PASSWORD}, allow_redirects=False)
    answer = browser.get(authorize, allow_redirects=False)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def _return(client: Client, location: str):
    found = urlsplit(location)
    return client.get(f"{found.path}?{found.query}", follow=True)


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_sign_in_page_offers_the_provider():
    assert "Gemeente A" in Client().get(reverse("account_login")).text


def test_somebody_new_signs_in_and_gets_an_account_without_a_password():
    client = Client()
    _return(client, _back(_to_provider(client), "nienke@gemeente.example"))
    person = Person.objects.get(email="nienke@gemeente.example")
    assert _is_in(client)
    assert person.name == "Nienke Bos"
    assert not person.has_usable_password()


def test_the_same_person_comes_back_to_the_same_account():
    for _ in range(2):
        client = Client()
        _return(client, _back(_to_provider(client), "nienke@gemeente.example"))
    assert SocialAccount.objects.count() == Person.objects.count() == 1


def test_the_request_is_bound_to_this_browser_and_to_a_secret_of_its_own():
    asked = parse_qs(urlsplit(_to_provider(Client())).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]
    assert asked["redirect_uri"] == [CALLBACK]


def test_an_answer_meant_for_another_browser_is_refused():
    victim, attacker = Client(), Client()
    location = _back(_to_provider(attacker), "nienke@gemeente.example")
    _return(victim, location)
    assert not _is_in(victim)


def test_an_answer_works_once():
    client = Client()
    location = _back(_to_provider(client), "nienke@gemeente.example")
    _return(client, location)
    again = Client()
    _return(again, location)
    assert not _is_in(again)


def test_an_account_that_exists_is_not_taken_over_by_who_has_its_address_elsewhere():
    house = build()
    anna = Person.objects.get(pk=house["Anna"].person)
    Person.objects.filter(pk=anna.pk).update(email="anna@gemeente.example")
    anna.refresh_from_db()
    account(anna)
    client = Client()
    _return(client, _back(_to_provider(client), "anna@gemeente.example"))
    assert not _is_in(client)
    anna.refresh_from_db()
    assert anna.name == "Anna"
    assert not SocialAccount.objects.exists()


def test_who_is_signed_in_adds_the_provider_and_then_signs_in_with_it():
    anna = Person.objects.get(pk=build()["Anna"].person)
    one = account(anna, with_app=True)
    client = signed_in(one)
    client.post(reverse("account_reauthenticate"), {"password": OWN_PASSWORD})
    _return(client, _back(_to_provider(client, "connect"), "anna@gemeente.example"))
    assert SocialAccount.objects.get().user == anna
    later = Client()
    _return(later, _back(_to_provider(later), "anna@gemeente.example"))
    assert not _is_in(later)  # the second factor is still asked
    later.post(reverse("mfa_authenticate"), {"code": one.code()})
    assert _is_in(later)


def test_an_address_that_the_provider_did_not_confirm_is_confirmed_here():
    client = Client()
    _return(client, _back(_to_provider(client), "unconfirmed@gemeente.example"))
    assert not _is_in(client)
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_nobody_is_asked_for_anything_on_a_mere_visit():
    assert Client().get(reverse("openid_connect_login", args=["gemeente"])).status_code == 200
    assert Client().get(reverse("openid_connect_login", args=["elders"])).status_code == 404
