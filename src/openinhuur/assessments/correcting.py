"""A score that turns out wrong after step 2 was closed: one writes the correction, a second person decides on it."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from openinhuur.assessments import interests, places, steps
from openinhuur.assessments.models import Interview, LotDraw, RankedBid, Score, ScoreCorrection
from openinhuur.bids import access as bids
from openinhuur.calls import access as calls
from openinhuur.calls import facts
from openinhuur.calls.models import Call
from openinhuur.domain import four_eyes, ranking, scoring
from openinhuur.domain import score_correction as domain
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record


@transaction.atomic
def propose(
    bid_id: UUID, number: str, points: Decimal, reason: str, *, why: str, actor: Actor, at: datetime
) -> ScoreCorrection:
    """Write a correction of a score that counts, from the closing of step 2 until the award.

    Args:
        reason: the new one for the letter. why: what was wrong, for the file.

    Raises:
        StepNotClosed, StepClosed. NotInThisStep. PointsNotOnScale, LostPointsUnexplained.
        ScoreCorrectionWaits, ScoreNotChanged, ScoreCorrectionUnexplained.
    """
    call = _closed(bids.get(bid_id, actor=actor, to=Verb.SCORE).call.number, actor=actor, to=Verb.SCORE)
    interests.check_may_assess(call, actor=actor)
    score = Score.objects.filter(bid=bid_id, bid__ranked__isnull=False, criterion__number=number).first()
    if score is None:
        raise steps.NotInThisStep(bid=str(bid_id), step=2)
    scoring.check_score(facts.award_criterion(score.criterion), points, reason)
    domain.check_proposal(
        criterion=number,
        before=(score.points, score.reason),
        after=(points, reason.strip()),
        why=why,
        is_waiting=ScoreCorrection.objects.filter(score=score, decided_at__isnull=True).exists(),
    )
    correction = ScoreCorrection.objects.create(
        score=score,
        points_before=score.points,
        reason_before=score.reason,
        points_after=points,
        reason_after=reason.strip(),
        why=why.strip(),
        proposed_by_id=actor.person,
        proposed_at=at,
    )
    record("points.correction-written", actor=actor, at=at, subject=call.subject, bid=bid_id, criterion=number,
           before=score.points, after=points, why=why.strip())  # fmt: skip
    return correction


@transaction.atomic
def decide(correction_id: int, *, accept: bool, actor: Actor, at: datetime) -> ScoreCorrection:
    """A second person lets a correction stand, or drops it. Standing, it changes the score and makes the ranking anew.

    Raises:
        SamePerson, ScoreCorrectionDecided, InvitedFallsOut. StepClosed.
        LotNeeded: it would make a tie across the cut, and no lot was drawn.
    """
    found = ScoreCorrection.objects.select_related("score__bid__call", "score__criterion").filter(pk=correction_id)
    correction = found.first()
    if correction is None:
        raise NotFound(what=f"score-correction:{correction_id}")
    bids.get(correction.score.bid_id, actor=actor, to=Verb.SCORE)
    call = _closed(correction.score.bid.call.number, actor=actor, to=Verb.SCORE)
    interests.check_may_assess(call, actor=actor)
    four_eyes.check_second_person([correction.proposed_by_id], person=actor.person)
    undecided = ScoreCorrection.objects.filter(pk=correction_id, decided_at__isnull=True)
    if undecided.update(decided_at=at, decided_by=actor.person, is_accepted=accept) != 1:
        raise domain.ScoreCorrectionDecided(decided_at=found.get().decided_at)
    correction.refresh_from_db()
    said = {"bid": correction.score.bid_id, "criterion": correction.score.criterion.number}
    if accept:
        _apply(call, correction)
        record("points.corrected", actor=actor, at=at, subject=call.subject, **said, before=correction.points_before,
               after=correction.points_after, places=correction.ranking_after)  # fmt: skip
    else:
        record("points.correction-dropped", actor=actor, at=at, subject=call.subject, **said)
    return correction


def _apply(call: Call, correction: ScoreCorrection) -> None:
    score = correction.score
    Score.objects.filter(pk=score.pk).update(points=correction.points_after, reason=correction.reason_after)
    rows = {str(one.pk): one for one in RankedBid.objects.select_for_update().filter(bid__call=call)}
    moved = correction.points_after - correction.points_before
    entries = [
        ranking.Entry(bid, one.total + (moved if one.pk == score.bid_id else 0), Money.of(one.hourly_rate))
        for bid, one in rows.items()
    ]
    draw = LotDraw.objects.filter(call=call, drawn_at__isnull=False).first()
    order = places.ranked(call, entries, lots=draw.lots if draw else {})
    _check_invited(call, order)
    correction.ranking_before = [_said(one.place, bid, one.total, passes=one.passes) for bid, one in rows.items()]
    correction.ranking_after = [_said(one.place, one.bid, one.total, passes=one.passes) for one in order]
    correction.save(update_fields=["ranking_before", "ranking_after"])
    places.keep_anew(order, rows)


def _check_invited(call: Call, order: Sequence[ranking.Place]) -> None:
    """The refusal names who would fall out."""
    rows = Interview.objects.filter(bid__call=call).select_related("bid__supplier", "bid__offer__candidate")
    names = {str(one.pk): f"{one.bid.offer.candidate.name} ({one.bid.supplier.name})" for one in rows}
    passes = {names[one.bid]: one.passes for one in order if one.bid in names}
    domain.check_invited(passes, invited=list(names.values()))


def _closed(number: str, *, actor: Actor, to: Verb) -> Call:
    """The call, held, when step 2 was closed and nothing was awarded yet."""
    call = calls.get(number, actor=actor, to=to, locked=True)
    closed = {one.step: one.closed_at for one in call.closings.all()}
    if 2 not in closed:
        raise scoring.StepNotClosed(step=2)
    if 4 in closed:
        raise scoring.StepClosed(step=4, closed_at=closed[4])
    return call


def _said(place: int, bid: str, total: Decimal, *, passes: bool) -> str:
    return f"{place} {bid} {total.normalize():f} {'passes' if passes else 'stops'}"
