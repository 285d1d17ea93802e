"""What waits while bids are judged: to be mended, to be drawn by lot, or to be looked at by a second person."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from openinhuur.assessments.models import LotDraw, Repair, RepairRequest, ScoreCorrection
from openinhuur.bids.models import Bid, Offer
from openinhuur.calls.models import Call
from openinhuur.domain.repair import REPAIRABLE
from openinhuur.domain.roles import Actor
from openinhuur.domain.worklist import Task, Todo


def blind_cvs_to_check(calls: Iterable[Call]) -> list[Todo]:
    """CVs that nobody who judges sees before somebody has looked at their black boxes. The calls have their steps."""
    blind = [one for one in calls if one.is_judged_blind and hasattr(one, "opening") and one.withdrawn_at is None]
    hidden = {one.pk: one for one in blind if all(closed.step != 2 for closed in one.closings.all())}
    if not hidden:
        return []
    offers = Offer.objects.filter(bid__call__in=hidden, bid__set_aside_at__isnull=True, cv__isnull=False)
    unchecked = offers.exclude(bid__blind_check__cv=F("cv"), bid__blind_check__approved_at__isnull=False)
    found = Counter(unchecked.values_list("bid__call_id", flat=True))
    return [Todo(Task.CHECK_BLIND, one.title, one.number, total=found[pk]) for pk, one in hidden.items() if found[pk]]


def repairs_to_ask(calls: Iterable[Call]) -> list[Todo]:
    """Defects that were found, may be mended as the call says, and were not asked yet. The calls have their steps."""
    opened = [one for one in calls if hasattr(one, "opening") and one.withdrawn_at is None and not one.closings.all()]
    in_step_1 = {one.pk: one for one in opened if one.cv_rules_broken == "repair"}
    if not in_step_1:
        return []
    asked = set(RepairRequest.objects.filter(call__in=in_step_1).values_list("call_id", "defect"))
    rows = Offer.objects.filter(bid__call__in=in_step_1, bid__set_aside_at__isnull=True).exclude(findings=[])
    found = Counter(
        call
        for call, findings in rows.values_list("bid__call_id", "findings")
        if any(one["code"] in REPAIRABLE and (call, one["code"]) not in asked for one in findings)
    )
    return [Todo(Task.ASK_REPAIR, one.title, one.number, total=found[pk]) for pk, one in in_step_1.items() if found[pk]]


def corrections_to_decide(actor: Actor) -> list[Todo]:
    """Corrections of scores that a colleague wrote: a second person decides."""
    of_desk = ScoreCorrection.objects.filter(decided_at__isnull=True, score__bid__call__desk=actor.organisation)
    running = of_desk.filter(score__bid__call__withdrawn_at__isnull=True).exclude(score__bid__call__closings__step=4)
    counted: dict[str, list[ScoreCorrection]] = {}
    for one in running.exclude(proposed_by=actor.person).select_related("score__bid__call"):
        counted.setdefault(one.score.bid.call.number, []).append(one)
    return [
        Todo(
            Task.DECIDE_SCORE_CORRECTION,
            found[0].score.bid.call.title,
            number,
            since_at=found[0].proposed_at,
            total=len(found),
        )
        for number, found in counted.items()
    ]


def bids_to_mend(actor: Actor, *, at: datetime) -> list[Todo]:
    """Own bids in which something was asked that was not mended yet, while the term runs."""
    asked = Repair.objects.filter(bid__supplier=actor.organisation, answered_at__isnull=True, request__due_at__gt=at)
    running = asked.filter(bid__call__withdrawn_at__isnull=True).exclude(bid__call__closings__step=1)
    found: dict[str, Todo] = {}
    for bid, title, due_at in running.order_by("request__due_at").values_list(
        "bid", "bid__call__title", "request__due_at"
    ):
        found.setdefault(str(bid), Todo(Task.MEND_BID, title, str(bid), due_at=due_at))
    return list(found.values())


def lots_to_come(actor: Actor, *, at: datetime) -> list[Todo]:
    """Lots in which an own bid takes part, until the announced moment."""
    own = Bid.objects.filter(supplier=actor.organisation)
    waiting = LotDraw.objects.filter(drawn_at__isnull=True, draws_at__gt=at, call__withdrawn_at__isnull=True)
    waiting = waiting.exclude(call__closings__step=2)
    draws = list(waiting.filter(call__bids__in=own).select_related("call").distinct())
    if not draws:
        return []
    mine = {str(bid) for bid in own.filter(call__lot__in=draws).values_list("pk", flat=True)}
    theirs = [one for one in draws if mine & set(one.tied)]
    return [Todo(Task.LOT, one.call.title, one.call.number, due_at=one.draws_at) for one in theirs]
