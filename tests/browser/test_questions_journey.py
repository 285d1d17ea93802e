"""A supplier asks, the desk answers, a second person publishes, and a visitor reads it: by hand, in a browser.

Once in Dutch, once in English; the clock is moved on between the steps, as the days would.
"""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Page

from openinhuur.documents.reading import read_pdf
from tests.apps.house import ANSWERED, IN_TIME, PUBLISHED, House, build
from tests.browser.looking import AXE, CHROMIUM, Window, browser, looked_at, open_as
from tests.conftest import serving
from tests.databases import own_database

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
NAME = "test_questions_journey"
SUBMIT = "main form button.utrecht-button--primary-action[type=submit]"
CLOCK = {"at": PUBLISHED}


def on_the_day() -> datetime:
    """The clock of the site."""
    return CLOCK["at"]


@dataclass(frozen=True, slots=True)
class There:
    """A site with the cast in a database of its own."""

    address: str
    house: House


@pytest.fixture(scope="module")
def there(django_db_setup: None, built: object, django_db_blocker: "DjangoDbBlocker") -> Generator[There]:
    """Really committed, since the server has connections of its own; thrown away afterwards."""
    before, settings.CLOCK = settings.CLOCK, f"{__name__}.on_the_day"
    with own_database(NAME, django_db_blocker), serving() as address:
        yield There(address, build())
    settings.CLOCK = before


class Somebody:
    """Somebody of the cast at a browser, who reads one language."""

    def __init__(self, started: Browser, there: There, name: str, language: str, width: int) -> None:
        person = there.house[name].person if name else None
        context = open_as(started, there.address, person, Window(width, "light"), bypass_csp=True)
        self.page: Page = context.new_page()
        self.language, self.number = language, there.house.number
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))

    def open(self, name: str, **more: object) -> "Somebody":
        """Go to a page of the call."""
        with translation.override(self.language):
            self.page.goto(reverse(f"web:{name}", kwargs={"number": self.number, **more}))
        return self.look()

    def look(self) -> "Somebody":
        """Whatever page it is: nothing may be wrong with it."""
        self.wrong += [f"{self.page.url}: {line}" for line in looked_at(self.page)]
        assert self.page.get_attribute("html", "lang") == self.language, self.page.url
        return self

    def send(self, button: str = SUBMIT, **fields: str) -> "Somebody":
        """Fill in a form and send it."""
        for name, said in fields.items():
            self.page.locator(f"main [name='{name}']").first.fill(said)
        with self.page.expect_navigation():
            self.page.locator(button).first.click()
        return self.look()

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.inner_text("main")


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 320)])
def test_a_question_is_asked_answered_checked_and_read(there: There, language: str, width: int) -> None:
    CLOCK["at"], there.house.number = PUBLISHED, f"Q-{language}"
    questions_close_at = there.house.publish().call.questions_close_at
    with browser() as started:  # from here on the database is left to the site
        names = ("", "Sterk BV", "Rap BV", "Anna", "Amir")
        everybody = [Somebody(started, there, name, language, width) for name in names]
        _play(*everybody, questions_close_at=questions_close_at)
        assert [one.wrong for one in everybody] == [[], [], [], [], []]


def _play(
    visitor: Somebody, sterk: Somebody, rap: Somebody, anna: Somebody, amir: Somebody, *, questions_close_at: datetime
) -> None:
    assert not visitor.open("questions").page.locator("main form").count()
    sterk.open("questions").send(text="Mag Sterk de kandidaat een dag thuis laten werken?")
    assert "een dag thuis" in sterk.text
    rap.open("questions").send(text="")
    assert rap.page.locator(".error-summary").count()
    rap.send(text="Wat is het hoogste tarief?")
    for other in (visitor, rap):
        assert "een dag thuis" not in other.open("questions").text

    CLOCK["at"] = questions_close_at
    assert anna.open("answers").page.locator(".to-answer > li").count() == 2
    _answer(anna, "een dag thuis", answer="Ja, op vrijdag.", group="Werkplek", wording="Mag een dag thuis werken?")
    _answer(anna, "hoogste tarief", answer="Er is geen hoogste tarief.", group="Tarief")
    anna.send()  # offer
    assert amir.open("check-answers").page.locator(".qa > li").count() == 2
    amir.page.locator("aside summary").click()
    amir.send("aside details button", reason="Noem ook de andere dagen.")

    anna.open("answers")
    assert "Noem ook de andere dagen." in anna.text
    _answer(anna, "een dag thuis", answer="Ja, op vrijdag. Op de andere dagen niet.")
    anna.send()
    CLOCK["at"] = ANSWERED
    amir.open("check-answers").send()
    assert amir.page.locator(".error-summary").count()  # later than the law asks, and no reason
    amir.send(late_reason="De opdrachtgever gaf deze termijn op.")

    for reader in (visitor, rap):
        reader.open("questions")
        assert reader.page.locator(".qa > li").count() == 2
        assert "Op de andere dagen niet." in reader.text
        assert "Sterk" not in reader.text
    with translation.override(visitor.language):
        paper = reverse("web:clarification", args=[visitor.number, 1])
    file = visitor.page.request.get(paper).body()
    assert "Op de andere dagen niet." in " ".join(" ".join(read_pdf(file).pages).split())

    CLOCK["at"] = IN_TIME
    sterk.open("questions").page.check("[name='reports_error']")
    sterk.send(text="Eis 2 noemt een jaar dat niet bestaat.")
    assert sterk.page.locator(".own-questions > li").count() == 2


def _answer(one: Somebody, about: str, **said: str) -> None:
    """Open a question from the list, fill in what others read of it, and go back to the list."""
    with one.page.expect_navigation():
        one.page.locator(".to-answer > li", has_text=about).locator("a").click()
    one.look().send(**said)
