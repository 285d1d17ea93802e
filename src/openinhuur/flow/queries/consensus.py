"""Where the assessors of a bid differ, and what they agreed."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from openinhuur.assessments import interests
from openinhuur.assessments.models import Score
from openinhuur.bids import access as bids
from openinhuur.calls.models import AwardCriterion
from openinhuur.domain.agreement import spread
from openinhuur.domain.assessors import ScoresBy, mean
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.queries.given import Assessor, Given, alphas, assessors_of, given_in
from openinhuur.flow.queries.judging import in_step_2
from openinhuur.flow.queries.names import names_of
from openinhuur.flow.queries.overview import ItemWithPoints


@dataclass(frozen=True, slots=True)
class ConsensusRow:
    """One criterion: what the reader may see of each assessor, how far they lie apart, and what counts.

    ``mean``: where the call announced that the mean counts, once everybody finished.
    ``alpha``: how far assessors agree on this criterion, over all bids that were finished (None: no figure yet).
    """

    criterion: ItemWithPoints
    given: list[Given]
    spread: Decimal
    mean: Decimal | None
    alpha: Decimal | None
    agreed: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class ConsensusPage:
    """A bid with all criteria. ``waiting``: who has not finished it, so that nothing can be agreed yet."""

    number: str
    title: str
    bid_id: UUID
    supplier: str
    candidate: str
    scores_by: str
    assessors: list[Assessor]
    waiting: list[str]
    rows: list[ConsensusRow]
    next_bid: UUID | None
    may_agree: bool


def consensus_page(bid_id: UUID, *, actor: Actor, at: datetime) -> ConsensusPage:
    """Who gave what, as far as the reader may see it, and what counts.

    Raises:
        NotFound: no such bid, or it did not come this far.
        InterestsNotDeclared, ConflictUnresolved, ConflictStands: for who gives points.
    """
    del at
    call = bids.get(bid_id, actor=actor, to=Verb.READ_ASSESSMENT).call
    if actor.may(Verb.SCORE):
        interests.check_may_assess(call, actor=actor)
    found = in_step_2(call)
    bid = next((one for one in found if one.pk == bid_id), None)
    if bid is None:
        raise NotFound(what=f"bid:{bid_id}")
    assessors = assessors_of(one.pk for one in found)
    people, criteria = list(assessors.get(bid_id, ())), list(call.award_criteria.all())
    given = given_in({bid_id: people}, actor=actor)
    counted = {one.criterion_id: one for one in Score.objects.filter(bid=bid)}
    agreements = alphas(assessors, [one.pk for one in criteria])
    waiting = [one.name for one in people if one.finished_at is None]
    is_mean = ScoresBy(call.scores_by) is ScoresBy.MEAN and not waiting
    rows = [
        _row(one, given.get((bid_id, one.pk), []), agreements[one.pk], counted.get(one.pk), is_mean=is_mean)
        for one in criteria
    ]
    order = [one.pk for one in found if len(assessors.get(one.pk, ())) > 1 or one.pk == bid_id]
    place = order.index(bid_id)
    names, is_open = names_of(call), not call.closings.filter(step=2).exists()
    return ConsensusPage(
        number=call.number,
        title=call.title,
        bid_id=bid_id,
        supplier=names.supplier(bid.supplier.name),
        candidate=names.candidate(bid.pk, bid.offer.candidate.name),
        scores_by=call.scores_by,
        assessors=people,
        waiting=waiting,
        rows=rows,
        next_bid=order[place + 1] if place + 1 < len(order) else None,
        may_agree=is_open and not waiting and actor.person_id in {one.person_id for one in people},
    )


def _row(
    criterion: AwardCriterion, given: list[Given], agreement: Decimal | None, counted: Score | None, *, is_mean: bool
) -> ConsensusRow:
    points = [one.points for one in given if one.points is not None]
    shown = ItemWithPoints(
        criterion.number, criterion.text, criterion.maximum, tuple(criterion.scale), tuple(criterion.descriptors)
    )
    return ConsensusRow(
        criterion=shown,
        given=given,
        spread=spread(points),
        mean=mean(points) if is_mean and points else None,
        alpha=agreement,
        agreed=counted.points if counted else None,
        reason=counted.reason if counted else "",
    )
