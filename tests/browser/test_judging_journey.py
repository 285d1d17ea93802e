"""Two assessors in two browsers: requirements, points alone, consensus, the ranking; and one by keyboard alone."""

from collections.abc import Generator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from playwright.sync_api import expect

from openinhuur.assessments.models import AssessorScore, RankedBid
from tests.apps.house import AFTER, House, build
from tests.browser.looking import AXE, CHROMIUM, browser
from tests.browser.test_questions_journey import Somebody, There
from tests.conftest import serving
from tests.databases import own_database

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
NAME = "test_judging_journey"
PRIMARY = "main .judge button.utrecht-button--primary-action"


def on_the_day() -> datetime:
    """The clock of the site."""
    return AFTER


@pytest.fixture(scope="module")
def there(django_db_setup: None, built: object, django_db_blocker: "DjangoDbBlocker") -> Generator[There]:
    """Really committed, since the server has connections of its own; thrown away afterwards."""
    before, settings.CLOCK = settings.CLOCK, f"{__name__}.on_the_day"
    with own_database(NAME, django_db_blocker), serving() as address:
        yield There(address, build())
    settings.CLOCK = before


def opened(there: There, number: str) -> House:
    """A call of its own, of which the vault is open."""
    house = there.house
    house.number, house.bids = number, {}
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    return house.open()


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 320)])
def test_two_assessors_come_to_a_shortlist(there: There, language: str, width: int) -> None:
    house = opened(there, f"J-{language}")
    with browser() as started:
        anna, amir = (Somebody(started, there, name, language, width) for name in ("Anna", "Amir"))
        _judge_and_assign(anna)
        for one, points in ((anna, {"Pien": "60", "Robin": "48"}), (amir, {"Pien": "60", "Robin": "36"})):
            _give(one, points)
        _agree(anna)
        anna.open("together").send("main form button")
        assert "Pien" in anna.open("matrix").text
        anna.open("firm")
        assert anna.wrong == []
        assert amir.wrong == []
    ranked = {one.bid.offer.candidate.name: one.place for one in RankedBid.objects.filter(bid__call=house.call)}
    assert ranked == {"Pien": 1, "Robin": 2}


def _judge_and_assign(anna: Somebody) -> None:
    """Everything is met; step 1 is closed; both bids go to both assessors."""
    for name in ("Pien", "Robin"):
        anna.open("requirements")
        with anna.page.expect_navigation():
            anna.page.get_by_role("link", name=name).click()
        anna.look().send("main .finish button")
    anna.open("requirements").send("main form button")
    anna.open("assessors")
    for box in anna.page.locator("[name=assigned]").all():
        box.check()
    anna.send("main form:has([name=assigned]) button")


def _give(one: Somebody, points: dict[str, str]) -> None:
    """Points and a reason for each bid on each criterion, bid by bid; then both are finished."""
    one.open("desk")
    with one.page.expect_navigation():
        one.page.locator("main .page-head a.utrecht-button").click()
    for _ in range(2 * len(points)):
        one.look()
        candidate = one.page.inner_text("main h1")
        given = points[candidate] if one.page.locator("[name=points][value='60.000']").count() else "40"
        one.page.locator(f"[name=points][value='{given}.000']").check()
        one.page.fill("[name=reason]", f"Het cv van {candidate} toont het.")
        with one.page.expect_navigation():
            one.page.locator(PRIMARY).click()
    for _ in points:
        one.open("desk").send("main table form button")


def _agree(anna: Somebody) -> None:
    """On both bids: what was alike is confirmed, and where they differ they settle on one score."""
    for name in ("Pien", "Robin"):
        anna.open("together")
        with anna.page.expect_navigation():
            anna.page.get_by_role("link", name=name).click()
        for index in range(2):
            anna.look()
            card = anna.page.locator(".agree").nth(index)
            if not card.locator("[name=points]:checked").count():
                card.locator("[name=points][value='48.000']").check()
            card.locator("[name=reason]").fill("Zo spraken wij af.")
            with anna.page.expect_navigation():
                card.locator("button.utrecht-button--primary-action").click()


def test_points_are_given_by_keyboard_alone_and_saved_as_one_goes(there: There) -> None:
    house = opened(there, "J-keys")
    house.judge_all_met().assign("Anna")
    with browser() as started:
        anna = Somebody(started, there, "Anna", "nl", 1280)
        anna.open("judge", bid_id=house.bids["Pien"], criterion="3")
        keyboard = anna.page.keyboard
        keyboard.press("5")  # the fifth step of 0, 12, 24, 36, 48, 60
        keyboard.press("r")
        keyboard.type("Een jaar minder dan gevraagd.")
        keyboard.press("Escape")
        expect(anna.page.locator("#saving")).to_have_text("Bewaard")
        keyboard.press("/")
        keyboard.type("gemeente")
        with anna.page.expect_navigation():
            keyboard.press("Enter")
        assert anna.look().page.locator(".cv-found").count() >= 1
        anna.page.locator("[name=mark]").first.focus()
        keyboard.press("Enter")
        expect(anna.page.locator(".cv-marked").first).to_be_visible()
        with anna.page.expect_navigation():
            keyboard.press("c")
        assert anna.look().page.locator("[name=points][value='40.000']").count() == 1
        anna.page.locator("[name=points]").first.focus()
        keyboard.press("ArrowRight")
        assert anna.wrong == []
    kept = AssessorScore.objects.get(bid=house.bids["Pien"], criterion__number="3")
    assert (kept.points, kept.reason) == (Decimal(48), "Een jaar minder dan gevraagd.")
    assert [mark["page"] for mark in kept.marks] == [1]


def test_words_that_are_selected_are_marked(there: There) -> None:
    house = opened(there, "J-mark")
    house.judge_all_met().assign("Anna")
    with browser() as started:
        anna = Somebody(started, there, "Anna", "nl", 1280)
        anna.open("judge", bid_id=house.bids["Robin"], criterion="3")
        anna.page.evaluate(
            """() => {
                const words = document.querySelectorAll(".cv-page tspan"), range = document.createRange();
                range.setStart(words[2].firstChild, 0);
                range.setEnd(words[5].firstChild, 1);
                document.getSelection().addRange(range);
            }"""
        )
        anna.page.locator(".marker").click()
        expect(anna.page.locator(".cv-marked")).to_have_count(4)
        assert anna.look().wrong == []
    (mark,) = AssessorScore.objects.get(bid=house.bids["Robin"], criterion__number="3").marks
    assert len(mark["text"].split()) == len(range(2, 6))
