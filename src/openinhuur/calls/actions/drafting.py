"""Writing a call: every change is kept when it is made, and nobody overwrites what somebody else wrote."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from openinhuur.calls import access, draft_sources
from openinhuur.calls.access import writes_in
from openinhuur.calls.models import Draft, DraftChange
from openinhuur.domain import draft_edits as edits
from openinhuur.domain.draft import STARTING, Content
from openinhuur.domain.publication import NotConfirmed, PublishedAlready
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record
from openinhuur.parties.models import Category

ONE_EDIT = timedelta(minutes=10)
"""Changes of one field by one person within this time are kept as one."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed in a field, and what they saw there before."""

    path: str
    typed: str
    was: str


@transaction.atomic
def start(category_id: int, *, actor: Actor, at: datetime, content: Content | None = None) -> Draft:
    """Start a draft in a category of a purchasing system.

    Raises:
        NotAllowed, NotFound: not a category of their desk or buyer.
    """
    return _start(category_id, content or {**STARTING}, "", actor=actor, at=at)


@transaction.atomic
def start_from_call(number: str, *, actor: Actor, at: datetime) -> Draft:
    """Start from an earlier call of the same desk or buyer: all but its number and dates."""
    call = access.get(number, actor=actor, to=Verb.WRITE_CALL)
    content = {**STARTING, **draft_sources.of_call(call)}
    return _start(call.category_id, content, call.subject, actor=actor, at=at)


@transaction.atomic
def start_from_draft(draft_id: UUID, *, as_template: bool = False, actor: Actor, at: datetime) -> Draft:
    """Start from a template, or keep a draft as a template for the next ones.

    Raises:
        NotConfirmed: what was read in a document and nobody has looked at is not handed on.
    """
    source = access.get_draft(draft_id, actor=actor)
    if source.discarded_at is not None:
        raise NotFound(what=source.subject)
    if source.to_confirm:
        raise NotConfirmed(paths=tuple(sorted(source.to_confirm)))
    content = {name: said for name, said in source.content.items() if name not in draft_sources.OF_ONE_CALL}
    return _start(source.category_id, content, source.subject, is_template=as_template, actor=actor, at=at)


def start_from_document(category_id: int, document: bytes, *, name: str, actor: Actor, at: datetime) -> Draft:
    """Start from a document: what was read stands beside the text, for a person to confirm field by field.

    Raises:
        ImportRefused, NotReadable, NotACall: it cannot be read as a call, and why.
    """
    _category(category_id, actor=actor)
    found = draft_sources.read(document, name=name)
    with transaction.atomic():
        draft = _start(category_id, found.content, f"document:{found.name}", actor=actor, at=at)
        draft.source_name, draft.source_lines = found.name, found.lines
        draft.read_from = draft.to_confirm = found.to_confirm
        draft.save(update_fields=["source_name", "source_lines", "read_from", "to_confirm"])
    return draft


def _start(
    category_id: int, content: Content, origin: str, *, actor: Actor, at: datetime, is_template: bool = False
) -> Draft:
    category = _category(category_id, actor=actor)
    system = category.purchasing_system
    draft = Draft.objects.create(
        buyer_id=system.buyer_id,
        desk_id=system.desk_id,
        category=category,
        is_template=is_template,
        content=content,
        origin=origin,
        started_by_id=actor.person,
        started_at=at,
        changed_by_id=actor.person,
        changed_at=at,
    )
    record("draft.started", actor=actor, at=at, subject=draft.subject, origin=origin, is_template=is_template)
    return draft


def _category(category_id: int, *, actor: Actor) -> Category:
    """A category of the purchasing systems that their desk or buyer writes calls in."""
    actor.require(Verb.WRITE_CALL)
    category = Category.objects.select_related("purchasing_system").filter(pk=category_id).first()
    if category is None or not writes_in(category, actor):
        raise NotFound(what=f"category:{category_id}")
    return category


@transaction.atomic
def put(draft_id: UUID, path: str, typed: str, *, was: str, actor: Actor, at: datetime) -> Draft:
    """Keep what was typed in a field; a field that was read in a document is confirmed by it.

    Raises:
        ChangedMeanwhile: somebody else changed it after ``was`` was read.
        NoSuchField, TooMuch, PublishedAlready.
    """
    return _change(
        draft_id, lambda content: edits.put(content, path, typed, was=was), confirms=path, actor=actor, at=at
    )


@transaction.atomic
def add_item(draft_id: UUID, name: str, *, actor: Actor, at: datetime) -> str:
    """Add an empty item to a list; returns its id."""
    item_id = uuid4().hex[:8]
    _change(draft_id, lambda content: edits.add(content, name, item_id), actor=actor, at=at)
    return item_id


@transaction.atomic
def remove_item(draft_id: UUID, path: str, *, actor: Actor, at: datetime) -> Draft:
    """Take an item out of its list."""
    return _change(draft_id, lambda content: edits.remove(content, path), confirms=path, actor=actor, at=at)


@transaction.atomic
def move_item(draft_id: UUID, path: str, *, by: int, actor: Actor, at: datetime) -> Draft:
    """Move an item up (-1) or down (1)."""
    return _change(draft_id, lambda content: edits.move(content, path, by=by), actor=actor, at=at)


@transaction.atomic
def confirm(
    draft_id: UUID, paths: Collection[str], *, typed: Iterable[Typed] = (), actor: Actor, at: datetime
) -> Draft:
    """Confirm that what was read in the document is right; what was typed over it is kept first.

    Raises:
        ChangedMeanwhile, NoSuchField, TooMuch, PublishedAlready.
    """
    for one in typed:
        put(draft_id, one.path, one.typed, was=one.was, actor=actor, at=at)
    draft = open_draft(draft_id, actor=actor)
    confirmed = [path for path in draft.to_confirm if path in paths]
    if confirmed:
        draft.to_confirm = {path: lines for path, lines in draft.to_confirm.items() if path not in paths}
        draft.save(update_fields=["to_confirm"])
        record("draft.confirmed", actor=actor, at=at, subject=draft.subject, paths=confirmed)
    return draft


@transaction.atomic
def discard(draft_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Put a draft or template away."""
    draft = open_draft(draft_id, actor=actor)
    draft.discarded_at = at
    draft.save(update_fields=["discarded_at"])
    record("draft.discarded", actor=actor, at=at, subject=draft.subject)


def open_draft(draft_id: UUID, *, actor: Actor) -> Draft:
    """The draft, held, when it can still be changed.

    Raises:
        PublishedAlready; NotFound: not theirs, or put away.
    """
    draft = access.get_draft(draft_id, actor=actor, locked=True)
    if draft.call is not None:
        raise PublishedAlready(number=draft.call.number)
    if draft.discarded_at is not None:
        raise NotFound(what=draft.subject)
    return draft


def _change(
    draft_id: UUID,
    edit: Callable[[Content], tuple[Content, edits.Change | None]],
    *,
    actor: Actor,
    at: datetime,
    confirms: str = "",
) -> Draft:
    draft = open_draft(draft_id, actor=actor)
    content, change = edit(draft.content)
    confirmed = [path for path in draft.to_confirm if _is_within(confirms, path)]
    if change is None and not confirmed:
        return draft
    draft.to_confirm = {path: lines for path, lines in draft.to_confirm.items() if path not in confirmed}
    if change is None:
        record("draft.confirmed", actor=actor, at=at, subject=draft.subject, paths=confirmed)
    else:
        draft.content, draft.version = content, draft.version + 1
        draft.changed_by_id, draft.changed_at = actor.person, at
        _keep(draft, change, actor=actor, at=at)
        _lapse(draft, actor=actor, at=at)
    draft.save()
    return draft


def _lapse(draft: Draft, *, actor: Actor, at: datetime) -> None:
    """What is published is what was offered: a change takes the offer back."""
    if draft.offered_at is not None:
        draft.offered_by = draft.offered_at = draft.offered_version = None
        record("draft.taken-back", actor=actor, at=at, subject=draft.subject, version=draft.version)


def _is_within(confirmed: str, path: str) -> bool:
    """Who types in a field of an item has looked at that item."""
    return confirmed == path or confirmed.startswith(f"{path}.")


def _keep(draft: Draft, change: edits.Change, *, actor: Actor, at: datetime) -> None:
    """Add to the history; what one person types in one field is one change, until it was offered or sent back."""
    last = draft.changes.order_by("-version").first()
    seen_at = draft.offered_at or draft.sent_back_at
    is_same = (
        last is not None
        and last.path == change.path
        and last.by_id == actor.person
        and isinstance(change.after, str)
        and (seen_at is None or seen_at < last.at)
    )
    if last is not None and is_same and at - last.at < ONE_EDIT and isinstance(last.after, str):
        last.after, last.at, last.version = change.after, at, draft.version
        last.save(update_fields=["after", "at", "version"])
        return
    DraftChange.objects.create(
        draft=draft, version=draft.version, path=change.path, before=change.before, after=change.after,
        by_id=actor.person, at=at,
    )  # fmt: skip
    record("draft.changed", actor=actor, at=at, subject=draft.subject, path=change.path, version=draft.version)
