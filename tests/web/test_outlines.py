"""Outlines: drawn once, filled in for everybody, and never with anything of somebody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from lxml import html

from openinhuur.web import outlines
from openinhuur.web.outlines import MARK, Gaps, Outline
from tests.apps.house import CLOSES, PUBLISHED, House, build
from tests.web.accounts import newcomer, signed_in

NOW = PUBLISHED + timedelta(hours=1)
NEXT_DAY = datetime(NOW.year, NOW.month, NOW.day, 22, 30, tzinfo=UTC)
clock = NOW
PAGES = (
    "/", "/en/", "/?q=jeugd", "/en/?q=jeugd", "/?region=Zuid-Holland&level=hbo&hours_from=24&hours_to=36&within=30",
    "/?category=Bestuur&state=all&sort=newest", "/?state=closed", "/?q=xylofoon", "/?q=beleidsadvizeur", "/?after=T-1",
    "/en/?q=%22%3Cb%3E%27%26&region=A%26B", "/?buyer=99&hours_to=16",
)  # fmt: skip


def now() -> datetime:
    """The clock of these pages."""
    return clock


@pytest.fixture
def house(db, built, settings, monkeypatch) -> House:
    """The cast, with an open call; server processes keep what they draw."""
    settings.CLOCK, settings.PAGES_IN_MEMORY = "tests.web.test_outlines.now", 10_000_000
    monkeypatch.setattr("tests.web.test_outlines.clock", NOW)
    outlines._page.cache_clear()
    return build().publish(title="Beleidsadviseur <b>jeugd</b>", region="Zuid-Holland", education="hbo")


def test_what_is_filled_in_is_escaped_unless_it_is_html_already():
    gap = Gaps()
    outline = Outline(f"<p>{gap['name']}</p>{gap['more']}")
    assert outline.filled({"name": "A & <b>", "more": gap["no"]}) == f"<p>A &amp; &lt;b&gt;</p>{MARK}no{MARK}"
    assert outline.filled({"name": f"{MARK}more{MARK}", "more": "x"}) == f"<p>{MARK}more{MARK}</p>x"


def test_a_gap_without_its_text_is_an_error():
    with pytest.raises(KeyError):
        Outline(f"{Gaps()['name']}").filled({"title": "x"})


@pytest.mark.parametrize("moment", [NOW, NEXT_DAY, CLOSES])
def test_a_page_from_an_outline_is_to_the_letter_what_is_drawn_for_it_alone(house, moment, settings, monkeypatch):
    monkeypatch.setattr("tests.web.test_outlines.clock", moment)
    filled = [Client().get(one).content for one in (*PAGES, *PAGES)]
    settings.PAGES_IN_MEMORY = 0
    assert filled == [Client().get(one).content for one in (*PAGES, *PAGES)]
    assert not any(MARK.encode() in one for one in filled)


def test_an_outline_is_drawn_once_for_all_searches_of_its_kind(house):
    for text in ("jeugd", "beleidsadviseur", "hbo"):
        assert f'href="/en/?q={text}"' in Client().get(f"/?q={text}").text
    assert outlines._page.cache_info().misses <= 2  # one with the call, one without


def test_who_is_known_gets_a_frame_of_their_own_and_leaves_none(house):
    before = Client().get("/?q=jeugd").content
    own = signed_in(newcomer(name="Nienke")).get("/?q=jeugd").text
    assert 'href="/en/?q=jeugd"' in own
    assert "Nienke" in own
    assert "Nienke" not in Client().get("/?q=beleidsadviseur").text
    assert Client().get("/?q=jeugd").content == before


def test_in_a_played_case_the_way_back_is_of_this_very_search(house, settings):
    settings.DEMO = True
    for text in ("jeugd", "hbo"):
        assert f"next=/%3Fq%3D{text}" in Client().get(f"/?q={text}").text


def test_each_link_beside_the_list_is_the_search_with_one_part_other(house):
    asked = "q=jeugd&region=Zuid-Holland&hours_from=24&hours_to=36&within=30"
    aside = html.fromstring(Client().get(f"/?{asked}").text).xpath("//aside")[0]
    links = {one.text: one for one in aside.xpath(".//a")}
    assert [links[words].get("href") for words in ("hbo", "32 tot 36 uur per week")] == [
        "/?q=jeugd&region=Zuid-Holland&level=hbo&hours_from=24&hours_to=36&within=30",
        "/?q=jeugd&region=Zuid-Holland&hours_from=32&hours_to=36&within=30",
    ]
    here = {text for text, one in links.items() if one.get("aria-current")}
    assert here == {"Zuid-Holland", "sluit binnen 30 dagen"}
    assert aside.xpath("details[@open]/summary/text()") == ["Regio", "Uren per week", "Sluit"]
