"""Steps 3 and 4: the buyer compares the shortlist, invites, interviews, and agrees on the outcome."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.assessments import interests
from openinhuur.assessments.models import (
    AgreedGrade,
    Interview,
    InterviewerGrade,
    InterviewRound,
    RankedBid,
    SelectionRemark,
    StepClosing,
)
from openinhuur.assessments.steps import NotInThisStep
from openinhuur.bids import access as bids
from openinhuur.bids.models import Bid
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call, Competence
from openinhuur.domain import interview as domain
from openinhuur.domain.requirements import ReasonMissing
from openinhuur.domain.roles import Actor, NotAllowed, NotFound, Verb
from openinhuur.domain.scoring import StepClosed, StepNotClosed
from openinhuur.journal.actions import record


@transaction.atomic
def remark(bid_id: UUID, number: str, text: str, *, actor: Actor, at: datetime) -> None:
    """The buyer writes how a shortlisted bid compares on one selection criterion (R4)."""
    bid = bids.get(bid_id, actor=actor, to=Verb.SELECT)
    interests.check_may_assess(bid.call, actor=actor)
    _require_open(bid.call)
    if not RankedBid.objects.filter(bid=bid, passes=True).exists():
        raise NotInThisStep(bid=str(bid_id), step=3)
    if not text.strip():
        raise ReasonMissing(met=True, reason=text)
    criterion = bid.call.selection_criteria.filter(number=number).first()
    if criterion is None:
        raise NotFound(what=f"selection-criterion:{number}")
    SelectionRemark.objects.update_or_create(
        bid=bid, criterion=criterion, defaults={"reason": text.strip(), "by_id": actor.person, "at": at}
    )
    record("shortlist.compared", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, criterion=number)


@transaction.atomic
def invite(number: str, bid_ids: Collection[UUID], *, reason: str, actor: Actor, at: datetime) -> InterviewRound:
    """The buyer invites the best of the shortlist; again with the rest when nobody passed (R4, R5).

    Raises:
        TooFewInvited, NotOnShortlist, AlreadyInvited, RoundUndecided, SingleInterviewUnexplained.
    """
    call = calls.get(number, actor=actor, to=Verb.SELECT, locked=True)
    interests.check_may_assess(call, actor=actor)
    _require_open(call)
    bid_ids = list(dict.fromkeys(bid_ids))
    shortlist = {str(one.pk) for one in RankedBid.objects.filter(bid__call=call, passes=True)}
    if not shortlist:
        raise StepNotClosed(step=2)
    outcomes = {str(one.pk): passed(one, call) for one in Interview.objects.filter(bid__call=call)}
    rounds = call.rounds.count()
    domain.check_next_round(outcomes, round_number=rounds)
    domain.check_selection(
        [str(one) for one in bid_ids],
        shortlist=shortlist,
        interviewed=outcomes,
        minimum=call.min_invited,
        reason=reason,
    )
    _check_compared(call, {UUID(one) for one in shortlist} - set(bid_ids) - {UUID(one) for one in outcomes})
    made = InterviewRound.objects.create(call=call, number=rounds + 1, reason=reason.strip(), by_id=actor.person, at=at)
    Interview.objects.bulk_create(Interview(bid_id=bid_id, round=made) for bid_id in bid_ids)
    record("interviews.invited", actor=actor, at=at, subject=call.subject, round=made.number, bids=list(bid_ids))
    return made


@transaction.atomic
def plan(bid_id: UUID, *, planned_at: datetime, actor: Actor, at: datetime) -> None:
    """Set the moment of an interview."""
    interview = _interview(bid_id, actor=actor, to=Verb.SELECT)
    Interview.objects.filter(pk=interview.pk).update(planned_at=planned_at)
    record("interview.planned", actor=actor, at=at, subject=interview.bid.call.subject, bid=bid_id,
           planned_at=planned_at)  # fmt: skip


@transaction.atomic
def grade(bid_id: UUID, number: str, given: domain.Grade, reason: str, *, actor: Actor, at: datetime) -> None:
    """An interviewer, alone, grades one competence.

    Raises:
        ScoredAlready: their grade stands once given. ReasonMissing.
    """
    interview = _interview(bid_id, actor=actor, to=Verb.INTERVIEW)
    interests.check_may_assess(interview.bid.call, actor=actor)
    competence = _competence(interview.bid, number)
    if not reason.strip():
        raise ReasonMissing(met=given is not domain.Grade.INSUFFICIENT, reason=reason)
    if interview.agreed.exists() or interview.grades.filter(competence=competence, by_id=actor.person).exists():
        raise domain.ScoredAlready(competence=number)
    InterviewerGrade.objects.create(
        interview=interview,
        competence=competence,
        grade=given.value,
        reason=reason.strip(),
        by_id=actor.person,
        at=at,
    )
    record("competence.graded", actor=actor, at=at, subject=interview.bid.call.subject, bid=bid_id,
           competence=number)  # fmt: skip


@transaction.atomic
def agree(bid_id: UUID, number: str, given: domain.Grade, reason: str, *, actor: Actor, at: datetime) -> None:
    """The interviewers agree on one competence, after each has graded all of them alone (R5).

    Raises:
        TooFewInterviewers, ConsensusTooEarly, ReasonMissing, ScoredAlready.
    """
    interview = _interview(bid_id, actor=actor, to=Verb.INTERVIEW)
    call = interview.bid.call
    interests.check_may_assess(call, actor=actor)
    competence = _competence(interview.bid, number)
    scored: dict[tuple[int, str], set[str]] = {}
    for one in interview.grades.select_related("competence", "by"):
        scored.setdefault((one.by_id, one.by.name), set()).add(one.competence.number)
    if actor.person not in {person for person, _ in scored}:
        raise NotAllowed(verb=Verb.INTERVIEW.value)
    domain.check_consensus(
        {f"{name} ({person})": numbers for (person, name), numbers in scored.items()},
        competences=[one.number for one in call.competences.all()],
        minimum_interviewers=call.min_interviewers,
    )
    if not reason.strip():
        raise ReasonMissing(met=given is not domain.Grade.INSUFFICIENT, reason=reason)
    if interview.agreed.filter(competence=competence).exists():
        raise domain.ScoredAlready(competence=number)
    AgreedGrade.objects.create(
        interview=interview,
        competence=competence,
        grade=given.value,
        reason=reason.strip(),
        by_id=actor.person,
        at=at,
    )
    record("competence.agreed", actor=actor, at=at, subject=call.subject, bid=bid_id, competence=number,
           grade=given)  # fmt: skip


@transaction.atomic
def not_held(bid_id: UUID, reason: str, *, actor: Actor, at: datetime) -> None:
    """An invited candidate did not come, or withdrew: the outcome is not sufficient, with the reason.

    Raises:
        ScoredAlready: the interview was held. ReasonMissing.
    """
    interview = _interview(bid_id, actor=actor, to=Verb.SELECT)
    if not reason.strip():
        raise ReasonMissing(met=False, reason=reason)
    if interview.grades.exists():
        raise domain.ScoredAlready(competence="")
    Interview.objects.filter(pk=interview.pk).update(not_held_reason=reason.strip())
    record("interview.not-held", actor=actor, at=at, subject=interview.bid.call.subject, bid=bid_id)


def close(call: Call, *, actor: Actor, at: datetime) -> None:
    """The interviews are over: every one has an outcome, and nothing is added to them (part of the award).

    Raises:
        InterviewsOpen: an invited bid has no outcome yet.
    """
    undecided = [one.bid for one in Interview.objects.filter(bid__call=call) if passed(one, call) is None]
    if undecided:
        raise domain.InterviewsOpen(bids=", ".join(sorted(str(bid.pk) for bid in undecided)))
    StepClosing.objects.create(call=call, step=4, closed_at=at, closed_by_id=actor.person)
    record("step-4.closed", actor=actor, at=at, subject=call.subject)


def _require_open(call: Call) -> None:
    closed = StepClosing.objects.filter(call=call, step=4).first()
    if closed:
        raise StepClosed(step=4, closed_at=closed.closed_at)


def _check_compared(call: Call, others: set[UUID]) -> None:
    """Who is passed over was compared on every selection criterion, so that their letter can say why."""
    criteria = call.selection_criteria.count()
    compared = Counter(SelectionRemark.objects.filter(bid__in=others).values_list("bid", flat=True))
    missing = [str(bid) for bid in others if compared[bid] < criteria]
    if missing:
        raise domain.ComparisonMissing(bids=", ".join(sorted(missing)))


def agreed_grades(interview: Interview) -> dict[str, domain.Grade]:
    """Competence number → the agreed grade, as far as agreed."""
    return {one.competence.number: domain.Grade(one.grade) for one in interview.agreed.select_related("competence")}


def passed(interview: Interview, call: Call) -> bool | None:
    """Whether the interview was sufficient on all competences; None while that is not agreed."""
    if interview.not_held_reason:
        return False
    return domain.passed(agreed_grades(interview), competences=[one.number for one in call.competences.all()])


def _interview(bid_id: UUID, *, actor: Actor, to: Verb) -> Interview:
    bid = bids.get(bid_id, actor=actor, to=to)
    _require_open(bid.call)
    interview = Interview.objects.select_for_update(no_key=True, of=("self",)).filter(bid=bid).first()
    if interview is None:
        raise NotInThisStep(bid=str(bid_id), step=4)
    interview.bid = bid
    return interview


def _competence(bid: Bid, number: str) -> Competence:
    competence = bid.call.competences.filter(number=number).first()
    if competence is None:
        raise NotFound(what=f"competence:{number}")
    return competence
