"""Steps 1 and 2: requirements, points, and the ranking that follows when step 2 is closed."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from openinhuur.assessments import interests, proposals
from openinhuur.assessments.models import RankedBid, RequirementJudgement, Score, StepClosing
from openinhuur.bids import access as bids
from openinhuur.bids import actions as bid_actions
from openinhuur.bids.models import Bid, Opening
from openinhuur.calls import access as calls
from openinhuur.calls import facts
from openinhuur.calls.models import Call, Requirement
from openinhuur.domain import ranking, requirements, scoring
from openinhuur.domain.bid import StillSealed
from openinhuur.domain.errors import Refusal
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record
from openinhuur.parties.queries import not_admitted


class SuppliersNotAdmitted(Refusal):
    """Who sent these bids is not admitted to the category any more. Fields: ``suppliers``."""


class NotInThisStep(Refusal):
    """The bid did not come this far, or was not opened yet. Fields: ``bid``, ``step``."""


@transaction.atomic
def judge(
    bid_id: UUID, number: str, *, is_met: bool, reason: str, evidence: str = "", actor: Actor, at: datetime
) -> None:
    """A person decides on one requirement of one bid, whatever a rule proposed (R1).

    Raises:
        ReasonMissing: not met, or other than proposed, without a written reason.
        StepClosed, NotInThisStep.
    """
    bid = _bid_in_step(bid_id, 1, actor=actor, to=Verb.JUDGE)
    requirement = bid.call.requirements.filter(number=number).first()
    if requirement is None:
        raise NotFound(what=f"requirement:{number}")
    _judge(bid, requirement, is_met=is_met, reason=reason, evidence=evidence, actor=actor, at=at)


@transaction.atomic
def judge_rest_met(bid_id: UUID, *, actor: Actor, at: datetime) -> int:
    """A person decides that all requirements not judged yet are met; returns how many that were.

    Raises:
        ReasonMissing: a rule proposes "not met" for one of them, so that one needs a decision of its own.
    """
    bid = _bid_in_step(bid_id, 1, actor=actor, to=Verb.JUDGE)
    rest = list(bid.call.requirements.exclude(pk__in=bid.judgements.values("requirement")))
    for requirement in rest:
        _judge(bid, requirement, is_met=True, reason="", evidence="", actor=actor, at=at)
    return len(rest)


def _judge(
    bid: Bid, requirement: Requirement, *, is_met: bool, reason: str, evidence: str, actor: Actor, at: datetime
) -> None:
    proposal = proposals.proposal(bid, requirement)
    judgement = requirements.confirm(proposal, met=is_met, reason=reason)
    RequirementJudgement.objects.update_or_create(
        bid=bid,
        requirement=requirement,
        defaults={
            "is_met": judgement.met,
            "proposed": proposal.met if proposal else None,
            "explanation": [
                {"code": fact.code, **{name: str(value) for name, value in fact.fields.items()}}
                for fact in (proposal.explanation if proposal else ())
            ],
            "reason": judgement.reason,
            "evidence": evidence,
            "by_id": actor.person,
            "at": at,
        },
    )
    record("requirement.judged", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk,
           requirement=requirement.number, met=judgement.met, proposed=proposal.met if proposal else None)  # fmt: skip


@transaction.atomic
def set_aside(bid_id: UUID, reason: str, *, actor: Actor, at: datetime) -> None:
    """A person decides, in step 1, that a bid is not judged: it could not be opened, or its supplier is not admitted.

    Raises:
        StepClosed, StillSealed, BidReadable, ReasonMissing.
    """
    bid = bids.get(bid_id, actor=actor, to=Verb.JUDGE)
    call = calls.get(bid.call.number, actor=actor, to=Verb.JUDGE, locked=True)
    interests.check_may_assess(call, actor=actor)
    _require_open(call, 1)
    bid_actions.set_aside(bid_id, reason, actor=actor, at=at)


@transaction.atomic
def close_step_1(number: str, *, actor: Actor, at: datetime) -> int:
    """Close the requirements; returns how many bids go on.

    Raises:
        SuppliersNotAdmitted: a person first reinstates who was suspended, or sets the bid aside.
        JudgementMissing: a requirement of a bid is not judged yet.
    """
    call = _call_to_close(number, 1, actor=actor)
    _require_admitted(call)
    published = [one.number for one in call.requirements.all()]
    going_on = sum(requirements.passes(_judgements(bid), published) for bid in _judged(call))
    _close(call, 1, actor=actor, at=at, bids=going_on)
    return going_on


@transaction.atomic
def score(bid_id: UUID, number: str, points: Decimal, reason: str, *, actor: Actor, at: datetime) -> None:
    """A person gives points on one award criterion, with the reason for each point lost (R2).

    Raises:
        PointsNotOnScale, LostPointsUnexplained, StepNotClosed, StepClosed, NotInThisStep.
    """
    bid = _bid_in_step(bid_id, 2, actor=actor, to=Verb.SCORE)
    row = bid.call.award_criteria.filter(number=number).first()
    if row is None:
        raise NotFound(what=f"criterion:{number}")
    criterion = facts.award_criterion(row)
    scoring.check_score(criterion, points, reason)
    Score.objects.update_or_create(
        bid=bid,
        criterion=row,
        defaults={
            "points": points,
            "maximum": criterion.maximum,
            "reason": reason.strip(),
            "by_id": actor.person,
            "at": at,
        },
    )
    record("points.given", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, criterion=number,
           points=points)  # fmt: skip


@transaction.atomic
def close_step_2(number: str, *, actor: Actor, at: datetime) -> list[ranking.Place]:
    """Add up, rank, and keep the shortlist as it is now (R3). From here on rates may be seen (R6).

    Raises:
        ScoreMissing: a cell is empty. LotNeeded: points and rate leave a tie across the cut.
    """
    call = _call_to_close(number, 2, actor=actor)
    criteria = facts.award_criteria(call)
    entries = [
        ranking.Entry(str(bid.pk), scoring.total(criteria, _points(bid)), Money.of(bid.offer.hourly_rate))
        for bid in _judged(call)
        if _met_all(bid)
    ]
    places = ranking.rank(
        entries, shortlist_size=call.shortlist_size, tie_across_cut=ranking.TieAcrossCut(call.tie_across_cut)
    )
    RankedBid.objects.bulk_create(
        RankedBid(
            bid_id=UUID(one.bid),
            place=one.place,
            total=one.total,
            hourly_rate=one.hourly_rate.amount,
            passes=one.passes,
            tied_with=list(one.tied_with),
            broken_by=one.broken_by.value if one.broken_by else "",
        )
        for one in places
    )
    _close(call, 2, actor=actor, at=at, bids=sum(one.passes for one in places),
           places=[f"{one.place} {one.bid} {one.total} {one.hourly_rate}" for one in places])  # fmt: skip
    return places


def _bid_in_step(bid_id: UUID, step: int, *, actor: Actor, to: Verb) -> Bid:
    """The bid, when it was opened, came this far, and the step is still open.

    The call is held first, as closing a step does, so that nothing changes while a step is closed.
    """
    call = calls.get(bids.get(bid_id, actor=actor, to=to).call.number, actor=actor, to=to, locked=True)
    interests.check_may_assess(call, actor=actor)
    _require_open(call, step)
    bid = _judged(call).filter(pk=bid_id, offer__isnull=False).first()
    if bid is None or (step == 2 and not _met_all(bid)):
        raise NotInThisStep(bid=str(bid_id), step=step)
    return bid


def _call_to_close(number: str, step: int, *, actor: Actor) -> Call:
    call = calls.get(number, actor=actor, to=Verb.CLOSE_STEP, locked=True)
    if not Opening.objects.filter(call=call).exists():
        raise StillSealed(closes_at=call.closes_at)
    _require_open(call, step)
    return call


def _require_admitted(call: Call) -> None:
    suppliers = {one.supplier_id: one.supplier.name for one in bids.standing(call).select_related("supplier")}
    if missing := not_admitted(suppliers, call.category_id):
        raise SuppliersNotAdmitted(suppliers=sorted(suppliers[one] for one in missing))


def _require_open(call: Call, step: int) -> None:
    closed = {one.step: one.closed_at for one in StepClosing.objects.filter(call=call)}
    if step in closed:
        raise scoring.StepClosed(step=step, closed_at=closed[step])
    if step == 2 and 1 not in closed:
        raise scoring.StepNotClosed(step=1)


def _close(call: Call, step: int, *, actor: Actor, at: datetime, **found: object) -> None:
    StepClosing.objects.create(call=call, step=step, closed_at=at, closed_by_id=actor.person)
    record(f"step-{step}.closed", actor=actor, at=at, subject=call.subject, **found)


def _judged(call: Call) -> QuerySet[Bid]:
    found = bids.standing(call).select_related("call", "supplier__passport", "offer")
    return found.prefetch_related("judgements__requirement", "scores__criterion", "call__requirements")


def _judgements(bid: Bid) -> dict[str, requirements.Judgement]:
    return {one.requirement.number: requirements.Judgement(one.is_met, one.reason) for one in bid.judgements.all()}


def _met_all(bid: Bid) -> bool:
    published = [one.number for one in bid.call.requirements.all()]
    return requirements.passes(_judgements(bid), published)


def _points(bid: Bid) -> dict[str, Decimal]:
    return {one.criterion.number: one.points for one in bid.scores.all()}
