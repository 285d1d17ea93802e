"""Signing in: who gets in, who is kept out, and what nobody learns on the way."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from django.utils import translation

from openinhuur.accounts.models import Person
from openinhuur.domain.roles import Role
from openinhuur.journal.models import Entry
from openinhuur.letters.models import Message
from tests.apps.house import House, build, person
from tests.web.accounts import (
    PASSWORD,
    Account,
    account,
    forget_used_codes,
    has_app,
    link_in_last_mail,
    newcomer,
    sign_in,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

HERE = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0"
ELSEWHERE = "Mozilla/5.0 (Windows NT 10.0) Chrome/143.0"
SIGN_UP = {"name": "Nienke", "email": "nieuw@example.org", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture(autouse=True)
def _half_a_minute_either_way(settings):
    """A code may be of the half minute before: a test can start at the end of one."""
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def house() -> House:
    return build()


@pytest.fixture
def anna(house: House) -> Account:
    """Somebody of the desk, with an app."""
    return account(Person.objects.get(pk=house["Anna"].person), with_app=True)


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_signs_up_confirms_the_address_and_is_in():
    client = Client()
    client.post(reverse("account_signup"), SIGN_UP)
    assert not _is_in(client)
    link = link_in_last_mail("nieuw@example.org")
    client.get(link)
    assert not EmailAddress.objects.get().verified  # looking is not confirming: mail scanners look too
    response = client.post(link)
    assert _is_in(client)
    assert response.headers["Location"] == reverse("web:work")
    assert Person.objects.get().name == "Nienke"


def test_an_account_without_a_confirmed_address_does_not_open():
    client = Client()
    client.post(reverse("account_signup"), SIGN_UP)
    sign_in(client, "nieuw@example.org")
    assert not _is_in(client)


def test_signing_up_with_a_known_address_looks_the_same_and_tells_its_owner():
    known, unknown = Client(), Client()
    before = newcomer()
    first = known.post(reverse("account_signup"), SIGN_UP | {"name": "Indringer"})
    second = unknown.post(reverse("account_signup"), SIGN_UP | {"email": "anders@example.org"})
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert known.get(first.headers["Location"]).status_code == unknown.get(second.headers["Location"]).status_code
    assert Message.objects.get(recipient_email="nieuw@example.org").kind == "account-already-exists"
    before.person.refresh_from_db()
    assert before.person.name == "Nienke"  # nobody renames somebody else by signing up


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_wrong_password_and_an_unknown_address_are_answered_alike(language):
    newcomer()
    with translation.override(language):
        known = sign_in(Client(), "nieuw@example.org", "helemaal-verkeerd")
        unknown = sign_in(Client(), "anders@example.org", "helemaal-verkeerd")
    assert known.status_code == unknown.status_code
    assert _without_what_was_typed(known) == _without_what_was_typed(unknown)


def _without_what_was_typed(response) -> str:
    return re.sub(r'value="[^"]*"|[\w.]+@example.org', "", response.text)


def test_a_reset_of_a_password_is_answered_alike_for_everybody():
    newcomer()
    answers = [Client().post(reverse("account_reset_password"), {"email": one}) for one in (
        "nieuw@example.org", "anders@example.org")]  # fmt: skip
    assert len({(one.status_code, one.headers["Location"]) for one in answers}) == 1


@pytest.mark.parametrize("email", ["nieuw@example.org", "anders@example.org"])
def test_who_guesses_is_locked_out_and_cannot_tell_whether_the_account_exists(email):
    newcomer()
    for _ in range(5):
        sign_in(Client(), email, "helemaal-verkeerd")
    client = Client()
    response = sign_in(client, email)  # the right password, by now
    assert not _is_in(client)
    assert "Te veel" in response.text


def test_who_guesses_codes_is_locked_out(anna):
    client = Client()
    sign_in(client, anna.person.email)
    for guess in range(5):
        client.post(reverse("mfa_authenticate"), {"code": f"00000{guess}"})
    client.post(reverse("mfa_authenticate"), {"code": anna.code()})
    assert not _is_in(client)


def test_a_password_alone_is_not_enough_for_who_has_an_app(anna):
    client = Client()
    sign_in(client, anna.person.email)
    assert not _is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not _is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": anna.code()})
    assert _is_in(client)
    assert client.get(reverse("web:work")).status_code == 200


def test_a_code_works_once(anna):
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, anna.person.email)
    code = anna.code()
    for client in (first, second):
        client.post(reverse("mfa_authenticate"), {"code": code})
    assert _is_in(first)
    assert not _is_in(second)


def test_a_recovery_code_works_once(anna):
    [code, *_] = RecoveryCodes.activate(anna.person).generate_codes()
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, anna.person.email)
        client.post(reverse("mfa_authenticate"), {"code": code})
    assert _is_in(first)
    assert not _is_in(second)


@pytest.mark.parametrize("who", ["Anna", "Brenda", "Ingrid", "Aukje", "Abel", "Berend"])
def test_who_works_for_a_desk_or_a_buyer_does_nothing_without_a_second_factor(who, house):
    client = signed_in(account(Person.objects.get(pk=house[who].person)))
    for page in ("web:work", "web:calls", "web:journal", "web:organisation"):
        response = client.get(reverse(page))
        assert response.headers["Location"] == reverse("mfa_index")
    assert (
        house.desk.name in client.get(reverse("mfa_index")).text
        or house.buyer.name in client.get(reverse("mfa_index")).text
    )


def test_a_supplier_may_do_without(house):
    client = signed_in(account(Person.objects.get(pk=house["Sterk BV"].person)))
    assert client.get(reverse("web:work")).status_code == 200


def test_setting_up_an_app_is_told_and_journalled(house, django_capture_on_commit_callbacks):
    one = account(Person.objects.get(pk=house["Anna"].person))
    client = signed_in(one)
    page = client.get(reverse("mfa_activate_totp"))
    one.secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": one.code()})
    assert has_app(one.person)
    assert Entry.objects.filter(event="second-factor.added", subject=f"person:{one.person.pk}").exists()
    assert Message.objects.filter(recipient_email=one.person.email, kind="totp-activated").exists()


def test_who_needs_a_second_factor_keeps_the_last_one(anna):
    client = signed_in(anna)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert has_app(anna.person)


def test_a_secret_of_an_app_is_not_readable_in_the_database(anna):
    assert anna.secret not in str(Authenticator.objects.get(user=anna.person).data)


def test_a_password_is_kept_with_argon2_and_a_short_one_is_refused():
    assert newcomer().person.password.startswith("argon2")
    Client().post(reverse("account_signup"), SIGN_UP | {"email": "kort@example.org", "password1": "kort",
                                                        "password2": "kort"})  # fmt: skip
    assert not Person.objects.filter(email="kort@example.org").exists()


def test_a_session_that_goes_on_in_another_browser_ends(anna):
    owner = signed_in(anna, HTTP_USER_AGENT=HERE)
    thief = Client(HTTP_USER_AGENT=ELSEWHERE)
    thief.cookies = owner.cookies
    stolen = thief.get(reverse("web:work"))
    assert stolen.headers["Location"].startswith(reverse("account_login"))
    assert Entry.objects.filter(event="session.refused", subject=f"person:{anna.person.pk}").exists()
    assert not _is_in(owner)


def test_a_session_gets_a_new_name_when_somebody_signs_in(anna):
    client = Client()
    client.get(reverse("account_login"))
    sign_in(client, anna.person.email)
    before = client.session.session_key
    client.post(reverse("mfa_authenticate"), {"code": anna.code()})
    assert client.session.session_key != before


def test_who_signs_out_leaves_nothing_that_opens(anna):
    client = signed_in(anna)
    kept = client.cookies.copy()
    client.post(reverse("account_logout"))
    again = Client()
    again.cookies = kept
    assert again.get(reverse("web:work")).status_code == 302
    assert not _is_in(again)


def test_a_new_password_ends_the_other_sessions(anna):
    here, there = signed_in(anna), signed_in(anna)
    new = "zes-rode-fietsen-2"
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get(reverse("web:work")).status_code == 200
    assert there.get(reverse("web:work")).status_code == 302


def test_somebody_sees_where_they_are_signed_in_and_ends_the_others(anna):
    here, there = signed_in(anna, HTTP_USER_AGENT=HERE), signed_in(anna, HTTP_USER_AGENT=ELSEWHERE)
    assert UserSession.objects.count() == 2
    page = here.get(reverse("usersessions_list")).text
    assert "Firefox" in page
    assert "Chrome" in page
    here.post(reverse("usersessions_list"))
    assert here.get(reverse("web:work")).status_code == 200
    assert there.get(reverse("web:work")).status_code == 302


def test_a_suspended_account_is_out_at_once_and_does_not_come_back(house, anna):
    client = signed_in(anna)
    Person.objects.filter(pk=anna.person.pk).update(is_active=False)
    assert client.get(reverse("web:work")).status_code == 302
    assert not _is_in(signed_in(anna))


def test_who_is_not_signed_in_is_led_to_the_sign_in_page_and_back():
    response = Client().get(reverse("web:work"))
    assert response.headers["Location"] == f"{reverse('account_login')}?next={reverse('web:work')}"


def test_signing_in_leads_nowhere_else():
    newcomer()
    response = sign_in(Client(), "nieuw@example.org", next="https://elsewhere.example/")
    assert response.headers["Location"] == reverse("web:work")


def test_signing_in_asks_for_the_token_of_its_form():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x", "password": "y"})
    assert response.status_code == 403


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites(anna):
    cookie = signed_in(anna).cookies[site.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert site.SESSION_COOKIE_NAME.startswith("__Host-")


def test_somebody_of_two_organisations_acts_for_one_at_a_time(house):
    both = person("Dubbel", house.suppliers["Sterk BV"], Role.SUPPLIER)
    from openinhuur.parties.actions import people  # noqa: PLC0415 (needs Django to be set up)
    from tests.apps.house import BEFORE, START  # noqa: PLC0415

    people.give_roles(both.person, house.suppliers["Rap BV"].pk, frozenset({Role.SUPPLIER}), actor=START, at=BEFORE)
    client = signed_in(account(Person.objects.get(pk=both.person)))
    assert "Sterk BV" in client.get(reverse("web:organisation")).text
    client.post(reverse("web:switch"), {"organisation": house.suppliers["Rap BV"].pk})
    assert "Rap BV" in client.get(reverse("web:organisation")).text
    client.post(reverse("web:switch"), {"organisation": house.suppliers["Otto BV"].pk})
    assert "Otto BV" not in client.get(reverse("web:organisation")).text


def test_nobody_plays_a_part_outside_the_demo(house, settings):
    settings.DEMO = False
    client = Client()
    assert client.post(reverse("play"), {"person": house["Anna"].person}).status_code == 404
    assert not _is_in(client)
    assert "Anna" not in client.get(reverse("account_login")).text


@pytest.mark.parametrize("chosen", ["", "0", "-1", "x", "999999"])
def test_only_somebody_of_the_cast_can_be_played(chosen, house, settings):
    settings.DEMO = True
    assert Client().post(reverse("play"), {"person": chosen}).status_code == 404


def test_in_the_demo_one_click_signs_in_as_anybody(house, settings):
    settings.DEMO = True
    client = Client()
    assert "Anna" in client.get(reverse("account_login")).text
    response = client.post(reverse("play"), {"person": house["Anna"].person, "next": "https://elsewhere.example/"})
    assert response.headers["Location"] == reverse("web:work")
    assert client.get(reverse("web:work")).status_code == 200
    forget_used_codes()
