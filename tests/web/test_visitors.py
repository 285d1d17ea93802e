"""Who only looks: no cookie, nothing kept about them, and a browser that is told to be strict."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.apps.house import House, build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

OF_A_CALL = ("call", "questions", "call-calendar", "call-pdf", "call-card")
OF_ALL = ("calls", "calls-feed", "calls-calendar")
OUTSIDE = ("sitemap", "robots")


@pytest.fixture
def house() -> House:
    """The cast, with a published call."""
    return build().publish()


def addresses(language: str) -> list[str]:
    """Everything that a visitor can open."""
    with translation.override(language):
        return [
            *(reverse(f"web:{name}", args=["T-1"]) for name in OF_A_CALL),
            *(reverse(f"web:{name}") for name in OF_ALL),
            *(reverse(name) for name in OUTSIDE),
        ]


@pytest.mark.parametrize("demo", [True, False])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_visitor_who_looks_around_gets_no_cookie_at_all(language, demo, house, settings):
    settings.DEMO = demo
    browser = Client()
    for address in [*addresses(language), f"{addresses(language)[0]}nergens/"]:
        response = browser.get(address)
        assert "Set-Cookie" not in response.headers, address
        assert not response.cookies, address
    assert not browser.cookies


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_answer_tells_the_browser_to_be_strict(language, house):
    for address in addresses(language):
        headers = Client().get(address).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'self'"
        assert {policy[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}
        assert policy["form-action"] == "'self'"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert re.search(r"\bcamera=\(\), .*\bgeolocation=\(\), .*\bmicrophone=\(\)", headers["Permissions-Policy"])


def test_only_passkeys_may_ask_for_powers_of_the_browser(house):
    powers = dict(one.split("=") for one in Client().get("/").headers["Permissions-Policy"].split(", "))
    assert {name for name, who in powers.items() if who != "()"} == {
        "publickey-credentials-create",
        "publickey-credentials-get",
    }


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_visitors_page_runs_no_script_and_asks_nobody_else(language, house):
    for address in addresses(language)[:2]:
        text = Client().get(address).text
        assert not re.findall(r"<script(?! type=\"application/ld\+json\")", text)
        assert not re.findall(r'\s(?:src|srcset|style|on\w+)="', text)
        loaded = re.findall(r'<link rel="(?:stylesheet|icon|preload)" href="([^"]+)"', text)
        assert loaded
        assert all(one.startswith("/static/") for one in loaded)
