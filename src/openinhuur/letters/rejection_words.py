"""The words of a letter to who is not on the shortlist, from before the award, in Dutch.

It names nobody else, and says what it is not: the award decision (see `openinhuur.domain.rejection`).
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from openinhuur.domain.rejection import REINSTATED, Rejection
from openinhuur.letters import award_words
from openinhuur.letters.award_words import NL, PLACED, Sender
from openinhuur.wording import formats

OPENINGS = award_words.OPENINGS | {REINSTATED: PLACED + " en is daarmee alsnog aan de opdrachtgever voorgelegd."}
REASONS_HEADINGS = award_words.REASONS_HEADINGS | {REINSTATED: "Waarom dit anders is dan eerst"}

ADDED: Final = (
    "het bedrijf dat is gekozen, de punten van dat bedrijf, de voordelen daarvan ten opzichte van uw inschrijving, het "
    "einde van de opschortende termijn en hoe u bezwaar maakt"
)
"""What the letter of the award says beside this."""


def subject(letter: Rejection) -> str:
    """What the letter is about, in one line."""
    return f"Uitkomst van uw inschrijving tot nu toe, aanvraag {letter.number}: {letter.title}"


def says(letter: Rejection) -> dict[str, object]:
    """All that it says about the bid: when this is the same, the letter is."""
    return {
        "code": letter.outcome.code,
        "reasons": list(letter.outcome.reasons),
        "opening": _told(letter),
        "scores": _scores(letter),
    }


def words(letter: Rejection, *, sender: Sender, recipient: Sequence[str], at: datetime) -> dict[str, object]:
    """Everything the template puts on paper."""
    return {
        "language": NL,
        "subject": subject(letter),
        "reference": f"Aanvraag {letter.number}",
        "page_word": "bladzijde",
        "sender": sender.name,
        "sender_lines": [sender.name, *sender.address],
        "recipient_lines": list(recipient),
        "date": formats.day(at, NL).partition(" ")[2].capitalize(),
        "notice": _notice(letter, at),
        "greeting": "Geachte heer, mevrouw,",
        "opening": _opening(letter),
        "reasons_heading": REASONS_HEADINGS[letter.outcome.code],
        "reasons": list(letter.outcome.reasons),
        "scores_heading": "Uw punten",
        "columns": ["Gunningscriterium", "Hoogste", "Uw punten", "Motivering van uw punten"],
        "explained": True,
        "scores": _scores(letter),
        "total": _total(letter),
        "advantages_heading": "",
        "advantages": [],
        "standstill_heading": "Wat er nog volgt" if letter.is_sent else "Wat er bij de gunning bij komt",
        "standstill": _to_come(letter),
        "closing": "Met vriendelijke groet,",
        "signature": [line for line in (sender.signed_by, sender.name) if line],
    }


def _notice(letter: Rejection, at: datetime) -> str:
    """What stands above the letter: that it is a concept, or what it replaces."""
    if not letter.is_sent:
        return f"Concept van {formats.day(at, NL)}, niet verstuurd. De brief gaat uit met de gunningsbeslissing."
    if letter.replaces_at is not None:
        return f"Deze brief vervangt onze brief van {formats.day(letter.replaces_at, NL)}."
    return ""


def _opening(letter: Rejection) -> list[str]:
    offered = f"{letter.candidate} aangeboden voor" if letter.candidate else "ingeschreven op"
    return [f"U hebt {offered} de aanvraag „{letter.title}” van {letter.buyer}.", _told(letter)]


def _told(letter: Rejection) -> str:
    total = formats.number(letter.own_total, NL) if letter.own_total is not None else ""
    return OPENINGS[letter.outcome.code].format(total=total, place=letter.place, places=letter.places)


def _scores(letter: Rejection) -> list[list[str]]:
    return [
        [
            f"{one.number}. {one.text}",
            formats.number(one.maximum, NL),
            formats.number(one.points, NL),
            one.reason,
        ]
        for one in letter.own
    ]


def _total(letter: Rejection) -> list[str]:
    most = sum((one.maximum for one in letter.own), Decimal(0))
    total = formats.number(letter.own_total, NL) if letter.own_total is not None else ""
    return ["Totaal", formats.number(most, NL), total, ""]


def _to_come(letter: Rejection) -> list[str]:
    if not letter.is_sent:
        return [f"Bij de gunning vullen wij deze brief aan met {ADDED}."]
    return [
        f"Dit is nog niet de gunningsbeslissing: {letter.buyer} heeft nog niemand gekozen.",
        f"Zodra dat is gebeurd, krijgt u daarover een brief. Daarin staan {ADDED}.",
        "De opschortende termijn begint pas na die brief.",
        f"Klopt er volgens u iets niet in deze brief? Laat het dan nu al weten via {letter.asking_address}.",
    ]
