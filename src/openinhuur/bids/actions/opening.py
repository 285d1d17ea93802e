"""Bids out of the vault: it is opened once, by two people; each bid is read, or set aside with a reason."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.bids import access, confirming
from openinhuur.bids.contents import ContentsDamaged, Submission, check, unpack
from openinhuur.bids.models import Bid, BidVersion, Offer, Opening
from openinhuur.calls import access as calls
from openinhuur.calls import settled
from openinhuur.calls.models import Call
from openinhuur.documents import sealing, vaults
from openinhuur.documents.actions import keep
from openinhuur.documents.reading import NotReadable, read_pdf
from openinhuur.documents.shares import Secret
from openinhuur.domain import bid as domain
from openinhuur.domain.requirements import ReasonMissing
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.parties.models import Candidate, Organisation
from openinhuur.parties.queries import is_admitted


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


def read_bids(number: str, *, actor: Actor, at: datetime) -> int:
    """Decrypt every bid that was not read yet, verify it against its receipt and keep what it says.

    May be called again: it goes on where it stopped. A bid that does not open stays, and is reported in
    the journal. Returns how many bids were read.
    """
    call = calls.get(number, actor=actor, to=Verb.OPEN)
    opening = Opening.objects.filter(call=call).first()
    if opening is None or call.vault is None:
        raise domain.StillSealed(closes_at=call.closes_at)
    key = vaults.private_key_of(call.vault)
    unread = access.standing(call).filter(offer__isnull=True)
    read = 0
    for bid in unread.select_related("supplier").order_by("pk"):
        version = bid.versions.order_by("-version")[0]
        try:
            _keep_offer(call, bid, _contents(version, key), actor=actor, at=at)
        except (sealing.DoesNotOpen, ContentsDamaged, domain.BidIncomplete) as refusal:
            with transaction.atomic():
                record("bid.not-opened", actor=actor, at=at, subject=call.subject, bid=bid.pk, code=refusal.code)
        else:
            read += 1
    return read


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
    if Offer.objects.filter(bid=bid).exists() and is_admitted(bid.supplier_id, bid.call.category_id):
        raise domain.BidReadable(bid=str(bid_id))
    if not reason.strip():
        raise ReasonMissing(met=False, reason=reason)
    Bid.objects.filter(pk=bid.pk).update(set_aside_at=at, set_aside_reason=reason.strip())
    record("bid.set-aside", actor=actor, at=at, subject=bid.call.subject, bid=bid_id, reason=reason.strip())


def _contents(version: BidVersion, key: sealing.PrivateKey) -> Submission:
    sealed = sealing.Sealed(bytes(version.content.wrapped_key), bytes(version.content.ciphertext))
    content = sealing.unseal(sealed, private_key=key, bound_to=version.bound_to)
    if hashlib.sha256(content).hexdigest() != version.fingerprint:
        raise ContentsDamaged(problem="fingerprint")
    submission = unpack(content)
    check(submission)
    return submission


def _keep_offer(call: Call, bid: Bid, submission: Submission, *, actor: Actor, at: datetime) -> None:
    try:
        text = read_pdf(submission.cv)
        pages: int | None = len(text.pages)
        findings = domain.cv_findings(
            text.pages,
            language=_language("\n".join(text.pages)),
            references=len(submission.references),
            rules=domain.CvRules(call.cv_max_pages, call.cv_language, call.cv_min_references),
        )
    except NotReadable as refusal:
        pages, findings = None, [domain.Finding("cv-not-readable", {"reason": refusal.reason})]
    with transaction.atomic():
        Bid.objects.select_for_update(no_key=True).get(pk=bid.pk)
        if Offer.objects.filter(bid=bid).exists():
            return  # somebody else read it in the meantime
        candidate, _ = Candidate.objects.get_or_create(supplier=bid.supplier, name=submission.candidate)
        others = _other_offers(call, bid, candidate)
        findings += [_offered_twice(one.bid.supplier) for one in others]
        cv = keep(submission.cv, name=f"cv-{bid.pk}.pdf", media_type="application/pdf", at=at, pages=pages)
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
                number: {"text": claim.text, "page": claim.page}
                for number, claim in submission.criterion_claims.items()
            },
            cv=cv,
            findings=[_plain(one) for one in findings],
        )
        for one in others:
            one.findings.append(_plain(_offered_twice(bid.supplier)))
            one.save(update_fields=["findings"])
        record("bid.opened", actor=actor, at=at, subject=call.subject, bid=bid.pk, cv=cv.sha256,
               findings=[one.code for one in findings])  # fmt: skip


def _language(text: str) -> str:
    from py3langid import classify  # noqa: PLC0415 (its model takes a while to load; few commands need it)

    return str(classify(text)[0])


def _other_offers(call: Call, bid: Bid, candidate: Candidate) -> list[Offer]:
    """The same candidate, by name, offered by another supplier on this call (R25)."""
    same_name = Offer.objects.filter(bid__call=call, candidate__name__iexact=candidate.name)
    return list(same_name.exclude(bid__supplier=bid.supplier).select_related("bid__supplier"))


def _offered_twice(by: Organisation) -> domain.Finding:
    return domain.Finding("offered-twice", {"supplier": by.name})


def _plain(finding: domain.Finding) -> dict[str, str]:
    return {"code": finding.code, **finding.fields}
