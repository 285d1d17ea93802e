"""A list of calls as a feed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from openinhuur.domain.call import Phase
from openinhuur.opendata import atom
from tests.opendata.calls import AT, CLOSES, HOSTILE, PUBLISHED, call, where

NAMES = {"a": atom.ATOM}
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "atom.rng"))
HERE, PAGE = "https://inhuur.example.org/en/feed.atom?q=a&b=c", "https://inhuur.example.org/en/?q=a&b=c"


def feed(*calls, changes=None, language="en", at=AT) -> etree._Element:
    """The feed, read back and checked against what the standard asks."""
    made = atom.feed(calls, title="Calls", here=HERE, page=PAGE, where=where, changes=changes or {},
                     language=language, at=at)  # fmt: skip
    root = etree.fromstring(made)
    SCHEMA.assertValid(root)
    return root


def test_a_feed_names_itself_its_page_and_its_calls():
    root = feed(call())
    assert root.xpath("string(a:id)", namespaces=NAMES) == HERE
    assert root.xpath("a:link/@href", namespaces=NAMES) == [HERE, PAGE]
    assert root.xpath("string(a:entry/a:title)", namespaces=NAMES) == "Secretaris Domein Samenleving"
    assert root.xpath("string(a:entry/a:author/a:name)", namespaces=NAMES) == "Gemeente Zoetermeer"
    assert root.xpath("string(a:entry/a:link/@href)", namespaces=NAMES) == where("30534").page


def test_an_entry_is_known_by_the_address_that_never_changes():
    english, dutch = feed(call()), feed(call(), language="nl")
    identities = {root.xpath("string(a:entry/a:id)", namespaces=NAMES) for root in (english, dutch)}
    assert identities == {"https://inhuur.example.org/aanvragen/30534/"}


def test_what_changed_last_stands_first_and_dates_the_feed():
    changed = PUBLISHED + timedelta(days=3)
    root = feed(call(number="1"), call(number="2"), changes={"2": changed})
    assert [one.rsplit("/", 2)[1] for one in root.xpath("a:entry/a:id/text()", namespaces=NAMES)] == ["2", "1"]
    assert root.xpath("string(a:updated)", namespaces=NAMES) == "2026-06-19T08:00:00Z"
    assert root.xpath("a:entry/a:published/text()", namespaces=NAMES) == ["2026-06-16T08:00:00Z"] * 2


def test_an_entry_says_what_it_is_in_the_readers_language():
    said = {
        one: feed(call(), language=one).xpath("string(a:entry/a:summary)", namespaces=NAMES) for one in ("nl", "en")
    }
    assert said["nl"].startswith("Gemeente Zoetermeer · 36 uur per week · 6 maanden · Zuid-Holland · hbo · ")
    assert "maandag 29 juni 2026, 09.00 uur" in said["nl"]
    assert "Bid before Monday 29 June 2026, 09:00" in said["en"]


def test_a_call_that_is_closed_says_where_it_stands():
    root = feed(call(phase=Phase.AWARDED), at=CLOSES)
    assert root.xpath("string(a:entry/a:summary)", namespaces=NAMES).endswith("Awarded")
    assert "awarded" in root.xpath("a:entry/a:category/@term", namespaces=NAMES)


def test_a_draft_is_not_in_a_feed():
    assert feed(call(published_at=None)).xpath("a:entry", namespaces=NAMES) == []


def test_an_empty_feed_is_a_feed():
    root = feed(at=datetime(2026, 1, 1, 12, tzinfo=UTC))
    assert root.xpath("string(a:updated)", namespaces=NAMES) == "2025-12-31T23:00:00Z"


@pytest.mark.parametrize("field", ["title", "buyer", "region", "education"])
def test_hostile_words_are_only_words(field):
    root = feed(call(**{field: HOSTILE}))
    assert "</script><script>alert(1)</script> & \"'<!-- ]]>" in "".join(root.itertext())
    assert {etree.QName(one).namespace for one in root.iter()} == {atom.ATOM}
