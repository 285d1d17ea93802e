"""Scores that were changed after step 2 was closed: both values, who and why, and the places before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from openinhuur.assessments.models import RankedBid, Score, ScoreCorrection
from openinhuur.bids import access as bids
from openinhuur.calls import access
from openinhuur.calls.models import Call
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.overview import ItemWithPoints
from openinhuur.flow.queries.tabs import tabs


@dataclass(frozen=True, slots=True)
class Standing:
    """A bid in one ranking."""

    place: int
    total: Decimal
    passes: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A bid that has another place or total in the ranking after a correction."""

    supplier: str
    candidate: str
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """A correction of a score: both values, why, by whom; and which bids it moved, once it was accepted."""

    id: int
    supplier: str
    candidate: str
    criterion: str
    text: str
    maximum: Decimal
    before: Decimal
    after: Decimal
    reason_before: str
    reason_after: str
    why: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    is_accepted: bool | None
    moved: tuple[Moved, ...]
    may_decide: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class ScoreToCorrect:
    """A bid of the ranking, whose scores can be corrected one by one."""

    bid_id: UUID
    place: int
    supplier: str
    candidate: str
    cells: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """What was corrected and what waits. ``scores``: what can still be corrected, for who may; else empty."""

    number: str
    title: str
    waiting: list[CorrectionShown]
    decided: list[CorrectionShown]
    criteria: list[tuple[str, str]]
    scores: list[ScoreToCorrect]
    is_over: bool
    tabs: frozenset[str]


@dataclass(frozen=True, slots=True)
class CorrectScorePage:
    """One score that counts, to write a correction of. ``is_waiting``: one was written and waits."""

    number: str
    title: str
    bid_id: UUID
    supplier: str
    candidate: str
    criterion: ItemWithPoints
    points: Decimal
    reason: str
    is_waiting: bool
    tabs: frozenset[str]


def corrections_page(number: str, *, actor: Actor, at: datetime) -> CorrectionsPage:
    """All corrections of scores of a call, and where another can be written.

    Raises:
        NotFound: step 2 is not closed. NotAllowed.
    """
    del at
    call = access.get(number, actor=actor, to=Verb.READ_ASSESSMENT)
    is_over = _is_over(call)
    may_write = actor.may(Verb.SCORE) and not is_over
    found = corrections_of(call, actor=actor)
    return CorrectionsPage(
        number=call.number,
        title=call.title,
        waiting=[one for one in found if one.decided_at is None],
        decided=[one for one in found if one.decided_at is not None],
        criteria=list(call.award_criteria.values_list("number", "text")),
        scores=_scores(call) if may_write else [],
        is_over=is_over,
        tabs=tabs(call, milestones(call), actor=actor),
    )


def correct_score_page(number: str, bid_id: UUID, criterion: str, *, actor: Actor, at: datetime) -> CorrectScorePage:
    """One score that counts.

    Raises:
        NotFound: no such score in this ranking, or nothing is corrected any more. NotAllowed.
    """
    del at
    call = bids.get(bid_id, actor=actor, to=Verb.SCORE).call
    scores = Score.objects.filter(bid=bid_id, bid__ranked__isnull=False, criterion__number=criterion)
    score = scores.select_related("bid__supplier", "bid__offer__candidate", "criterion").first()
    if call.number != number or score is None or _is_over(call):
        raise NotFound(what=f"score:{bid_id} {criterion}")
    row = score.criterion
    return CorrectScorePage(
        number=call.number,
        title=call.title,
        bid_id=bid_id,
        supplier=score.bid.supplier.name,
        candidate=score.bid.offer.candidate.name,
        criterion=ItemWithPoints(row.number, row.text, row.maximum, tuple(row.scale), tuple(row.descriptors)),
        points=score.points,
        reason=score.reason,
        is_waiting=score.corrections.filter(decided_at__isnull=True).exists(),
        tabs=tabs(call, milestones(call), actor=actor),
    )


def corrections_of(call: Call, *, actor: Actor) -> list[CorrectionShown]:
    """Every correction of a call, in the order in which they were written."""
    found = list(
        ScoreCorrection.objects.filter(score__bid__call=call).select_related(
            "score__criterion", "score__bid__supplier", "score__bid__offer__candidate", "proposed_by", "decided_by"
        )
    )
    if not found:
        return []
    named = RankedBid.objects.filter(bid__call=call).values_list(
        "pk", "bid__supplier__name", "bid__offer__candidate__name"
    )
    names = {str(bid): (supplier, candidate) for bid, supplier, candidate in named}
    may_decide = actor.may(Verb.SCORE) and not _is_over(call)
    return [_shown(one, names, actor, may_decide=may_decide) for one in found]


def ranking_in(lines: Sequence[str]) -> dict[str, Standing]:
    """A ranking as it is kept: place, bid, total, and whether it passes, on each line."""
    found = {}
    for line in lines:
        place, bid, total, outcome = line.split()
        found[bid] = Standing(int(place), Decimal(total), outcome == "passes")
    return found


def _shown(
    one: ScoreCorrection, names: Mapping[str, tuple[str, str]], actor: Actor, *, may_decide: bool
) -> CorrectionShown:
    score, is_own = one.score, one.proposed_by_id == actor.person_id
    return CorrectionShown(
        id=one.pk,
        supplier=score.bid.supplier.name,
        candidate=score.bid.offer.candidate.name,
        criterion=score.criterion.number,
        text=score.criterion.text,
        maximum=score.maximum,
        before=one.points_before,
        after=one.points_after,
        reason_before=one.reason_before,
        reason_after=one.reason_after,
        why=one.why,
        proposed_by=one.proposed_by.name,
        proposed_at=one.proposed_at,
        decided_by=one.decided_by.name if one.decided_by else "",
        decided_at=one.decided_at,
        is_accepted=one.is_accepted,
        moved=_moved(one, names),
        may_decide=may_decide and one.decided_at is None and not is_own,
        is_own=is_own,
    )


def _moved(one: ScoreCorrection, names: Mapping[str, tuple[str, str]]) -> tuple[Moved, ...]:
    before, after = ranking_in(one.ranking_before), ranking_in(one.ranking_after)
    moved = [
        Moved(*names[bid], before[bid], now)
        for bid, now in after.items()
        if bid in before and before[bid] != now and bid in names
    ]
    return tuple(sorted(moved, key=lambda row: (row.after.place, row.supplier)))


def _scores(call: Call) -> list[ScoreToCorrect]:
    ranked = RankedBid.objects.filter(bid__call=call).select_related("bid__supplier", "bid__offer__candidate")
    given: dict[UUID, dict[str, Decimal]] = {}
    for bid, number, points in Score.objects.filter(bid__call=call).values_list("bid", "criterion__number", "points"):
        given.setdefault(bid, {})[number] = points
    order = list(call.award_criteria.values_list("number", flat=True))
    return [
        ScoreToCorrect(
            one.pk,
            one.place,
            one.bid.supplier.name,
            one.bid.offer.candidate.name,
            tuple((number, given[one.pk][number]) for number in order if number in given.get(one.pk, {})),
        )
        for one in ranked
    ]


def _is_over(call: Call) -> bool:
    """Whether nothing is corrected any more: the call was awarded.

    Raises:
        NotFound: step 2 is not closed.
    """
    closed = {one.step for one in call.closings.all()}
    if 2 not in closed:
        raise NotFound(what=f"score-corrections:{call.number}")
    return 4 in closed or call.withdrawn_at is not None
