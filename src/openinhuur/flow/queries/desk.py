"""What one assessor sees at the desk: a bid, one criterion of it, and what they gave. Nobody else's points."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from openinhuur.assessments import interests, steps
from openinhuur.assessments.models import AssessorScore, Assignment
from openinhuur.calls import access, facts
from openinhuur.calls.models import AwardCriterion, Call
from openinhuur.domain import assessors as domain
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.domain.scoring import StepNotClosed
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries import cv as cvs
from openinhuur.flow.queries import marks
from openinhuur.flow.queries.names import BidName, bid_names, readable
from openinhuur.flow.queries.tabs import tabs

MOST_PHRASES: Final = 6
LONGEST_PHRASE: Final = 240
SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class DeskHead:
    """What stays in view: which call, how much is done, and until when."""

    number: str
    title: str
    done: int
    total: int
    until_on: date
    tabs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cell:
    """What the assessor has on one criterion of one bid. ``is_whole``: points, and a reason for each point lost."""

    bid_id: UUID
    criterion: str
    points: Decimal | None
    is_whole: bool


@dataclass(frozen=True, slots=True)
class OwnBid:
    """A bid that was assigned to the reader, with a cell per criterion.

    ``may_reopen``: they finished it and no colleague did, so that nobody has seen anything.
    """

    bid_id: UUID
    name: BidName
    cells: tuple[Cell, ...]
    finished_at: datetime | None
    may_reopen: bool

    @property
    def is_whole(self) -> bool:
        """Whether it can be finished."""
        return all(cell.is_whole for cell in self.cells)


@dataclass(frozen=True, slots=True)
class StartPage:
    """All bids of the reader. ``onwards``: the first cell that is not whole; ``why_not``: no points can be given."""

    head: DeskHead
    criteria: tuple[AwardCriterion, ...]
    bids: tuple[OwnBid, ...]
    onwards: Cell | None
    why_not: Refusal | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the scale, and what it means."""

    points: Decimal
    means: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What the supplier says about the criterion, and the page of the CV that it names."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One criterion of one bid. ``seen``: the revision that is shown, for `assessments.scoring.keep`."""

    head: DeskHead
    bid: OwnBid
    position: int
    bids: int
    criterion: AwardCriterion
    steps: tuple[Step, ...]
    claim: Claim | None
    points: Decimal | None
    reason: str
    seen: int
    saved_at: datetime | None
    marks: tuple[marks.Marked, ...]
    phrases: tuple[str, ...]
    done_here: int
    next_bid: Cell | None
    next_criterion: Cell | None
    cv: cvs.Cv


def start_page(number: str, *, actor: Actor, at: datetime) -> StartPage:
    """The bids of an assessor, and where they go on.

    Raises:
        NotFound, NotAllowed, CallWithdrawn. InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    del at
    call = _call(number, actor=actor)
    why_not = _refusal(call)
    own = [] if isinstance(why_not, StepNotClosed) else _own_bids(call, actor=actor)
    cells = [cell for bid in own for cell in bid.cells if bid.finished_at is None]
    return StartPage(
        head=_head(call, own, actor=actor),
        criteria=tuple(call.award_criteria.all()),
        bids=tuple(own),
        onwards=None if why_not else next((cell for cell in cells if not cell.is_whole), None),
        why_not=why_not,
    )


def desk_page(number: str, bid_id: UUID, criterion: str, *, actor: Actor, at: datetime, sought: str = "") -> DeskPage:
    """One criterion of one bid, to give points.

    Raises:
        NotAssigned, StepNotClosed, StepClosed; and what `start_page` raises.
    """
    call = _call(number, actor=actor)
    steps.require_open(call, 2)
    criteria = list(call.award_criteria.all())
    row = next((one for one in criteria if one.number == criterion), None)
    if row is None:
        raise NotFound(what=f"criterion:{criterion}")
    own = _own_bids(call, actor=actor)
    place = next((index for index, one in enumerate(own) if one.bid_id == bid_id), None)
    bid = cvs.bid_to_read(bid_id, actor=actor)
    if place is None or bid.call_id != call.pk:
        raise domain.NotAssigned(bid=str(bid_id))
    kept = AssessorScore.objects.filter(bid=bid, criterion=row, by=actor.person).first()
    cv = cvs.cv_of(bid, actor=actor, at=at, sought=sought)
    marked, cv = marks.shown(kept.marks if kept else [], cv)
    said = bid.offer.criterion_claims.get(criterion)
    return DeskPage(
        head=_head(call, own, actor=actor),
        bid=own[place],
        position=place + 1,
        bids=len(own),
        criterion=row,
        steps=tuple(_steps(row)),
        claim=Claim(readable(bid)(said["text"]), said["page"]) if said else None,
        points=kept.points if kept else None,
        reason=kept.reason if kept else "",
        seen=kept.revision if kept else 0,
        saved_at=kept.at if kept else None,
        marks=marked,
        phrases=_phrases(call, row, bid_id, actor=actor),
        done_here=sum(one.is_whole for each in own for one in each.cells if one.criterion == criterion),
        next_bid=_after(own, criteria, place, criterion, by_criterion=True),
        next_criterion=_after(own, criteria, place, criterion, by_criterion=False),
        cv=cv,
    )


def _call(number: str, *, actor: Actor) -> Call:
    call = access.get(number, actor=actor, to=Verb.SCORE)
    steps.require_opened(call)
    interests.check_may_assess(call, actor=actor)
    return call


def _refusal(call: Call) -> Refusal | None:
    try:
        steps.require_open(call, 2)
    except Refusal as refusal:
        return refusal
    return None


def _head(call: Call, own: Sequence[OwnBid], *, actor: Actor) -> DeskHead:
    cells = [cell for bid in own for cell in bid.cells]
    return DeskHead(
        number=call.number,
        title=call.title,
        done=sum(cell.is_whole for cell in cells),
        total=len(cells),
        until_on=call.invitations_by_on,
        tabs=tabs(call, milestones(call), actor=actor),
    )


def _own_bids(call: Call, *, actor: Actor) -> list[OwnBid]:
    """The bids assigned to them that go on to step 2, in an order that says nothing about them."""
    assigned = Assignment.objects.filter(bid__call=call, assessor=actor.person)
    finished = dict(assigned.values_list("bid_id", "finished_at"))
    others = Assignment.objects.filter(bid__call=call, finished_at__isnull=False).exclude(assessor=actor.person)
    seen = set(others.values_list("bid_id", flat=True))
    bids = [bid for bid in steps.judged(call).filter(pk__in=finished, offer__isnull=False) if steps.met_all(bid)]
    given = {(one.bid_id, one.criterion_id): one for one in AssessorScore.objects.filter(bid__in=bids, by=actor.person)}
    criteria = list(call.award_criteria.all())
    names = bid_names(call)
    return [
        OwnBid(
            bid.pk,
            names[bid.pk],
            tuple(_cell(bid.pk, one, given.get((bid.pk, one.pk))) for one in criteria),
            finished[bid.pk],
            may_reopen=finished[bid.pk] is not None and bid.pk not in seen,
        )
        for bid in sorted(bids, key=lambda one: one.pk)
    ]


def _cell(bid_id: UUID, criterion: AwardCriterion, kept: AssessorScore | None) -> Cell:
    points = kept.points if kept else None
    given = {criterion.number: domain.Given(points, kept.reason if kept else "")}
    return Cell(bid_id, criterion.number, points, _is_whole(criterion, given))


def _is_whole(criterion: AwardCriterion, given: dict[str, domain.Given]) -> bool:
    try:
        domain.check_finished([facts.award_criterion(criterion)], given)
    except Refusal:
        return False
    return True


def _steps(criterion: AwardCriterion) -> Iterable[Step]:
    means = list(criterion.descriptors)
    for index, points in enumerate(criterion.scale):
        yield Step(points, means[index] if index < len(means) else "")


def _after(
    own: Sequence[OwnBid], criteria: Sequence[AwardCriterion], place: int, criterion: str, *, by_criterion: bool
) -> Cell | None:
    """The next cell down the bids on one criterion and then the next criterion, or the other way round."""
    columns = [one.number for one in criteria]
    cells = {(row, column): bid.cells[column] for row, bid in enumerate(own) for column in range(len(columns))}
    here = (place, columns.index(criterion))
    order = sorted(cells, key=lambda at: (at[1], at[0]) if by_criterion else at)
    after = order.index(here) + 1
    return cells[order[after]] if after < len(order) else None


def _phrases(call: Call, criterion: AwardCriterion, bid_id: UUID, *, actor: Actor) -> tuple[str, ...]:
    """Sentences that this assessor used on this criterion for other bids of this call, the most used first."""
    own = AssessorScore.objects.filter(bid__call=call, criterion=criterion, by=actor.person).exclude(bid_id=bid_id)
    counted = Counter(
        sentence.strip()
        for reason in own.order_by("at").values_list("reason", flat=True)
        for sentence in SENTENCE.findall(reason)
        if sentence.strip()
    )
    return tuple(one for one, _ in counted.most_common() if len(one) <= LONGEST_PHRASE)[:MOST_PHRASES]
