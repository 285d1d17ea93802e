"""A list of calls as an Atom feed (RFC 4287): a reader shows what is new, and what changed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, Protocol

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

from openinhuur.domain.calendars import local
from openinhuur.opendata import summary
from openinhuur.opendata.published import Links, Published, line
from openinhuur.wording import codes, formats

ATOM: Final = "http://www.w3.org/2005/Atom"
DEFAULT: Final[dict[str, str]] = {None: ATOM}  # type: ignore[dict-item] # None, the default one, is not in the stubs
XML: Final = "http://www.w3.org/XML/1998/namespace"
MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"


class Listed(Published, Protocol):
    """A call in a list, with what tells it from the others."""

    @property
    def region(self) -> str: ...
    @property
    def education(self) -> str: ...
    @property
    def hours_per_week(self) -> Decimal: ...
    @property
    def duration_months(self) -> int: ...


def feed(
    calls: Iterable[Listed],
    *,
    title: str,
    here: str,
    page: str,
    where: Callable[[str], Links],
    changes: Mapping[str, datetime],
    language: str,
    at: datetime,
) -> bytes:
    """The feed of a list of published calls, what changed last first.

    Args:
        here: the address of the feed itself, by which it is known; page: of the same list to read.
        where: the addresses of a call, by its number.
        changes: when each call last changed, by its number; its publication where it is not named.
        at: an empty feed says that it was empty on that day.
    """
    dated = [(changes.get(call.number) or call.published_at, call) for call in calls]
    newest = sorted(((when, call) for when, call in dated if when), key=lambda one: one[0], reverse=True)
    updated = newest[0][0] if newest else local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    root = etree.Element(_name("feed"), {f"{{{XML}}}lang": language}, nsmap=DEFAULT)
    _add(root, "id", here)
    _add(root, "title", title)
    _add(root, "updated", _moment(updated))
    _add(root, "link", rel="self", type="application/atom+xml", href=here)
    _add(root, "link", rel="alternate", type="text/html", href=page)
    _add(root, "generator", "Open Inhuur")
    with translation.override(language):
        for when, call in newest:
            _entry(root, call, when, where(call.number), language)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _entry(root: etree._Element, call: Listed, updated: datetime, links: Links, language: str) -> None:
    entry = etree.SubElement(root, _name("entry"))
    _add(entry, "id", links.permanent)
    _add(entry, "title", call.title)
    _add(entry, "link", rel="alternate", type="text/html", href=links.page)
    _add(entry, "updated", _moment(updated))
    if call.published_at:
        _add(entry, "published", _moment(call.published_at))
    _add(etree.SubElement(entry, _name("author")), "name", call.buyer)
    _add(entry, "summary", summary.of_call(call, details=_details(call, language), language=language), type="text")
    for term, label in _categories(call):
        _add(entry, "category", term=line(term), label=line(label))


def _details(call: Listed, language: str) -> list[str]:
    hours = _("%(hours)s hours a week") % {"hours": formats.number(call.hours_per_week, language)}
    months = ngettext("%(count)s month", "%(count)s months", call.duration_months) % {"count": call.duration_months}
    return [hours, months, call.region, call.education]


def _categories(call: Listed) -> list[tuple[str, str]]:
    said = [(call.region, call.region), (call.education, call.education)]
    return [(call.phase.value, str(codes.words(call.phase, "phase"))), *((term, label) for term, label in said if term)]


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"


def _add(parent: etree._Element, tag: str, said: str | None = None, **attributes: str) -> None:
    etree.SubElement(parent, _name(tag), attributes).text = None if said is None else line(said)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
