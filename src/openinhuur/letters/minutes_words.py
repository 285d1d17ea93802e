"""The words of the minutes of an opening (proces-verbaal), in Dutch.

They tell what was opened, by whom and when, and nothing of what the bids say: no rate (R6), and no name of a candidate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from openinhuur.wording import formats

NL: Final = "nl"
HEX: Final = 8
"""Characters after which a fingerprint may go on at the next line."""
NOT_OPENED: Final = {
    "does-not-open": "ging niet open: het verzegelde bestand of de sleutel ervan is veranderd",
    "sealed-file-missing": "ging niet open: het verzegelde bestand is er niet of is niet te lezen",
    "receipt-differs": "klopt niet met het ontvangstbewijs",
    "contents-damaged": "is beschadigd: wat eruit kwam, is geen inschrijving",
    "bid-incomplete": "mist gegevens die erin moeten staan",
    "scanner-away": "is nog niet gelezen: de virusscanner gaf geen antwoord",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn. ``key_of``: of which keyholder they brought the paper; empty: their own key, or none."""

    name: str
    taken_at: datetime
    key_of: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A bid that lay in the vault. ``not_opened``: a code; empty: it opened and fits its receipt."""

    supplier: str
    version: int
    received_at: datetime
    fingerprint: str
    position: int
    not_opened: str = ""
    is_lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Late:
    """A submission that came too late, or after the vault was open."""

    supplier: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """An opening, with all that its minutes say. ``number``: of these minutes; the second replace the first."""

    call: str
    title: str
    buyer: str
    desk: str
    number: int
    closes_at: datetime
    opened_at: datetime
    sealed_by_server: bool
    needed: int
    turns: Sequence[Turn]
    bids: Sequence[Received]
    withdrawn: int
    late: Sequence[Late]
    doubles: Sequence[Sequence[str]]
    lot_commitment: str
    entries: int
    head: str


def words(said: Opened, *, at: datetime) -> dict[str, object]:
    """Everything the template puts on paper."""
    opened = [one for one in said.bids if not one.is_lapsed]
    return {
        "language": NL,
        "subject": f"Proces-verbaal van opening: aanvraag {said.call}",
        "reference": f"Aanvraag {said.call}, proces-verbaal {said.number}",
        "page_word": "bladzijde",
        "sender": said.desk,
        "facts": [
            ["Aanvraag", f"{said.call}, {said.title}"],
            ["Opdrachtgever", said.buyer],
            ["Inhuurdesk", said.desk],
            ["Inschrijven kon tot", formats.exact(said.closes_at, NL)],
            ["Geopend op", formats.exact(said.opened_at, NL)],
            ["Opgemaakt op", formats.exact(at, NL)],
        ],
        "opening": [_how(said), *_again(said)],
        "turns": {"title": "Wie opende", "columns": ["Naam", "Beurt op"], "rows": [_turn(one) for one in said.turns]},
        "bids": {
            "title": "Wat er in de kluis lag",
            "none": "Er lag geen inschrijving in de kluis.",
            "count": _count(len(opened)),
            "rows": [_bid(one) for one in opened],
        },
        "apart": _apart(said),
        "proof": {
            "title": "Om na te rekenen",
            "facts": [
                ["Toezegging voor een loting (SHA-256 van het geheim)", _broken(said.lot_commitment)],
                ["Regels in het logboek bij het opmaken", str(said.entries)],
                ["Kop van het logboek bij het opmaken", _broken(said.head)],
            ],
            "text": "Een ontvangstbewijs laat zien dat een inschrijving onder deze kop van het logboek staat.",
        },
    }


def _how(said: Opened) -> str:
    if said.sealed_by_server:
        kept = f"De sleutel van de kluis bewaarde de server. {said.needed} mensen openden de kluis samen."
    else:
        kept = f"De sleutel van de kluis was verdeeld. {said.needed} sleutelhouders brachten hem samen terug."
    return f"{kept} Elke inschrijving is daarna ontsleuteld en vergeleken met haar ontvangstbewijs."


def _again(said: Opened) -> list[str]:
    if said.number == 1:
        return []
    return [f"Dit proces-verbaal vervangt nummer {said.number - 1}: daarna is nog een inschrijving gelezen."]


def _turn(one: Turn) -> list[str]:
    name = f"{one.name}, met het papier van {one.key_of}" if one.key_of else one.name
    return [name, formats.exact(one.taken_at, NL)]


def _count(bids: int) -> str:
    return f"Er {'lag 1 inschrijving' if bids == 1 else f'lagen {bids} inschrijvingen'} in de kluis."


def _bid(one: Received) -> dict[str, object]:
    verdict = NOT_OPENED.get(one.not_opened, one.not_opened)
    return {
        "supplier": one.supplier,
        "verdict": f"Deze inschrijving {verdict}." if verdict else "Geopend; klopt met het ontvangstbewijs.",
        "facts": [
            ["Ontvangen op", formats.exact(one.received_at, NL)],
            ["Versie", f"{one.version}, regel {one.position} van het logboek"],
            ["Vingerafdruk (SHA-256)", _broken(one.fingerprint)],
        ],
    }


def _apart(said: Opened) -> list[dict[str, object]]:
    """What was not opened, not counted, or asks for a person: a heading with lines each."""
    lapsed = [
        f"{one.supplier}, ontvangen op {formats.exact(one.received_at, NL)}" for one in said.bids if one.is_lapsed
    ]
    late = [f"{one.supplier}: {formats.exact(one.received_at, NL)}" for one in said.late]
    withdrawn = [f"{said.withdrawn} inschrijving{'' if said.withdrawn == 1 else 'en'}"] if said.withdrawn else []
    doubles = [f"{', '.join(one)}: een mens beslist" for one in said.doubles]
    found = [
        ("Niet geopend: niet bevestigd na een correctie", lapsed),
        ("Te laat, dus geweigerd", late),
        ("Ingetrokken voor de sluiting", withdrawn),
        ("Dezelfde kandidaat bij meer dan één leverancier", doubles),
    ]
    return [{"title": title, "lines": lines or ["Geen."]} for title, lines in found]


def _broken(hexadecimal: str) -> str:
    """With places where a line may end."""
    return "\u200b".join(hexadecimal[first : first + HEX] for first in range(0, len(hexadecimal), HEX))
