"""Which step of the assessment is open, and which bids are in it."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from openinhuur.assessments import interests
from openinhuur.assessments.models import StepClosing
from openinhuur.bids import access as bids
from openinhuur.bids.models import Bid, Opening
from openinhuur.calls import access as calls
from openinhuur.calls.models import AwardCriterion, Call
from openinhuur.domain import requirements, scoring
from openinhuur.domain.bid import StillSealed
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record


class NotInThisStep(Refusal):
    """The bid did not come this far, or was not opened yet. Fields: ``bid``, ``step``."""


def bid_in_step(bid_id: UUID, step: int, *, actor: Actor, to: Verb) -> Bid:
    """The bid, when it was opened, came this far, and the step is still open.

    The call is held first, as closing a step does, so that nothing changes while a step is closed.

    Raises:
        NotInThisStep, StepClosed, StepNotClosed. InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    call = calls.get(bids.get(bid_id, actor=actor, to=to).call.number, actor=actor, to=to, locked=True)
    interests.check_may_assess(call, actor=actor)
    require_open(call, step)
    bid = judged(call).filter(pk=bid_id, offer__isnull=False).first()
    if bid is None or (step == 2 and not met_all(bid)):
        raise NotInThisStep(bid=str(bid_id), step=step)
    return bid


def criterion_of(bid: Bid, number: str) -> AwardCriterion:
    """The award criterion of the bid's call with this number.

    Raises:
        NotFound.
    """
    found: AwardCriterion | None = bid.call.award_criteria.filter(number=number).first()
    if found is None:
        raise NotFound(what=f"criterion:{number}")
    return found


def call_to_close(number: str, step: int, *, actor: Actor) -> Call:
    """The call, held, when its vault is open and the step is too.

    Raises:
        StillSealed, StepClosed, StepNotClosed.
    """
    call = calls.get(number, actor=actor, to=Verb.CLOSE_STEP, locked=True)
    require_opened(call)
    require_open(call, step)
    return call


def require_opened(call: Call) -> None:
    """Refuse what has to wait for the opening of the vault.

    Raises:
        StillSealed.
    """
    if not Opening.objects.filter(call=call).exists():
        raise StillSealed(closes_at=call.closes_at)


def require_open(call: Call, step: int) -> None:
    """Refuse what comes too late or too early for a step.

    Raises:
        StepClosed, StepNotClosed.
    """
    closed = {one.step: one.closed_at for one in StepClosing.objects.filter(call=call)}
    if step in closed:
        raise scoring.StepClosed(step=step, closed_at=closed[step])
    if step == 2 and 1 not in closed:
        raise scoring.StepNotClosed(step=1)


def close(call: Call, step: int, *, actor: Actor, at: datetime, **found: object) -> None:
    """From here on, what was decided in the step stands."""
    StepClosing.objects.create(call=call, step=step, closed_at=at, closed_by_id=actor.person)
    record(f"step-{step}.closed", actor=actor, at=at, subject=call.subject, **found)


def judged(call: Call) -> QuerySet[Bid]:
    """The bids that are judged, with what was decided on each."""
    found = bids.standing(call).select_related("call", "supplier__passport", "offer")
    return found.prefetch_related("judgements__requirement", "scores__criterion", "call__requirements")


def judgements(bid: Bid) -> dict[str, requirements.Judgement]:
    """Requirement number → what a person decided."""
    return {one.requirement.number: requirements.Judgement(one.is_met, one.reason) for one in bid.judgements.all()}


def met_all(bid: Bid) -> bool:
    """Whether the bid goes on to step 2.

    Raises:
        JudgementMissing.
    """
    published = [one.number for one in bid.call.requirements.all()]
    return requirements.passes(judgements(bid), published)


def points(bid: Bid) -> dict[str, Decimal]:
    """Criterion number → the points that count."""
    return {one.criterion.number: one.points for one in bid.scores.all()}
