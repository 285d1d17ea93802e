"""The words of the letters about an award decision, in Dutch (Aw 2.130).

What people decided is quoted; what the letter adds is fixed text. The winning candidate is never named (R7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from openinhuur.domain.award import Letter
from openinhuur.wording import formats

NL = "nl"
PLACED = "Uw inschrijving eindigde met {total} van de 100 punten op plaats {place} van {places}"
OPENINGS = {
    "not-confirmed": "Uw inschrijving is niet geopend en daarom niet beoordeeld.",
    "set-aside": "Uw inschrijving is terzijde gelegd en daarom niet beoordeeld.",
    "requirements": "Uw inschrijving voldoet niet aan alle eisen en is daarom niet verder beoordeeld.",
    "shortlist": PLACED + " en is daarom niet aan de opdrachtgever voorgelegd.",
    "selection": PLACED + " en is aan de opdrachtgever voorgelegd. Na vergelijking zijn anderen uitgenodigd voor een "
    "gesprek.",
    "interview": PLACED + " en uw kandidaat is uitgenodigd voor een gesprek. In dat gesprek moest elke competentie ten "
    "minste voldoende zijn.",
    "not-held": PLACED + " en uw kandidaat is uitgenodigd voor een gesprek, dat niet is gehouden.",
    "not-chosen": PLACED + " en uw kandidaat is uitgenodigd voor een gesprek. Daarin was elke competentie ten minste "
    "voldoende.",
    "awarded": PLACED + ". Na het gesprek is besloten de opdracht aan u te gunnen.",
}
REASONS_HEADINGS = {
    "not-confirmed": "Waarom uw inschrijving niet is geopend",
    "set-aside": "Waarom uw inschrijving terzijde is gelegd",
    "requirements": "Waarom uw inschrijving niet verder is beoordeeld",
    "shortlist": "Waarom uw inschrijving niet is voorgelegd",
    "selection": "Waarom uw kandidaat niet is uitgenodigd",
    "interview": "Wat in het gesprek niet voldoende was",
    "not-held": "Waarom het gesprek niet is gehouden",
    "not-chosen": "Waarom de opdracht aan een ander is gegund",
    "awarded": "Waarom de opdracht aan u is gegund",
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes the letter."""

    name: str
    address: tuple[str, ...]
    signed_by: str


def subject(letter: Letter) -> str:
    """What the letter is about, in one line."""
    verdict = "gunning" if letter.outcome.code == "awarded" else "gunningsbeslissing"
    return f"{verdict.capitalize()} aanvraag {letter.number}: {letter.title}"


def words(letter: Letter, *, sender: Sender, recipient: Sequence[str], at: datetime) -> dict[str, object]:
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
        "notice": "",
        "greeting": "Geachte heer, mevrouw,",
        "opening": _opening(letter),
        "reasons_heading": REASONS_HEADINGS[letter.outcome.code],
        "reasons": list(letter.outcome.reasons),
        "scores_heading": _scores_heading(letter),
        "columns": _columns(letter),
        "explained": letter.outcome.is_scored,
        "scores": _scores(letter),
        "total": _total(letter),
        "advantages_heading": f"De relatieve voordelen van {letter.winner}",
        "advantages": [] if awarded else list(letter.advantages),
        "standstill_heading": "Opschortende termijn en bezwaar",
        "standstill": _standstill(letter),
        "closing": "Met vriendelijke groet,",
        "signature": [sender.signed_by, sender.name],
    }


def _opening(letter: Letter) -> list[str]:
    total = formats.number(letter.own_total, NL) if letter.own_total is not None else ""
    told = OPENINGS[letter.outcome.code].format(total=total, place=letter.place, places=letter.places)
    offered = f"{letter.candidate} aangeboden voor" if letter.candidate else "ingeschreven op"
    first = f"U hebt {offered} de aanvraag „{letter.title}” van {letter.buyer}."
    if letter.outcome.code == "awarded":
        return [first, told]
    verdict = f"{letter.buyer} is van plan de opdracht te gunnen aan {letter.winner}. Uw aanbod is het niet geworden."
    return [first, verdict, told]


def _scores_heading(letter: Letter) -> str:
    if not letter.outcome.is_scored:
        return f"De punten van {letter.winner}"
    return "Uw punten" if letter.outcome.code == "awarded" else f"Uw punten en die van {letter.winner}"


def _columns(letter: Letter) -> list[str]:
    """Own points, the winner's beside them, and why own points were given: each only where there is any."""
    own = ["Uw punten"] if letter.outcome.is_scored else []
    winner = [letter.winner] if letter.outcome.code != "awarded" else []
    return ["Gunningscriterium", "Hoogste", *own, *winner, *(["Motivering van uw punten"] if own else [])]


def _scores(letter: Letter) -> list[list[str]]:
    mine = {one.number: one for one in letter.own}
    rows = []
    for one in letter.winner_results:
        own = mine.get(one.number)
        row = [f"{one.number}. {one.text}", formats.number(one.maximum, NL)]
        row += [formats.number(own.points, NL)] if own else []
        row += [formats.number(one.points, NL)] if letter.outcome.code != "awarded" else []
        row += [own.reason] if own else []
        rows.append(row)
    return rows


def _total(letter: Letter) -> list[str]:
    most = sum((one.maximum for one in letter.winner_results), Decimal(0))
    own = [formats.number(letter.own_total, NL)] if letter.own_total is not None else []
    winner = [formats.number(letter.winner_total, NL)] if letter.outcome.code != "awarded" else []
    return ["Totaal", formats.number(most, NL), *own, *winner, *([""] if own else [])]


def _standstill(letter: Letter) -> list[str]:
    ends = formats.until(letter.standstill_ends_at, NL)
    how = (
        "Bent u het niet eens met deze beslissing? Maak uw bezwaar dan vóór dat moment gemotiveerd kenbaar via "
        f"{letter.objection_address}. Zolang over een tijdig bezwaar niet is beslist, wordt niet getekend."
    )
    return [f"De overeenkomst wordt niet getekend vóór het einde van de opschortende termijn: {ends}.", how]
