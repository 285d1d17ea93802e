"""A published call is corrected and withdrawn, by hand, in a browser: once in Dutch, once in English.

The desk writes what changes, a colleague publishes it, a visitor reads both texts, and the supplier that bid confirms
its bid. Then the buyer asks to withdraw the call, and the desk decides so.
"""

from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Page

from openinhuur.bids.models import BidConfirmation
from tests.apps.house import PUBLISHED, House, build
from tests.browser.looking import AXE, CHROMIUM, Window, browser, looked_at, open_as
from tests.databases import own_database

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
NAME = "test_corrected"
WHY = "Een vraag liet zien dat het aantal uren er verkeerd stond."
PRIMARY = "main form button.utrecht-button--primary-action[type=submit]"
NARROW = {"width": 320, "height": 900}
WIDE = {"width": 1280, "height": 900}


def on_the_day() -> datetime:
    """The clock of this journey."""
    return PUBLISHED + timedelta(days=2)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, that the web server sees too; it is thrown away afterwards."""
    with own_database(NAME, django_db_blocker):
        yield build()


@pytest.fixture(scope="module")
def served(house: House, built: Path) -> Generator[str]:
    """The address of a web server on that database, at that moment, where one click signs in."""
    from django.conf import settings  # noqa: PLC0415 (needs Django to be set up)

    from tests.conftest import serving  # noqa: PLC0415 (needs Django to be set up)

    before, settings.CLOCK = settings.CLOCK, "tests.browser.test_correction_journey.on_the_day"
    with serving() as address:
        yield address
    settings.CLOCK = before


class Somebody:
    """Somebody of the cast at a browser, on a desk and on a phone."""

    def __init__(self, started: Browser, site: str, house: House, name: str | None, language: str) -> None:
        person = house[name].person if name else None
        self.house, self.language = house, language
        self.page: Page = open_as(started, site, person, Window(1280, "light"), bypass_csp=True).new_page()
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))

    def open(self, name: str) -> "Somebody":
        """Go to a page of the call, or to one's own work."""
        with translation.override(self.language):
            self.page.goto(reverse(f"web:{name}", args=[] if name == "work" else [self.house.number]))
        return self.look()

    def follow(self, name: str) -> "Somebody":
        """Click on the link to a page of the call."""
        with translation.override(self.language):
            address = reverse(f"web:{name}", args=[self.house.number])
        with self.page.expect_navigation():
            self.page.locator(f"main a[href='{address}']").first.click()
        return self.look()

    def send(self, button: str = PRIMARY) -> "Somebody":
        with self.page.expect_navigation():
            self.page.locator(button).last.click()
        return self.look()

    def look(self) -> "Somebody":
        """Nothing may be wrong with the page, however wide it is."""
        assert self.page.get_attribute("html", "lang") == self.language, self.page.url
        for size in (NARROW, WIDE):
            self.page.set_viewport_size(size)
            self.wrong += [f"{self.page.url} {size['width']}: {line}" for line in looked_at(self.page)]
        return self

    def reads(self, words: str) -> bool:
        return words in self.page.inner_text("main")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_call_is_corrected_confirmed_and_withdrawn(house: House, served: str, language: str) -> None:
    house.number, house.bids = f"J-{language}", {}
    house.publish(description=[("De opdracht", "Notuleren.\n- elke week\n- elke maand")])
    house.bid("Sterk BV", "Pien", at=PUBLISHED + timedelta(days=1))
    with browser() as started:
        cast = {
            name: Somebody(started, served, house, name, language)
            for name in ("Anna", "Amir", "Brenda", "Sterk BV", None)
        }
        write(cast["Anna"])
        cast["Amir"].open("work").follow("correction").send()
        visitor = cast[None].open("call")
        assert visitor.reads({"nl": "Correctie 1", "en": "Correction 1"}[language])
        assert visitor.page.locator("#correction-1 del", has_text="36").count() == 1
        assert visitor.page.locator("#correction-1 ins", has_text="32").count() == 1
        supplier = cast["Sterk BV"].open("call").open("work").follow("confirm-bids").send()
        assert supplier.reads({"nl": "Niets te bevestigen", "en": "Nothing to confirm"}[language])
        withdraw(cast["Brenda"], cast["Anna"])
        assert visitor.open("call").reads({"nl": "Ingetrokken op", "en": "Withdrawn on"}[language])
        assert [line for one in cast.values() for line in one.wrong] == []
    assert (house.call.hours_per_week, house.call.withdrawn_at) == (32, on_the_day())
    assert BidConfirmation.objects.filter(bid=house.bids["Pien"]).count() == 1


def write(anna: Somebody) -> None:
    """The desk corrects the hours, forgets to say why, and mends that."""
    anna.open("call").follow("correct-call")
    anna.page.locator(
        "summary", has_text={"nl": "Wanneer en hoeveel", "en": "When and how much"}[anna.language]
    ).click()
    anna.page.fill("[name='hours_per_week']", "32")
    anna.send()
    assert anna.page.locator("a[href='#reason']").count()
    assert anna.page.input_value("[name='hours_per_week']") == "32"
    anna.page.fill("[name='reason']", WHY)
    anna.send()


def withdraw(brenda: Somebody, anna: Somebody) -> None:
    brenda.open("call").follow("withdraw-call")
    brenda.page.fill("[name='reason']", "De functie vervalt na een reorganisatie.")
    brenda.send()
    anna.open("work").follow("withdraw-call").send()
