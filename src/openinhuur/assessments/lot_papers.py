"""What is written about a lot: to the bidders who are equal, the proof, and the minutes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from openinhuur.assessments import hidden
from openinhuur.assessments.models import LotDraw
from openinhuur.bids.models import Bid
from openinhuur.calls import addresses
from openinhuur.documents.actions import keep
from openinhuur.documents.models import Document
from openinhuur.domain import lot as domain
from openinhuur.domain.ranking import Place
from openinhuur.letters import report_words
from openinhuur.letters.actions import paper
from openinhuur.parties import notices
from openinhuur.wording import formats

NL: Final = "nl"
WHY: Final = (
    "Deze inschrijvingen hadden evenveel punten en hetzelfde uurtarief, op de grens van de voordracht. Daarom "
    "besliste het lot."
)
HOW: Final = (
    "De volgorde volgt uit een geheim dat bij de publicatie is vastgelegd, en uit alle ontvangstbewijzen. Niemand "
    "kende die allebei vóór de sluiting. Iedereen kan de loting narekenen met het bestand loting-{number}.json: "
    "openinhuur lot verify."
)


def tell_invited(draw: LotDraw, bids: Sequence[Bid], *, at: datetime) -> None:
    """E-mails to the suppliers of the tied bids: when the lot is drawn, and how they can be there."""
    for bid in bids:
        notices.tell(
            bid.supplier,
            "lot-invited",
            about=draw.call.subject,
            desk=None if hidden.is_hidden(draw.call) else draw.call.desk_id,
            page=addresses.lot(draw.call.number),
            words={**_words(draw, bid), "draws_at": draw.draws_at, "desk_email": draw.call.desk.email},
            at=at,
        )


def tell_not_in_it(draw: LotDraw, bids: Sequence[Bid], *, at: datetime) -> None:
    """E-mails to those who were invited and are not equal any more: a lot does not decide on their bid."""
    for bid in bids:
        notices.tell(
            bid.supplier,
            "lot-off",
            about=draw.call.subject,
            desk=None if hidden.is_hidden(draw.call) else draw.call.desk_id,
            page=addresses.call(draw.call.number),
            words=_words(draw, bid),
            at=at,
        )


def tell_drawn(draw: LotDraw, bids: Sequence[Bid], places: Mapping[str, Place], *, at: datetime) -> None:
    """E-mails to them with the outcome and the proof."""
    for bid in bids:
        passes = places[str(bid.pk)].passes
        notices.tell(
            bid.supplier,
            "lot-won" if passes else "lot-lost",
            about=draw.call.subject,
            desk=draw.call.desk_id,
            page=addresses.lot(draw.call.number),
            words=_words(draw, bid),
            at=at,
            document=draw.proof,
        )


def keep_proof(proof: domain.Proof, *, at: datetime) -> Document:
    """The file with which anybody computes the lot again."""
    content = domain.written(proof)
    return keep(content, name=f"loting-{proof.call}.json", media_type="application/json", at=at, pages=None)


def minutes(
    draw: LotDraw,
    proof: domain.Proof,
    bids: Sequence[Bid],
    present: Sequence[str],
    places: Sequence[Place],
    *,
    at: datetime,
) -> Document:
    """The minutes of the draw, on paper."""
    call = draw.call
    found = {one.bid: one for one in places}
    drawn = sorted(bids, key=lambda bid: draw.lots[str(bid.pk)])
    rows = [
        [str(number), bid.supplier.name, bid.offer.candidate.name, "ja" if found[str(bid.pk)].passes else "nee"]
        for number, bid in enumerate(drawn, 1)
    ]
    words = report_words.words(
        report_words.Report(
            subject="Proces-verbaal van de loting",
            call=f"Aanvraag {call.number}: {call.title}",
            reference=f"Aanvraag {call.number}, proces-verbaal van de loting",
            sender=call.desk.name,
            facts=(
                ("Opdrachtgever", call.buyer.name),
                ("Inhuurdesk", call.desk.name),
                ("Uitgenodigd op", formats.moment(draw.invited_at, NL)),
                ("Aangekondigd voor", formats.moment(draw.draws_at, NL)),
                ("Geloot op", formats.moment(at, NL)),
                ("Door", " en ".join(present)),
            ),
            opening=(WHY, HOW.format(number=call.number)),
            sections=(
                report_words.Section(
                    "De uitslag", columns=("Volgorde", "Leverancier", "Kandidaat", "Op de voordracht"), rows=rows
                ),
                report_words.Section(
                    "Waaruit zij volgt",
                    paragraphs=(
                        f"Vooraf vastgelegd (SHA-256 van het geheim): {proof.commitment}",
                        f"Het geheim: {proof.secret}",
                        f"Aantal ontvangstbewijzen: {len(proof.receipts)}",
                    ),
                ),
                report_words.Section("Alle ontvangstbewijzen (SHA-256)", items=proof.receipts),
            ),
        ),
    )
    return paper("report", words=words, name=f"proces-verbaal-loting-{call.number}.pdf", at=at)


def _words(draw: LotDraw, bid: Bid) -> dict[str, object]:
    call = draw.call
    return {
        "number": call.number,
        "title": call.title,
        "buyer": call.buyer.name,
        "candidate": bid.offer.candidate.name,
    }
