"""Judging blind in a browser: Dirk checks a CV, draws a box and approves; Anna judges without knowing whose it is."""

from collections.abc import Generator
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse

from openinhuur.assessments import interests
from openinhuur.domain.roles import Role
from tests.apps.house import AFTER, House, build, person
from tests.apps.test_blinding import cv
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
NAME = "test_blind_journey"


def on_the_day() -> datetime:
    """The clock of the site."""
    return AFTER


@pytest.fixture(scope="module")
def there(django_db_setup: None, built: object, django_db_blocker: "DjangoDbBlocker") -> Generator[There]:
    """Really committed, since the server has connections of its own; thrown away afterwards."""
    before, settings.CLOCK = settings.CLOCK, f"{__name__}.on_the_day"
    with own_database(NAME, django_db_blocker), serving() as address:
        house = build()
        house.people["Dirk"] = person("Dirk", house.desk, Role.DESK)
        yield There(address, house)
    settings.CLOCK = before


def opened(there: There, number: str) -> House:
    house = there.house
    house.number, house.bids = number, {}
    house.publish(is_judged_blind=True)
    interests.declare(number, has_relation=False, text="", actor=house["Dirk"], at=AFTER)
    house.bid("Sterk BV", "Pien Herkenbaar", cv=cv("Pien Herkenbaar"))
    return house.open()


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("nl", 320)])
def test_r46_a_cv_is_checked_and_then_judged_blind(there: There, language: str, width: int) -> None:
    house = opened(there, f"B-{width}")
    bid = house.bids["Pien Herkenbaar"]
    with browser() as started:
        dirk, anna = (Somebody(started, there, name, language, width) for name in ("Dirk", "Anna"))
        anna.page.goto(reverse("web:judge-bid", args=[house.number, bid]))
        assert "Nog niemand heeft dit cv gecontroleerd" in anna.look().text
        dirk.open("blind").look().send("main table form button")
        _draw(dirk)
        dirk.look().send(".blind-place form button")
        dirk.page.locator(".blind-tools details").first.evaluate("one => { one.open = true; }")
        assert "Toegevoegde plek" in dirk.look().text
        dirk.look().send("main .finish button")
        assert "gecontroleerd" in dirk.look().text
        anna.page.goto(reverse("web:judge-bid", args=[house.number, bid]))
        assert "Herkenbaar" not in anna.look().text
        assert "Kandidaat A" in anna.text
        assert (dirk.wrong, anna.wrong) == ([], [])


def _draw(dirk: Somebody) -> None:
    """A box over a white place of the page."""
    drawing = dirk.page.locator("[data-draw] svg").first
    drawing.scroll_into_view_if_needed()
    around = drawing.bounding_box()
    assert around is not None
    dirk.page.mouse.move(around["x"] + around["width"] * 0.2, around["y"] + 20)
    dirk.page.mouse.down()
    dirk.page.mouse.move(around["x"] + around["width"] * 0.5, around["y"] + 40)
    dirk.page.mouse.up()
