"""The pages on which a correction is written, and looked at by a second person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openinhuur.calls import access, corrected, facts, settled
from openinhuur.calls.audience import audience
from openinhuur.calls.models import Call, Correction
from openinhuur.domain import correction as domain
from openinhuur.domain.bid import AlreadyOpened
from openinhuur.domain.calendars import local
from openinhuur.domain.correction import Change, Effect
from openinhuur.domain.draft import FIELDS, FROZEN, LISTS
from openinhuur.domain.draft_sections import section_of
from openinhuur.domain.errors import Refusal
from openinhuur.domain.opening import CorrectionWaits
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.domain.withdrawal import check_changeable
from openinhuur.flow.correcting import opened_at
from openinhuur.flow.queries.said import ChangedPlace, changed_places
from openinhuur.flow.queries.vault import bids_in_vault


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be corrected: what the call says there now, and what a correction that was begun would say."""

    path: str
    number: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class WritePage:
    """What the form of a correction shows.

    Attributes:
        sections: the places by their group, the planning first.
        frozen: what no correction changes.
        earliest_on: the first day for the deadline when what is changed now matters; None: the deadline can stay.
        later: dates to propose: path → as it is typed.
        sent_back_by, sent_back_reason: of a correction that a second person sent back.
    """

    number: str
    title: str
    sections: tuple[tuple[str, tuple[Place, ...]], ...]
    frozen: tuple[str, ...]
    closes_at: datetime
    earliest_on: date | None
    later: Mapping[str, str]
    reason: str
    not_material_reason: str
    waits: bool
    sent_back_by: str
    sent_back_reason: str


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """A correction that waits, with what it would do now.

    Attributes:
        closes_at: the deadline after it.
        publish_by: the last day on which it can be published with this deadline; None: no such limit.
        suppliers: how many read of it in an e-mail.
        bids: how many bids lie in the vault; None: nobody counts them yet (`vault`).
        why_not: why it cannot be published now.
        seen: the fingerprint of all that.
    """

    number: str
    title: str
    correction: int
    reason: str
    not_material_reason: str
    changes: tuple[ChangedPlace, ...]
    effect: Effect
    closes_at: datetime
    publish_by: date | None
    suppliers: int
    bids: int | None
    why_not: Refusal | None
    written_by: str
    written_at: datetime
    is_own: bool
    may_publish: bool
    seen: str


def write_page(number: str, *, actor: Actor, at: datetime) -> WritePage:
    """What can be corrected now, and what cannot.

    Raises:
        NotFound, NotAllowed, NotPublished, CallWithdrawn, AlreadyOpened.
        CorrectionWaits: of somebody else.
    """
    call = access.get(number, actor=actor, to=Verb.WRITE_CALL)
    now = facts.timetable(call)
    check_changeable(now, withdrawn_at=call.withdrawn_at)
    if opened := opened_at(call):
        raise AlreadyOpened(opened_at=opened)
    waiting = settled.correction_that_waits(call)
    if waiting is not None and waiting.written_by_id != actor.person:
        raise CorrectionWaits(correction=waiting.number)
    begun = waiting or call.corrections.filter(dropped_at__isnull=False).select_related("dropped_by").last()
    is_sent_back = begun is not None and begun.dropped_by_id not in {None, begun.written_by_id}
    earliest_on = domain.time_for_bidders(at=at)
    return WritePage(
        number=call.number,
        title=call.title,
        sections=_sections(call, begun),
        frozen=tuple(name for name in (*FIELDS, *LISTS) if name in FROZEN),
        closes_at=call.closes_at,
        earliest_on=earliest_on if local(call.closes_at).date() < earliest_on else None,
        later=corrected.later_dates(call, at=at),
        reason=begun.reason if begun else "",
        not_material_reason=begun.not_material_reason if begun else "",
        waits=waiting is not None,
        sent_back_by=begun.dropped_by.name if begun and begun.dropped_by and is_sent_back else "",
        sent_back_reason=begun.dropped_reason if begun and is_sent_back else "",
    )


def correction_page(number: str, *, actor: Actor, at: datetime) -> CorrectionPage:
    """The correction that waits, for who wrote it and for a second person.

    Raises:
        NotFound: none waits. NotAllowed.
    """
    call = access.get(number, actor=actor, to=Verb.WRITE_CALL)
    row = settled.correction_that_waits(call)
    if row is None:
        raise NotFound(what=f"correction:{number}")
    changes, now = corrected.changes_of(row), facts.timetable(call)
    effect = domain.effect(changes, now, not_material_reason=row.not_material_reason, at=at)
    then = domain.moved(now, changes)
    is_own = row.written_by_id == actor.person
    return CorrectionPage(
        number=call.number,
        title=call.title,
        correction=row.number,
        reason=row.reason,
        not_material_reason=row.not_material_reason,
        changes=changed_places(corrected.content_of(call), changes),
        effect=effect,
        closes_at=then.closes_at,
        publish_by=_publish_by(effect, then.closes_at, at=at),
        suppliers=len(audience(call)),
        bids=bids_in_vault(call, at=at),
        why_not=_why_not(call, row, changes, at=at),
        written_by=row.written_by.name,
        written_at=row.written_at,
        is_own=is_own,
        may_publish=actor.may(Verb.PUBLISH) and not is_own,
        seen=corrected.fingerprint(row),
    )


def _sections(call: Call, begun: Correction | None) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    content = corrected.content_of(call)
    typed = {one.path: one.after for one in corrected.changes_of(begun)} if begun else {}
    found: dict[str, list[Place]] = {"planning": []}
    for path in corrected.paths_of(content):
        said = corrected.said_at(content, path)
        place = Place(path, corrected.number_at(content, path), said, typed.get(path, said))
        found.setdefault(section_of(path), []).append(place)
    return tuple((code, tuple(places)) for code, places in found.items())


def _publish_by(effect: Effect, closes_at: datetime, *, at: datetime) -> date | None:
    """As many days before the deadline as a change that matters gives to bidders."""
    if effect.earliest_on is None:
        return None
    return local(closes_at).date() - timedelta(days=(effect.earliest_on - local(at).date()).days)


def _why_not(call: Call, row: Correction, changes: list[Change], *, at: datetime) -> Refusal | None:
    try:
        domain.check_correction(
            changes, facts.timetable(call), reason=row.reason, not_material_reason=row.not_material_reason,
            withdrawn_at=call.withdrawn_at, opened_at=opened_at(call), at=at,
        )  # fmt: skip
    except Refusal as refusal:
        return refusal
    return None
