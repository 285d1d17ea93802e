"""The pages with which a visitor asks for e-mails about a search, confirms, and stops; without a cookie."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from openinhuur.calls.kept_searches import token
from openinhuur.calls.models import Alert
from openinhuur.letters.models import Message
from tests.apps.house import PUBLISHED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]
ASK = "/meldingen/nieuw/?q=jurist&region=Zuid-Holland"


def now() -> datetime:
    """The clock of these pages."""
    return PUBLISHED + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _clock(settings) -> None:
    settings.CLOCK = "tests.web.test_alert_pages.now"
    cache.clear()


def strict() -> Client:
    """A browser in which a form is refused where Django wants one of its own."""
    return Client(enforce_csrf_checks=True)


def asked(**more: str):
    return strict().post(ASK, {"email": "Vera@Example.org", "frequency": "daily", **more})


def link() -> str:
    """The link in the e-mail to confirm."""
    found = re.search(r"http://[^/]+(/meldingen/\S+)", Message.objects.get(kind="alert-to-confirm").text)
    assert found
    return found[1]


def test_the_list_leads_to_its_own_search_by_e_mail_and_only_of_open_calls():
    assert '"/meldingen/nieuw/?q=jurist"' in Client().get("/?q=jurist").text
    assert "/meldingen/" not in Client().get("/?state=closed").text


def test_who_asks_confirms_from_the_mailbox_and_no_page_sets_a_cookie():
    pages = [strict().get(ASK), asked()]
    assert "Zuid-Holland" in pages[0].text
    assert Alert.objects.get().confirmed_at is None
    pages.append(strict().get(link()))
    assert Alert.objects.get().confirmed_at is None, "looking confirms nothing: programs that check links look too"
    pages.append(strict().post(link(), {"frequency": "weekly"}))
    alert = Alert.objects.get()
    assert (alert.confirmed_at, alert.frequency, alert.email) == (now(), "weekly", "vera@example.org")
    pages.append(strict().get(link()))
    assert [one.status_code for one in pages] == [200, 200, 200, 302, 200]
    assert not any(one.cookies for one in pages)


def test_the_button_of_a_mail_program_stops_it_without_a_page_before():
    asked()
    address = reverse("web:stop-alert", args=[token(Alert.objects.get())])
    assert strict().get(address).status_code == 200
    assert Alert.objects.count() == 1
    assert strict().post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Alert.objects.exists()
    assert strict().get(address).status_code == strict().post(address).status_code == 410


def test_pages_with_a_link_of_somebodys_own_are_kept_by_nobody_and_told_to_nobody():
    asked()
    for address in (link(), f"{link()}stoppen/"):
        response = Client().get(address)
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["Referrer-Policy"] == "strict-origin"


def test_the_answer_is_the_same_whether_the_address_is_known():
    first, again = asked(), asked()
    assert first.content == again.content


@pytest.mark.parametrize(
    "wrong", [{"email": "geen adres"}, {"email": ""}, {"frequency": "hourly"}, {"email": "a@b.nl\nBcc: c@d.nl"}]
)
def test_what_cannot_be_is_refused_beside_the_field_and_what_was_typed_stays(wrong):
    response = asked(**wrong)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert not Alert.objects.exists()


def test_nobody_makes_the_site_write_to_the_whole_world():
    answers = [asked(email=f"p{number}@example.org").status_code for number in range(12)]
    assert answers == [200] * 10 + [429] * 2
    assert Message.objects.count() == 10
