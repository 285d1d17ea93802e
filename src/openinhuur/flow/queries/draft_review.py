"""What people look at before a draft becomes a call: what was read in a document, what is wrong, what is offered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openinhuur.calls import drafted
from openinhuur.calls.models import Draft
from openinhuur.domain.draft import LISTS, Content, field_at, items, value_at
from openinhuur.domain.draft_differences import Difference, differences
from openinhuur.domain.draft_edits import Change, undone
from openinhuur.domain.draft_sections import SECTIONS
from openinhuur.domain.errors import Refusal
from openinhuur.domain.lint import Severity
from openinhuur.domain.publication import DraftIncomplete, ErrorsFound, NotConfirmed, NotOffered
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.queries.draft_parts import (
    Head,
    PlacedFinding,
    PlacedProblem,
    ReadPart,
    draft_to_write,
    head,
    number_of,
    placed,
)
from openinhuur.flow.queries.draft_preview import preview
from openinhuur.flow.queries.overview import CallPage
from openinhuur.parties.queries import admitted_suppliers


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the document, and whether something was read from it."""

    number: int
    text: str
    is_read: bool


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
    draft = draft_to_write(draft_id, actor=actor)
    if not draft.read_from:
        raise NotFound(what=f"document:{draft_id}")
    read = {number for numbers in draft.read_from.values() for number in numbers}
    lines = tuple(SourceLine(number, text, number in read) for number, text in enumerate(draft.source_lines, 1))
    sections = tuple(one for one in _sections(draft, lines) if one.places)
    return DocumentPage(
        head=head(draft),
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
    draft = draft_to_write(draft_id, actor=actor)
    found = placed(draft, at=at)
    refusal = _refusal(draft, at=at)
    is_told = isinstance(refusal, DraftIncomplete | NotConfirmed | ErrorsFound)
    by_severity = ((one.value, tuple(each for each in found if each.finding.severity is one)) for one in Severity)
    return CheckPage(
        head=head(draft),
        problems=tuple(PlacedProblem(one, number_of(draft.content, one.path)) for one in drafted.problems(draft)),
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
    draft = draft_to_write(draft_id, actor=actor)
    if draft.offered_at is None or draft.offered_by is None:
        raise NotOffered(draft=str(draft.pk))
    is_own = draft.offered_by_id == actor.person_id
    return OfferedPage(
        head=head(draft),
        page=preview(draft, at=at),
        everything=_everything(draft.content),
        origin=draft.origin,
        changes=_since_origin(draft),
        stands=tuple(one for one in placed(draft, at=at) if one.stands),
        why_not=_refusal(draft, at=at),
        suppliers=len(admitted_suppliers(draft.category_id)),
        offered_by=draft.offered_by.name,
        offered_at=draft.offered_at,
        is_own_offer=is_own,
        may_publish=actor.may(Verb.PUBLISH) and actor.organisation_id == draft.desk_id and not is_own,
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
        number=number_of(draft.content, path),
        parts=tuple(one for one in parts if not item_id or one.typed or field_at(one.path).is_required),
        lines=tuple(lines[number - 1] for number in draft.read_from[path]),
        is_confirmed=path not in draft.to_confirm,
    )


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
