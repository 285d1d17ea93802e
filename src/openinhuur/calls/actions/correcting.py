"""Correcting a published call with four eyes: one person writes what changes, another publishes exactly that.

Whether its bids were opened is known further up the map (`flow.correcting`), and passed in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from openinhuur.calls import access, addresses, corrected, facts, sent_back, settled
from openinhuur.calls.audience import audience
from openinhuur.calls.models import Call, Correction
from openinhuur.domain import correction as domain
from openinhuur.domain import four_eyes
from openinhuur.domain.calendars import milliseconds
from openinhuur.domain.draft import TooMuch
from openinhuur.domain.draft_edits import tidy
from openinhuur.domain.opening import CorrectionWaits
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.domain.typed import Kind
from openinhuur.journal.actions import record
from openinhuur.parties import notices

LONGEST_REASON = 2000


@transaction.atomic
def write(
    number: str,
    said: Mapping[str, str],
    *,
    reason: str,
    not_material_reason: str = "",
    opened_at: datetime | None,
    actor: Actor,
    at: datetime,
) -> Correction:
    """Write a correction, or change one's own that waits. What was taken or sent back keeps its number.

    Args:
        said: path → what the call has to say there, as it is typed.
        not_material_reason: why it does not matter to any bid, where somebody says so.

    Raises:
        CorrectionWaits: of somebody else. TooMuch: a reason that nobody reads to its end.
        All that `domain.correction.check_correction` and `corrected.changes` raise.
    """
    call = access.get(number, actor=actor, to=Verb.WRITE_CALL, locked=True)
    waiting = settled.correction_that_waits(call)
    if waiting is not None and waiting.written_by_id != actor.person:
        raise CorrectionWaits(correction=waiting.number)
    reason, not_material_reason = _tidy(reason, "reason"), _tidy(not_material_reason, "not_material_reason")
    changes = corrected.changes(call, said)
    domain.check_correction(
        changes, facts.timetable(call), reason=reason, not_material_reason=not_material_reason,
        withdrawn_at=call.withdrawn_at, opened_at=opened_at, at=at,
    )  # fmt: skip
    correction = waiting or call.corrections.filter(dropped_at__isnull=False).last() or _next(call)
    correction.changes = [asdict(one) for one in changes]
    correction.reason, correction.not_material_reason = reason, not_material_reason
    correction.written_by_id, correction.written_at = actor.person, at
    correction.dropped_by = correction.dropped_at = None
    correction.dropped_reason = ""
    correction.save()
    record("correction.written", actor=actor, at=at, subject=call.subject, correction=correction.number,
           paths=[one.path for one in changes], sha256=corrected.fingerprint(correction))  # fmt: skip
    return correction


@transaction.atomic
def drop(number: str, *, reason: str = "", actor: Actor, at: datetime) -> Correction:
    """Take one's own correction back, or send it back to who wrote it, with a reason that is e-mailed to them.

    Raises:
        CorrectionClosed, ReasonForSendingBack.
    """
    call = access.get(number, actor=actor, to=Verb.WRITE_CALL, locked=True)
    correction = _waiting(call)
    four_eyes.check_sent_back([correction.written_by_id], reason, person=actor.person)
    correction.dropped_by_id, correction.dropped_at, correction.dropped_reason = actor.person, at, reason.strip()
    correction.save(update_fields=["dropped_by", "dropped_at", "dropped_reason"])
    record("correction.dropped", actor=actor, at=at, subject=call.subject, correction=correction.number,
           reason=reason.strip())  # fmt: skip
    if correction.written_by_id != actor.person:
        sent_back.tell(
            "correction-sent-back",
            correction.written_by,
            call,
            reason=correction.dropped_reason,
            page=addresses.correct(call.number),
            actor=actor,
            at=at,
        )
    return correction


@transaction.atomic
def publish(number: str, *, seen: str, opened_at: datetime | None, actor: Actor, at: datetime) -> Correction:
    """Let the call say what somebody else wrote, and tell everybody in its audience at the same moment (R12, R19).

    Args:
        seen: the fingerprint of what this person looked at.

    Raises:
        CorrectionClosed, SamePerson, ChangedSince, and all that `domain.correction.check_correction` raises.
    """
    call, at = access.get(number, actor=actor, to=Verb.PUBLISH, locked=True), milliseconds(at)
    correction = _waiting(call)
    four_eyes.check_second_person([correction.written_by_id], person=actor.person)
    changes = corrected.changes_of(correction)
    if corrected.fingerprint(correction) != seen or not corrected.still_said(call, changes):
        raise four_eyes.ChangedSince
    found = domain.check_correction(
        changes, facts.timetable(call), reason=correction.reason, not_material_reason=correction.not_material_reason,
        withdrawn_at=call.withdrawn_at, opened_at=opened_at, at=at,
    )  # fmt: skip
    places = corrected.places(call, changes)
    corrected.apply(call, changes)
    correction.published_by_id, correction.published_at = actor.person, at
    correction.is_material = found.is_material
    correction.save(update_fields=["published_by", "published_at", "is_material"])
    record("correction.published", actor=actor, at=at, subject=call.subject, correction=correction.number,
           matters=found.is_material, changes=_as_lines(changes), reason=correction.reason, seen=seen,
           written_by=correction.written_by_id, closes_at=call.closes_at)  # fmt: skip
    notices.tell_all(
        audience(call),
        "call-corrected-bids" if found.is_material else "call-corrected",
        about=call.subject,
        desk=call.desk_id,
        page=addresses.call(call.number),
        words=corrected.words(call, correction, places),
        at=at,
        once=f"call-corrected:{call.number}:{correction.number}",
    )
    return correction


def _tidy(reason: str, path: str) -> str:
    kept = tidy(reason, Kind.TEXT)
    if len(kept) > LONGEST_REASON:
        raise TooMuch(path=path, most=LONGEST_REASON)
    return kept


def _next(call: Call) -> Correction:
    last = call.corrections.last()
    return Correction(call=call, number=last.number + 1 if last else 1)


def _waiting(call: Call) -> Correction:
    waiting = settled.correction_that_waits(call)
    if waiting is None:
        last = call.corrections.last()
        if last is None:
            raise NotFound(what=f"correction:{call.number}")
        raise domain.CorrectionClosed(correction=last.number)
    return waiting


def _as_lines(changes: Iterable[domain.Change]) -> list[str]:
    """For the journal: each place with what it said and says now."""
    return [f"{one.path}: {one.before} → {one.after}" for one in changes]
