"""How far each bid came, in the facts and words a letter needs."""

from openinhuur.assessments.interviews import agreed_grades, passed
from openinhuur.assessments.models import Interview, InterviewRound, RankedBid
from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.domain.award import CriterionResult, Outcome
from openinhuur.domain.interview import Grade
from openinhuur.domain.money import Money
from openinhuur.domain.ranking import BrokenBy
from openinhuur.parties.models import Organisation
from openinhuur.wording import formats


def everybody(call: Call) -> list[Bid]:
    """All bids that get a letter: those that were judged, and those that were not opened or set aside."""
    sent = Bid.objects.filter(call=call, withdrawn_at__isnull=True)
    return list(
        sent.select_related("call__buyer", "call__desk", "supplier", "offer__candidate", "ranked").prefetch_related(
            "judgements__requirement", "scores__criterion", "selection_remarks__criterion"
        )
    )


def candidate_of(bid: Bid) -> str:
    """Who was offered; empty for a bid that was not opened."""
    return bid.offer.candidate.name if hasattr(bid, "offer") else ""


def address(organisation: Organisation) -> tuple[str, ...]:
    """Street and place, as they stand in a letter."""
    return (organisation.street, f"{organisation.postcode} {organisation.city}")


def all_results(bid: Bid) -> tuple[CriterionResult, ...]:
    """The bid's points per award criterion, and for the price where it has weight."""
    return (*criterion_results(bid), *price_result(bid))


def criterion_results(bid: Bid) -> tuple[CriterionResult, ...]:
    """The bid's points per award criterion, in the order of publication."""
    return tuple(
        CriterionResult(one.criterion.number, one.criterion.text, one.points, one.maximum, one.reason)
        for one in sorted(bid.scores.all(), key=lambda score: score.criterion.position)
    )


def price_result(bid: Bid) -> tuple[CriterionResult, ...]:
    """The points for the price, where it has weight: computed when the ranking was made (R26)."""
    ranked: RankedBid | None = getattr(bid, "ranked", None)
    if ranked is None or ranked.price_points is None or bid.call.price_weight is None:
        return ()
    rate = formats.money(Money.of(ranked.hourly_rate), "nl")
    reason = f"Uw uurtarief is {rate}; de punten volgen uit de formule in de aanvraag."
    return (CriterionResult("P", "Prijs", ranked.price_points, bid.call.price_weight, reason),)


def outcome(bid: Bid, *, winner: Bid, reason: str) -> Outcome:
    """Where the bid stopped and why; ``reason`` is why the winner won."""
    if bid.pk == winner.pk:
        return Outcome("awarded", (reason,))
    if stopped := before_shortlist(bid):
        return stopped
    interview = Interview.objects.filter(bid=bid).first()
    return _after_interview(interview, reason) if interview else Outcome("selection", _selection_reasons(bid))


def before_shortlist(bid: Bid) -> Outcome | None:
    """Why a bid did not come on the shortlist; None: it is on it. Once step 2 is closed."""
    if bid.lapsed_at is not None:
        return Outcome("not-confirmed", (_not_confirmed(bid),))
    if bid.set_aside_at is not None:
        return Outcome("set-aside", (bid.set_aside_reason,))
    unmet = [one for one in bid.judgements.all() if not one.is_met]
    if unmet:
        return Outcome(
            "requirements",
            tuple(f"Eis {one.requirement.number} ({one.requirement.text}): {one.reason}" for one in unmet),
        )
    return None if bid.ranked.passes else Outcome("shortlist", (_below_the_cut(bid),))


def _after_interview(interview: Interview, reason: str) -> Outcome:
    if interview.not_held_reason:
        return Outcome("not-held", (interview.not_held_reason,))
    if passed(interview, interview.bid.call):
        return Outcome("not-chosen", (reason,))
    return Outcome("interview", _insufficient(interview))


def _not_confirmed(bid: Bid) -> str:
    corrections = bid.call.corrections.filter(is_material=True, published_at__isnull=False)
    numbers = " en ".join(str(number) for number in corrections.values_list("number", flat=True))
    return (
        f"De aanvraag is na uw inschrijving aangepast (correctie {numbers}). U hebt uw inschrijving daarna niet "
        f"bevestigd of vervangen vóór de sluiting op {formats.moment(bid.call.closes_at, 'nl')}."
    )


def _below_the_cut(bid: Bid) -> str:
    """Where the cut fell; the points lost stand beside each criterion."""
    last = RankedBid.objects.filter(bid__call=bid.call, passes=True).order_by("place").last()
    if last is None:
        return ""
    points = formats.number(last.total, "nl")
    if last.total > bid.ranked.total:
        return f"De laatste plaats die wel is voorgelegd, plaats {last.place}, had {points} punten."
    if bid.ranked.broken_by == BrokenBy.LOT.value and last.hourly_rate == bid.ranked.hourly_rate:
        return (
            f"De inschrijving op plaats {last.place} had evenveel punten ({points}) en hetzelfde uurtarief. Daarom "
            "besliste het lot. Het bewijs van de loting hebt u ontvangen."
        )
    return (
        f"De inschrijving op plaats {last.place} had evenveel punten ({points}). Bij een gelijk aantal punten "
        "gaat het laagste uurtarief voor, en dat van u was hoger."
    )


def _selection_reasons(bid: Bid) -> tuple[str, ...]:
    """The buyer's words on each selection criterion; without such criteria, why others were invited."""
    remarks = sorted(bid.selection_remarks.all(), key=lambda remark: remark.criterion.position)
    if remarks:
        return tuple(f"{one.criterion.text}: {one.reason}" for one in remarks)
    return tuple(InterviewRound.objects.filter(call=bid.call).values_list("reason", flat=True))


def _insufficient(interview: Interview) -> tuple[str, ...]:
    grades = agreed_grades(interview)
    return tuple(
        f"{one.competence.text}: {one.reason}"
        for one in interview.agreed.select_related("competence").order_by("competence__position")
        if grades[one.competence.number] is Grade.INSUFFICIENT
    )
