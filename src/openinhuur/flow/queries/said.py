"""What is said of a published call beside what it asks: its corrections, its withdrawal, and what waits of those."""

from dataclasses import dataclass
from datetime import datetime

from openinhuur.bids.access import standing
from openinhuur.bids.confirmations import to_confirm
from openinhuur.bids.models import Opening
from openinhuur.calls import corrected, settled
from openinhuur.calls.access import takes_part
from openinhuur.calls.models import Call, Correction
from openinhuur.domain.correction import MOMENTS, Change
from openinhuur.domain.draft import Content
from openinhuur.domain.roles import Actor, Role, Verb


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """One place that a correction changes, as it is typed. ``number``: of an item of a list."""

    path: str
    number: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PublishedCorrection:
    """A correction as everybody reads it."""

    number: int
    published_at: datetime
    reason: str
    changes: tuple[ChangedPlace, ...]
    is_material: bool
    is_extension: bool
    not_material_reason: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the page of a call says of that, for this reader.

    Attributes:
        to_confirm: how many of the reader's own bids have to be confirmed.
        correction_waits, withdrawal_waits: shown to who may do something about it.
    """

    corrections: tuple[PublishedCorrection, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawal_reason: str = ""
    to_confirm: int = 0
    correction_waits: bool = False
    withdrawal_waits: bool = False
    may_correct: bool = False
    may_withdraw: bool = False


NOTHING = Said()
"""Of a call that is not published yet."""


def said(call: Call, *, actor: Actor, at: datetime) -> Said:
    """What is said of a call, the newest first."""
    published = list(call.corrections.filter(published_at__isnull=False).order_by("-number"))
    content = corrected.content_of(call) if published else {}
    is_running = call.published_at is not None and call.withdrawn_at is None
    may_correct = is_running and _may(actor, call, Verb.WRITE_CALL) and not Opening.objects.filter(call=call).exists()
    may_withdraw = is_running and _may(actor, call, Verb.WITHDRAW)
    return Said(
        corrections=tuple(_published(one, content) for one in published),
        withdrawn_at=call.withdrawn_at,
        withdrawal_reason=call.withdrawal_reason,
        to_confirm=_to_confirm(call, actor) if is_running and at < call.closes_at else 0,
        correction_waits=may_correct and settled.correction_that_waits(call) is not None,
        withdrawal_waits=may_withdraw and settled.withdrawal_that_waits(call) is not None,
        may_correct=may_correct,
        may_withdraw=may_withdraw,
    )


def changed_places(content: Content, changes: list[Change]) -> tuple[ChangedPlace, ...]:
    """What changes, each with the number or heading of the item it is in."""
    return tuple(
        ChangedPlace(one.path, corrected.number_at(content, one.path), one.before, one.after) for one in changes
    )


def _published(row: Correction, content: Content) -> PublishedCorrection:
    assert row.published_at is not None  # noqa: S101 (they were filtered)
    changes = corrected.changes_of(row)
    return PublishedCorrection(
        number=row.number,
        published_at=row.published_at,
        reason=row.reason,
        changes=changed_places(content, changes),
        is_material=row.is_material,
        is_extension=not row.is_material and all(one.path in MOMENTS for one in changes),
        not_material_reason=row.not_material_reason,
    )


def _may(actor: Actor, call: Call, verb: Verb) -> bool:
    return actor.may(verb) and takes_part(actor, call)


def _to_confirm(call: Call, actor: Actor) -> int:
    if not actor.has(Role.SUPPLIER) or actor.organisation_id is None:
        return 0
    return len(to_confirm(standing(call).filter(supplier=actor.organisation_id)))
