"""Bids out of an opened vault: each is decrypted, held against its receipt, looked through, and kept.

Everything is kept per bid, in a transaction of its own. So whatever stops it in the middle, a next call goes on with
what is left; and one hostile file never stops the others. CVs are looked at by children that can do nothing
(`openinhuur.documents.cv`), a few at the same time.
"""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Final

from django.db import transaction

from openinhuur.bids import access, minutes, receipts
from openinhuur.bids.contents import ContentsDamaged, Submission, beside, check, unpack
from openinhuur.bids.looking import LookedAt, look_at, plain
from openinhuur.bids.looking import findings as findings_in
from openinhuur.bids.models import Bid, BidVersion, Offer, Opening
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call
from openinhuur.documents import sealed_files, sealing, vaults
from openinhuur.documents.actions import keep
from openinhuur.documents.refusals import ScannerAway
from openinhuur.domain import bid as domain
from openinhuur.domain.double_offers import same_name
from openinhuur.domain.errors import Refusal
from openinhuur.domain.opening import ReceiptDiffers
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.parties.models import Candidate, Organisation

AT_ONCE: Final = 4
"""CVs that are looked at in the same moment. Each is a process of its own, of 1 GB at most."""
NOT_OPENED: Final = (
    sealed_files.SealedFileMissing,
    sealing.DoesNotOpen,
    ReceiptDiffers,
    ContentsDamaged,
    domain.BidIncomplete,
)


def read_bids(number: str, *, again: bool = False, most: int | None = None, actor: Actor, at: datetime) -> int:
    """Read every bid that was not read yet; when there is nothing left, keep the minutes. Returns how many were read.

    May be called again: it goes on where it stopped, also beside itself. A bid that does not open stays, and is
    reported with its reason, once.

    Args:
        again: try those that did not open before, too.
        most: stop after so many, for who waits for an answer.

    Raises:
        NotFound, NotAllowed, StillSealed.
    """
    call = calls.get(number, actor=actor, to=Verb.OPEN)
    opening = Opening.objects.filter(call=call).first()
    if opening is None or call.vault is None:
        raise domain.StillSealed(closes_at=call.closes_at)
    key = vaults.private_key_of(call.vault)
    read = 0
    with ThreadPoolExecutor(AT_ONCE) as children:
        for some in _in_turn(call, again=again, most=most):
            opened = [(bid, said) for bid in some if (said := _opened(call, bid, key, actor=actor, at=at))]
            looking = [(bid, said, children.submit(look_at, said.cv)) for bid, said in opened]
            for bid, said, looked in looking:
                read += _keep(call, bid, said, looked.result, actor=actor, at=at)
    minutes.keep_when_read(opening, actor=actor, at=at)
    return read


def _in_turn(call: Call, *, again: bool, most: int | None) -> Iterator[list[Bid]]:
    """What is left, a few at a time; what somebody else reads in the meantime is left to them."""
    unread = access.standing(call).filter(offer__isnull=True)
    left = unread if again else unread.filter(not_opened_at__isnull=True)
    keys = list(left.order_by("pk").values_list("pk", flat=True))[:most]
    for first in range(0, len(keys), AT_ONCE):
        some = unread.filter(pk__in=keys[first : first + AT_ONCE]).select_related("supplier")
        yield list(some.order_by("pk"))


def _opened(call: Call, bid: Bid, key: sealing.PrivateKey, *, actor: Actor, at: datetime) -> Submission | None:
    """What a bid says; None, and reported, when it does not open."""
    try:
        return _contents(bid.versions.order_by("-version")[0], key)
    except NOT_OPENED as refusal:
        _report(call, bid, refusal, actor=actor, at=at)
        return None


def _contents(version: BidVersion, key: sealing.PrivateKey) -> Submission:
    if not receipts.stands(version):
        raise ReceiptDiffers(what=version.bound_to)
    content = sealing.unseal(sealed_files.read(version.content), private_key=key, bound_to=version.bound_to)
    if hashlib.sha256(content).hexdigest() != version.fingerprint:
        raise ReceiptDiffers(what=version.bound_to)
    submission = unpack(content)
    check(submission)
    return submission


@transaction.atomic
def _report(call: Call, bid: Bid, refusal: Refusal, *, actor: Actor, at: datetime) -> None:
    """Write down that a bid did not open, the first time or when the reason is another."""
    held = Bid.objects.select_for_update(no_key=True).get(pk=bid.pk)
    if held.not_opened_code == refusal.code or Offer.objects.filter(bid=bid).exists():
        return
    Bid.objects.filter(pk=bid.pk).update(not_opened_at=at, not_opened_code=refusal.code)
    record("bid.not-opened", actor=actor, at=at, subject=call.subject, bid=bid.pk, code=refusal.code)


def _keep(
    call: Call, bid: Bid, submission: Submission, looked: Callable[[], LookedAt], *, actor: Actor, at: datetime
) -> bool:
    """Keep what a bid says; False: its CV could not be looked at now, or somebody else was first."""
    try:
        seen = looked()
    except ScannerAway as refusal:
        _report(call, bid, refusal, actor=actor, at=at)
        return False
    return _keep_offer(call, bid, submission, seen, actor=actor, at=at)


@transaction.atomic
def _keep_offer(call: Call, bid: Bid, submission: Submission, seen: LookedAt, *, actor: Actor, at: datetime) -> bool:
    Call.objects.select_for_update(no_key=True).get(pk=call.pk)  # double offers are found one after the other
    held = Bid.objects.select_for_update(no_key=True).get(pk=bid.pk)
    if held.set_aside_at is not None or Offer.objects.filter(bid=bid).exists():
        return False  # somebody else was first
    candidate, _ = Candidate.objects.get_or_create(supplier=bid.supplier, name=submission.candidate)
    others = _other_offers(call, bid, candidate)
    findings = [
        *findings_in(seen, references=len(submission.references), call=call),
        *(_offered_twice(one.bid.supplier) for one in others),
    ]
    name = f"cv-{bid.pk}.{seen.suffix}"
    cv = keep(submission.cv, name=name, media_type=seen.media_type, at=at, pages=len(seen.pages) or None)
    Offer.objects.create(
        bid=bid,
        candidate=candidate,
        hourly_rate=submission.hourly_rate.amount,
        employment=submission.employment,
        available_from=submission.available_from,
        hours_per_week=submission.hours_per_week,
        references=list(submission.references),
        agreements=[[one.from_on.isoformat(), one.last_on.isoformat()] for one in submission.agreements],
        requirement_claims=submission.requirement_claims,
        criterion_claims={
            number: {"text": claim.text, "page": claim.page} for number, claim in submission.criterion_claims.items()
        },
        cv=cv,
        **beside(submission),
        findings=[plain(one) for one in findings],
    )
    Bid.objects.filter(pk=bid.pk).update(not_opened_at=None, not_opened_code="")
    for one in others:
        one.findings.append(plain(_offered_twice(bid.supplier)))
        one.save(update_fields=["findings"])
    record("bid.opened", actor=actor, at=at, subject=call.subject, bid=bid.pk, cv=cv.sha256,
           findings=[one.code for one in findings])  # fmt: skip
    return True


def _other_offers(call: Call, bid: Bid, candidate: Candidate) -> list[Offer]:
    """The same candidate, by name, offered by another supplier on this call (R25)."""
    others = Offer.objects.filter(bid__call=call).exclude(bid__supplier=bid.supplier)
    wanted = same_name(candidate.name)
    return [
        one for one in others.select_related("bid__supplier", "candidate") if same_name(one.candidate.name) == wanted
    ]


def _offered_twice(by: Organisation) -> domain.Finding:
    return domain.Finding("offered-twice", {"supplier": by.name})
