"""The keys of a desk are arranged and the bids of a call opened, by hand, in browsers: in Dutch and in English.

The administrator chooses, three people become keyholders, and after the deadline two of them open: one with her
passphrase, and a colleague of the buyer with the paper of somebody who is ill.
"""

from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Page

from openinhuur.bids.models import DoubleOffer, Minutes
from openinhuur.domain.roles import Role
from openinhuur.domain.sealing import SealedBy
from openinhuur.parties.actions import keyholders
from openinhuur.parties.models import Keyholder, SealingChoice
from tests.apps.house import AFTER, BEFORE, House, build, person
from tests.apps.keyholding import PASSPHRASES
from tests.browser.looking import AXE, CHROMIUM, Window, browser, looked_at, open_as
from tests.databases import own_database

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
NAME = "test_opened"
PRIMARY = "main form button.utrecht-button--primary-action[type=submit]"
NARROW = {"width": 320, "height": 900}
WIDE = {"width": 1280, "height": 900}
CLOCK = {"at": BEFORE}
WHY = "Sterk BV liet de getekende machtiging van de kandidaat zien."


def on_the_day() -> datetime:
    """The clock of this journey."""
    return CLOCK["at"]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, that the web server sees too; it is thrown away afterwards."""
    with own_database(NAME, django_db_blocker):
        made = build()
        made.people["Ahmed"] = person("Ahmed", made.desk, Role.DESK)
        yield made


@pytest.fixture(scope="module")
def served(house: House, built: Path) -> Generator[str]:
    """The address of a web server on that database, where one click signs in."""
    from django.conf import settings  # noqa: PLC0415 (needs Django to be set up)

    from tests.conftest import serving  # noqa: PLC0415 (needs Django to be set up)

    before, settings.CLOCK = settings.CLOCK, "tests.browser.test_opening_journey.on_the_day"
    with serving() as address:
        yield address
    settings.CLOCK = before


class Somebody:
    """Somebody of the cast at a browser of their own, on a desk and on a phone."""

    def __init__(self, started: Browser, site: str, house: House, name: str, language: str) -> None:
        self.house, self.language, self.name = house, language, name
        self.page: Page = open_as(started, site, house[name].person, Window(1280, "light"), bypass_csp=True).new_page()
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))

    def open(self, name: str, *more: object) -> "Somebody":
        with translation.override(self.language):
            self.page.goto(reverse(f"web:{name}", args=more))
        return self.look()

    def opening(self) -> "Somebody":
        return self.open("opening", self.house.number)

    def send(self, button: str = PRIMARY, **typed: str) -> "Somebody":
        for name, text in typed.items():
            self.page.fill(f"main [name='{name}']", text)
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

    def reads(self, dutch: str, english: str) -> bool:
        return (dutch if self.language == "nl" else english) in self.page.inner_text("main")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_keys_are_arranged_and_two_people_open(house: House, served: str, language: str) -> None:
    CLOCK["at"] = BEFORE
    SealingChoice.objects.all().delete()
    Keyholder.objects.filter(ended_at__isnull=True).update(ended_at=BEFORE)
    house.number, house.bids = f"O-{language}", {}
    with browser() as started:
        cast = people(started, served, house, language, "Abel", "Anna", "Amir", "Ahmed")
        papers = arrange(cast)
        assert [line for one in cast.values() for line in one.wrong] == []
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "PIEN")
    with browser() as started:
        cast = people(started, served, house, language, "Anna", "Brenda", "Aukje")
        cast["Anna"].opening()
        assert cast["Anna"].reads("De inschrijvingen zijn verzegeld", "The bids are sealed")
        CLOCK["at"] = AFTER
        open_together(cast, papers)
        decide(cast["Anna"])
        auditor = cast["Aukje"].opening()
        assert auditor.reads("al deze inschrijvingen worden beoordeeld", "all these bids are judged")
        paper = auditor.page.locator("main a[href$='.pdf']").get_attribute("href")
        assert auditor.page.request.get(paper or "").body().startswith(b"%PDF")
        assert [line for one in cast.values() for line in one.wrong] == []
    assert Minutes.objects.get(opening__call=house.call).opened == 2
    assert DoubleOffer.objects.get(call=house.call).reason == WHY


def test_what_somebody_types_is_not_lost_when_the_minutes_come(house: House, served: str) -> None:
    CLOCK["at"] = AFTER
    keyholders.choose(house.desk.pk, SealedBy.SERVER, reason="Hier werken twee mensen.", actor=house["Abel"], at=BEFORE)
    house.number, house.bids = "O-typing", {}
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "PIEN")
    house.open()
    Minutes.objects.filter(opening__call=house.call).delete()  # as between the last bid that is read, and them
    with browser() as started:
        cast = people(started, served, house, "nl", "Anna", "Amir")
        anna, amir = cast["Anna"].opening(), cast["Amir"].opening()
        anna.page.check("main input[value='stand']")
        anna.page.fill("main [name='reason']", WHY)
        amir.send("[data-reading] button")
        anna.page.wait_for_selector("#how-far a[href$='.pdf']")  # by itself
        assert anna.page.input_value("main [name='reason']") == WHY
        anna.look().send("form[novalidate] button")
        assert [line for one in cast.values() for line in one.wrong] == []
    assert DoubleOffer.objects.get(call=house.call).reason == WHY


def people(started: Browser, served: str, house: House, language: str, *names: str) -> dict[str, Somebody]:
    return {name: Somebody(started, served, house, name, language) for name in names}


def arrange(cast: dict[str, Somebody]) -> dict[str, str]:
    """The administrator chooses, and three become keyholders; the words on their papers."""
    cast["Abel"].open("keyholders")
    cast["Abel"].page.click("main .columns a.utrecht-button")
    cast["Abel"].look().send()
    assert cast["Abel"].reads("Er moeten nog 3 mensen", "3 more people have to become")
    papers = {}
    for name in ("Anna", "Amir", "Ahmed"):
        one = cast[name].open("become-keyholder")
        one.send(passphrase=PASSPHRASES[name], again="iets anders dan dat")
        assert one.page.input_value("[name='passphrase']") == ""
        one.send(passphrase=PASSPHRASES[name], again=PASSPHRASES[name])
        papers[name] = " ".join(one.page.locator(".key-words li").all_inner_texts())
        with one.page.expect_download() as saved:
            one.page.click("main a[download]")
        assert saved.value.suggested_filename.endswith(".pdf")
    cast["Abel"].open("keyholders")
    assert cast["Abel"].reads("Aanvragen kunnen worden gepubliceerd.", "Calls can be published.")
    return papers


def open_together(cast: dict[str, Somebody], papers: dict[str, str]) -> None:
    """Anna with her passphrase, at the second attempt; Brenda with the paper of Ahmed, who is ill."""
    anna, brenda = cast["Anna"].opening(), cast["Brenda"]
    anna.send(passphrase="een heel andere wachtzin")  # noqa: S106
    assert anna.reads("Dit is niet uw wachtzin", "This is not your passphrase")
    anna.send(passphrase=PASSPHRASES["Anna"])
    assert anna.reads("Nu is nog 1 ander nodig", "1 other person is needed now")
    brenda.opening()
    assert brenda.reads("Anna nam een beurt", "Anna took a turn")
    brenda.page.select_option("main [name='holder']", label="Ahmed")
    brenda.send(words=papers["Ahmed"])
    assert brenda.reads("0 van 2 inschrijvingen behandeld", "0 of 2 bids dealt with")
    anna.opening()
    brenda.page.locator("[data-reading] button").click()
    brenda.page.wait_for_selector("main a[href$='.pdf']")
    brenda.look()
    anna.page.wait_for_selector("main a[href$='.pdf']")  # by itself


def decide(anna: Somebody) -> None:
    """One candidate of two suppliers: both are judged, and why."""
    anna.look()
    assert anna.reads("Eén kandidaat, meer leveranciers", "One candidate, several suppliers")
    anna.page.check("main input[value='stand']")
    anna.send(reason=WHY)
