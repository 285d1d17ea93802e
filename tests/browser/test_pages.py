"""Every page in a real browser: for each role, in both languages, light and dark, on a phone and on a desk."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import translation

from tests.browser.looking import AXE, CHROMIUM, Window, browser, open_as, problems
from tests.web.rooms import ALLOWED, CAST, PAPERS, details_of_the_case, people_of_the_case

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
SHARES: dict[str, set[str]] = {}
"""Every page once, by somebody for whom it opens."""
for page in sorted(set(ALLOWED) - PAPERS):
    reader = next(role for role in ("auditor", "desk", "winner", "administrator") if role in ALLOWED[page])
    SHARES.setdefault(reader, set()).add(page)
WINDOWS = [Window(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]


def _addresses(language: str, pages: "Iterable[str]") -> list[str]:
    details = details_of_the_case()
    with translation.override(language):
        return [reverse(f"web:{page}", kwargs=details[page]) for page in sorted(pages)]


def _shares(language: str) -> list[tuple[int | None, list[str]]]:
    """Who looks at which addresses, so that every page is seen once."""
    people = people_of_the_case()
    return [(people[role], _addresses(language, pages)) for role, pages in SHARES.items()]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("window", WINDOWS, ids=str)
def test_no_page_has_anything_wrong_however_it_is_looked_at(site, window, language):
    shares = _shares(language)
    with browser() as started:
        for person, addresses in shares:
            context = open_as(started, site, person, window, bypass_csp=True)
            assert problems(context, addresses) == []
            context.close()


@pytest.mark.parametrize("role", sorted(set(CAST) - {"auditor"}))
def test_no_page_has_anything_wrong_for_any_role(site, role):
    person = people_of_the_case()[role]
    addresses = _addresses("nl", {page for page, roles in ALLOWED.items() if role in roles} - PAPERS)
    with browser() as started:
        context = open_as(started, site, person, Window(320, "dark"), bypass_csp=True)
        assert problems(context, addresses) == []


def test_what_cannot_be_opened_is_said_on_a_sound_page(site):
    with browser() as started:
        context = open_as(started, site, None, Window(320, "light"), bypass_csp=True)
        found = problems(context, ["/nergens/", "/uitnodiging/geraden/"])
    assert [line for line in found if not line.startswith("console: Failed to load")] == [
        "/nergens/: 404",
        "/uitnodiging/geraden/: 404",
    ]


def test_every_page_obeys_its_own_policy_and_works_without_scripts(site):
    shares, said = _shares("nl"), []
    with browser() as started:
        for person, addresses in shares:
            context = open_as(started, site, person, Window(1280, "light"), java_script_enabled=False)
            page = context.new_page()
            page.on("console", lambda line: said.append(line.text))
            for address in addresses:
                assert page.goto(address).status == 200
                assert page.locator("h1").count() == 1
    assert said == []


def test_the_first_key_leads_past_the_header(site):
    with browser() as started:
        page = open_as(started, site, None, Window(1280, "light")).new_page()
        page.goto("/")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Naar de inhoud"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"


def test_letters_twice_as_large_still_fit(site):
    shares = _shares("nl")
    with browser() as started:
        for person, addresses in shares:
            context = open_as(started, site, person, Window(640, "light"), bypass_csp=True, device_scale_factor=2)
            assert problems(context, addresses) == []
