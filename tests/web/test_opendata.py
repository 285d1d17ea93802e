"""What the public pages give away, at its addresses."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.http import http_date
from icalendar import Calendar
from lxml import etree

from openinhuur.calls import actions as calls
from openinhuur.calls.models import Call, Correction
from openinhuur.contracts import actions as contracts
from openinhuur.documents.reading import read_pdf
from openinhuur.domain.roles import ANYONE
from openinhuur.flow import queries
from openinhuur.opendata import atom, sitemap
from tests.apps.house import AFTER, BEFORE, CLOSES, DECIDED, MONDAY, PUBLISHED, SIGNED, House, build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

SITE = "https://inhuur.example.org"
HOSTILE = "</script><script>alert(1)</script>\"' & <b>"
NAMES = {"a": atom.ATOM, "s": sitemap.MAP, "x": sitemap.XHTML}
OF_A_CALL = ("call-calendar", "call-pdf", "call-card")
OF_A_SEARCH = ("calls-feed", "calls-calendar")
clock = PUBLISHED


def now() -> datetime:
    """The clock of these pages."""
    return clock


@pytest.fixture(autouse=True)
def _site(settings, monkeypatch) -> None:
    settings.CLOCK = "tests.web.test_opendata.now"
    settings.PUBLIC_ADDRESS = SITE
    monkeypatch.setattr("tests.web.test_opendata.clock", PUBLISHED + timedelta(hours=1))


@pytest.fixture
def at(monkeypatch) -> Callable[[datetime], None]:
    """Set the clock."""
    return lambda moment: monkeypatch.setattr("tests.web.test_opendata.clock", moment)


@pytest.fixture
def house() -> House:
    """The cast, with a call that is not written yet."""
    return build()


def address(name: str, language: str = "nl") -> str:
    """Where something is given away."""
    with translation.override(language):
        return reverse(f"web:{name}", args=["T-1"] if name in (*OF_A_CALL, "call", "questions") else [])


def get(name: str, language: str = "nl", **headers: str):
    """Ask for it, as nobody in particular."""
    return Client().get(address(name, language), headers=headers)


KINDS = {
    "call-calendar": ("text/calendar; charset=utf-8", "T-1.ics"),
    "call-pdf": ("application/pdf", "T-1.pdf"),
    "call-card": ("image/png", "T-1.png"),
    "calls-feed": ("application/atom+xml; charset=utf-8", "feed.atom"),
    "calls-calendar": ("text/calendar; charset=utf-8", "calendar.ics"),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", KINDS)
def test_it_comes_with_its_kind_and_its_name_and_may_be_kept(name, language, house):
    house.publish()
    response = get(name, language)
    kind, called = KINDS[name]
    assert response.status_code == 200
    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"] == f'inline; filename="{called}"'
    assert "public" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


@pytest.mark.parametrize("name", KINDS)
def test_who_has_it_already_is_told_so(name, house):
    house.publish()
    first = get(name)
    again = get(name, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "public" in again.headers["Cache-Control"]
    assert get(name, **{"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("name", OF_A_CALL)
def test_who_knows_when_it_last_changed_is_told_so_too(name, house, at):
    house.publish()
    assert get(name).headers["Last-Modified"] == http_date(PUBLISHED.timestamp())
    assert get(name, **{"If-Modified-Since": http_date(PUBLISHED.timestamp())}).status_code == 304
    at(CLOSES)
    assert get(name, **{"If-Modified-Since": http_date(PUBLISHED.timestamp())}).status_code == 200


@pytest.mark.parametrize("name", KINDS)
def test_it_changes_when_the_call_does(name, house, at):
    house.publish()
    before = get(name).headers["ETag"]
    at(AFTER)
    Call.objects.update(answered_at=CLOSES - timedelta(days=3), title="Anders")
    assert get(name).headers["ETag"] != before


@pytest.mark.parametrize("who", [None, "Anna", "Brenda", "Sterk BV"])
def test_a_draft_is_given_to_nobody_not_even_to_who_writes_it(who, house, settings):
    settings.DEMO = True
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    browser = Client()
    if who:
        browser.post(reverse("play"), {"person": house[who].person})
    for name in OF_A_CALL:
        assert browser.get(address(name)).status_code == 404
    for name in OF_A_SEARCH:
        assert "T-1" not in browser.get(address(name)).text
    assert "T-1" not in browser.get(reverse("sitemap")).text


@pytest.mark.parametrize("name", KINDS)
def test_who_is_signed_in_gets_the_same_but_no_cache_keeps_it(name, house, settings):
    settings.DEMO = True
    house.publish()
    browser = Client()
    browser.post(reverse("play"), {"person": house["Anna"].person})
    response = browser.get(address(name))
    assert response.headers["ETag"] == get(name).headers["ETag"]
    assert "no-store" in response.headers["Cache-Control"]
    assert "public" not in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", KINDS)
def test_it_answers_head_and_refuses_post(name, house):
    house.publish()
    assert Client().head(address(name)).status_code == 200
    assert Client().post(address(name)).status_code == 405


def test_the_feed_leads_to_the_pages_in_its_own_language(house):
    house.publish()
    root = etree.fromstring(get("calls-feed", "en").content)
    assert root.xpath("a:entry/a:link/@href", namespaces=NAMES) == [f"{SITE}{address('call', 'en')}"]
    assert root.xpath("a:entry/a:id/text()", namespaces=NAMES) == [f"{SITE}{address('call')}"]


def test_a_feed_is_known_by_the_whole_question_that_was_asked(house):
    house.publish()
    root = etree.fromstring(Client().get(f"{address('calls-feed')}?q=a%26b&region=Zuid-Holland").content)
    assert root.xpath("string(a:id)", namespaces=NAMES) == f"{SITE}/feed.atom?q=a%26b&region=Zuid-Holland"
    assert f"{SITE}/?q=a%26b&region=Zuid-Holland" in root.xpath("a:link/@href", namespaces=NAMES)


def test_a_correction_that_moved_the_deadline_moves_it_in_the_calendar(house, at):
    house.publish()
    before = _event(get("call-calendar").content, "closes")
    corrected = PUBLISHED + timedelta(days=2)
    later = CLOSES + timedelta(days=7)
    _correct(house, {"closes_at": later}, at=corrected)
    at(corrected + timedelta(hours=1))
    after = _event(get("call-calendar").content, "closes")
    assert (str(before["uid"]), int(before["sequence"])) == (str(after["uid"]), int(after["sequence"]) - 1)
    assert after.decoded("dtstart").astimezone(UTC) == later
    assert after.decoded("last-modified") == corrected


def _correct(house: House, fields: dict[str, datetime], *, at: datetime) -> None:
    changes = [{"path": path, "before": "", "after": value.isoformat()} for path, value in fields.items()]
    Correction.objects.create(call=house.call, number=1, reason="Meer tijd.", changes=changes,
                              written_by_id=house["Anna"].person, written_at=at,
                              published_by_id=house["Amir"].person, published_at=at)  # fmt: skip
    Call.objects.update(**fields)


def _event(made: bytes, code: str):
    return next(one for one in Calendar.from_ical(made).walk("VEVENT") if str(one["uid"]).startswith(code))


@pytest.mark.parametrize("moment", [PUBLISHED, CLOSES, AFTER, DECIDED + timedelta(days=1), SIGNED])
def test_an_agenda_says_what_the_page_says(moment, house):
    house.to_award()
    contracts.sign("T-1", contract_number="ZTM-1", start_on=MONDAY, actor=house["Brenda"], at=SIGNED)
    found, page = queries.agenda("T-1", at=moment), queries.call_page("T-1", actor=ANYONE, at=moment)
    assert (found.timeline, found.phase, found.title) == (page.timeline, page.phase, page.title)
    assert found.changed_at <= moment


def test_the_moments_of_many_calls_cost_as_much_as_those_of_one(house, django_assert_num_queries):
    house.publish()
    for number in ("T-2", "T-3"):
        house.number = number
        house.publish()
    with django_assert_num_queries(5):
        assert len(queries.agendas(["T-1", "T-2", "T-3", "T-4"], at=AFTER)) == 3


def test_the_paper_has_the_published_answers_and_no_names(house, at):
    house.publish()
    calls.ask("T-1", "Mag het digitaal?", actor=house["Sterk BV"], at=PUBLISHED + timedelta(days=1))
    at(PUBLISHED + timedelta(days=2))
    assert "digitaal" not in _words(get("call-pdf").content)
    house.answer("Ja, dat mag.")
    at(CLOSES)
    words = _words(get("call-pdf").content)
    assert "Mag het digitaal?" in words
    assert "Ja, dat mag." in words
    assert "Sterk" not in words


def test_the_paper_of_an_awarded_call_names_the_company_and_no_person(house, at):
    house.to_award()
    at(DECIDED + timedelta(days=1))
    words = _words(get("call-pdf").content)
    assert "Sterk BV" in words
    assert not {"Pien", "Robin", "Rap BV", "Brenda", "110,00"} & set(re.findall(r"Rap BV|[\w,]+", words))


def _words(made: bytes) -> str:
    return " ".join(" ".join(read_pdf(made).pages).split())


def test_the_map_has_every_public_page_in_both_languages(house):
    house.publish()
    root = etree.fromstring(Client().get(reverse("sitemap")).content)
    found = root.xpath("s:url/s:loc/text()", namespaces=NAMES)
    assert found == [f"{SITE}/", f"{SITE}/en/", f"{SITE}{address('call')}", f"{SITE}{address('call', 'en')}"]
    assert root.xpath("s:url/s:lastmod/text()", namespaces=NAMES) == ["2026-06-16T08:00:00Z"] * 2
    browser = Client()
    assert {browser.get(urlsplit(one).path).status_code for one in found} == {200}


def test_a_large_map_is_cut_in_parts_that_miss_nothing(house, monkeypatch):
    for number in ("T-1", "T-2", "T-3", "T-4"):
        house.number = number
        house.publish()
    monkeypatch.setattr(sitemap, "ADDRESSES_A_FILE", 4)
    index = etree.fromstring(Client().get(reverse("sitemap")).content)
    parts = index.xpath("s:sitemap/s:loc/text()", namespaces=NAMES)
    assert parts == [f"{SITE}/sitemap-{number}.xml" for number in (1, 2, 3)]
    found = []
    for part in parts:
        root = etree.fromstring(Client().get(urlsplit(part).path).content)
        found += root.xpath("s:url/s:loc/text()", namespaces=NAMES)
        assert len(found) <= 12
    assert len(set(found)) == len(found) == 10
    assert [Client().get(f"/sitemap-{number}.xml").status_code for number in (0, 4)] == [404, 404]


def test_robots_may_read_all_but_accounts(house):
    said = Client().get("/robots.txt").text
    assert f"Sitemap: {SITE}/sitemap.xml" in said
    assert "Disallow: /account/" in said
    assert "Disallow: /en/account/" in said
    assert "Disallow: /meldingen/nieuw/" in said
    assert "Disallow: /\n" not in said


def test_the_head_of_a_call_tells_machines_where_everything_is(house):
    house.publish()
    text = get("call", "en").text
    for link in (
        f'<link rel="canonical" href="{SITE}{address("call", "en")}">',
        f'<link rel="alternate" hreflang="nl" href="{SITE}{address("call")}">',
        f'<link rel="alternate" hreflang="en" href="{SITE}{address("call", "en")}">',
        f'<meta property="og:image" content="{SITE}{address("call-card", "en")}">',
        '<meta property="og:title" content="Secretaris">',
    ):
        assert link in text
    for name in ("call-calendar", "call-pdf", "calls-feed"):
        assert f'href="{address(name, "en")}"' in text
    assert "Bid before Monday 29 June 2026, 09:00" in re.search(r'name="description" content="([^"]+)', text)[1]


def test_a_draft_has_nothing_in_its_head_but_that_it_is_not_to_be_kept(house, settings):
    settings.DEMO = True
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    browser = Client()
    browser.post(reverse("play"), {"person": house["Anna"].person})
    text = browser.get(address("call")).text
    assert '<meta name="robots" content="noindex">' in text
    assert "og:" not in text
    assert address("call-pdf") not in text


def test_the_posting_can_be_read_and_hostile_words_do_not_get_out_of_it(house):
    house.publish(title=HOSTILE)
    text = get("call").text
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert len(blocks) == 1
    found = json.loads(blocks[0])
    assert (found["title"], found["validThrough"]) == (HOSTILE, "2026-06-29T09:00:00+02:00")
    assert text.count("<script") == 1
    assert "alert(1)</script>" not in text


def test_a_call_that_is_closed_is_no_posting(house, at):
    house.publish()
    at(CLOSES)
    assert "ld+json" not in get("call").text


def test_no_page_gives_away_what_starts_later_than_now(house, at):
    house.publish()
    at(PUBLISHED - timedelta(days=1))
    for name in OF_A_CALL:
        assert get(name).status_code == 404
    assert "T-1" not in get("calls-feed").text


def test_a_whole_day_that_passed_is_a_change_from_the_next_day_on(house):
    house.publish()
    day = date(2026, 6, 26)
    assert queries.agenda("T-1", at=datetime(2026, 6, 26, 10, tzinfo=UTC)).changed_at.astimezone().date() <= day
    assert queries.agenda("T-1", at=datetime(2026, 6, 26, 10, tzinfo=UTC)).changed_at == datetime(
        2026, 6, 25, 22, tzinfo=UTC
    )
