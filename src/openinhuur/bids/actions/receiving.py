"""Bids into the vault: sent, replaced, withdrawn, or refused because they came too late."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.bids import access, confirming, receipts
from openinhuur.bids.actions import drafting
from openinhuur.bids.contents import Submission, check, pack
from openinhuur.bids.held import Held, held
from openinhuur.bids.models import Bid, BidVersion, LateBid, Opening
from openinhuur.calls import access as calls
from openinhuur.calls import corrected
from openinhuur.calls.models import Call
from openinhuur.documents import large, sealing
from openinhuur.documents.models import SealedContent
from openinhuur.domain import bid as domain
from openinhuur.domain.bid import DeadlinePassed
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of what was received: to the millisecond, with its fingerprint and place in the journal."""

    bid_id: UUID
    version: int
    received_at: datetime
    fingerprint: str
    journal_position: int
    journal_hash: str


def submit(number: str, submission: Submission, *, actor: Actor, at: datetime) -> Receipt:
    """Seal a new bid. ``at`` is the moment its last byte arrived.

    Raises:
        DeadlinePassed: refused; the attempt is recorded all the same.
    """
    call = calls.get(number, actor=actor, to=Verb.BID)
    check(submission)
    return _receive(call, pack(submission), None, actor=actor, at=at)


def replace(bid_id: UUID, submission: Submission, *, actor: Actor, at: datetime) -> Receipt:
    """Seal a newer version of a bid; only the newest is opened.

    Raises:
        DeadlinePassed, AlreadyWithdrawn.
    """
    bid = access.get(bid_id, actor=actor, to=Verb.BID)
    check(submission)
    return _receive(bid.call, pack(submission), bid.pk, actor=actor, at=at)


@transaction.atomic
def withdraw(bid_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Take a bid back before the deadline (R20).

    Raises:
        AlreadyWithdrawn, DeadlinePassed; AlreadyOpened: a clock that went back opens no vault anew.
    """
    bid = confirming.hold(bid_id, actor=actor)
    domain.check_withdrawal(closes_at=bid.call.closes_at, withdrawn_at=bid.withdrawn_at, at=at)
    if opening := Opening.objects.filter(call=bid.call).first():
        raise domain.AlreadyOpened(opened_at=opening.opened_at)
    Bid.objects.filter(pk=bid.pk).update(withdrawn_at=at)
    drafting.renew(bid)
    record("bid.withdrawn", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk)


def check_in_time(call: Call, now: Held, *, at: datetime) -> None:
    """The call takes in a bid at this moment. Part of a transaction in which it is held.

    Raises:
        NotPublished, DeadlinePassed, StoredAfterOpening.
    """
    domain.check_received(
        published_at=call.published_at,
        closes_at=call.closes_at,
        received_at=at,
        pauses=corrected.pauses(call) if now.newest_correction else (),
    )
    domain.check_still_sealed(is_open=now.is_open, received_at=at)


def _receive(call: Call, content: bytes, bid_id: UUID | None, *, actor: Actor, at: datetime) -> Receipt:
    fingerprint = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            call = calls.hold(call.pk, actor=actor, to=Verb.BID)
            now = held(call, actor.organisation)
            check_in_time(call, now, at=at)
            return store(call, now, content, fingerprint, bid_id, actor=actor, at=at)
    except (DeadlinePassed, domain.StoredAfterOpening) as refusal:
        record_refused(call, fingerprint, refusal.code, actor=actor, at=at)
        raise


def store(
    call: Call, now: Held, content: bytes, fingerprint: str, bid_id: UUID | None, *, actor: Actor, at: datetime
) -> Receipt:
    """Seal what came in time, as a new bid or a newer version. Part of a transaction that holds the call."""
    if bid_id is None:
        domain.check_candidates(now.standing, most=call.max_bids_per_supplier)
        bid = Bid.objects.create(call=call, supplier_id=actor.organisation)
    else:
        bid = Bid.objects.select_for_update(no_key=True).get(pk=bid_id)
        if bid.withdrawn_at is not None:
            raise domain.AlreadyWithdrawn(withdrawn_at=bid.withdrawn_at)
    number = 1 if bid_id is None else bid.versions.count() + 1
    version = BidVersion(bid=bid, version=number, fingerprint=fingerprint)
    assert call.vault is not None  # noqa: S101 (published_call_has_vault)
    sealed = sealing.seal(content, public_key=bytes(call.vault.public_key), bound_to=version.bound_to)
    version.content = SealedContent(wrapped_key=sealed.wrapped_key, ciphertext=sealed.ciphertext)
    large.insert(version.content)
    receipts.announce(bid, number)  # all of it before the entry in the journal, for which everybody else has to wait
    entry = record("bid.received", actor=actor, at=at, subject=call.subject, bid=bid.pk, version=number,
                   fingerprint=fingerprint, supplier=now.kvk_number,
                   lot_commitment=call.vault.lot_commitment)  # fmt: skip
    version.received_at, version.journal_position = entry.at, entry.position
    version.save()
    return Receipt(bid.pk, number, entry.at, fingerprint, entry.position, entry.hash)


@transaction.atomic
def record_refused(call: Call, fingerprint: str, code: str, *, actor: Actor, at: datetime) -> None:
    """Keep that something came too late, and when."""
    LateBid.objects.create(call=call, supplier_id=actor.organisation, received_at=at, fingerprint=fingerprint)
    record("bid.refused-late", actor=actor, at=at, subject=call.subject, fingerprint=fingerprint,
           closes_at=call.closes_at, code=code)  # fmt: skip
