"""What a search can be narrowed to: some fifty links beside the list, each the search with one part of it other.

Of a link only that differs from search to search which stands around its own part, and whether it leads to where one
is. So all of them together are one outline, drawn once for what there is to choose from.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from openinhuur.domain.search import Search, State, joined, part
from openinhuur.flow.queries.search_choices import Choices
from openinhuur.web.nearby import Nearby
from openinhuur.web.outlines import Gaps, Outline, piece
from openinhuur.wording import language, searches

HOURS: Final[tuple[tuple[int | None, int | None], ...]] = ((None, 16), (16, 24), (24, 32), (32, 36), (36, None))
DAYS: Final = (3, 7, 14, 30)
LINK: Final = '<li><a class="utrecht-link" href="{}"{}>{}</a></li>'
HERE: Final = SafeString(' aria-current="true"')
FIELDS: Final = {
    "region": ("region",),
    "level": ("level",),
    "category": ("category",),
    "hours": ("hours_from", "hours_to"),
    "within": ("within",),
}
"""The fields of a search that each group of links sets."""


class Group(NamedTuple):
    """Links of which one holds at most; each is the values of its fields, and its words."""

    name: str
    words: str
    options: list[tuple[tuple[object, ...], str]]


def filters(search: Search, nearby: Nearby, now: Choices) -> SafeString:
    """All groups as the page of this search shows them; the buyers, of which there are many, stand in the form."""
    texts: dict[str, str] = defaultdict(str)
    usual = Search()
    for name, fields in FIELDS.items():
        texts[f"before {name}"], texts[f"after {name}"] = nearby.around(fields)
        values = tuple(getattr(search, field) for field in fields)
        if values != tuple(getattr(usual, field) for field in fields):
            texts[f"open {name}"], texts[f"here {name} {values}"] = SafeString(" open"), HERE
    choices = (tuple(now.regions), tuple(now.levels), tuple(now.categories))
    return _outline(*choices, language.current(), is_open=search.state is State.OPEN).filled(texts)


@lru_cache(maxsize=20)
def _outline(
    regions: tuple[str, ...], levels: tuple[str, ...], categories: tuple[str, ...], _language: str, *, is_open: bool
) -> Outline:
    groups = _groups(regions, levels, categories)
    drawn = (_drawn(one) for one in groups if one.options and (is_open or one.name != "within"))
    return Outline("".join(drawn))


def _groups(regions: tuple[str, ...], levels: tuple[str, ...], categories: tuple[str, ...]) -> Iterator[Group]:
    plain = ((_("Region"), "region", regions), (_("Level"), "level", levels), (_("Category"), "category", categories))
    for words, name, values in plain:
        yield Group(name, words, [((one,), one) for one in values])
    yield Group("hours", _("Hours a week"), [(one, searches.hours(*one)) for one in HOURS])
    yield Group("within", _("Closing"), [((one,), searches.within(one)) for one in DAYS])


def _drawn(group: Group) -> str:
    gap, fields = Gaps(), FIELDS[group.name]
    links = ""
    for values, words in group.options:
        own = joined({field: part(field, value) for field, value in zip(fields, values, strict=True)})
        address = f"{gap[f'before {group.name}']}{escape(own)}{gap[f'after {group.name}']}"
        links += LINK.format(address, gap[f"here {group.name} {values}"], escape(words))
    texts = {"open": gap[f"open {group.name}"], "words": group.words, "links": SafeString(links)}
    return piece("web/calls/group.html").filled(texts)
