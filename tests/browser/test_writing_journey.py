"""From a pasted request to a call that everybody can read, by hand, in a browser, with every process for real.

Anna pastes the text of a request, confirms what was read, writes what is missing while the page saves what she types,
mends what the check finds and offers it. Amir sees exactly that and publishes it; then a visitor reads it. Once in
Dutch, once in English. And two people who write in one field see each other's words.
"""

import os
import re
import subprocess
import urllib.request
from collections.abc import Generator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.apps.test_publication import REQUEST
from tests.browser.looking import AXE, CHROMIUM, Window, browser, looked_at, open_as
from tests.browser.test_admission_journey import COMMAND, _free_port, _until

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
PRIMARY = "main button.utrecht-button--primary-action"
WRONG = "Wij zoeken een jonge collega voor een jong team."
WORDS = {
    "nl": {"root": "", "drafts": "/concepten", "call": "/aanvragen", "saved": "Bewaard", "mine": "Bewaar die van mij"},
    "en": {"root": "/en", "drafts": "/en/drafts", "call": "/en/calls", "saved": "Saved", "mine": "Keep mine"},
}
NEW = {"nl": "nieuw", "en": "new"}
CHECK = {"nl": "controle", "en": "check"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Generator[str]:
    """The played case with its desk and its suppliers, in a house of its own."""
    port, folder = _free_port(), tmp_path_factory.mktemp("writing")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["OPENINHUUR_VAR"] = str(folder / "var")
    command = [COMMAND, "demo", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _until(lambda: urllib.request.urlopen(f"http://localhost:{port}/healthz/").status == 200)
    yield f"http://localhost:{port}"
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def started() -> Generator[Browser]:
    with browser() as chromium:
        yield chromium


def signed_in(started: Browser, served: str, name: str, width: int = 1280) -> Page:
    """Somebody of the case at a browser."""
    page = started.new_page()
    page.goto(f"{served}/account/login/")
    person = page.locator(".cast button", has_text=name).first.get_attribute("value")
    page.close()
    return open_as(started, served, int(person or 0), Window(width, "light"), bypass_csp=True).new_page()


def sound(page: Page) -> None:
    """Nothing is wrong with the page as it is now."""
    assert looked_at(page) == [], page.url


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def planning() -> dict[str, str]:
    """Days of a procedure that starts today: none of them in a weekend."""
    today = datetime.now(UTC).date()
    days = {"questions_close_at": 7, "answers_by_on": 14, "closes_at": 28, "invitations_by_on": 30,
            "interviews_from_on": 32}  # fmt: skip
    return {name: _working_day(today + timedelta(days=ahead)).isoformat() + ("T09:00" if name.endswith("_at") else "")
            for name, ahead in days.items()}  # fmt: skip


def _working_day(day: date) -> date:
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_request_becomes_a_call(served: str, started: Browser, language: str) -> None:
    words, number = WORDS[language], f"306{language}"
    anna = signed_in(started, served, "Anna")
    draft = _paste(anna, words["drafts"], NEW[language])
    sound(anna)
    _confirm(anna, draft)
    _write(anna, draft, number, words["saved"])
    _mend(anna)
    anna.goto(f"{draft}{CHECK[language]}/")
    sound(anna)
    assert not anna.locator(".finding--error").count()
    press(anna, f"main form[action*='{draft.rstrip('/').rpartition('/')[2]}'] button.utrecht-button--primary-action")
    sound(anna)
    _publish(signed_in(started, served, "Amir"), anna.url)
    visitor = started.new_context(base_url=served, bypass_csp=True).new_page()
    answer = visitor.goto(f"{words['call']}/{number}/")
    assert answer is not None
    assert answer.status == 200
    sound(visitor)
    assert "Secretaris van de raad" in visitor.inner_text("h1")


def _paste(anna: Page, drafts: str, new: str) -> str:
    text = REQUEST.read_text().replace("## Opdracht\n", f"## Opdracht\n\n{WRONG}\n", 1)
    anna.goto(f"{drafts}/{new}/")
    anna.check("[name=start][value=text]")
    anna.fill("[name=text]", text)
    anna.locator("[name=category]").select_option(index=0)
    if not anna.locator("[name=category]").input_value():
        anna.locator("[name=category]").select_option(index=1)
    press(anna, PRIMARY)
    return re.sub(r"document/.*", "", anna.url)


def _confirm(anna: Page, draft: str) -> None:
    assert "jonge collega" in anna.inner_text(".source")
    while anna.locator("button[name=right][value='*']").count():
        press(anna, "button[name=right][value='*']")
    anna.goto(draft)


def _write(anna: Page, draft: str, number: str, saved: str) -> None:
    """What is missing, and what was of another procedure; everything is kept without a button."""
    said = {"number": number, "title": "Secretaris van de raad", **planning()}
    for path, typed in said.items():
        field = anna.locator(f"[data-field='{path}']")
        field.locator("input:not([type=hidden])").fill(typed)
        expect(field.locator(".field__saved")).to_have_text(saved)
    anna.goto(draft)
    assert {path: anna.input_value(f"[id='{path}']") for path in said} == said


def _mend(anna: Page) -> None:
    """What is wrong with a text stands beside it, and goes away when it is mended."""
    field = anna.locator("[data-field]", has=anna.locator("textarea", has_text=WRONG)).first
    expect(field.locator(".note--error").first).to_be_visible()
    text = field.locator("textarea")
    text.fill(text.input_value().replace(WRONG, "Wij zoeken een collega."))
    expect(field.locator(".note--error")).to_have_count(0)
    sound(anna)


def _publish(amir: Page, address: str) -> None:
    amir.goto(address)
    sound(amir)
    press(amir, "form:has([name=version]) button.utrecht-button--primary-action")
    sound(amir)


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 320)])
def test_two_people_in_one_field_see_each_others_words(
    served: str, started: Browser, language: str, width: int
) -> None:
    words = WORDS[language]
    anna, amir = (signed_in(started, served, name, width) for name in ("Anna", "Amir"))
    draft = _paste(anna, words["drafts"], NEW[language])
    for page in (anna, amir):
        page.goto(draft)
    amir.fill("[id='region']", "Utrecht")
    expect(amir.locator("[data-field='region'] .field__saved")).to_have_text(words["saved"])
    anna.fill("[id='region']", "Drenthe")
    theirs = anna.locator("[data-field='region'] .conflict")
    expect(theirs).to_contain_text("Utrecht")
    assert "Amir" in theirs.inner_text()
    sound(anna)
    anna.fill("[id='title']", "Griffier")  # other fields go on being saved
    expect(anna.locator("[data-field='title'] .field__saved")).to_have_text(words["saved"])
    expect(theirs).to_be_visible()
    anna.locator("[data-mine]").click()
    expect(anna.locator("[data-field='region'] .field__saved")).to_have_text(words["saved"])
    amir.fill("[id='region']", "Zeeland")
    amir.locator("[data-theirs]").click()
    assert amir.input_value("[id='region']") == "Drenthe"
    anna.goto(draft)
    assert anna.input_value("[id='region']") == "Drenthe"


def test_without_scripts_a_section_is_saved_with_its_button(served: str, started: Browser) -> None:
    anna = signed_in(started, served, "Anna")
    draft = _paste(anna, "/concepten", "nieuw")
    state = anna.context.storage_state()
    plain = started.new_context(base_url=served, java_script_enabled=False, storage_state=state).new_page()
    plain.goto(draft)
    plain.fill("[id='title']", "Griffier")
    press(plain, "section#basics .section-save")
    assert plain.input_value("[id='title']") == "Griffier"
    before = plain.locator("section#competences .item").count()
    plain.fill("section#competences .item:last-child textarea", "Verbindend en open")
    press(plain, "button[name=add][value=competences]")
    assert plain.locator("section#competences .item").count() == before + 1
    assert plain.locator("section#competences .item textarea").nth(before - 1).input_value() == "Verbindend en open"
