"""The map of the site."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from openinhuur.opendata import sitemap

NAMES = {"s": sitemap.MAP, "x": sitemap.XHTML}
PLACE = sitemap.Place(
    {"nl": "https://a.example/aanvragen/1/?a=1&b=2", "en": "https://a.example/en/calls/1/"},
    datetime(2026, 6, 16, 8, tzinfo=UTC),
)


def test_every_address_stands_there_with_its_sisters():
    root = etree.fromstring(sitemap.of([PLACE]))
    assert root.xpath("s:url/s:loc/text()", namespaces=NAMES) == list(PLACE.addresses.values())
    for url in root.xpath("s:url", namespaces=NAMES):
        sisters = {one.get("hreflang"): one.get("href") for one in url.xpath("x:link", namespaces=NAMES)}
        assert sisters == PLACE.addresses
        assert url.xpath("string(s:lastmod)", namespaces=NAMES) == "2026-06-16T08:00:00Z"


@pytest.mark.parametrize(("pages", "parts"), [(0, 1), (1, 1), (5_000, 1), (5_001, 2), (220_001, 45)])
def test_a_file_holds_no_more_than_it_may(pages, parts):
    assert sitemap.parts(pages, languages=2) == parts
    assert sitemap.pages_a_part(2) * 2 <= sitemap.ADDRESSES_A_FILE <= 50_000


def test_an_index_names_its_files():
    root = etree.fromstring(sitemap.index(["https://a.example/sitemap-1.xml", "https://a.example/sitemap-2.xml"]))
    assert etree.QName(root).localname == "sitemapindex"
    assert len(root.xpath("s:sitemap/s:loc", namespaces=NAMES)) == 2


def test_robots_are_told_what_is_closed_and_where_the_map_is():
    said = sitemap.robots(sitemap="https://a.example/sitemap.xml", closed=["/account/", "/play/"])
    assert said.splitlines() == [
        "User-agent: *", "Disallow: /account/", "Disallow: /play/", "", "Sitemap: https://a.example/sitemap.xml",
    ]  # fmt: skip
