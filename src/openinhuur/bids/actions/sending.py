"""A draft is sent: sealed and received, once for each content, however often the button was pressed.

The salt stands in the draft, so that the same draft is the same file with the same fingerprint. What was received last
is not received again: its receipt is given again, to who pressed twice and to who never saw the answer, also after the
deadline. The call is held first, as everywhere, then the draft.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.bids import access, confirmations, drafted
from openinhuur.bids.actions import drafting, receiving
from openinhuur.bids.actions.receiving import Receipt
from openinhuur.bids.contents import check, pack
from openinhuur.bids.held import held
from openinhuur.bids.models import Bid, BidDraft, BidVersion
from openinhuur.calls import access as calls
from openinhuur.documents.cv import check_first
from openinhuur.domain import bid_draft as domain
from openinhuur.domain.bid import BidIncomplete, DeadlinePassed, StoredAfterOpening
from openinhuur.domain.bid_draft import Part
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.queries import entry_at


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
class _Packed:
    """What would be sent. ``refusal``: why it cannot be."""

    content: bytes
    refusal: BidIncomplete | None

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def send(draft_id: UUID, looked: Looked, *, actor: Actor, at: datetime) -> Receipt:
    """Seal a draft. ``at`` is the moment at which its last byte had arrived.

    Raises:
        DocumentTooBig, DocumentKindNotAccepted, WordNotPossible: the file that was sent along.
        DeadlinePassed, StoredAfterOpening: refused; the attempt is recorded all the same.
        BidIncomplete, BidChangedSince, CorrectedMeanwhile, TooManyCandidates: nothing was sent; it can be mended.
    """
    draft = access.get_draft(draft_id, actor=actor, alone=True)
    if looked.cv is not None:
        check_first(looked.cv)
    packed = _packed(draft, looked)
    try:
        with transaction.atomic():
            return _send(draft, packed, looked, actor=actor, at=at)
    except (DeadlinePassed, StoredAfterOpening) as refusal:
        receiving.record_refused(draft.call, packed.fingerprint, refusal.code, actor=actor, at=at)
        raise


def _packed(draft: BidDraft, looked: Looked) -> _Packed:
    cv = drafted.file(draft, drafted.CV) if looked.cv is None else looked.cv
    try:
        submission = drafted.submission(drafted.said(draft), cv)
        check(submission)
    except BidIncomplete as refusal:
        return _Packed(b"", refusal)
    return _Packed(pack(submission), None)


def _send(draft: BidDraft, packed: _Packed, looked: Looked, *, actor: Actor, at: datetime) -> Receipt:
    call = calls.hold(draft.call_id, actor=actor, to=Verb.BID)
    now = access.get_draft(draft.pk, actor=actor, locked=True)
    if receipt := _received_already(now, packed):
        return receipt
    found = held(call, draft.supplier_id)
    receiving.check_in_time(call, found, at=at)
    _check_looked(draft, now, looked, correction=found.newest_correction)
    if packed.refusal:
        raise packed.refusal
    bid_id = now.bid_id if now.bid and now.bid.withdrawn_at is None else None
    if looked.cv is not None:
        drafting.keep_cv(now, {})  # what was sent is sealed, and kept nowhere else
        now.version += 1
    receipt = receiving.store(call, found, packed.content, packed.fingerprint, bid_id, actor=actor, at=at)
    BidDraft.objects.filter(pk=now.pk).update(bid=receipt.bid_id, version=now.version, sent_version=now.version)
    return receipt


def _received_already(draft: BidDraft, packed: _Packed) -> Receipt | None:
    """The receipt of what was received last, if this is the same and it still stands as it is."""
    if draft.bid is None or draft.bid.withdrawn_at is not None or packed.refusal:
        return None
    newest = BidVersion.objects.filter(bid=draft.bid).latest("version")
    if newest.fingerprint != packed.fingerprint:
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
