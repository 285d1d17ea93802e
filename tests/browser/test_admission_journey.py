"""From an empty house to an admitted supplier, by hand, in a browser, with every process that is there for real.

A desk is made known on the command line; its administrator accepts the invitation, sets up a second factor, registers a
buyer, opens a purchasing system and invites a colleague. A supplier makes an account, registers, fills in its passport,
adds a second factor and asks for admission; the colleague of the desk looks the supplier up and admits it. Once in
Dutch, once in English.
"""

import email
import email.policy
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page

from tests.apps.house import CV, registration
from tests.browser.looking import AXE, CHROMIUM, browser, looked_at

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
COMMAND = str(Path(sys.executable).parent / "openinhuur")
MAIL_SERVER = Path(__file__).parents[1] / "mail" / "server.py"
PASSWORD = "vijf-groene-fietsen"  # noqa: S105 (a test's own)
PATIENCE = 240
SUBMIT = "main form button.utrecht-button--primary-action[type=submit]"


@dataclass(frozen=True, slots=True)
class Served:
    """A site that is served, and the folder with the e-mails it sent."""

    address: str
    mails: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Generator[Served]:
    """A fresh installation: its own database, its own mail server, the web server with its worker."""
    folder = tmp_path_factory.mktemp("house")
    mails = folder / "mails"
    mails.mkdir()
    web, mail = _free_port(), _free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "OPENINHUUR_VAR": str(folder / "var"),
        "OPENINHUUR_ADDRESS": f"http://localhost:{web}",
        "OPENINHUUR_MAIL": f"smtp://127.0.0.1:{mail}",
        "OPENINHUUR_MAIL_FROM": "Inhuurdesk <post@inhuurdesk.example>",
    }
    with ExitStack() as stack:
        for command in (
            [sys.executable, str(MAIL_SERVER), str(mail), str(mails)],
            [COMMAND, "serve", "--port", str(web)],
        ):
            process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.terminate)
        _until(lambda: urllib.request.urlopen(f"http://localhost:{web}/healthz/").status == 200)
        subprocess.run([COMMAND, "desk", *_desk()], env=environment, check=True, capture_output=True)
        yield Served(f"http://localhost:{web}", mails)


def _desk() -> list[str]:
    known = registration("Inhuurdesk Voorbeeld", 3)
    facts = {"name": known.name, "kvk": known.kvk_number, "vat": known.vat_number, "street": known.street,
             "postcode": known.postcode, "city": known.city, "email": known.email}  # fmt: skip
    return [part for name, value in facts.items() for part in (f"--{name}", value)] + [
        "--administrator", "abel@inhuurdesk.example"]  # fmt: skip


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _until(is_so, patience: float = PATIENCE):
    """Wait for something of another process."""
    ends = time.monotonic() + patience
    while True:
        with suppress(OSError):
            if found := is_so():
                return found
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def started() -> Generator[Browser]:
    with browser() as chromium:
        yield chromium


class Visitor:
    """Somebody at a browser, who reads their e-mail and has an app with codes or a passkey."""

    def __init__(self, started: Browser, served: Served, name: str, language: str) -> None:
        self.served, self.name, self.language = served, name, language
        self.email = f"{name.lower()}@{'inhuurdesk' if name in {'Abel', 'Anna'} else name.lower()}.example"
        self.context: BrowserContext = started.new_context(
            base_url=served.address, viewport={"width": 1280, "height": 900}, bypass_csp=True
        )
        self.page: Page = self.context.new_page()
        self.wrong: list[str] = []
        self.read: set[Path] = set()
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))

    def open(self, address: str) -> None:
        """Go to a page of the site, in one's own language."""
        self.page.goto(address if self.language == "nl" else f"/en{address}")
        self.look()

    def look(self) -> None:
        """Whatever page it is: nothing may be wrong with it."""
        where = self.page.url
        self.wrong += [f"{where}: {line}" for line in looked_at(self.page)]
        assert self.page.get_attribute("html", "lang") == self.language, where

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            control = self.page.locator(f"[name='{name}']").first
            if control.evaluate("one => one.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)

    def choose(self, name: str, *values: str) -> None:
        """Tick check boxes or radio buttons."""
        for value in values:
            self.page.check(f"[name='{name}'][value='{value}']")

    def send(self, button: str = SUBMIT) -> None:
        with self.page.expect_navigation():
            self.page.locator(button).first.click()
        self.look()
        assert not self.page.locator(".error-summary").count(), self.page.inner_text("main")

    def follow_link_in_mail(self) -> None:
        """Open the link in the newest e-mail that was not read yet."""
        local = self.email.partition("@")[0]
        mail = _until(lambda: next(iter(set(self.served.mails.glob(f"{local}-*.eml")) - self.read), None))
        self.read.add(mail)
        message = email.message_from_bytes(mail.read_bytes(), policy=email.policy.default)
        self.wrong += [] if message.get_body(("html",)) else [f"{message['Subject']} has no HTML"]
        text = message.get_body(("plain",)).get_content()
        self.page.goto(re.search(r"https?://\S+", text).group())
        self.look()

    def make_account(self) -> None:
        """Fill in the form of a new account."""
        self.fill(name=self.name, email=self.email, password1=PASSWORD, password2=PASSWORD)
        self.send()

    def set_up_app(self) -> None:
        """Set up an app with codes."""
        self.open("/account/2fa/totp/activate/")
        secret = (self.page.locator(".secret").text_content() or "").strip()
        if (left := 30 - time.time() % 30) < 5:  # the next code is near: wait for it, as people do
            time.sleep(left)
        self.fill(code=format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
        self.send()

    def set_up_passkey(self) -> None:
        """Add a passkey, with the authenticator of the browser's own developers."""
        session = self.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True}})  # fmt: skip
        self.open("/account/2fa/webauthn/add/")
        self.send("#passkey")

    def sign_out(self) -> None:
        self.send(".who form[action*='logout'] button")


@pytest.fixture(scope="module")
def desk(served: Served, started: Browser) -> Visitor:
    """A colleague of the desk, invited by its administrator, who made the house ready first."""
    abel = Visitor(started, served, "Abel", "nl")
    abel.follow_link_in_mail()
    abel.send()  # to make an account
    abel.make_account()
    _join(abel)
    _register_buyer(abel)
    _open_system(abel)
    abel.open("/organisatie/")
    abel.page.locator("main a[href*='/uitnodigen/']").first.click()
    abel.fill(email="anna@inhuurdesk.example")
    abel.choose("roles", "desk")
    abel.send()
    anna = Visitor(started, served, "Anna", "nl")
    anna.follow_link_in_mail()
    anna.send()
    anna.make_account()
    _join(anna)
    assert abel.wrong == anna.wrong == []
    return anna


def _join(one: Visitor) -> None:
    """Accept the invitation that is open before them, and set up the second factor the work asks for."""
    one.send()
    assert "/2fa/" in one.page.url, one.page.url
    one.set_up_app()


def _register_buyer(one: Visitor) -> None:
    known = registration("Gemeente A", 1)
    one.open("/organisaties/nieuw/")
    one.choose("kind", "buyer")
    one.fill(name=known.name, kvk_number=known.kvk_number, vat_number=known.vat_number, street=known.street,
             postcode=known.postcode, city=known.city, email=known.email,
             administrator="berend@gemeente.example")  # fmt: skip
    one.send()


def _open_system(one: Visitor) -> None:
    one.open("/aankoopsystemen/nieuw/")
    one.page.locator("[name='buyer']").select_option(label="Gemeente A")
    one.fill(name="DAS Inhuur", categories="Bestuur en beleid\nICT")
    one.choose("requires", "waadi", "self-declaration")
    one.choose("fee_payer", "buyer")
    one.send()


@pytest.mark.parametrize(
    ("name", "language", "serial"), [("Saskia", "nl", 4), ("Ralf", "en", 6)], ids=["Dutch, app", "English, passkey"]
)
def test_a_supplier_registers_and_is_admitted(  # noqa: PLR0917 (fixtures)
    desk, served, started, name, language, serial, tmp_path
):
    supplier = Visitor(started, served, name, language)
    known = registration(f"{name} Personeel BV", serial)
    supplier.open("/account/signup/")
    supplier.make_account()
    supplier.follow_link_in_mail()
    supplier.send()  # yes, this is my address
    assert supplier.page.locator("main").inner_text()
    supplier.open("/organisatie/nieuw/" if language == "nl" else "/organisation/new/")
    supplier.fill(name=known.name, kvk_number=known.kvk_number, vat_number=known.vat_number, street=known.street,
                  postcode=known.postcode, city=known.city, email=known.email)  # fmt: skip
    supplier.send()
    _fill_passport(supplier, tmp_path)
    supplier.set_up_app() if language == "nl" else supplier.set_up_passkey()
    _ask(supplier)
    _admit(desk, known.name)
    if language == "en":
        supplier.sign_out()
        supplier.open("/account/login/")
        supplier.send("#passkey")  # no password, and in with two factors
    supplier.open("/toelatingen/" if language == "nl" else "/admissions/")
    assert {"nl": "Toegelaten", "en": "Admitted"}[language] in supplier.page.inner_text("main")
    assert supplier.wrong == desk.wrong == []


def _fill_passport(one: Visitor, folder: Path) -> None:
    there = "/paspoort" if one.language == "nl" else "/passport"
    one.page.goto(one.page.url)
    change, new = ("wijzigen", "documenten/nieuw") if one.language == "nl" else ("change", "papers/new")
    prefix = "" if one.language == "nl" else "/en"
    one.page.goto(f"{prefix}{there}/{change}/")
    one.look()
    one.fill(waadi_registered_on="2020-01-01")
    one.send()
    paper = folder / "uea.pdf"
    paper.write_bytes(CV)
    one.page.goto(f"{prefix}{there}/{new}/")
    one.look()
    one.fill(kind="self-declaration", issued_on="2026-01-05")
    one.page.set_input_files("[name='file']", paper)
    one.send()


def _ask(one: Visitor) -> None:
    one.open("/toelatingen/" if one.language == "nl" else "/admissions/")
    one.page.locator("main a[href*='categor']").first.click()
    one.look()
    one.send()


def _admit(desk: Visitor, supplier: str) -> None:
    desk.open("/toelatingen/")
    desk.page.locator("main a", has_text=supplier).first.click()
    desk.look()
    admission = desk.page.url
    desk.page.locator("main aside a[href*='paspoort']").first.click()
    desk.page.locator("main a[href*='/controle/']").first.click()
    desk.look()
    desk.fill(register="waadi", found="Staat ingeschreven als uitlener.")
    desk.choose("is_confirmed", "yes")
    desk.send()
    desk.page.goto(admission)
    desk.send("form[action*='/admit/'] button")
