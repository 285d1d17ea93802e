"""Step 1, requirements, and the ranking that follows when step 2 is closed. Points: `assessments.scoring`."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.assessments import interests, lot_papers, lots, places, proposals, repairs, steps
from openinhuur.assessments.models import LotDraw, RequirementJudgement
from openinhuur.bids import access as bids
from openinhuur.bids import actions as bid_actions
from openinhuur.bids import double_offers
from openinhuur.bids.models import Bid
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call, Requirement
from openinhuur.domain import ranking, requirements
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record
from openinhuur.parties.queries import not_admitted


class SuppliersNotAdmitted(Refusal):
    """Who sent these bids is not admitted to the category any more. Fields: ``suppliers``."""


@transaction.atomic
def judge(
    bid_id: UUID, number: str, *, is_met: bool, reason: str, evidence: str = "", actor: Actor, at: datetime
) -> None:
    """A person decides on one requirement of one bid, whatever a rule proposed (R1).

    Raises:
        ReasonMissing: not met, or other than proposed, without a written reason.
        StepClosed, NotInThisStep.
    """
    bid = steps.bid_in_step(bid_id, 1, actor=actor, to=Verb.JUDGE)
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
    bid = steps.bid_in_step(bid_id, 1, actor=actor, to=Verb.JUDGE)
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
    steps.require_open(call, 1)
    bid_actions.set_aside(bid_id, reason, actor=actor, at=at)


@transaction.atomic
def decide_double(number: str, seen: str, *, set_aside: UUID | None, reason: str, actor: Actor, at: datetime) -> None:
    """A person decides, in step 1, on one candidate whom several suppliers offer (R25).

    Raises:
        StepClosed, StillSealed, ChangedSince, NotFound, DoubleOfferUnexplained, OtherSupplierNamed.
    """
    call = calls.get(number, actor=actor, to=Verb.JUDGE, locked=True)
    interests.check_may_assess(call, actor=actor)
    steps.require_open(call, 1)
    bid_actions.decide_double(number, seen, set_aside=set_aside, reason=reason, actor=actor, at=at)


@transaction.atomic
def close_step_1(number: str, *, actor: Actor, at: datetime) -> int:
    """Close the requirements; returns how many bids go on.

    Raises:
        SuppliersNotAdmitted: a person first reinstates who was suspended, or sets the bid aside.
        DoubleOfferUndecided: a candidate is offered by several suppliers, and a person decides on it first (R25).
        JudgementMissing: a requirement of a bid is not judged yet. RepairsOpen: somebody may still mend a bid.
    """
    call = steps.call_to_close(number, 1, actor=actor)
    _require_admitted(call)
    double_offers.check_decided(call)
    repairs.check_no_term_runs(call, at=at)
    published = [one.number for one in call.requirements.all()]
    going_on = sum(requirements.passes(steps.judgements(bid), published) for bid in steps.judged(call))
    steps.close(call, 1, actor=actor, at=at, bids=going_on)
    return going_on


@transaction.atomic
def close_step_2(number: str, *, actor: Actor, at: datetime) -> list[ranking.Place]:
    """Add up, rank, and keep the shortlist as it is now (R3). From here on rates may be seen (R6).

    Raises:
        ScoreMissing: a cell is empty. LotNeeded: points and rate leave a tie across the cut.
    """
    call = steps.call_to_close(number, 2, actor=actor)
    found = places.counted(call)
    order = places.ranked(call, [one.entry for one in found], lots={})
    places.keep(order, found)
    steps.close(call, 2, actor=actor, at=at, bids=sum(one.passes for one in order), places=places.said(order))
    if draw := LotDraw.objects.filter(call=call).first():  # bidders were invited, and it is not needed any more
        lot_papers.tell_not_in_it(draw, lots.bids_of(draw.tied), at=at)
    return order


def _require_admitted(call: Call) -> None:
    suppliers = {one.supplier_id: one.supplier.name for one in bids.standing(call).select_related("supplier")}
    if missing := not_admitted(suppliers, call.category_id):
        raise SuppliersNotAdmitted(suppliers=sorted(suppliers[one] for one in missing))
