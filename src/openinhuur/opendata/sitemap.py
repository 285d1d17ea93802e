"""The public pages for search engines (https://www.sitemaps.org/protocol.html), and what they may read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from lxml import etree

MAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML: Final = "http://www.w3.org/1999/xhtml"
DEFAULT: Final[dict[str, str]] = {None: MAP}  # type: ignore[dict-item] # None, the default one, is not in the stubs
MEDIA_TYPE: Final = "application/xml; charset=utf-8"
ADDRESSES_A_FILE: Final = 10_000
"""The protocol allows 50,000; with a fifth of that a file stays a few megabytes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its address in each language, and when it last changed (None: not known)."""

    addresses: Mapping[str, str]
    changed_at: datetime | None = None


def parts(pages: int, *, languages: int) -> int:
    """How many files hold so many pages; each page has an address per language."""
    return max(1, -(-pages // pages_a_part(languages)))


def pages_a_part(languages: int) -> int:
    """How many pages stand in one file."""
    return ADDRESSES_A_FILE // languages


def of(places: Iterable[Place]) -> bytes:
    """The map of these pages: every address with its sisters in the other languages."""
    root = etree.Element(f"{{{MAP}}}urlset", nsmap={**DEFAULT, "xhtml": XHTML})
    for place in places:
        for address in place.addresses.values():
            url = etree.SubElement(root, f"{{{MAP}}}url")
            etree.SubElement(url, f"{{{MAP}}}loc").text = address
            if place.changed_at:
                etree.SubElement(url, f"{{{MAP}}}lastmod").text = _moment(place.changed_at)
            for language, sister in place.addresses.items():
                etree.SubElement(url, f"{{{XHTML}}}link", rel="alternate", hreflang=language, href=sister)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def index(addresses: Sequence[str]) -> bytes:
    """The list of maps, where one file is not enough."""
    root = etree.Element(f"{{{MAP}}}sitemapindex", nsmap=DEFAULT)
    for address in addresses:
        etree.SubElement(etree.SubElement(root, f"{{{MAP}}}sitemap"), f"{{{MAP}}}loc").text = address
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def robots(*, sitemap: str, closed: Iterable[str]) -> str:
    """robots.txt: everything may be read, but for the paths that are somebody's own."""
    return "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {sitemap}", ""])


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
