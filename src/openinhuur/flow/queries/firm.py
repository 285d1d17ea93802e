"""How firm each place of a ranking is: what would move a bid over the cut; and the report of the shortlist."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from openinhuur.assessments.models import RankedBid, Score
from openinhuur.awards.models import PreparedLetter
from openinhuur.calls import access, facts
from openinhuur.calls.models import Call
from openinhuur.domain.firmness import Firm, Scored, firmness
from openinhuur.domain.rejection import RejectionsSent
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.settlement import File
from openinhuur.flow.queries.tabs import tabs

AROUND: Final = 12
"""So many bids above and below the cut are shown, unless all are asked for."""


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A bid of the ranking, with what would move it. ``is_loose``: one step of one score takes it over the cut."""

    supplier: str
    candidate: str
    total: Decimal
    firm: Firm
    is_loose: bool


@dataclass(frozen=True, slots=True)
class FirmPage:
    """The bids around the cut, or all. ``bids``: how many there are; ``loose``: how many one step moves over it.

    ``prepared``: letters to who is not on the shortlist; ``sent_with_award``: else they go out at the handing over.
    """

    number: str
    title: str
    rows: list[FirmRow]
    bids: int
    shortlist_size: int
    loose: int
    is_whole: bool
    has_report: bool
    prepared: int
    sent_with_award: bool
    may_hand_over: bool
    tabs: frozenset[str]


def firm_page(number: str, *, is_whole: bool = False, actor: Actor, at: datetime) -> FirmPage:
    """The ranking as it was made, with how firm each place is.

    Raises:
        NotFound: there is no ranking yet. NotAllowed.
    """
    del at
    call = access.get(number, actor=actor, to=Verb.READ_ASSESSMENT)
    ranked = RankedBid.objects.filter(bid__call=call).select_related("bid__supplier", "bid__offer__candidate")
    rows = {str(one.pk): one for one in ranked}
    if not rows:
        raise NotFound(what=f"ranking:{number}")
    found = firmness(facts.award_criteria(call), _scored(call, list(rows.values())), shortlist_size=call.shortlist_size)
    around = range(call.shortlist_size - AROUND, call.shortlist_size + AROUND)
    every = [_row(one, rows[one.bid], call.shortlist_size) for one in found]
    shown = [one for index, one in enumerate(every) if is_whole or index in around]
    has_report = call.closings.filter(step=2, report__isnull=False).exists()
    return FirmPage(
        number=call.number,
        title=call.title,
        rows=shown,
        bids=len(found),
        shortlist_size=call.shortlist_size,
        loose=sum(one.is_loose for one in every),
        is_whole=len(shown) == len(found),
        has_report=has_report,
        prepared=PreparedLetter.objects.filter(bid__call=call, superseded_at__isnull=True).count(),
        sent_with_award=RejectionsSent(call.rejections_sent) is RejectionsSent.WITH_AWARD,
        may_hand_over=not has_report and actor.may(Verb.CLOSE_STEP),
        tabs=tabs(call, milestones(call), actor=actor),
    )


def shortlist_report(number: str, *, actor: Actor, at: datetime) -> File:
    """The report that was handed over to the buyer, as PDF.

    Raises:
        NotFound: it was not handed over yet. NotAllowed.
    """
    del at
    call = access.get(number, actor=actor, to=Verb.READ_ASSESSMENT)
    closing = call.closings.filter(step=2).first()
    if closing is None or closing.report is None:
        raise NotFound(what=f"report:{number}")
    return File(closing.report.name, closing.report.media_type, bytes(closing.report.content))


def _scored(call: Call, ranked: list[RankedBid]) -> list[Scored]:
    """Each bid as it was ranked; its place then tells how a lot came out, where points and rate were equal."""
    points: dict[str, dict[str, Decimal]] = {str(one.pk): {} for one in ranked}
    scores = Score.objects.filter(bid__call=call, bid__ranked__isnull=False)
    for bid, number, given in scores.values_list("bid", "criterion__number", "points"):
        points[str(bid)][number] = given
    return [
        Scored(
            bid=str(one.pk),
            points=points[str(one.pk)],
            hourly_rate=one.hourly_rate,
            price_points=one.price_points or Decimal(0),
            lot=one.place,
        )
        for one in ranked
    ]


def _row(firm: Firm, ranked: RankedBid, size: int) -> FirmRow:
    is_loose = firm.best <= size < firm.worst
    return FirmRow(ranked.bid.supplier.name, ranked.bid.offer.candidate.name, ranked.total, firm, is_loose)
