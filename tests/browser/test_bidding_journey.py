"""A supplier writes a bid, sends it, changes it, sends it again and withdraws it: by hand, in a browser.

Once in Dutch on a wide screen, once in English on a narrow one; the clock is moved to the last millisecond and past it.
"""

from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from tests.apps.house import CLOSES, CV, IN_TIME, build
from tests.browser.looking import AXE, CHROMIUM, browser
from tests.browser.test_questions_journey import Somebody, There
from tests.conftest import serving
from tests.databases import own_database
from tests.documents.hostile_pdfs import js, opens_with

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
NAME = "test_bidding_journey"
CLOCK = {"at": IN_TIME}
SAVE = "#bid form .utrecht-button--primary-action[type=submit]"
UPLOAD = "#bid form[data-upload] .utrecht-button[type=submit]"


def on_the_day() -> datetime:
    """The clock of the site."""
    return CLOCK["at"]


@pytest.fixture(scope="module")
def there(django_db_setup: None, built: object, django_db_blocker: "DjangoDbBlocker") -> Generator[There]:
    """Really committed, since the server has connections of its own; thrown away afterwards."""
    before, settings.CLOCK = settings.CLOCK, f"{__name__}.on_the_day"
    with own_database(NAME, django_db_blocker), serving() as address:
        yield There(address, build())
    settings.CLOCK = before


class Supplier(Somebody):
    """Somebody of a supplier, who keeps pictures where a folder is given."""

    folder: Path | None = None

    def look(self) -> "Supplier":
        """As for everybody; and the page is kept as a picture."""
        super().look()
        if self.folder:
            width, count = self.page.viewport_size["width"], len(list(self.folder.iterdir()))  # type: ignore[index]
            self.page.screenshot(path=self.folder / f"{width}-{count:02}.png", full_page=True)
        return self

    def click(self, button: str) -> "Supplier":
        """Press a button or follow a link that leads to another page."""
        with self.page.expect_navigation():
            self.page.locator(button).first.click()
        return self.look()

    def upload(self, content: bytes, button: str = UPLOAD, name: str = "cv.pdf", field: str = "file") -> "Supplier":
        """Choose a file and send it, by the script; the answer takes the place of the page."""
        self.page.set_input_files(
            f"#bid [name={field}]", {"name": name, "mimeType": "application/pdf", "buffer": content}
        )
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.locator(button).first.click()
        self.page.wait_for_function("!document.querySelector('.upload[data-state=busy]')")
        return self.look()


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 320)])
def test_a_bid_is_written_sent_changed_and_withdrawn(there: There, language: str, width: int) -> None:
    CLOCK["at"], there.house.number = IN_TIME, f"B-{language}"
    there.house.publish()
    with browser() as started:
        sterk = Supplier(started, there, "Sterk BV", language, width)
        _play(sterk)
        assert sterk.wrong == []


def _play(sterk: Supplier) -> None:
    with translation.override(sterk.language):
        bids = reverse("web:bids")
    sterk.open("call").click(".page-head .utrecht-button--primary-action")
    sterk.click("main form .utrecht-button--primary-action")
    number = sterk.page.url.rstrip("/").split("/")[-3]
    sterk.send(SAVE, candidate="Pien Herkenbaar", hours_per_week="36", available_from="2026-07-13")
    assert sterk.page.locator("form[data-upload]").count()

    sterk.upload(opens_with(js()))
    assert "script" in sterk.page.locator(".error-summary").inner_text()
    sterk.upload(b"MZ" * 50, name="cv.exe")
    assert sterk.page.locator(".error-summary").count()
    sterk.upload(CV)
    assert sterk.page.locator(".cv-pages img").count() == 1

    sterk.click("#bid a.utrecht-button--primary-action")
    sterk.page.check("[name='met-1'][value=yes]")
    sterk.send(SAVE, **{"text-1": "In dienst bij ons.", "page-1": "1", "text-2": "Geen eerdere overeenkomsten."})
    sterk.send(SAVE, **{"text-3": "Zes jaar ervaring bij gemeenten.", "page-3": "9"})
    sterk.send(SAVE, hourly_rate="-1")
    assert sterk.page.locator(".error-summary").count()
    sterk.send(SAVE, hourly_rate="110.00", rate_basis="Alles inbegrepen.")
    sterk.send(SAVE, references="Gemeente Voorbeeld, afdelingshoofd")
    sterk.page.check("[name=declarations][value=truthful]")
    sterk.click(SAVE)
    assert sterk.page.locator(".to-fill li").count() == 1  # how the candidate is employed
    sterk.page.locator("#bid form[data-upload] button").click()
    sterk.page.wait_for_selector("#errors")
    sterk.look().click(".to-fill a")
    sterk.page.check("[name=employment][value=permanent]")
    sterk.click(SAVE)
    with translation.override(sterk.language):
        check = reverse("web:bid", args=[number])
    sterk.page.goto(check)
    assert sterk.look().page.locator(".remarks li").count() > 5

    _send(sterk, bids, check)


def _send(sterk: Supplier, bids: str, check: str) -> None:
    """In the last millisecond; once more with another CV; and taken back."""
    CLOCK["at"] = CLOSES - timedelta(milliseconds=1)
    sterk.page.locator("#bid form[data-upload] button").click()
    sterk.page.wait_for_selector(".receipt")
    assert "999" in sterk.look().text
    receipt = sterk.page.url

    sterk.page.goto(check)
    sterk.look().page.locator("details summary").click()
    sterk.upload(CV + b"\n% newer\n", "#bid form[data-upload] button", field="cv")
    sterk.page.wait_for_selector(".receipt")
    assert sterk.page.url != receipt
    assert sterk.page.locator("[aria-labelledby=versions] li").count() == 2
    sterk.page.goto(bids)
    sterk.look().click(".card__actions a:last-child")
    sterk.click("main form button")
    sterk.page.goto(bids)
    assert sterk.look().page.locator(".card").count() >= 1

    CLOCK["at"] = CLOSES
    sterk.page.goto(check)
    assert not sterk.look().page.locator("#bid form[data-upload]").count()
