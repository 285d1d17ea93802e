"""A real browser that looks at pages: what is wrong with each, as lines of text."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE_MS = 30_000  # as for navigation: a busy machine is slow, and not wrong
expect.set_options(timeout=PATIENCE_MS)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIOLATIONS = """
axe.run().then(found => found.violations.map(
    one => `${one.id} (${one.nodes.length}×): ${one.nodes[0].html.slice(0, 200)}`))
"""
WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth > window.innerWidth"
CUT_OFF = """
const hidden = one => one && (getComputedStyle(one).position === "absolute" || hidden(one.parentElement));
[...document.querySelectorAll("main *")].filter(one => one.children.length === 0 && one.textContent.trim()
    && one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest(".scroll") && !hidden(one))
    .map(one => one.textContent.trim().slice(0, 60))
"""


@dataclass(frozen=True, slots=True)
class Window:
    """How somebody looks: the width of the screen in CSS pixels, and light or dark."""

    width: int
    scheme: Literal["light", "dark"]


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium that asks nobody anything."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


def open_as(started: Browser, site: str, person: int | None, window: Window, **more: Any) -> BrowserContext:
    """A fresh context in which somebody of the cast is signed in; None: nobody."""
    context = started.new_context(
        viewport={"width": window.width, "height": 900}, color_scheme=window.scheme, base_url=site, **more
    )
    if person is not None:
        page = context.new_page()
        page.goto("/account/login/")
        with page.expect_navigation():
            page.click(f'.cast button[value="{person}"]')
        page.close()
    return context


def problems(context: BrowserContext, addresses: Iterable[str]) -> list[str]:
    """What is wrong on any of the addresses: broken parts, violations of axe, words outside the screen."""
    found: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: found.append(f"console: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append(f"script: {error}"))
    for address in addresses:
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            found.append(f"{address}: {answer and answer.status}")
        found += [f"{address}: {line}" for line in looked_at(page)]
    page.close()
    return found


def looked_at(page: Page) -> list[str]:
    """What is wrong with the page as it is now."""
    page.evaluate(AXE.read_text())
    found: list[str] = [f"axe: {line}" for line in page.evaluate(VIOLATIONS)]
    found += [f"outside the screen: {words}" for words in page.evaluate(CUT_OFF)]
    if page.evaluate(WIDER_THAN_THE_SCREEN):
        found.append("the page scrolls sideways")
    return found
