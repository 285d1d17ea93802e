"""The pages around signing in, in a real browser: sound however they are looked at, and passkeys really work."""

import threading
from collections.abc import Generator, Iterator, Mapping
from itertools import groupby
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as site_settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page

from openinhuur.accounts.models import Person
from openinhuur.letters.models import Message
from tests.apps.house import build
from tests.browser.looking import AXE, CHROMIUM, Window, browser, open_as, problems
from tests.web.account_rooms import BROWSER, PROVIDERS, Room, rooms
from tests.web.accounts import PASSWORD, account, newcomer

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
LOOKS = [("nl", Window(320, "dark")), ("en", Window(1280, "light"))]

ONE_AT_A_TIME = threading.Lock()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        pass


class _InTheTransaction(ThreadedWSGIServer):
    """Serves in the transaction of the test, one request at a time."""

    def get_app(self) -> Any:
        def one_at_a_time(environ: Any, start_response: Any) -> Any:
            with ONE_AT_A_TIME:
                return application(environ, start_response)

        application = super().get_app()
        return one_at_a_time

    def _close_connections(self) -> None:
        """The test closes it, when it rolls back."""


@pytest.fixture
def here(built: object, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Generator[str]:
    """A web server in the transaction of the test, so that what is done here is gone afterwards."""
    settings.SOCIALACCOUNT_PROVIDERS = PROVIDERS
    shared = connections["default"]
    shared.inc_thread_sharing()
    monkeypatch.setattr(shared, "close_if_unusable_or_obsolete", lambda: None)  # it is in a transaction on purpose
    server = _InTheTransaction(("127.0.0.1", 0), _Quiet, connections_override={"default": shared})
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with translation.override("nl"):
        yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    shared.dec_thread_sharing()


@pytest.fixture
def anna(db: object) -> Person:
    """Somebody of the desk, who needs a second factor."""
    return Person.objects.get(pk=build()["Anna"].person)


@pytest.mark.parametrize(("language", "window"), LOOKS, ids=str)
def test_no_account_page_has_anything_wrong(here, anna, language, window):
    with translation.override(language):
        found = rooms(anna)
    with browser() as started:
        for context, addresses in _looked_into(started, here, found, window, bypass_csp=True):
            assert [line for line in problems(context, addresses) if "401" not in line] == []


def test_without_scripts_no_page_offers_a_passkey(here, anna):
    names = ("account_login", "mfa_add_webauthn", "mfa_authenticate, passkey", "mfa_reauthenticate_webauthn")
    found = {name: room for name, room in rooms(anna).items() if name in names}
    with browser() as started:
        for context, addresses in _looked_into(started, here, found, Window(1280, "light"), java_script_enabled=False):
            page = context.new_page()
            for address in addresses:
                page.goto(address)
                assert page.locator("h1").count() == 1, address
                assert not page.locator("[data-passkey]").is_visible(), address


def _looked_into(
    started: Browser, here: str, found: Mapping[str, Room], window: Window, **more: Any
) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A browser that goes on where each client of the rooms was, and the addresses it may see."""
    by_client = groupby(sorted(found.values(), key=lambda room: id(room.client)), key=lambda room: room.client)
    for client, these in by_client:
        size = {"width": window.width, "height": 900}
        with started.new_context(
            viewport=size, color_scheme=window.scheme, base_url=here, user_agent=BROWSER, **more
        ) as context:
            if session := client.cookies.get(site_settings.SESSION_COOKIE_NAME):
                kept = {"name": session.key, "value": session.value, "domain": "localhost", "path": "/"}
                context.add_cookies([{**kept, "secure": True}])
            yield context, [room.address for room in these]


def test_a_passkey_is_added_and_then_opens_the_account_without_a_password(here, anna):
    account(anna)
    with browser() as started:
        page = _device(started, here)
        _sign_in(page, anna.email)
        page.goto("/account/2fa/webauthn/add/")
        page.locator("main button").click()
        page.wait_for_url("**/recovery-codes/")
        assert page.locator(".codes li").count() == 10
        page.context.clear_cookies()
        page.goto("/account/login/")
        page.get_by_role("button", name="toegangssleutel").click()
        page.wait_for_url("**/mijn-werk/")  # a passkey counts as the second factor that the desk needs
    assert Authenticator.objects.filter(user=anna, type=Authenticator.Type.WEBAUTHN).exists()
    assert Message.objects.filter(recipient_email=anna.email, kind="webauthn-added").exists()


def test_a_passkey_is_also_the_second_step_after_a_password(here):
    one = newcomer()
    with browser() as started:
        page = _device(started, here)
        _sign_in(page, one.person.email)
        page.goto("/account/2fa/webauthn/add/")
        page.locator("main button").click()
        page.wait_for_url("**/recovery-codes/")
        page.context.clear_cookies()
        _sign_in(page, one.person.email)
        page.get_by_role("button", name="toegangssleutel").click()
        page.wait_for_url("**/mijn-werk/")
        page.goto("/account/2fa/webauthn/reauthenticate/?next=/account/2fa/")
        page.get_by_role("button", name="toegangssleutel").click()
        page.wait_for_url(f"{here}/account/2fa/")


def test_who_breaks_off_a_passkey_is_told_so(here):
    with browser() as started:
        page = _device(started, here, is_touched=False)
        page.goto("/account/login/")
        page.get_by_role("button", name="toegangssleutel").click()
        page.get_by_role("alert").get_by_text("toegangssleutel").wait_for()


def _device(started: Browser, here: str, *, is_touched: bool = True) -> Page:
    """A browser on a device that reads fingerprints, and obeys the policy of the site."""
    page = started.new_context(base_url=here).new_page()
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": is_touched,
        "automaticPresenceSimulation": True,
    }
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def _sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("form:has(input[name=login]) button").click()


def test_the_cast_of_the_demo_stands_on_a_sound_sign_in_page(site):
    with browser() as started:
        context = open_as(started, site, None, Window(320, "dark"), bypass_csp=True)
        assert problems(context, ["/account/login/", "/en/account/login/"]) == []
