"""The page on which a call is written: every field of a draft with what is wrong or found about it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openinhuur.calls import drafted
from openinhuur.calls.models import Draft
from openinhuur.domain.draft import LISTS, MOST_ITEMS, Item, items, value_at
from openinhuur.domain.draft_sections import SECTIONS, section_of
from openinhuur.domain.lint import Severity
from openinhuur.domain.roles import Actor
from openinhuur.flow.queries.draft_parts import (
    Head,
    PlacedFinding,
    Stands,
    draft_to_write,
    head,
    number_of,
    placed,
)


@dataclass(frozen=True, slots=True)
class WrittenField:
    """A field as it is typed. ``problem``: the code of why it keeps the draft from being a call; empty: nothing."""

    path: str
    typed: str
    problem: str
    findings: tuple[PlacedFinding, ...]
    is_to_confirm: bool


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """An item of a list."""

    path: str
    number: str
    fields: tuple[WrittenField, ...]
    is_first: bool
    is_last: bool
    is_to_confirm: bool


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A group of fields, or a list. ``about``: what is wrong or found about a whole list."""

    code: str
    fields: tuple[WrittenField, ...]
    items: tuple[WrittenItem, ...]
    is_list: bool
    may_add: bool
    about: WrittenField | None
    to_do: int


@dataclass(frozen=True, slots=True)
class WritingPage:
    """A draft to write on. ``elsewhere``: findings that have no one field; ``to_do``: what holds publication back."""

    head: Head
    sections: tuple[WrittenSection, ...]
    elsewhere: tuple[PlacedFinding, ...]
    to_do: int
    changed_by: str
    changed_at: datetime
    is_own_change: bool
    offered_by: str
    offered_at: datetime | None
    sent_back: Stands | None

    @property
    def fields(self) -> tuple[WrittenField, ...]:
        """Every field, and every list as a whole."""
        return tuple(
            one
            for section in self.sections
            for one in (
                *section.fields,
                *((section.about,) if section.about else ()),
                *(each for item in section.items for each in item.fields),
            )
        )


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed something last, and when; ``number``: of an item that was taken out."""

    by: str
    at: datetime
    number: str


def writing_page(draft_id: UUID, *, actor: Actor, at: datetime) -> WritingPage:
    """Everything to write, and what is wrong with it.

    Raises:
        PublishedAlready; NotFound: not theirs, or put away.
    """
    draft = draft_to_write(draft_id, actor=actor)
    found = placed(draft, at=at)
    fields = _Fields(draft, found)
    sections = tuple(_section(code, names, fields) for code, names in SECTIONS.items())
    lists = tuple(_list(name, fields) for name in LISTS)
    return WritingPage(
        head=head(draft),
        sections=(*sections, *lists),
        elsewhere=tuple(one for one in found if one.path not in fields.shown),
        to_do=fields.to_do() + len(draft.to_confirm),
        changed_by=draft.changed_by.name,
        changed_at=draft.changed_at,
        is_own_change=draft.changed_by_id == actor.person_id,
        offered_by=draft.offered_by.name if draft.offered_by else "",
        offered_at=draft.offered_at,
        sent_back=_sent_back(draft),
    )


def last_changes(draft_id: UUID, paths: Collection[str], *, actor: Actor) -> dict[str, LastChange]:
    """Who changed these fields last; of a field that is gone, who took its item out.

    Raises:
        PublishedAlready; NotFound: not theirs, or put away.
    """
    draft = draft_to_write(draft_id, actor=actor)
    asked = {path: (path, path.rpartition(".")[0]) for path in paths}
    known = draft.changes.filter(path__in={one for pair in asked.values() for one in pair}).select_related("by")
    by_path = {one.path: one for one in known}
    found = {}
    for path, (field, item) in asked.items():
        gone = by_path.get(item)
        change = gone if gone is not None and gone.after is None else by_path.get(field)
        if change is not None:
            number = change.before.get("number", "") if isinstance(change.before, dict) else ""
            found[path] = LastChange(change.by.name, change.at, number)
    return found


class _Fields:
    """The fields of a draft with what is said about each."""

    def __init__(self, draft: Draft, found: Collection[PlacedFinding]) -> None:
        self.draft = draft
        self.problems: Mapping[str, str] = {one.path: one.code for one in reversed(drafted.problems(draft))}
        self.findings: defaultdict[str, list[PlacedFinding]] = defaultdict(list)
        self.shown: set[str] = set()
        self.errors = [one for one in found if one.finding.severity is Severity.ERROR and one.stands is None]
        for one in found:
            self.findings[one.path].append(one)

    def at(self, path: str, typed: str) -> WrittenField:
        self.shown.add(path)
        return WrittenField(
            path=path,
            typed=typed,
            problem=self.problems.get(path, ""),
            findings=tuple(self.findings.get(path, ())),
            is_to_confirm=path in self.draft.to_confirm,
        )

    def to_do(self, section: str | None = None) -> int:
        """How many things hold publication back: in a section, or in all."""
        paths = [*self.problems, *(one.path for one in self.errors)]
        return sum(section is None or section_of(path) == section for path in paths)


def _section(code: str, names: Collection[str], fields: _Fields) -> WrittenSection:
    content = fields.draft.content
    return WrittenSection(
        code=code,
        fields=tuple(fields.at(name, value_at(content, name)) for name in names),
        items=(),
        is_list=False,
        may_add=False,
        about=None,
        to_do=fields.to_do(code),
    )


def _list(name: str, fields: _Fields) -> WrittenSection:
    listed = items(fields.draft.content, name)
    return WrittenSection(
        code=name,
        fields=(),
        items=tuple(_item(name, one, fields, is_first=one is listed[0], is_last=one is listed[-1]) for one in listed),
        is_list=True,
        may_add=len(listed) < MOST_ITEMS,
        about=fields.at(name, ""),
        to_do=fields.to_do(name),
    )


def _item(name: str, item: Item, fields: _Fields, *, is_first: bool, is_last: bool) -> WrittenItem:
    path = f"{name}.{item['id']}"
    return WrittenItem(
        path=path,
        number=number_of(fields.draft.content, path),
        fields=tuple(fields.at(f"{path}.{part}", item.get(part, "")) for part in LISTS[name]),
        is_first=is_first,
        is_last=is_last,
        is_to_confirm=path in fields.draft.to_confirm,
    )


def _sent_back(draft: Draft) -> Stands | None:
    if draft.sent_back_at is None or draft.sent_back_by is None:
        return None
    return Stands(draft.sent_back_reason, draft.sent_back_by.name, draft.sent_back_at)
