"""The list of calls: every filter is a link, and each address is the one address of its search."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.html import escape
from lxml import html

from openinhuur.calls import actions as calls
from tests.apps.house import BEFORE, CLOSES, PUBLISHED, House, build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]
clock = PUBLISHED + timedelta(hours=1)


def now() -> datetime:
    """The clock of these pages."""
    return clock


@pytest.fixture(autouse=True)
def _clock(settings, monkeypatch) -> None:
    settings.CLOCK = "tests.web.test_search_pages.now"
    monkeypatch.setattr("tests.web.test_search_pages.clock", PUBLISHED + timedelta(hours=1))


@pytest.fixture
def house() -> House:
    """The cast, with one open call."""
    return build().publish(title="Beleidsadviseur <b>jeugd</b>", region="Zuid-Holland", education="hbo")


def text_of(address: str) -> str:
    """What a visitor reads there, after at most one step to the one address of a search."""
    response = Client().get(address, follow=True)
    assert response.status_code == 200
    assert len(response.redirect_chain) <= 1
    return response.text


def test_a_search_has_one_address(house):
    for address in ("/?region=&q=jeugd&level=", "/?q=+jeugd+&utm_source=x", "/?level=&q=jeugd&page=3", "/?q=j%65ugd"):
        response = Client().get(address)
        assert (response.status_code, response.headers["Location"]) == (302, "/?q=jeugd")
    assert Client().get("/?q=jeugd").status_code == 200
    assert Client().get("/en/?x=1").headers["Location"] == "/en/"


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%FF%FE", "q[]=1", "after=%00", "buyer=99999999999999999999", "hours_from=%0A", "q=" + "a" * 3000,
     "state=closed&within=3", "q=%27%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "&&&", "=", "%", "q=a&q=b"],
)  # fmt: skip
@pytest.mark.parametrize("page", ["/", "/en/", "/feed.atom", "/calendar.ics"])
def test_nothing_that_is_typed_breaks_a_list(page, query, house):
    said = Client().get(f"{page}?{query}", follow=True)
    assert said.status_code == 200
    assert page == "/calendar.ics" or "<script>alert" not in said.text


def test_every_link_of_the_list_leads_to_a_list_in_one_step(house):
    root = html.fromstring(text_of("/?q=jeugd&region=Zuid-Holland&hours_from=24"))
    links = {one for one in root.xpath("//main//a/@href") if one.startswith("/?") or one == "/"}
    assert len(links) > 15
    assert {Client().get(one).status_code for one in links} == {200}


def test_what_is_chosen_can_be_taken_away(house):
    root = html.fromstring(text_of("/?q=jeugd&region=Zuid-Holland&hours_from=24&hours_to=36&within=30"))
    found = {
        "".join(one.text_content().split("(")[0].split()): one.get("href")
        for one in root.xpath("//ul[@class='chosen']//a")
    }
    assert found == {
        "“jeugd”": "/?region=Zuid-Holland&hours_from=24&hours_to=36&within=30",
        "Zuid-Holland": "/?q=jeugd&hours_from=24&hours_to=36&within=30",
        "24tot36uurperweek": "/?q=jeugd&region=Zuid-Holland&within=30",
        "sluitbinnen30dagen": "/?q=jeugd&region=Zuid-Holland&hours_from=24&hours_to=36",
    }


def test_the_form_does_not_lose_what_it_does_not_ask(house):
    form = html.fromstring(text_of("/?q=jeugd&region=Zuid-Holland&state=all&sort=newest")).forms[0]
    assert dict(form.form_values()) == {
        "q": "jeugd", "region": "Zuid-Holland", "state": "all", "sort": "newest", "buyer": "", "hours_from": "",
        "hours_to": "",
    }  # fmt: skip


def test_a_mistyped_word_is_said_to_be_read_otherwise(house):
    text = text_of("/?q=beleidsadvizeur")
    assert "Gezocht naar <strong>beleidsadviseur</strong> in plaats van <strong>beleidsadvizeur</strong>" in text
    assert escape("Beleidsadviseur <b>jeugd</b>") in text


def test_an_empty_list_says_what_to_do(house, monkeypatch):
    assert "/?q=xylofoon&amp;state=all" in text_of("/?q=xylofoon&region=Zeeland")
    assert "Er zijn geen aanvragen meer" in text_of("/?after=T-1")
    monkeypatch.setattr("tests.web.test_search_pages.clock", CLOSES)
    assert "Er is nu geen aanvraag open" in text_of("/")


def test_the_list_names_its_feed_and_its_calendar_and_other_language(house):
    text = text_of("/?q=jeugd&region=Zuid-Holland&after=T-9")
    assert 'href="/feed.atom?q=jeugd&amp;region=Zuid-Holland"' in text
    assert 'href="/calendar.ics?q=jeugd&amp;region=Zuid-Holland"' in text
    assert re.search(r'hreflang="en" href="[^"]*/en/\?q=jeugd&amp;region=Zuid-Holland"', text)


def test_the_feed_and_the_calendar_hold_what_the_search_finds(house):
    for name in ("feed.atom", "calendar.ics"):
        assert "T-1" in text_of(f"/{name}?q=jeugd")
        assert "T-1" not in text_of(f"/{name}?q=griffier")


def test_a_list_costs_the_same_number_of_queries_however_many_rows(house, django_assert_num_queries):
    client = Client()
    client.get("/")
    with django_assert_num_queries(4):
        client.get("/")
    for number in ("T-2", "T-3", "T-4"):
        house.number = number
        house.publish()
    with django_assert_num_queries(8):  # what a search can be narrowed to is read again
        client.get("/")
    with django_assert_num_queries(4):
        client.get("/")


def test_the_page_of_a_call_costs_the_same_number_of_queries_whatever_stands_in_it(house, django_assert_num_queries):
    client = Client()
    with django_assert_num_queries(12):
        client.get("/aanvragen/T-1/")
    for number in range(3, 9):
        house.call.requirements.create(position=number, number=str(number), text="Nog een eis.")
        house.call.competences.create(position=number, number=str(number), text="Nog een competentie.")
    with django_assert_num_queries(12):
        client.get("/aanvragen/T-1/")


def test_drafts_do_not_stand_in_the_list_not_even_for_who_writes_them(house, settings):
    settings.DEMO = True
    house.number = "T-2"
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    browser = Client()
    browser.post("/play/", {"person": house["Anna"].person})
    assert "T-2" not in browser.get("/?state=all").text
