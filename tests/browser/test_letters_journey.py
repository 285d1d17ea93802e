"""The shortlist is handed over and the letters to who is not on it are read, in browsers: in Dutch and in English."""

from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page

from tests.apps.house import AFTER, House, build
from tests.browser.looking import AXE, CHROMIUM, Window, browser, looked_at, open_as
from tests.databases import own_database
from tests.web.test_letters_pages import judged

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
NAME = "test_letters"
SIZES = ({"width": 320, "height": 900}, {"width": 1280, "height": 900})


def on_the_day() -> datetime:
    """The clock of this journey."""
    return AFTER


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, that the web server sees too; it is thrown away afterwards."""
    with own_database(NAME, django_db_blocker):
        yield build()


@pytest.fixture(scope="module")
def served(house: House, built: Path) -> Generator[str]:
    """The address of a web server on that database, where one click signs in."""
    from django.conf import settings  # noqa: PLC0415 (needs Django to be set up)

    from tests.conftest import serving  # noqa: PLC0415 (needs Django to be set up)

    before, settings.CLOCK = settings.CLOCK, f"{__name__}.on_the_day"
    with serving() as address:
        yield address
    settings.CLOCK = before


def look(page: Page, name: str, number: str, language: str) -> list[str]:
    """What is wrong with a page, however wide it is."""
    with translation.override(language):
        page.goto(reverse(f"web:{name}", args=[number]))
    wrong = []
    for size in SIZES:
        page.set_viewport_size(size)
        wrong += [f"{page.url} {size['width']}: {line}" for line in looked_at(page)]
    return wrong


@pytest.mark.parametrize(("language", "when"), [("nl", "with-award"), ("en", "at-handing-over")])
def test_the_letters_are_prepared_and_read(house: House, served: str, language: str, when: str) -> None:
    house.number, house.bids = f"L-{language}", {}
    judged(house, rejections_sent=when)
    with browser() as started:
        desk, rival = (
            open_as(started, served, house[who].person, Window(1280, "light"), bypass_csp=True).new_page()
            for who in ("Anna", "Rap BV")
        )
        wrong = look(desk, "firm", house.number, language)
        with desk.expect_navigation():
            desk.locator("main form[action$='/overdragen/'] button, main form[action$='/hand-over/'] button").click()
        wrong += look(desk, "firm", house.number, language)
        with desk.expect_navigation():
            desk.locator("main a[href$='/brieven/'], main a[href$='/letters/']").last.click()
        wrong += look(desk, "letters", house.number, language)
        path = desk.locator("main td a").first.get_attribute("href") or ""
        assert desk.request.get(path).body().startswith(b"%PDF")
        assert rival.request.get(path).status == (404 if when == "with-award" else 200)
        wrong += look(rival, "letters", house.number, language)
        assert wrong == []
