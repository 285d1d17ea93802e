"""A bid is mended, a tie is drawn by lot, and a score is corrected: by hand, in browsers, in Dutch and in English."""

from collections.abc import Generator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from openinhuur.assessments.models import LotDraw, RankedBid, Repair, ScoreCorrection
from openinhuur.domain import lot
from tests.apps.house import AFTER, House, build
from tests.browser import test_questions_journey as journeys
from tests.browser.looking import AXE, CHROMIUM, browser, looked_at
from tests.browser.test_questions_journey import There
from tests.conftest import serving
from tests.databases import own_database

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
NAME = "test_tie_journey"
PRIMARY = "main form button.utrecht-button--primary-action[type=submit]"
DUE_AT, DRAWS_AT = AFTER + timedelta(hours=20), AFTER + timedelta(hours=30)
DUE, DRAWS = "2026-06-30T05:05", "2026-06-30T15:05"
"""As they are typed: by the clock of the Netherlands."""
WIDTHS = (320, 1280)
CLOCK = {"at": AFTER}


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


class Somebody(journeys.Somebody):
    """Somebody at a browser, who looks at each page on a phone and on a desk."""

    def look(self) -> "Somebody":
        """Nothing may be wrong with the page, however wide it is."""
        assert self.page.get_attribute("html", "lang") == self.language, self.page.url
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.wrong += [f"{self.page.url} {width}: {line}" for line in looked_at(self.page)]
        return self

    def from_work(self, page: str) -> "Somebody":
        """Go where the work list leads."""
        self.page.goto("/mijn-werk/" if self.language == "nl" else "/en/my-work/")
        with self.page.expect_navigation():
            self.page.locator(f"main .todo a[href*='{page}']").first.click()
        self.look()
        return self

    def follow(self, text: str) -> "Somebody":
        """Follow a link by its words."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=text).first.click()
        self.look()
        return self

    def says(self, dutch: str, english: str) -> bool:
        return (dutch if self.language == "nl" else english) in self.text


def opened(there: There, number: str) -> House:
    """Two places for three bids; that of Robin has one reference where two are asked."""
    house = there.house
    house.number, house.bids = number, {}
    house.publish(cv_rules_broken="repair")
    house.bid("Sterk BV", "Pien", "100.00")
    house.bid("Rap BV", "Robin", "100.00", references=("Gemeente A, griffier",))
    house.bid("Sterk BV", "Sam", "100.00")
    return house.open()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_bid_is_mended_a_tie_is_drawn_and_a_score_corrected(there: There, language: str) -> None:
    CLOCK["at"] = AFTER
    house = opened(there, f"T-{language}")
    with browser() as started:  # in between, and only then, the database is not left to the site
        anna, rap = (Somebody(started, there, name, language, 1280) for name in ("Anna", "Rap BV"))
        _mend(anna, rap)
        assert anna.wrong + rap.wrong == []
    house.judge_all_met().assign("Amir")
    for candidate, points in {"Pien": 60, "Robin": 48, "Sam": 48}.items():
        house.give("Amir", candidate, points).finish("Amir", candidate)
    with browser() as started:
        anna, amir, rap, sterk, brenda = cast = [
            Somebody(started, there, name, language, 1280) for name in ("Anna", "Amir", "Rap BV", "Sterk BV", "Brenda")
        ]
        _invite(anna, rap, sterk)
        _draw(anna, amir, rap, sterk)
        _correct(anna, amir, brenda)
        assert [one.wrong for one in cast] == [[]] * len(cast)
    assert Repair.objects.get(request__call=house.call).after == {"references": ["Gemeente A", "Gemeente B"]}
    assert lot.problems(lot.read(bytes(LotDraw.objects.get(call=house.call).proof.content))) == []
    assert ScoreCorrection.objects.get(score__bid__call=house.call).is_accepted
    assert RankedBid.objects.get(bid=house.bids["Pien"]).total == 76


def _mend(anna: Somebody, rap: Somebody) -> None:
    """The desk asks it, first without saying what; the supplier sends one line, sees what is found still, and mends."""
    anna.from_work("herstellen" if anna.language == "nl" else "mending")
    anna.open("requirements").follow("Wat hersteld kan worden" if anna.language == "nl" else "What can be mended")
    anna.send(PRIMARY, **{"too-few-references-due_at": DUE})
    assert anna.page.locator(".error-summary").count() == 1
    anna.send(PRIMARY, **{"too-few-references-text": "Noem nog een referentie.", "too-few-references-due_at": DUE})
    assert anna.says("Hersteld: 0 van 1", "Mended: 0 of 1")
    rap.page.goto("/inschrijvingen/" if rap.language == "nl" else "/en/bids/")
    rap.look()
    rap.from_work("herstellen" if rap.language == "nl" else "/mend/")
    assert rap.says("Noem nog een referentie.", "Noem nog een referentie.")
    rap.send(PRIMARY, **{"too-few-references-references": "Gemeente A"})
    assert rap.says("Nog steeds gevonden", "Still found")
    rap.send(PRIMARY, **{"too-few-references-references": "Gemeente A\nGemeente B"})
    assert rap.says("Dit is nu in orde.", "This is in order now.")
    anna.open("repairs")
    anna.follow("Robin")
    assert anna.says("hersteld door de leverancier", "mended by the supplier")
    anna.open("repairs")
    assert anna.says("Hersteld: 1 van 1", "Mended: 1 of 1")
    CLOCK["at"] = DUE_AT
    rap.page.reload()
    assert not rap.look().page.locator("main form").count()


def _invite(anna: Somebody, rap: Somebody, sterk: Somebody) -> None:
    """Closing step 2 leads to the lot; who is equal is invited, and sees when."""
    anna.open("together").send("main form button")
    assert anna.says("Sam", "Sam")
    anna.send(PRIMARY, **{"invite-draws_at": "2026-06-30T05:10"})
    assert anna.page.locator(".error-summary").count() == 1
    anna.send(PRIMARY, **{"invite-draws_at": DRAWS})
    assert anna.says("Een beurt nemen kan vanaf", "Turns can be taken from")
    for supplier in (rap, sterk):
        supplier.from_work("loting" if supplier.language == "nl" else "/lot/")
        assert supplier.says("doet mee aan de loting", "takes part in the lot")
        assert "Pien" not in supplier.text


def _draw(anna: Somebody, amir: Somebody, rap: Somebody, sterk: Somebody) -> None:
    """Two people each take a turn; everybody sees what came out, and can download what proves it."""
    CLOCK["at"] = DRAWS_AT
    for one in (anna, amir):
        one.from_work("loting" if one.language == "nl" else "/lot/").send(PRIMARY)
    assert amir.says("Wat het bewijst", "What proves it")
    for link in ("a[href$='.pdf']", "a[href$='.json']"):
        address = amir.page.locator(f"main {link}").get_attribute("href")
        assert amir.page.request.get(address or "").ok
    outcomes = set()
    for supplier in (rap, sterk):
        supplier.open("lot")
        outcomes.add(supplier.says("niet op de voordracht", "not on the shortlist"))
        address = supplier.page.locator("main a[href$='.json']").get_attribute("href")
        assert lot.problems(lot.read(supplier.page.request.get(address or "").body())) == []
        assert not supplier.page.locator("main a[href$='.pdf']").count()
    assert outcomes == {True, False}


def _correct(anna: Somebody, amir: Somebody, brenda: Somebody) -> None:
    """One writes what was wrong, a colleague accepts it; the buyer sees both values and both places."""
    anna.open("matrix")
    anna.follow("Een score corrigeren" if anna.language == "nl" else "Correct a score")
    with anna.page.expect_navigation():
        anna.page.locator("main tbody tr", has_text="Pien").locator("a").first.click()
    anna.look()
    anna.page.check("main input[name='points'][value='36.000']")
    anna.send(PRIMARY, reason="Het cv laat drie jaar zien.", why="Het cv van iemand anders werd gelezen.")
    assert anna.says("U schreef deze correctie", "You wrote this one")
    amir.from_work("correcties" if amir.language == "nl" else "corrections").send(PRIMARY)
    brenda.open("matrix")
    assert brenda.says("Gecorrigeerd na het afsluiten", "Corrected after the closing")
    assert brenda.says("60 van 60", "60 of 60")
    brenda.open("score-corrections")
    assert brenda.says("valt eraf", "comes off it")
