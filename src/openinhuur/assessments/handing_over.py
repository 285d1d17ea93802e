"""The shortlist goes to the buyer with a report: the procedure so far, the counts, and each bid with its reasons."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from openinhuur.accounts.models import Person
from openinhuur.assessments.models import RankedBid, RequirementJudgement, StepClosing
from openinhuur.bids import access as bids
from openinhuur.bids.models import Bid, LateBid
from openinhuur.calls import access as calls
from openinhuur.calls import addresses
from openinhuur.calls.models import Call
from openinhuur.documents.models import Document
from openinhuur.domain.roles import Actor, Role, Verb
from openinhuur.domain.scoring import StepClosed, StepNotClosed
from openinhuur.journal.actions import record
from openinhuur.letters import outbox, report_words
from openinhuur.letters.actions import Recipient, paper
from openinhuur.letters.report_words import Section
from openinhuur.parties.queries import people_with
from openinhuur.wording import formats

NL: Final = "nl"
CORRECTED: Final = "Na de overdracht is een score hersteld. Deze voordracht komt in de plaats van die van daarvoor."
WHY: Final = "Dit zijn de inschrijvingen met de meeste punten. Bij een gelijk aantal gaat het laagste tarief voor."


@transaction.atomic
def hand_over(number: str, *, actor: Actor, at: datetime) -> Document:
    """Make the report of the shortlist and tell the buyer; once, after step 2 was closed.

    Raises:
        StepNotClosed. StepClosed: it was handed over.
    """
    call = calls.get(number, actor=actor, to=Verb.CLOSE_STEP, locked=True)
    closing = StepClosing.objects.filter(call=call, step=2).first()
    if closing is None:
        raise StepNotClosed(step=2)
    report = _report(call, closing, at=at)
    unreported = StepClosing.objects.filter(pk=closing.pk, report__isnull=True)
    if unreported.update(report=report) != 1:
        raise StepClosed(step=2, closed_at=closing.closed_at)
    _tell("shortlist-handed-over", call, report, at=at)
    record("shortlist.handed-over", actor=actor, at=at, subject=call.subject, report=report.sha256)
    return report


def replace(call: Call, *, actor: Actor, at: datetime) -> Document:
    """Make the report anew after a score was corrected, and tell the buyer. It was handed over; the call is held."""
    closing = StepClosing.objects.select_related("report").get(call=call, step=2)
    before, report = closing.report, _report(call, closing, at=at)
    assert before is not None  # noqa: S101 (it was handed over)
    StepClosing.objects.filter(pk=closing.pk).update(report=report)
    _tell("shortlist-corrected", call, report, at=at)
    record(
        "shortlist.corrected", actor=actor, at=at, subject=call.subject, report=report.sha256, replaces=before.sha256
    )
    return report


def _report(call: Call, closing: StepClosing, *, at: datetime) -> Document:
    return paper("report", words=_words(call, closing, at=at), name=f"voordracht-{call.number}.pdf", at=at)


def _tell(kind: str, call: Call, report: Document, *, at: datetime) -> None:
    for person in Person.objects.filter(pk__in=people_with(Role.BUYER, call.buyer_id)).order_by("pk"):
        outbox.write(
            kind,
            to=Recipient(person.name, person.email),
            language=person.language,
            about=call.subject,
            desk=call.desk_id,
            words={
                "number": call.number,
                "title": call.title,
                "desk": call.desk.name,
                "path": addresses.call(call.number)[person.language],
            },
            at=at,
            document=report,
        )


def _words(call: Call, closing: StepClosing, *, at: datetime) -> dict[str, object]:
    ranked = list(
        RankedBid.objects.filter(bid__call=call)
        .select_related("bid__supplier", "bid__offer__candidate")
        .prefetch_related("bid__scores__criterion")
    )
    shortlist = [one for one in ranked if one.passes]
    return report_words.words(
        report_words.Report(
            subject=f"Voordracht van {len(shortlist)} kandidaten",
            call=f"Aanvraag {call.number}: {call.title}",
            reference=f"Aanvraag {call.number}, voordracht",
            sender=call.desk.name,
            facts=(
                ("Opdrachtgever", call.buyer.name),
                ("Inhuurdesk", call.desk.name),
                ("Inschrijven kon tot", formats.moment(call.closes_at, NL)),
                ("Geopend op", formats.moment(call.opening.opened_at, NL)),
                ("Punten vastgesteld op", formats.moment(closing.closed_at, NL)),
                ("Overgedragen op", formats.moment(at, NL)),
            ),
            opening=(WHY, *([CORRECTED] if closing.report_id else [])),
            sections=[
                Section("De aantallen", columns=("Wat", "Aantal"), rows=_counts(call, ranked)),
                Section(
                    "De voordracht",
                    columns=("Plaats", "Leverancier", "Kandidaat", "Punten", "Uurtarief"),
                    rows=[_place(one) for one in shortlist],
                ),
                *(_reasons(one) for one in shortlist),
            ],
        )
    )


def _counts(call: Call, ranked: Sequence[RankedBid]) -> list[list[str]]:
    of_call = Bid.objects.filter(call=call)
    unmet = RequirementJudgement.objects.filter(bid__in=bids.standing(call), is_met=False)
    counted = {
        "Op tijd ontvangen": of_call.filter(withdrawn_at__isnull=True).count(),
        "Ingetrokken voor de sluiting": of_call.filter(withdrawn_at__isnull=False).count(),
        "Te laat, geweigerd": LateBid.objects.filter(call=call).count(),
        "Niet bevestigd na een correctie": of_call.filter(lapsed_at__isnull=False).count(),
        "Terzijde gelegd": of_call.filter(set_aside_at__isnull=False).count(),
        "Voldeed niet aan een eis": unmet.values("bid").distinct().count(),
        "Kreeg punten": len(ranked),
        "Op de voordracht": sum(one.passes for one in ranked),
    }
    return [[what, str(count)] for what, count in counted.items()]


def _place(one: RankedBid) -> list[str]:
    supplier, candidate = one.bid.supplier.name, one.bid.offer.candidate.name
    return [str(one.place), supplier, candidate, formats.number(one.total, NL), formats.money(one.hourly_rate, NL)]


def _reasons(one: RankedBid) -> Section:
    scores = sorted(one.bid.scores.all(), key=lambda score: score.criterion.position)
    rows = [
        [
            f"{score.criterion.number}. {score.criterion.text}",
            f"{formats.number(score.points, NL)} van {formats.number(score.maximum, NL)}",
            score.reason,
        ]
        for score in scores
    ]
    title = f"{one.place}. {one.bid.offer.candidate.name}, {one.bid.supplier.name}"
    return Section(title, columns=("Gunningscriterium", "Punten", "Motivering"), rows=rows, widths=(2, 0, 3))
