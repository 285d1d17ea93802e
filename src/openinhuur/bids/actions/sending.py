"""A draft is sent: sealed and received, once for each content, however often the button was pressed.

The salt stands in the draft, so that the same draft is the same file with the same fingerprint. What was received last
is not received again: its receipt is given again, to who pressed twice and to who never saw the answer, also after the
deadline. The calls are held first, as everywhere, then the drafts.

Each is packed and sealed on its own; then what waits at the same moment is received in one transaction (`together`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from openinhuur.bids import access, confirmations, drafted
from openinhuur.bids.actions import drafting, receiving
from openinhuur.bids.actions.receiving import Accepted, Receipt, Refused
from openinhuur.bids.contents import check, pieces
from openinhuur.bids.held import Ahead, Held, ahead, held
from openinhuur.bids.models import Bid, BidDraft, BidVersion, bound_to
from openinhuur.bids.packed import Packed
from openinhuur.bids.together import Together
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call
from openinhuur.documents.cv import check_first
from openinhuur.domain import bid_draft as domain
from openinhuur.domain.bid import BidIncomplete
from openinhuur.domain.bid_draft import Part
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, Verb
from openinhuur.installation import rows, turns
from openinhuur.journal.queries import entry_at

MOST: Final = 32
"""Bids that are received in one transaction, at most."""

WAS_SENT: Final = """
    UPDATE bids_biddraft AS draft SET bid_id = now.bid, version = now.version, sent_version = now.version
      FROM unnest(%s::uuid[], %s::uuid[], %s::integer[]) AS now(draft, bid, version) WHERE draft.id = now.draft
"""


@dataclass(frozen=True, slots=True)
class Looked:
    """What its sender had looked at: the version of the draft, and the newest correction of the call (0: none).

    ``cv``: a file that is sent along instead of the CV in the draft. It is not read here: how it begins and how large
    it is, no more, since reading a file must never make a bid late. The desk is told at the opening what is in it. The
    draft has no CV after that: the earlier one would be sent the next time, unseen.
    """

    version: int
    correction: int
    cv: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Sent:
    """A draft as it was read when it was sent, and what would be stored. ``incomplete``: why it cannot be."""

    draft: BidDraft
    looked: Looked
    packed: Packed
    incomplete: BidIncomplete | None
    actor: Actor
    at: datetime

    @property
    def pair(self) -> tuple[int, int]:
        """Its call and supplier."""
        return self.draft.call_id, self.draft.supplier_id


def send(draft_id: UUID, looked: Looked, *, actor: Actor, at: datetime) -> Receipt:
    """Seal a draft. ``at`` is the moment at which its last byte had arrived.

    Raises:
        DocumentTooBig, DocumentKindNotAccepted, WordNotPossible: the file that was sent along.
        DeadlinePassed, StoredAfterOpening: refused; the attempt is recorded all the same.
        SealedFileNotKept: the disk is full; nothing was sent.
        BidIncomplete, BidChangedSince, CorrectedMeanwhile, TooManyCandidates: nothing was sent; it can be mended.
    """
    found = ahead(draft_id)
    draft = access.check_draft(found.draft if found else None, draft_id, actor=actor)
    if looked.cv is not None:
        check_first(looked.cv)
    packed, incomplete = _packed(draft, looked.cv)
    if found and not incomplete:
        _seal_ahead(found, packed)
    turns.let_go()  # what is left is waiting
    outcome = _RECEIVED(_Sent(draft, looked, packed, incomplete, actor, at))
    packed.forget()
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def _packed(draft: BidDraft, cv: bytes | None) -> tuple[Packed, BidIncomplete | None]:
    try:
        submission = drafted.submission(drafted.said(draft), drafted.file(draft, drafted.CV) if cv is None else cv)
        check(submission)
    except BidIncomplete as refusal:
        return Packed(()), refusal
    return Packed(pieces(submission)), None


def _seal_ahead(found: Ahead, packed: Packed) -> None:
    """For the place that it gets, unless something happens to its bid in this very moment."""
    bid_id = found.standing or packed.new_bid_id
    place = bound_to(found.draft.call_id, found.draft.supplier_id, bid_id, found.newest + 1)
    packed.seal(place, public_key=found.public_key)


@transaction.atomic
def _receive(sent: Sequence[_Sent]) -> list[Receipt | Refusal]:
    """What came of each. Each is of another call or supplier, so that none depends on another."""
    rows.by_their_keys()
    held_calls = calls.hold([(one.draft.call_id, one.actor) for one in sent], to=Verb.BID)
    drafts = access.hold_drafts([one.draft.pk for one in sent])
    facts = held([one.pair for one in sent])
    decided = [
        _decided(one, call, drafts.get(one.draft.pk), facts[one.pair])
        for one, call in zip(sent, held_calls, strict=True)
    ]
    receipts = iter(_store(sent, decided, drafts))
    receiving.refuse([one for one in decided if isinstance(one, Refused)])
    outcomes: list[Receipt | Refusal] = []
    for one in decided:
        match one:
            case Accepted():
                outcomes.append(next(receipts))
            case Refused():
                outcomes.append(one.why)
            case _:
                outcomes.append(one)
    return outcomes


def _decided(
    sent: _Sent, call: Call | Refusal, now: BidDraft | None, found: Held
) -> Accepted | Refused | Refusal | Receipt:
    """What comes of it: into the vault, too late, not as it is now, or received already."""
    if isinstance(call, Refusal):
        return call
    try:
        now = access.check_draft(now, sent.draft.pk, actor=sent.actor)
        if receipt := _received_already(now, sent):
            return receipt
        receiving.check_in_time(call, found, at=sent.at)
        _check_looked(sent.draft, now, sent.looked, correction=found.newest_correction)
        if sent.incomplete:
            return sent.incomplete
        standing = now.bid_id if now.bid and now.bid.withdrawn_at is None else None
        return receiving.accept(call, found, sent.packed, standing, actor=sent.actor, at=sent.at)
    except receiving.TOO_LATE as refusal:
        return Refused(call, sent.packed.fingerprint, refusal, sent.actor, sent.at)
    except Refusal as refusal:
        return refusal


def _store(sent: Sequence[_Sent], decided: Sequence[object], drafts: Mapping[UUID, BidDraft]) -> list[Receipt]:
    """Let each draft know what it becomes, and at last put what was accepted in the vault, and in the journal.

    A file that was sent along is sealed, and kept nowhere else.
    """
    accepted = [(one, what) for one, what in zip(sent, decided, strict=True) if isinstance(what, Accepted)]
    drafting.keep_no_cv([one.draft for one, _ in accepted if one.looked.cv is not None])
    keys, bids = [one.draft.pk for one, _ in accepted], [what.bid.pk for _, what in accepted]
    versions = [drafts[one.draft.pk].version + (one.looked.cv is not None) for one, _ in accepted]
    with rows.prepared() as cursor:
        cursor.execute(WAS_SENT, [keys, bids, versions])
    return receiving.store([what for _, what in accepted])


def _received_already(draft: BidDraft, sent: _Sent) -> Receipt | None:
    """The receipt of what was received last, if this is the same and it still stands as it is."""
    if draft.bid is None or draft.bid.withdrawn_at is not None or sent.incomplete:
        return None
    newest = BidVersion.objects.filter(bid=draft.bid).latest("version")
    if newest.fingerprint != sent.packed.fingerprint:
        return None
    if confirmations.to_confirm(Bid.objects.filter(pk=draft.bid.pk)):
        return None  # sent again after a correction: that confirms it, as a new version
    entry, recorded = entry_at(newest.journal_position)
    return Receipt(draft.bid.pk, newest.version, entry.at, newest.fingerprint, newest.journal_position, recorded)


def _check_looked(read: BidDraft, now: BidDraft, looked: Looked, *, correction: int) -> None:
    """What is sent is what was looked at, of the call as it was looked at."""
    if not read.version == now.version == looked.version:
        by = now.changed_by.name
        raise domain.BidChangedSince(part=now.changed_part or Part.CV.value, by=by, changed_at=now.changed_at)
    if correction != looked.correction:
        raise domain.CorrectedMeanwhile(correction=correction)


def _before_waiting() -> None:
    """Who waits for another needs no connection to the database."""
    if not connection.in_atomic_block:
        connection.close()


_RECEIVED: Final = Together(
    _receive,
    apart=lambda sent: sent.pair,
    most=MOST,
    before_waiting=_before_waiting,
    others_come=turns.others_work,
)
