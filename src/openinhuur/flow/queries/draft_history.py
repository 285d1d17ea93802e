"""The versions of a draft: who changed what and when, and the draft as it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openinhuur.calls.models import Draft, DraftChange
from openinhuur.domain.changed_words import Words, changed_words
from openinhuur.domain.draft import LISTS, Content, Item, items, value_at
from openinhuur.domain.draft_differences import Difference, differences
from openinhuur.domain.draft_edits import PLACE, Change, undone
from openinhuur.domain.draft_sections import SECTIONS
from openinhuur.domain.roles import Actor, NotFound
from openinhuur.flow.queries.draft_parts import Head, ReadPart, draft_to_read, head

A_PAGE = 50
AROUND = 8
"""Words that stayed are shown so far beside a change."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words. ``kind``: "field", "added", "taken-out" or "order"; ``parts``: of an item."""

    version: int
    path: str
    number: str
    kind: str
    before: str
    after: str
    words: tuple[Words, ...]
    parts: tuple[ReadPart, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The changes, the newest first. ``newer``, ``older``: numbers of the pages beside this one; 0 for none."""

    head: Head
    is_published: bool
    call: str
    rows: tuple[ChangeRow, ...]
    total: int
    newer: int
    older: int
    started_by: str
    started_at: datetime
    origin: str


@dataclass(frozen=True, slots=True)
class Section:
    """A group of fields, or the items of a list, as they were."""

    code: str
    parts: tuple[ReadPart, ...]
    items: tuple[tuple[str, tuple[ReadPart, ...]], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What differs: where, and in which words."""

    difference: Difference
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A draft as it was at a version, and what is different now. ``at``, ``by``: of the change that made it so."""

    head: Head
    version: int
    title: str
    by: str
    at: datetime
    sections: tuple[Section, ...]
    since: tuple[Told, ...]
    is_now: bool


def history_page(draft_id: UUID, *, actor: Actor, page: int = 1) -> HistoryPage:
    """The changes of a draft, also of one that was published.

    Raises:
        NotFound: not theirs, put away, or no such page.
    """
    draft = draft_to_read(draft_id, actor=actor)
    total = draft.changes.count()
    last = max(1, -(-total // A_PAGE))
    if not 1 <= page <= last:
        raise NotFound(what=f"history:{draft_id}")
    start = (page - 1) * A_PAGE
    shown = draft.changes.select_related("by").order_by("-version", "-id")[start : start + A_PAGE]
    numbers = _numbers(draft)
    return HistoryPage(
        head=head(draft),
        is_published=draft.call is not None,
        call=draft.call.number if draft.call else "",
        rows=tuple(_row(one, numbers) for one in shown),
        total=total,
        newer=page - 1,
        older=page + 1 if page < last else 0,
        started_by=draft.started_by.name,
        started_at=draft.started_at,
        origin=draft.origin,
    )


def version_page(draft_id: UUID, version: int, *, actor: Actor) -> VersionPage:
    """The draft as it was at a version.

    Raises:
        NotFound: not theirs, put away, or it never had that version.
    """
    draft = draft_to_read(draft_id, actor=actor)
    if not 1 <= version <= draft.version:
        raise NotFound(what=f"version:{draft_id}")
    later = draft.changes.filter(version__gt=version).order_by("-version", "-id")
    then = undone(draft.content, [Change(one.path, one.before, one.after) for one in later])
    made = draft.changes.filter(version__lte=version).select_related("by").order_by("-version", "-id").first()
    return VersionPage(
        head=head(draft),
        version=version,
        title=value_at(then, "title"),
        by=made.by.name if made else draft.started_by.name,
        at=made.at if made else draft.started_at,
        sections=tuple(_sections(then)),
        since=tuple(_told(one) for one in differences(then, draft.content)),
        is_now=version == draft.version,
    )


def _row(change: DraftChange, numbers: Mapping[str, str]) -> ChangeRow:
    before, after = change.before, change.after
    item: Item = after if isinstance(after, dict) else before if isinstance(before, dict) else {}
    was, now = (one if isinstance(one, str) else "" for one in (before, after))
    name, _, rest = change.path.partition(".")
    return ChangeRow(
        version=change.version,
        path=change.path,
        number=item.get("number", "") or numbers.get(f"{name}.{rest.partition('.')[0]}", ""),
        kind=_kind(before, after),
        before=was,
        after=now,
        words=changed_words(was, now, around=AROUND),
        parts=_parts(name, item),
        by=change.by.name,
        at=change.at,
    )


def _kind(before: object, after: object) -> str:
    if isinstance(after, dict):
        return "added"
    if isinstance(before, dict):
        return "taken-out"
    return "order" if isinstance(before, list) else "field"


def _parts(name: str, item: Item) -> tuple[ReadPart, ...]:
    """What an item says, but for its number."""
    said = ((part, item.get(part, "")) for part in LISTS.get(name, {}) if part not in {"number", PLACE})
    return tuple(ReadPart(f"{name}.{item['id']}.{part}", typed) for part, typed in said if typed)


def _numbers(draft: Draft) -> dict[str, str]:
    """The number of each item: as it is now, or as it was when it was taken out."""
    gone = draft.changes.filter(after__isnull=True).values_list("path", "before")
    found = {path: item.get("number", "") or str(int(item[PLACE]) + 1) for path, item in gone if item}
    for name in LISTS:
        for place, one in enumerate(items(draft.content, name), 1):
            found[f"{name}.{one['id']}"] = one.get("number", "") or str(place)
    return found


def _sections(content: Content) -> Iterable[Section]:
    for code, names in SECTIONS.items():
        parts = (ReadPart(name, value_at(content, name)) for name in names)
        yield Section(code, tuple(parts), ())
    for name in LISTS:
        listed = enumerate(items(content, name), 1)
        yield Section(
            name, (), tuple((one.get("number", "") or str(place), _parts(name, one)) for place, one in listed)
        )


def _told(one: Difference) -> Told:
    is_field = one.before is not None and one.after is not None
    return Told(one, changed_words(one.before or "", one.after or "", around=AROUND) if is_field else ())
