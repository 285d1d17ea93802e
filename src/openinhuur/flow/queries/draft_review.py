"""What people look at before a draft becomes a call: what was read in a document, what is wrong, what is offered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openinhuur.calls import access, drafted
from openinhuur.calls.models import Draft, LintException
from openinhuur.domain.draft import LISTS, Content, Item, NoSuchField, field_at, item_at, items, value_at
from openinhuur.domain.draft_differences import Difference, differences
from openinhuur.domain.draft_edits import Change, undone
from openinhuur.domain.draft_problems import Problem
from openinhuur.domain.draft_sections import SECTIONS
from openinhuur.domain.errors import Refusal
from openinhuur.domain.lint import Finding, Severity
from openinhuur.domain.publication import DraftIncomplete, ErrorsFound, NotConfirmed, NotOffered, PublishedAlready
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.queries.draft_lists import state
from openinhuur.flow.queries.draft_preview import preview
from openinhuur.flow.queries.overview import CallPage
from openinhuur.parties.queries import admitted_suppliers


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
class SourceLine:
    """A line of the document, and whether something was read from it."""

    number: int
    text: str
    is_read: bool


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A field of what was read, as it is typed now."""

    path: str
    typed: str


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """A field, or an item with those of its fields that say something, and the lines it was read from.

    No lines: the document does not say it. ``number``: of the item.
    """

    path: str
    number: str
    parts: tuple[ReadPart, ...]
    lines: tuple[SourceLine, ...]
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A group of fields, or a list."""

    code: str
    places: tuple[ReadPlace, ...]

    @property
    def confirmed(self) -> int:
        """How many of its places are confirmed."""
        return sum(one.is_confirmed for one in self.places)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """The source text, and everything that was read in it."""

    head: Head
    lines: tuple[SourceLine, ...]
    sections: tuple[ReadSection, ...]
    total: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Stands:
    """Why an error stands, and who says so."""

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


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything between a draft and its publication.

    ``findings``: by severity, the worst first. ``why_not``: what else makes it impossible as a call.
    """

    head: Head
    problems: tuple[PlacedProblem, ...]
    findings: tuple[tuple[str, tuple[PlacedFinding, ...]], ...]
    why_not: Refusal | None
    is_ready: bool
    may_let_stand: bool
    offered_by: str
    offered_at: datetime | None
    is_own_offer: bool


@dataclass(frozen=True, slots=True)
class OfferedPage:
    """What a second person looks at: exactly what was offered, as its page will look, and what is new in it.

    ``everything``: every field of it, also those that the page does not show. ``origin``: where the draft came from.
    """

    head: Head
    page: CallPage
    everything: tuple[tuple[str, tuple[ReadPart, ...]], ...]
    origin: str
    changes: tuple[Difference, ...]
    stands: tuple[PlacedFinding, ...]
    why_not: Refusal | None
    suppliers: int
    offered_by: str
    offered_at: datetime
    is_own_offer: bool
    may_publish: bool


def document_page(draft_id: UUID, *, actor: Actor) -> DocumentPage:
    """Where everything was read, and what still waits for a person.

    Raises:
        NotFound, NotTheirs, NotAllowed, PublishedAlready; NotFound also when it did not come from a document.
    """
    draft = _draft(draft_id, actor)
    if not draft.read_from:
        raise NotFound(what=f"document:{draft_id}")
    read = {number for numbers in draft.read_from.values() for number in numbers}
    lines = tuple(SourceLine(number, text, number in read) for number, text in enumerate(draft.source_lines, 1))
    sections = tuple(one for one in _sections(draft, lines) if one.places)
    return DocumentPage(
        head=_head(draft),
        lines=lines,
        sections=sections,
        total=sum(len(one.places) for one in sections),
        confirmed=sum(one.confirmed for one in sections),
    )


def check_page(draft_id: UUID, *, actor: Actor, at: datetime) -> CheckPage:
    """What the linter finds, what is missing, what is not confirmed; and whether it can be offered.

    Raises:
        NotFound, NotTheirs, NotAllowed, PublishedAlready.
    """
    draft = _draft(draft_id, actor)
    found = _placed(draft, at=at)
    refusal = _refusal(draft, at=at)
    is_told = isinstance(refusal, DraftIncomplete | NotConfirmed | ErrorsFound)
    by_severity = ((one.value, tuple(each for each in found if each.finding.severity is one)) for one in Severity)
    return CheckPage(
        head=_head(draft),
        problems=tuple(PlacedProblem(one, _number(draft.content, one.path)) for one in drafted.problems(draft)),
        findings=tuple((code, those) for code, those in by_severity if those),
        why_not=None if is_told else refusal,
        is_ready=refusal is None,
        may_let_stand=actor.may(Verb.PUBLISH) and actor.organisation_id == draft.desk_id,
        offered_by=draft.offered_by.name if draft.offered_by else "",
        offered_at=draft.offered_at,
        is_own_offer=draft.offered_by_id == actor.person_id,
    )


def offered_page(draft_id: UUID, *, actor: Actor, at: datetime) -> OfferedPage:
    """The version that was offered, for the person who publishes it or sends it back.

    Raises:
        NotOffered, PublishedAlready; NotFound, NotTheirs, NotAllowed.
    """
    draft = _draft(draft_id, actor)
    if draft.offered_at is None or draft.offered_by is None:
        raise NotOffered(draft=str(draft.pk))
    is_own = draft.offered_by_id == actor.person_id
    return OfferedPage(
        head=_head(draft),
        page=preview(draft, at=at),
        everything=_everything(draft.content),
        origin=draft.origin,
        changes=_since_origin(draft),
        stands=tuple(one for one in _placed(draft, at=at) if one.stands),
        why_not=_refusal(draft, at=at),
        suppliers=len(admitted_suppliers(draft.category_id)),
        offered_by=draft.offered_by.name,
        offered_at=draft.offered_at,
        is_own_offer=is_own,
        may_publish=actor.may(Verb.PUBLISH) and actor.organisation_id == draft.desk_id and not is_own,
    )


def _draft(draft_id: UUID, actor: Actor) -> Draft:
    draft = access.get_draft(draft_id, actor=actor)
    if draft.call is not None:
        raise PublishedAlready(number=draft.call.number)
    if draft.discarded_at is not None:
        raise NotFound(what=draft.subject)
    return draft


def _head(draft: Draft) -> Head:
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


def _sections(draft: Draft, lines: tuple[SourceLine, ...]) -> Iterable[ReadSection]:
    for code, names in SECTIONS.items():
        yield ReadSection(code, tuple(_place(draft, name, lines) for name in names if name in draft.read_from))
    for name in LISTS:
        paths = [f"{name}.{one['id']}" for one in items(draft.content, name)]
        yield ReadSection(name, tuple(_place(draft, path, lines) for path in paths if path in draft.read_from))


def _place(draft: Draft, path: str, lines: tuple[SourceLine, ...]) -> ReadPlace:
    name, _, item_id = path.partition(".")
    paths = tuple(f"{path}.{part}" for part in LISTS[name]) if item_id else (path,)
    parts = [ReadPart(one, value_at(draft.content, one)) for one in paths]
    return ReadPlace(
        path=path,
        number=_number(draft.content, path),
        parts=tuple(one for one in parts if not item_id or one.typed or field_at(one.path).is_required),
        lines=tuple(lines[number - 1] for number in draft.read_from[path]),
        is_confirmed=path not in draft.to_confirm,
    )


def _placed(draft: Draft, *, at: datetime) -> list[PlacedFinding]:
    reasons = {one.about: one for one in draft.lint_exceptions.select_related("by")}
    return [
        PlacedFinding(one.finding, one.path, _number(draft.content, one.path), one.about, _stands(one, reasons))
        for one in drafted.findings(draft, at=at)
    ]


def _stands(found: drafted.Found, reasons: Mapping[str, LintException]) -> Stands | None:
    reason = reasons.get(found.about) if found.is_error else None
    return Stands(reason.reason, reason.by.name, reason.at) if reason else None


def _refusal(draft: Draft, *, at: datetime) -> Refusal | None:
    try:
        drafted.check_ready(draft, at=at)
    except Refusal as refusal:
        return refusal
    return None


def _since_origin(draft: Draft) -> tuple[Difference, ...]:
    if not draft.origin:
        return ()
    changes = [Change(one.path, one.before, one.after) for one in draft.changes.order_by("-version", "-id")]
    return differences(undone(draft.content, changes), draft.content)


def _everything(content: Content) -> tuple[tuple[str, tuple[ReadPart, ...]], ...]:
    return tuple(
        (code, tuple(ReadPart(name, value_at(content, name)) for name in names)) for code, names in SECTIONS.items()
    )


def _number(content: Content, path: str) -> str:
    """The number of the item that a path is in: its own, or its place in the list; empty outside lists."""
    name, _, rest = path.partition(".")
    if not rest:
        return ""
    try:
        item: Item = item_at(content, f"{name}.{rest.partition('.')[0]}")
    except NoSuchField:
        return ""
    return item.get("number", "") or str(items(content, name).index(item) + 1)
