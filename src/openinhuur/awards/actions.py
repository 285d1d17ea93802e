"""The award decision, the letters about it, and objections."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.assessments import interviews
from openinhuur.assessments.actions import SuppliersNotAdmitted
from openinhuur.assessments.interviews import agreed_grades
from openinhuur.assessments.models import Interview, RankedBid
from openinhuur.awards import results
from openinhuur.awards.models import AwardDecision, AwardLetter, Objection, PreparedLetter
from openinhuur.bids import access as bids
from openinhuur.bids.models import Bid
from openinhuur.calls import access as calls
from openinhuur.domain import award as domain
from openinhuur.domain.calendars import local
from openinhuur.domain.interview import InterviewMissing, check_awardable
from openinhuur.domain.requirements import ReasonMissing
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record
from openinhuur.letters import actions as letters
from openinhuur.letters import award_words
from openinhuur.parties import lending
from openinhuur.parties.queries import is_admitted


@transaction.atomic
def decide(bid_id: UUID, reason: str, *, advantages: Mapping[str, str], actor: Actor, at: datetime) -> AwardDecision:
    """Award the call to a bid that was sufficient on every competence (R5), of a supplier that may do the work (R28).

    Args:
        reason: why this bid, for the minutes and every letter.
        advantages: criterion number → the winner's advantage on it, in words that name nobody (R7, R23).

    Raises:
        NotSufficientOnAll, InterviewMissing, AwardReasonMissing, AdvantagesMissing, AlreadyAwarded.
        SuppliersNotAdmitted, WaadiNotRegistered, WttaNotNotified, WttaNotAdmitted.
    """
    bid = bids.get(bid_id, actor=actor, to=Verb.AWARD)
    call = calls.get(bid.call.number, actor=actor, to=Verb.AWARD, locked=True)
    before = AwardDecision.objects.filter(call=call).first()
    if before:
        raise domain.AlreadyAwarded(decided_at=before.decided_at)
    competences = [one.number for one in call.competences.all()]
    interview = Interview.objects.filter(bid=bid).first()
    if interview is None:
        raise InterviewMissing(competences=", ".join(competences))
    check_awardable(agreed_grades(interview), competences=competences)
    if not is_admitted(bid.supplier_id, call.category_id):
        raise SuppliersNotAdmitted(suppliers=[bid.supplier.name])
    looked_up = lending.check(bid.supplier_id, local(at).date())
    if not reason.strip():
        raise domain.AwardReasonMissing(bid=str(bid_id))
    domain.check_advantages(results.criterion_results(bid), advantages)
    domain.check_unnamed(bid.offer.candidate.name, (reason, *advantages.values()))
    interviews.close(call, actor=actor, at=at)
    decision = AwardDecision.objects.create(
        call=call,
        bid=bid,
        reason=reason.strip(),
        advantages=dict(advantages),
        decided_by_id=actor.person,
        decided_at=at,
    )
    record("award.decided", actor=actor, at=at, subject=call.subject, bid=bid_id, looked_up=looked_up)
    return decision


@transaction.atomic
def send_letters(number: str, *, actor: Actor, at: datetime) -> int:
    """Write to every bidder of the call and start the standstill (R14, R23); all letters, or none.

    What was prepared before and not sent (`prepared`) gives way to these letters, which say more.

    Returns how many letters were written.

    Raises:
        LetterIncomplete: a letter would lack what the law asks for, so none is sent.
    """
    call = calls.get(number, actor=actor, to=Verb.AWARD, locked=True)
    decision = AwardDecision.objects.select_related("bid__supplier").filter(call=call).first()
    if decision is None:
        raise domain.LettersNotSent(number=number)
    standstill = domain.voluntary_standstill(local(at).date(), days=call.standstill_days)
    undecided = AwardDecision.objects.filter(pk=decision.pk, sent_at__isnull=True)
    if undecided.update(sent_at=at, standstill_ends_at=standstill.ends_at) != 1:
        raise domain.AlreadyAwarded(decided_at=decision.decided_at)
    told = results.everybody(call)
    places = RankedBid.objects.filter(bid__call=call).count()
    winner = next(bid for bid in told if bid.pk == decision.bid_id)
    for bid in told:
        _write_letter(bid, winner, decision, standstill, places=places, actor=actor, at=at)
    PreparedLetter.objects.filter(bid__call=call, sent_at__isnull=True, superseded_at__isnull=True).update(
        superseded_at=at
    )
    record("letters.sent", actor=actor, at=at, subject=call.subject, letters=len(told),
           standstill_ends_at=standstill.ends_at)  # fmt: skip
    return len(told)


def _write_letter(
    bid: Bid,
    winner: Bid,
    decision: AwardDecision,
    standstill: domain.Standstill,
    *,
    places: int,
    actor: Actor,
    at: datetime,
) -> None:
    call, supplier = bid.call, bid.supplier
    facts = _facts(bid, winner, decision, standstill, places=places)
    domain.check_letter(facts)
    sender = award_words.Sender(call.buyer.name, results.address(call.buyer), actor.name)
    letter = letters.queue(
        "award" if bid.pk == winner.pk else "rejection",
        subject=award_words.subject(facts),
        to=letters.Recipient(supplier.name, supplier.email),
        words=award_words.words(
            facts,
            sender=sender,
            recipient=(supplier.name, *results.address(supplier)),
            at=at,
        ),
        name=f"brief-{call.number}-{bid.pk}.pdf",
        at=at,
    )
    AwardLetter.objects.create(decision=decision, bid=bid, letter=letter)


def _facts(
    bid: Bid, winner: Bid, decision: AwardDecision, standstill: domain.Standstill, *, places: int
) -> domain.Letter:
    own, best = results.all_results(bid), results.all_results(winner)
    ranked = getattr(bid, "ranked", None)
    return domain.Letter(
        number=bid.call.number,
        title=bid.call.title,
        buyer=bid.call.buyer.name,
        supplier=bid.supplier.name,
        candidate=results.candidate_of(bid),
        outcome=results.outcome(bid, winner=winner, reason=decision.reason),
        place=ranked.place if ranked else None,
        places=places,
        own_total=ranked.total if ranked else None,
        own=own,
        winner=winner.supplier.name,
        winner_total=winner.ranked.total,
        winner_results=best,
        advantages=_advantages(own, best, decision),
        standstill_ends_at=standstill.ends_at,
        objection_address=bid.call.buyer.email,
    )


def _advantages(
    own: tuple[domain.CriterionResult, ...], best: tuple[domain.CriterionResult, ...], decision: AwardDecision
) -> tuple[str, ...]:
    """On points, and what decided in the end."""
    return (*domain.advantages(own, best, decision.advantages), decision.reason)


@transaction.atomic
def object_to(bid_id: UUID, grounds: str, *, actor: Actor, at: datetime) -> Objection:
    """A bidder objects before the standstill ends: nothing is signed until it is decided (R14).

    Raises:
        ObjectionTooLate, ReasonMissing.
    """
    bid = bids.get(bid_id, actor=actor, to=Verb.OBJECT)
    decision = AwardDecision.objects.select_for_update(no_key=True).filter(call=bid.call).first()
    if decision is None or decision.standstill_ends_at is None:
        raise domain.LettersNotSent(number=bid.call.number)
    domain.check_objection(standstill_ends_at=decision.standstill_ends_at, received_at=at)
    if not grounds.strip():
        raise ReasonMissing(met=False, reason=grounds)
    objection = Objection.objects.create(decision=decision, bid=bid, grounds=grounds.strip(), received_at=at)
    record("objection.received", actor=actor, at=at, subject=bid.call.subject, objection=objection.pk)
    return objection


@transaction.atomic
def decide_objection(objection_id: int, ruling: str, *, is_upheld: bool, actor: Actor, at: datetime) -> None:
    """The buyer decides an objection. Rejected: signing is free again; upheld: this award is not signed."""
    objection = Objection.objects.select_related("bid__call").filter(pk=objection_id).first()
    if objection is None:
        raise NotFound(what=f"objection:{objection_id}")
    call = calls.get(objection.bid.call.number, actor=actor, to=Verb.AWARD)
    if not ruling.strip():
        raise ReasonMissing(met=False, reason=ruling)
    undecided = Objection.objects.filter(pk=objection_id, decided_at__isnull=True)
    if undecided.update(decided_at=at, ruling=ruling.strip(), is_upheld=is_upheld) != 1:
        raise domain.AlreadyAwarded(decided_at=objection.decided_at)
    record("objection.decided", actor=actor, at=at, subject=call.subject, objection=objection_id,
           upheld=is_upheld)  # fmt: skip
