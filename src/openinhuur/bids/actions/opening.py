"""The vault is opened once, by two people; a bid that cannot be judged is set aside with a reason."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from openinhuur.bids import access, confirming
from openinhuur.bids.models import Bid, Offer, Opening
from openinhuur.calls import access as calls
from openinhuur.calls import settled
from openinhuur.documents import vaults
from openinhuur.documents.refusals import ScannerAway
from openinhuur.documents.shares import Secret
from openinhuur.domain import bid as domain
from openinhuur.domain.requirements import ReasonMissing
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.parties.queries import is_admitted

MAY_OPEN_LATER: Final = ("", ScannerAway.code)
"""Nobody has tried to read it, or the virus scanner did not answer: no reason not to judge a bid."""


@transaction.atomic
def open_vault(number: str, *, actor: Actor, second: Actor, at: datetime, parts: Collection[Secret] = ()) -> Opening:
    """Two authorised people open the vault of a call, at or after its deadline (R19).

    Nothing may wait that could still change the call. A bid that was not confirmed after a correction lapses.

    Args:
        parts: of the key, when it was split over keyholders; `openinhuur.bids.ceremony` gathers them.

    Raises:
        StillSealed, TwoPeopleNeeded, AlreadyOpened, KeyholdersNeeded, QuestionsUnanswered, CorrectionWaits,
        WithdrawalWaits.
    """
    call = calls.get(number, actor=actor, to=Verb.OPEN, locked=True)
    calls.get(number, actor=second, to=Verb.OPEN)
    before = Opening.objects.filter(call=call).first()
    people = [one.person_id for one in (actor, second) if one.person_id is not None]
    domain.check_opening(
        published_at=call.published_at,
        closes_at=call.closes_at,
        opened_at=before.opened_at if before else None,
        openers=people,
        at=at,
    )
    settled.check(call)
    assert call.vault is not None  # noqa: S101 (published_call_has_vault)
    vaults.release(call.vault, parts)
    opening = Opening.objects.create(call=call, opened_at=at, first_opener_id=people[0], second_opener_id=people[1])
    lapsed = confirming.lapse(call, opening, actor=actor)
    record("vault.opened", actor=actor, at=at, subject=call.subject, second=second.name,
           bids=access.standing(call).count(), lapsed=lapsed)  # fmt: skip
    return opening


@transaction.atomic
def set_aside(bid_id: UUID, reason: str, *, actor: Actor, at: datetime) -> None:
    """A person decides that a bid is not judged: it could not be opened, or its supplier is not admitted now.

    It is kept, with the reason. Only in step 1, so it is called by `openinhuur.assessments.actions.set_aside`.

    Raises:
        StillSealed: the vault is not open. BidReadable: what an admitted supplier sent, and can be read, is judged.
        BidLapsed: it was not confirmed, so it is not judged already. ReasonMissing.
    """
    bid = access.get(bid_id, actor=actor, to=Verb.JUDGE, locked=True)
    if not Opening.objects.filter(call=bid.call).exists():
        raise domain.StillSealed(closes_at=bid.call.closes_at)
    if bid.lapsed_at is not None:
        raise domain.BidLapsed(lapsed_at=bid.lapsed_at)
    is_readable = bid.not_opened_code in MAY_OPEN_LATER or Offer.objects.filter(bid=bid).exists()
    if is_readable and is_admitted(bid.supplier_id, bid.call.category_id):
        raise domain.BidReadable(bid=str(bid_id))
    if not reason.strip():
        raise ReasonMissing(met=False, reason=reason)
    put_aside(bid, reason.strip(), actor=actor, at=at)


def put_aside(bid: Bid, reason: str, *, actor: Actor, at: datetime) -> None:
    """Keep a bid without judging it. Part of a decision that has been checked, in its transaction."""
    Bid.objects.filter(pk=bid.pk).update(set_aside_at=at, set_aside_reason=reason)
    record("bid.set-aside", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, reason=reason)
