"""The ladder: how far every bid of a call came, derived from the decisions taken."""

from dataclasses import dataclass
from enum import Enum

from django.db.models import Prefetch

from openinhuur.assessments.models import AgreedGrade
from openinhuur.awards.models import AwardDecision
from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.domain import interview
from openinhuur.domain.interview import Grade


class Rung(Enum):
    """The steps of the ladder, from the bottom up."""

    RECEIVED = "received"
    VALID = "valid"
    SHORTLISTED = "shortlisted"
    INVITED = "invited"
    SUFFICIENT = "sufficient"
    AWARDED = "awarded"


class Stop(Enum):
    """Why a bid went no further than its rung."""

    NOT_CONFIRMED = "not_confirmed"
    SET_ASIDE = "set_aside"
    REQUIREMENT = "requirement"
    NOT_SHORTLISTED = "not_shortlisted"
    NOT_INVITED = "not_invited"
    INSUFFICIENT = "insufficient"
    NOT_AWARDED = "not_awarded"


@dataclass(frozen=True, slots=True)
class Standing:
    """A bid with the highest rung it reached, and why it stopped there (None: it goes on, or it won)."""

    bid: Bid
    rung: Rung
    stop: Stop | None
    reason: str


def standings(call: Call) -> list[Standing]:
    """Every bid that stood at the deadline, the furthest first."""
    bids = (
        Bid.objects.filter(call=call, withdrawn_at__isnull=True)
        .select_related("supplier", "offer__candidate", "ranked", "interview__round")
        .prefetch_related(
            "judgements__requirement",
            Prefetch("interview__agreed", AgreedGrade.objects.select_related("competence")),
        )
    )
    award = AwardDecision.objects.filter(call=call).first()
    decided = award is not None
    competences = [one.number for one in call.competences.all()]
    judged = call.closings.filter(step=1).exists()
    selected = call.rounds.exists()
    found = [_standing(bid, award, competences, judged=judged, selected=selected, decided=decided) for bid in bids]
    order = list(Rung)
    return sorted(found, key=lambda one: (-order.index(one.rung), _place(one.bid), one.bid.supplier.name))


def _standing(
    bid: Bid,
    award: AwardDecision | None,
    competences: list[str],
    *,
    judged: bool,
    selected: bool,
    decided: bool,
) -> Standing:
    if bid.lapsed_at is not None:
        return Standing(bid, Rung.RECEIVED, Stop.NOT_CONFIRMED, "")
    if bid.set_aside_at is not None:
        return Standing(bid, Rung.RECEIVED, Stop.SET_ASIDE, bid.set_aside_reason)
    unmet = [one for one in bid.judgements.all() if not one.is_met]
    if not judged or unmet:
        return Standing(bid, Rung.RECEIVED, Stop.REQUIREMENT if unmet else None, unmet[0].reason if unmet else "")
    ranked = getattr(bid, "ranked", None)
    if ranked is None or not ranked.passes:
        return Standing(bid, Rung.VALID, Stop.NOT_SHORTLISTED if ranked else None, "")
    if not hasattr(bid, "interview"):
        return Standing(bid, Rung.SHORTLISTED, Stop.NOT_INVITED if selected and decided else None, "")
    return _after_invitation(bid, award, competences, decided=decided)


def _after_invitation(bid: Bid, award: AwardDecision | None, competences: list[str], *, decided: bool) -> Standing:
    invitation = bid.interview
    agreed = {one.competence.number: one for one in invitation.agreed.all()}
    outcome = interview.passed({key: Grade(one.grade) for key, one in agreed.items()}, competences=competences)
    if invitation.not_held_reason:
        return Standing(bid, Rung.INVITED, Stop.INSUFFICIENT, invitation.not_held_reason)
    if not outcome:
        failed = [one.reason for one in agreed.values() if one.grade == Grade.INSUFFICIENT.value]
        return Standing(bid, Rung.INVITED, None if outcome is None else Stop.INSUFFICIENT, " ".join(failed))
    if award is None or award.bid_id != bid.pk:
        return Standing(bid, Rung.SUFFICIENT, Stop.NOT_AWARDED if decided else None, "")
    return Standing(bid, Rung.AWARDED, None, award.reason)


def _place(bid: Bid) -> int:
    ranked = getattr(bid, "ranked", None)
    return ranked.place if ranked else 10_000
