"""The drafts that somebody can write on, and what a new one can start from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from openinhuur.calls import access
from openinhuur.calls.models import Call, Draft
from openinhuur.domain.roles import Actor, Role, Verb
from openinhuur.parties.models import Category

PUBLISHED_SHOWN = timedelta(days=30)
MOST_SOURCES = 100


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list. ``state``: a code of `wording.draft_codes.STATES`."""

    id: UUID
    title: str
    number: str
    buyer: str
    category: str
    state: str
    to_confirm: int
    changed_by: str
    changed_at: datetime
    offered_by: str
    is_own_offer: bool
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class DraftsPage:
    """What waits for this person first, then what they write on, what colleagues write on, templates, and the rest."""

    to_publish: list[DraftRow]
    mine: list[DraftRow]
    others: list[DraftRow]
    templates: list[DraftRow]
    published: list[DraftRow]


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A category to write a call in."""

    id: int
    name: str
    system: str
    buyer: str


@dataclass(frozen=True, slots=True)
class EarlierCall:
    """A call to start from."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class NewDraftPage:
    """What a new draft can start from."""

    categories: list[CategoryChoice]
    templates: list[DraftRow]
    calls: list[EarlierCall]


def drafts_page(*, actor: Actor, at: datetime) -> DraftsPage:
    """Every draft and template of their desk or buyer, the last changed first.

    Raises:
        NotAllowed: their role writes no calls.
    """
    known = access.drafts_of(actor).select_related("buyer", "category", "changed_by", "offered_by", "call")
    drafts = list(known.filter(call__isnull=True).defer("source_lines", "read_from"))
    published = known.filter(call__published_at__gt=at - PUBLISHED_SHOWN).defer("source_lines", "read_from")
    rows = [(one, _row(one, actor)) for one in drafts if not one.is_template]
    waiting = [row for one, row in rows if _may_be_published_by(one, actor)]
    mine = [row for one, row in rows if row not in waiting and actor.person in {one.started_by_id, one.changed_by_id}]
    return DraftsPage(
        to_publish=waiting,
        mine=mine,
        others=[row for _, row in rows if row not in waiting and row not in mine],
        templates=_rows((one for one in drafts if one.is_template), actor),
        published=_rows(published.order_by("-call__published_at"), actor),
    )


def new_draft_page(*, actor: Actor) -> NewDraftPage:
    """The categories to write in, the templates, and the last calls.

    Raises:
        NotAllowed: their role writes no calls.
    """
    templates = access.drafts_of(actor).filter(is_template=True).select_related("buyer", "category", "changed_by")
    side = {"desk": actor.organisation} if actor.has(Role.DESK) else {"buyer": actor.organisation}
    calls = Call.objects.filter(published_at__isnull=False, **side).order_by("-published_at")[:MOST_SOURCES]
    return NewDraftPage(
        categories=categories(actor=actor),
        templates=_rows(templates.defer("source_lines", "read_from")[:MOST_SOURCES], actor),
        calls=[EarlierCall(one.number, one.title) for one in calls.only("number", "title")],
    )


def categories(*, actor: Actor) -> list[CategoryChoice]:
    """The categories of the purchasing systems in which their desk or buyer writes calls.

    Raises:
        NotAllowed: their role writes no calls.
    """
    actor.require(Verb.WRITE_CALL)
    found = Category.objects.select_related("purchasing_system__buyer").order_by(
        "purchasing_system__buyer__name", "purchasing_system__name", "name"
    )
    return [
        CategoryChoice(one.pk, one.name, one.purchasing_system.name, one.purchasing_system.buyer.name)
        for one in found
        if access.writes_in(one, actor)
    ]


def _rows(drafts: Iterable[Draft], actor: Actor) -> list[DraftRow]:
    return [_row(one, actor) for one in drafts]


def _row(draft: Draft, actor: Actor) -> DraftRow:
    return DraftRow(
        id=draft.pk,
        title=str(draft),
        number=str(draft.content.get("number", "")),
        buyer=draft.buyer.name,
        category=draft.category.name,
        state=state(draft),
        to_confirm=len(draft.to_confirm),
        changed_by=draft.changed_by.name,
        changed_at=draft.changed_at,
        offered_by=draft.offered_by.name if draft.offered_by else "",
        is_own_offer=draft.offered_by_id == actor.person_id,
        published_at=draft.call.published_at if draft.call else None,
    )


def state(draft: Draft) -> str:
    """Where a draft stands."""
    found = [
        (draft.is_template, "template"),
        (draft.call_id, "published"),
        (draft.offered_at, "offered"),
        (draft.sent_back_at, "sent-back"),
        (draft.to_confirm, "to-confirm"),
    ]
    return next((code for is_so, code in found if is_so), "writing")


def _may_be_published_by(draft: Draft, actor: Actor) -> bool:
    return draft.offered_at is not None and draft.offered_by_id != actor.person_id and actor.may(Verb.PUBLISH)
