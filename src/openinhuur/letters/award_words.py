"""The words of the letters about an award decision, in Dutch (Aw 2.130).

What people decided is quoted; what the letter adds is fixed text. The winning candidate is never named (R7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openinhuur.domain.award import CriterionResult, Letter
from openinhuur.wording import formats

NL = "nl"
PLACED = "Uw inschrijving eindigde met {total} van de 100 punten op plaats {place} van {places}"
OPENINGS = {
    "requirements": "Uw inschrijving voldoet niet aan alle eisen en is daarom niet verder beoordeeld.",
    "shortlist": PLACED + ". De eerste {size} zijn aan de opdrachtgever voorgelegd.",
    "selection": PLACED + " en is aan de opdrachtgever voorgelegd. Na vergelijking zijn anderen uitgenodigd voor een "
    "gesprek.",
    "interview": PLACED + " en uw kandidaat is uitgenodigd voor een gesprek. In dat gesprek moest elke competentie ten "
    "minste voldoende zijn.",
    "awarded": PLACED + ". Na het gesprek is besloten de opdracht aan u te gunnen.",
}
REASONS_HEADINGS = {
    "requirements": "Waarom uw inschrijving niet verder is beoordeeld",
    "shortlist": "Waarom uw inschrijving niet is voorgelegd",
    "selection": "Waarom uw kandidaat niet is uitgenodigd",
    "interview": "Wat in het gesprek niet voldoende was",
    "awarded": "Waarom de opdracht aan u is gegund",
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes the letter: the desk, for the buyer."""

    name: str
    address: tuple[str, ...]
    signed_by: str


def subject(letter: Letter) -> str:
    """What the letter is about, in one line."""
    verdict = "gunning" if letter.outcome.code == "awarded" else "gunningsbeslissing"
    return f"{verdict.capitalize()} aanvraag {letter.number}: {letter.title}"


def words(
    letter: Letter, *, sender: Sender, recipient: Sequence[str], shortlist_size: int, at: datetime
) -> dict[str, object]:
    """Everything the template puts on paper."""
    awarded = letter.outcome.code == "awarded"
    return {
        "language": NL,
        "subject": subject(letter),
        "reference": f"Aanvraag {letter.number}",
        "page_word": "bladzijde",
        "sender": sender.name,
        "sender_lines": [sender.name, *sender.address],
        "recipient_lines": list(recipient),
        "date": formats.day(at, NL).partition(" ")[2].capitalize(),
        "greeting": "Geachte heer, mevrouw,",
        "opening": _opening(letter, shortlist_size),
        "reasons_heading": REASONS_HEADINGS[letter.outcome.code],
        "reasons": list(letter.outcome.reasons),
        "columns": ["Gunningscriterium", "Punten", "Motivering"],
        "total_word": "Totaal",
        "own_heading": "Uw punten per gunningscriterium",
        "own": _rows(letter.own),
        "own_total": formats.number(letter.own_total, NL) if letter.own_total is not None else "",
        "winner_heading": f"De punten van {letter.winner}",
        "winner": [] if awarded else _rows(letter.winner_results, with_reasons=False),
        "winner_total": formats.number(letter.winner_total, NL),
        "advantages_heading": f"De relatieve voordelen van {letter.winner}",
        "advantages": [] if awarded else list(letter.advantages),
        "standstill_heading": "Opschortende termijn en bezwaar",
        "standstill": _standstill(letter),
        "closing": "Met vriendelijke groet,",
        "signature": [sender.signed_by, f"{sender.name}, namens {letter.buyer}"],
    }


def _opening(letter: Letter, shortlist_size: int) -> list[str]:
    total = formats.number(letter.own_total, NL) if letter.own_total is not None else ""
    told = OPENINGS[letter.outcome.code].format(
        total=total, place=letter.place, places=letter.places, size=shortlist_size
    )
    first = f"U hebt {letter.candidate} aangeboden voor de aanvraag „{letter.title}” van {letter.buyer}."
    if letter.outcome.code == "awarded":
        return [first, told]
    verdict = f"{letter.buyer} is van plan de opdracht te gunnen aan {letter.winner}. Uw aanbod is het niet geworden."
    return [first, verdict, told]


def _rows(results: Sequence[CriterionResult], *, with_reasons: bool = True) -> list[dict[str, str]]:
    return [
        {
            "criterion": f"{one.number}. {one.text}",
            "points": f"{formats.number(one.points, NL)} van {formats.number(one.maximum, NL)}",
            "reason": one.reason if with_reasons else "",
        }
        for one in results
    ]


def _standstill(letter: Letter) -> list[str]:
    ends = formats.until(letter.standstill_ends_at, NL)
    how = (
        "Bent u het niet eens met deze beslissing? Maak uw bezwaar dan vóór dat moment gemotiveerd kenbaar via "
        f"{letter.objection_address}. Zolang over een tijdig bezwaar niet is beslist, wordt niet getekend."
    )
    return [f"De overeenkomst wordt niet getekend vóór het einde van de opschortende termijn: {ends}.", how]
