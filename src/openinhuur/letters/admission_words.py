"""The words of the letter that a supplier is not admitted to a purchasing system, in Dutch.

What people decided is quoted; what the letter adds is fixed text (Directive 2014/24 art. 34(5) and 55).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openinhuur.wording import formats

NL = "nl"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes the letter, for the buyer."""

    name: str
    address: tuple[str, ...]
    signed_by: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A request for admission that was refused. ``open_until``: the first day on which nobody can ask any more."""

    category: str
    system: str
    buyer: str
    asked_on: date
    reasons: tuple[str, ...]
    open_until: date | None
    objection_address: str


def subject(refused: Refused) -> str:
    """What the letter is about, in one line."""
    title = f"Uw verzoek om toelating tot {refused.category}"
    return title if len(title) <= 200 else f"{title[:199]}…"


def words(refused: Refused, *, sender: Sender, recipient: Sequence[str], at: datetime) -> dict[str, object]:
    """Everything the template puts on paper."""
    return {
        "language": NL,
        "subject": subject(refused),
        "reference": "Toelating",
        "page_word": "bladzijde",
        "sender": sender.name,
        "sender_lines": [sender.name, *sender.address],
        "recipient_lines": list(recipient),
        "date": formats.day(at, NL).partition(" ")[2].capitalize(),
        "greeting": "Geachte heer, mevrouw,",
        "opening": _opening(refused, sender),
        "reasons_heading": "Waarom u niet bent toegelaten",
        "reasons": list(refused.reasons),
        "next_heading": "Wat u kunt doen",
        "next": [_again(refused), _objection(refused)],
        "closing": "Met vriendelijke groet,",
        "signature": [sender.signed_by, f"{sender.name}, namens {refused.buyer}"],
    }


def _opening(refused: Refused, sender: Sender) -> list[str]:
    asked = (
        f"Op {formats.day(refused.asked_on, NL)} vroeg u om toelating tot de categorie „{refused.category}” van het "
        f"dynamisch aankoopsysteem „{refused.system}” van {refused.buyer}."
    )
    return [asked, f"{sender.name} heeft namens {refused.buyer} besloten u niet toe te laten."]


def _again(refused: Refused) -> str:
    if refused.open_until is None:
        return "U kunt op elk moment opnieuw om toelating vragen, zolang het aankoopsysteem open is."
    last = formats.day(refused.open_until - timedelta(days=1), NL)
    return f"U kunt op elk moment opnieuw om toelating vragen, zolang het aankoopsysteem open is: tot en met {last}."


def _objection(refused: Refused) -> str:
    return (
        "Bent u het niet eens met deze beslissing? Laat ons dat dan weten, met uw redenen, via "
        f"{refused.objection_address}. U kunt de beslissing ook voorleggen aan de rechter."
    )
