"""Checks on what gives points: together 100 (R21), none without, no stage that decides without weights."""

import re
from collections.abc import Iterator
from decimal import Decimal

from openinhuur.domain.lint.finding import Finding, Severity
from openinhuur.domain.lint.passages import passages
from openinhuur.domain.written_call import WrittenCall

AWARDED_ON_POINTS = re.compile(
    r"(?i)\b(?:gegund|gunning|gunt|award(?:ed|s)?)\b[^.]{0,100}"
    r"\b(?:hoogste (?:totaal|eind)?score|meeste punten|hoogste (?:aantal punten|puntenaantal)"
    r"|(?:highest (?:total )?score|most points))"
)
VERIFIES = re.compile(r"(?i)verificatie(?:gesprek|interview)|verification (?:interview|meeting)")


def weights_sum(call: WrittenCall) -> Iterator[Finding]:
    """R21: weights add up to 100 over every stage that gives points (criteria, price, selection, interview)."""
    facts = call.facts
    points = [item.points for item in facts.criteria or () if item.points is not None]
    weights = (facts.price_weight, facts.selection_weight, facts.interview_weight)
    stages = [weight for weight in weights if weight is not None]
    total = sum((*points, *stages), Decimal(0))
    if points and total != 100:
        two_scales = bool(stages) and sum(points) == 100
        severity = Severity.WARNING if two_scales else Severity.ERROR
        yield Finding("weights-sum", severity, call.places.get("criteria", ()), "criteria", {"total": total})


def criteria_without_points(call: WrittenCall) -> Iterator[Finding]:
    """R21: an award criterion whose points are not in the text cannot be scored."""
    items = call.facts.criteria or ()
    bare = [item for item in items if item.points is None]
    if bare:
        fields = {"count": len(bare), "of": len(items)}
        places = call.places.get("criteria", ())
        yield Finding("criteria-without-points", Severity.WARNING, places, "criteria", fields)


def unweighted_stage(call: WrittenCall) -> Iterator[Finding]:
    """A stage that sends candidates home without weights: the buyer's selection, and an interview that decides.

    An interview that only verifies decides nothing, and neither does one after which points decide.
    """
    facts = call.facts
    if facts.selection_criteria and facts.selection_weight is None:
        yield _unweighted("selection_criteria", "selection", call.places.get("selection_criteria", ()))
    is_held = facts.interviews_from or facts.min_invited or facts.min_interviewers
    if not is_held or facts.interview_weight is not None:
        return
    if any(AWARDED_ON_POINTS.search(one.text) or VERIFIES.search(one.text) for one in passages(call)):
        return
    key = "competences" if facts.competences else "interviews_from"
    where = next((call.places[name] for name in ("min_interviewers", key) if name in call.places), ())
    yield _unweighted(key, "interview", where)


def _unweighted(key: str, stage: str, lines: tuple[int, ...]) -> Finding:
    return Finding("unweighted-stage", Severity.WARNING, lines, key, {"stage": stage})
