"""Bids into the vault: sent, replaced, withdrawn, or refused because they came too late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from openinhuur.bids import access, confirming, receipts
from openinhuur.bids.actions import drafting
from openinhuur.bids.contents import Submission, check, pieces
from openinhuur.bids.held import Held, held
from openinhuur.bids.models import Bid, BidVersion, LateBid, Opening
from openinhuur.bids.packed import Packed
from openinhuur.calls import access as calls
from openinhuur.calls import corrected
from openinhuur.calls.models import Call
from openinhuur.domain import bid as domain
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, Verb
from openinhuur.installation import rows
from openinhuur.journal.actions import Done, record, record_all

TOO_LATE: Final = (domain.DeadlinePassed, domain.StoredAfterOpening)
"""Refused; that it came is kept all the same."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of what was received: to the millisecond, with its fingerprint and place in the journal."""

    bid_id: UUID
    version: int
    received_at: datetime
    fingerprint: str
    journal_position: int
    journal_hash: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What comes into the vault: decided, and not stored yet. ``version``: 1 is of a bid that is not there yet."""

    call: Call
    bid: Bid
    version: int
    packed: Packed
    kvk_number: str
    actor: Actor
    at: datetime

    def done(self) -> Done:
        """How the journal tells of it."""
        assert self.call.vault is not None  # noqa: S101 (published_call_has_vault)
        facts = {"bid": self.bid.pk, "version": self.version, "fingerprint": self.packed.fingerprint,
                 "supplier": self.kvk_number, "lot_commitment": self.call.vault.lot_commitment}  # fmt: skip
        return Done("bid.received", self.actor, self.at, self.call.subject, facts)


@dataclass(frozen=True, slots=True)
class Refused:
    """What came too late."""

    call: Call
    fingerprint: str
    why: Refusal
    actor: Actor
    at: datetime

    def done(self) -> Done:
        """How the journal tells of it."""
        facts = {"fingerprint": self.fingerprint, "closes_at": self.call.closes_at, "code": self.why.code}
        return Done("bid.refused-late", self.actor, self.at, self.call.subject, facts)


def submit(number: str, submission: Submission, *, actor: Actor, at: datetime) -> Receipt:
    """Seal a new bid. ``at`` is the moment its last byte arrived.

    Raises:
        DeadlinePassed: refused; the attempt is recorded all the same.
    """
    call = calls.get(number, actor=actor, to=Verb.BID)
    check(submission)
    return _receive(call.pk, Packed(pieces(submission)), None, actor=actor, at=at)


def replace(bid_id: UUID, submission: Submission, *, actor: Actor, at: datetime) -> Receipt:
    """Seal a newer version of a bid; only the newest is opened.

    Raises:
        DeadlinePassed, AlreadyWithdrawn.
    """
    bid = access.get(bid_id, actor=actor, to=Verb.BID)
    check(submission)
    return _receive(bid.call_id, Packed(pieces(submission)), bid.pk, actor=actor, at=at)


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


def _receive(call_id: int, packed: Packed, bid_id: UUID | None, *, actor: Actor, at: datetime) -> Receipt:
    with transaction.atomic():
        rows.by_their_keys()
        [call] = calls.hold([(call_id, actor)], to=Verb.BID)
        if isinstance(call, Refusal):
            raise call
        now = held([(call.pk, actor.organisation)])[call.pk, actor.organisation]
        try:
            check_in_time(call, now, at=at)
        except TOO_LATE as refusal:
            refuse([Refused(call, packed.fingerprint, refusal, actor, at)])
            late = refusal
        else:
            return store([accept(call, now, packed, bid_id, actor=actor, at=at)])[0]
    raise late


def accept(call: Call, now: Held, packed: Packed, bid_id: UUID | None, *, actor: Actor, at: datetime) -> Accepted:
    """Decide that something comes into the vault, as a new bid or a newer version. The call is held.

    Raises:
        TooManyCandidates, AlreadyWithdrawn.
    """
    if bid_id is None:
        domain.check_candidates(now.standing, most=call.max_bids_per_supplier)
        bid = Bid(pk=packed.new_bid_id, call=call, supplier_id=actor.organisation)
        return Accepted(call, bid, 1, packed, now.kvk_number, actor, at)
    bid = Bid.objects.select_for_update(no_key=True).get(pk=bid_id)
    if bid.withdrawn_at is not None:
        raise domain.AlreadyWithdrawn(withdrawn_at=bid.withdrawn_at)
    return Accepted(call, bid, bid.versions.count() + 1, packed, now.kvk_number, actor, at)


def store(accepted: Sequence[Accepted]) -> list[Receipt]:
    """Put all of it in the vault. Part of the transaction in which it was accepted."""
    if not accepted:
        return []
    versions = [_version(one) for one in accepted]
    rows.insert([one.bid for one in accepted if one.version == 1])
    rows.insert([one.content for one in versions])
    receipts.announce(versions)  # all of it before the entries in the journal, for which everybody else has to wait
    entries = record_all([one.done() for one in accepted])
    for version, entry in zip(versions, entries, strict=True):
        version.received_at, version.journal_position = entry.at, entry.position
    rows.insert(versions)
    return [
        Receipt(version.bid_id, version.version, entry.at, version.fingerprint, entry.position, entry.hash)
        for version, entry in zip(versions, entries, strict=True)
    ]


def _version(one: Accepted) -> BidVersion:
    version = BidVersion(bid=one.bid, version=one.version, fingerprint=one.packed.fingerprint)
    vault = one.call.vault
    assert vault is not None  # noqa: S101 (published_call_has_vault)
    version.content = one.packed.seal(version.bound_to, public_key=bytes(vault.public_key))
    one.packed.is_stored = True
    return version


def refuse(late: Sequence[Refused]) -> None:
    """Keep that something came too late, and when. Part of a transaction."""
    LateBid.objects.bulk_create(
        LateBid(call=one.call, supplier_id=one.actor.organisation, received_at=one.at, fingerprint=one.fingerprint)
        for one in late
    )
    record_all([one.done() for one in late])
