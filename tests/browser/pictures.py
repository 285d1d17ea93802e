"""Pictures of the main pages for the documentation, from a running demo.

python -m tests.browser.pictures http://localhost:8000
"""

import sys
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.looking import Window, browser, open_as

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
TALLEST = 1400
PAGES = {
    "calls": "/?state=all",
    "call": "/aanvragen/30534/",
    "progress": "/aanvragen/30534/voortgang/",
    "matrix": "/aanvragen/30534/punten/",
    "interviews": "/aanvragen/30534/gesprekken/",
    "contract": "/aanvragen/30534/overeenkomst/",
    "invoices": "/aanvragen/30534/facturen/",
    "journal": "/logboek/?call=30534",
}
OF_THE_DESK = {
    "drafts": "/concepten/",
    "questions": "/aanvragen/30534/vragen/",
    "correction": "/aanvragen/30561/corrigeren/",
    "outbox": "/uitgaande-post/",
}
ON_A_PHONE = ("call", "matrix")


def take(site: str) -> None:
    """Take all pictures, replacing the ones before."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with browser() as started:
        auditor, desk = (_person(started.new_page(), site, who) for who in ("Controleur", "Anna"))
        for width, names in ((1280, tuple(PAGES)), (320, ON_A_PHONE)):
            page = open_as(started, site, auditor, Window(width, "light")).new_page()
            for name in names:
                page.goto(PAGES[name])
                _save(page, FOLDER / (f"{name}.jpg" if width == 1280 else f"{name}-{width}.jpg"))
        page = open_as(started, site, desk, Window(1280, "light")).new_page()
        for name, address in OF_THE_DESK.items():
            page.goto(address)
            _save(page, FOLDER / f"{name}.jpg")
        page.goto("/concepten/")
        draft = 'main a[href^="/concepten/"]:not([href*="/nieuw/"]):not([href$="/publiceren/"])'
        page.goto(page.locator(draft).first.get_attribute("href") or "/")
        _save(page, FOLDER / "writing.jpg")
        supplier = _person(started.new_page(), site, "Saskia")
        page = open_as(started, site, supplier, Window(1280, "light")).new_page()
        page.goto("/inschrijvingen/")
        _save(page, FOLDER / "bids.jpg")
        page.goto(page.locator('main a[href^="/inschrijvingen/"]').first.get_attribute("href") or "/")
        _save(page, FOLDER / "bid.jpg")


def _person(page: Page, site: str, who: str) -> int:
    page.goto(f"{site}/account/login/")
    button = page.locator(".cast button", has_text=who).first
    return int(button.get_attribute("value") or 0)


def _save(page: Page, path: Path) -> None:
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    shown = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
    page.screenshot(path=path, type="jpeg", quality=60, full_page=True, clip=shown)


if __name__ == "__main__":
    take(sys.argv[1])
