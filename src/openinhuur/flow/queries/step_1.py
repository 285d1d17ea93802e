"""Step 1 at the desk: every bid held against every requirement, with what a rule proposes and what a person decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from openinhuur.assessments import interests, proposals, steps
from openinhuur.assessments.models import RequirementJudgement
from openinhuur.bids.models import Bid
from openinhuur.calls import access
from openinhuur.calls.models import Call, Requirement
from openinhuur.domain.repair import REPAIRABLE
from openinhuur.domain.requirements import Fact
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries import cv as cvs
from openinhuur.flow.queries.names import BidName, Names, bid_names, names_of, readable
from openinhuur.flow.queries.tabs import tabs


class State(StrEnum):
    """Where one requirement of one bid stands."""

    MET = "met"
    NOT_MET = "not-met"
    PROPOSED_MET = "proposed-met"
    PROPOSED_NOT_MET = "proposed-not-met"
    LOOK = "look"
    OPEN = "open"

    @property
    def is_decided(self) -> bool:
        """Whether a person decided."""
        return self in {State.MET, State.NOT_MET}


@dataclass(frozen=True, slots=True)
class Checked:
    """One requirement of one bid.

    ``claim``: what the supplier says. ``facts``: why a rule proposes what it does.
    """

    number: str
    text: str
    state: State
    claim: str
    facts: tuple[Fact, ...]
    reason: str
    evidence: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class BidToJudge:
    """A bid with a state per requirement. ``findings``: what was found when it was opened."""

    bid_id: UUID
    name: BidName
    cells: tuple[State, ...]
    findings: tuple[dict[str, str], ...]

    @property
    def is_judged(self) -> bool:
        """Whether nothing is open any more."""
        return all(one.is_decided for one in self.cells)

    @property
    def is_out(self) -> bool:
        """Whether it goes no further."""
        return State.NOT_MET in self.cells


@dataclass(frozen=True, slots=True)
class RequirementsPage:
    """Bids × requirements. ``may_mend``: something was found that can be mended, or that was asked."""

    number: str
    title: str
    requirements: tuple[Requirement, ...]
    bids: tuple[BidToJudge, ...]
    judged: int
    until_on: date
    is_open: bool
    may_mend: bool
    tabs: frozenset[str]


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """One bid with all requirements, beside its CV. ``mending``: what was asked to mend, until when, when it was."""

    number: str
    title: str
    bid_id: UUID
    name: BidName
    checked: tuple[Checked, ...]
    findings: tuple[dict[str, str], ...]
    mending: tuple[tuple[str, datetime, datetime | None], ...]
    next_bid: UUID | None
    judged: int
    bids: int
    until_on: date
    is_open: bool
    cv: cvs.Cv


def requirements_page(number: str, *, actor: Actor, at: datetime) -> RequirementsPage:
    """All bids that stand, for who judges them.

    Raises:
        NotFound, NotAllowed, StillSealed. InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    del at
    call = _call(number, actor=actor)
    found = _bids(call)
    return RequirementsPage(
        number=call.number,
        title=call.title,
        requirements=tuple(call.requirements.all()),
        bids=found,
        judged=sum(one.is_judged for one in found),
        until_on=call.invitations_by_on,
        is_open=not call.closings.filter(step=1).exists(),
        may_mend=call.repair_requests.exists()
        or any(one["code"] in REPAIRABLE for bid in found for one in bid.findings),
        tabs=tabs(call, milestones(call), actor=actor),
    )


def requirement_page(number: str, bid_id: UUID, *, actor: Actor, at: datetime, sought: str = "") -> RequirementPage:
    """One bid, to decide on each requirement.

    Raises:
        As `requirements_page`.
    """
    call = _call(number, actor=actor)
    found = _bids(call)
    place = next((index for index, one in enumerate(found) if one.bid_id == bid_id), None)
    bid = steps.judged(call).filter(pk=bid_id, offer__isnull=False).first()
    if place is None or bid is None:
        raise NotFound(what=f"bid:{bid_id}")
    judged = {one.requirement_id: one for one in bid.judgements.select_related("by")}
    read = readable(bid)
    after = [one.bid_id for one in (*found[place + 1 :], *found[:place]) if not one.is_judged]
    return RequirementPage(
        number=call.number,
        title=call.title,
        bid_id=bid_id,
        name=found[place].name,
        checked=tuple(_checked(bid, one, judged.get(one.pk), read) for one in call.requirements.all()),
        findings=found[place].findings,
        mending=tuple(bid.repairs.values_list("request__defect", "request__due_at", "answered_at")),
        next_bid=after[0] if after else None,
        judged=sum(one.is_judged for one in found),
        bids=len(found),
        until_on=call.invitations_by_on,
        is_open=not call.closings.filter(step=1).exists(),
        cv=cvs.cv_of(bid, actor=actor, at=at, sought=sought),
    )


def _call(number: str, *, actor: Actor) -> Call:
    call = access.get(number, actor=actor, to=Verb.JUDGE)
    steps.require_opened(call)
    interests.check_may_assess(call, actor=actor)
    return call


def _bids(call: Call) -> tuple[BidToJudge, ...]:
    requirements = list(call.requirements.all())
    names, known = bid_names(call), names_of(call)
    found = steps.judged(call).filter(offer__isnull=False).select_related(*proposals.JOINED)
    found = found.prefetch_related(*proposals.FETCHED).defer("offer__references", "offer__criterion_claims")
    return tuple(_bid(bid, requirements, names[bid.pk], known) for bid in found.order_by("pk"))


def _bid(bid: Bid, requirements: list[Requirement], name: BidName, names: Names) -> BidToJudge:
    judged = {one.requirement_id: one for one in bid.judgements.all()}
    return BidToJudge(
        bid.pk,
        name,
        tuple(_state(bid, one, judged.get(one.pk))[0] for one in requirements),
        tuple(names.findings(bid.offer.findings)),
    )


def _checked(
    bid: Bid, requirement: Requirement, judged: RequirementJudgement | None, read: Callable[[str], str]
) -> Checked:
    state, facts = _state(bid, requirement, judged)
    return Checked(
        number=requirement.number,
        text=requirement.text,
        state=state,
        claim=read(bid.offer.requirement_claims.get(requirement.number, "")),
        facts=facts,
        reason=judged.reason if judged else "",
        evidence=judged.evidence if judged else "",
        by=judged.by.name if judged else "",
        at=judged.at if judged else None,
    )


def _state(bid: Bid, requirement: Requirement, judged: RequirementJudgement | None) -> tuple[State, tuple[Fact, ...]]:
    proposal = proposals.proposal(bid, requirement)
    facts = proposal.explanation if proposal else ()
    if judged is not None:
        return State.MET if judged.is_met else State.NOT_MET, facts
    if proposal is None:
        return State.OPEN, facts
    known = {True: State.PROPOSED_MET, False: State.PROPOSED_NOT_MET, None: State.LOOK}
    return known[proposal.met], facts
