"""What every page about a draft shows: its head, and what is found and wrong in it, each at its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openinhuur.calls import access, drafted
from openinhuur.calls.models import Draft, LintException
from openinhuur.domain.draft import Content, Item, NoSuchField, item_at, items, value_at
from openinhuur.domain.draft_problems import Problem
from openinhuur.domain.lint import Finding
from openinhuur.domain.publication import PublishedAlready
from openinhuur.domain.roles import Actor, NotFound
from openinhuur.flow.queries.draft_lists import state


@dataclass(frozen=True, slots=True)
class Head:
    """What every page about a draft says at the top."""

    id: UUID
    title: str
    number: str
    buyer: str
    category: str
    state: str
    version: int
    source_name: str
    to_confirm: int
    is_template: bool


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A field, as it is typed."""

    path: str
    typed: str


@dataclass(frozen=True, slots=True)
class Stands:
    """Why an error stands, or a draft was sent back, and who says so."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding at its place. ``number``: of the item it is about."""

    finding: Finding
    path: str
    number: str
    about: str
    stands: Stands | None


@dataclass(frozen=True, slots=True)
class PlacedProblem:
    """Why a field keeps the draft from being a call. ``number``: of its item."""

    problem: Problem
    number: str


def draft_to_write(draft_id: UUID, *, actor: Actor) -> Draft:
    """The draft, when it can still be changed.

    Raises:
        PublishedAlready; NotFound: not theirs, or put away.
    """
    draft = draft_to_read(draft_id, actor=actor)
    if draft.call is not None:
        raise PublishedAlready(number=draft.call.number)
    return draft


def draft_to_read(draft_id: UUID, *, actor: Actor) -> Draft:
    """The draft, also when it was published.

    Raises:
        NotFound: not theirs, or put away.
    """
    draft = access.get_draft(draft_id, actor=actor)
    if draft.discarded_at is not None:
        raise NotFound(what=draft.subject)
    return draft


def head(draft: Draft) -> Head:
    """What stands at the top of its pages."""
    return Head(
        id=draft.pk,
        title=str(draft),
        number=value_at(draft.content, "number"),
        buyer=draft.buyer.name,
        category=draft.category.name,
        state=state(draft),
        version=draft.version,
        source_name=draft.source_name,
        to_confirm=len(draft.to_confirm),
        is_template=draft.is_template,
    )


def placed(draft: Draft, *, at: datetime) -> list[PlacedFinding]:
    """Every finding at its place, with the reason why it stands when there is one."""
    reasons = {one.about: one for one in draft.lint_exceptions.select_related("by")}
    return [
        PlacedFinding(one.finding, one.path, number_of(draft.content, one.path), one.about, _stands(one, reasons))
        for one in drafted.findings(draft, at=at)
    ]


def number_of(content: Content, path: str) -> str:
    """The number of the item that a path is in: its own, or its place in the list; empty outside lists."""
    name, _, rest = path.partition(".")
    if not rest:
        return ""
    try:
        item: Item = item_at(content, f"{name}.{rest.partition('.')[0]}")
    except NoSuchField:
        return ""
    return item.get("number", "") or str(items(content, name).index(item) + 1)


def _stands(found: drafted.Found, reasons: Mapping[str, LintException]) -> Stands | None:
    reason = reasons.get(found.about) if found.is_error else None
    return Stands(reason.reason, reason.by.name, reason.at) if reason else None
