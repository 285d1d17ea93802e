"""What `openinhuur receipt verify` shows: whether a receipt is whole, and what it proves. No server, no database."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from openinhuur.domain import receipt as domain
from openinhuur.domain.errors import Refusal
from openinhuur.domain.merkle import Head
from openinhuur.domain.receipt import LARGEST, Receipt, ReceiptNotReadable
from openinhuur.wording import formats
from openinhuur.wording.sentences import sentence

NOT_RIGHT: Final = 1
NOT_READ: Final = 2
WORDS: Final = {
    "whole": (
        "Dit ontvangstbewijs is heel: elk gegeven klopt met de regel in het logboek.",
        "This receipt is whole: every field agrees with the entry in the journal.",
    ),
    "broken": ("Dit ontvangstbewijs klopt niet. Wat niet klopt:", "This receipt is not right. What is wrong:"),
    "call": ("Aanvraag", "Call"),
    "supplier": ("Leverancier (KvK)", "Supplier (KvK)"),
    "sent_by": ("Ingediend door", "Sent by"),
    "bid": ("Inschrijving", "Bid"),
    "version": ("Versie", "Version"),
    "received_at": ("Ontvangen", "Received"),
    "fingerprint": ("Vingerafdruk (SHA-256)", "Fingerprint (SHA-256)"),
    "lot_commitment": ("Vastgelegd voor een loting", "Committed for a lot"),
    "position": ("Regel in het logboek", "Entry in the journal"),
    "journal.event": ("De regel gaat niet over een ontvangen inschrijving", "The entry is not about a received bid"),
    "journal.hash": (
        "De inhoud van de regel in het logboek, of zijn vingerafdruk",
        "The contents of the entry in the journal, or its fingerprint",
    ),
    "proof": ("Het pad naar de kop van het logboek", "The path to the head of the journal"),
    "no_proof": (
        "Er zit geen pad naar een kop van het logboek in. Haal het ontvangstbewijs opnieuw op als u dat nodig hebt.",
        "There is no path to a head of the journal in it. Fetch the receipt again when you need one.",
    ),
    "own_head": (
        "Het hoort bij deze kop van het logboek: {head}. Vergelijk die met een kop die gepubliceerd is.",
        "It belongs to this head of the journal: {head}. Compare that with a head that was published.",
    ),
    "head_yes": ("De gepubliceerde kop bevat deze inschrijving.", "The published head contains this bid."),
    "head_no": ("De gepubliceerde kop bevat deze inschrijving niet.", "The published head does not contain this bid."),
    "head_other": (
        "Dit ontvangstbewijs heeft geen pad naar die kop. Haal het opnieuw op, of geef de kop die erin staat.",
        "This receipt has no path to that head. Fetch it again, or give the head that is in it.",
    ),
    "sent_yes": ("Het bestand is wat er is ingediend.", "The file is what was sent."),
    "sent_no": ("Het bestand is niet wat er is ingediend.", "The file is not what was sent."),
    "no_file": ("Het bestand {name} is niet te lezen.", "The file {name} cannot be read."),
}
SHOWN: Final = ("call", "supplier", "sent_by", "bid", "version", "received_at", "fingerprint", "position")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found. ``head`` and ``sent``: None when it was not asked, or cannot be told."""

    receipt: Receipt
    problems: list[str]
    head: bool | None
    is_head_asked: bool
    sent: bool | None

    @property
    def is_right(self) -> bool:
        """Whether everything that was asked is so."""
        return not self.problems and self.sent is not False and (not self.is_head_asked or self.head is True)


def run(
    path: Path,
    *,
    sent: Path | None,
    head: Head | None,
    as_json: bool,
    language: str,
    out: TextIO,
    errors: TextIO,
) -> int:
    """Verify a receipt; gives the exit status: 0, 1 when something is not right, 2 when it cannot be read."""
    try:
        with path.open("rb") as file:
            receipt = domain.read(file.read(LARGEST + 1))
        fingerprint = _fingerprint(sent) if sent else None
    except OSError as error:
        errors.write(_word("no_file", language).format(name=error.filename) + "\n")
        return NOT_READ
    except ReceiptNotReadable as refusal:
        errors.write(f"{_said(refusal, language)} [{refusal.code}]\n")
        return NOT_READ
    outcome = Outcome(
        receipt,
        domain.problems(receipt),
        None if head is None else domain.stands_under(receipt, head),
        head is not None,
        None if fingerprint is None else domain.is_what_was_sent(receipt, fingerprint),
    )
    out.write((to_json(outcome, name=path.name) if as_json else to_text(outcome, language)) + "\n")
    return 0 if outcome.is_right else NOT_RIGHT


def to_json(outcome: Outcome, *, name: str) -> str:
    """The outcome for a program."""
    receipt = outcome.receipt
    shape = {
        "file": name,
        "valid": outcome.is_right,
        "problems": outcome.problems,
        **{field: receipt.said.get(field) for field in (*SHOWN, "lot_commitment")},
        "hash": receipt.hash,
        "proof": str(receipt.proof.head) if receipt.proof else None,
        "head": outcome.head,
        "sent": outcome.sent,
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)


def to_text(outcome: Outcome, language: str) -> str:
    """The outcome for a person: what it says, and whether that is so."""
    lines = [f"{_word(field, language)}: {_shown(outcome.receipt, field, language)}" for field in SHOWN]
    if outcome.problems:
        lines += ["", _word("broken", language), *(f"- {_word(one, language)}" for one in outcome.problems)]
    else:
        lines += ["", _word("whole", language)]
    if outcome.is_head_asked:
        lines.append(_word({True: "head_yes", False: "head_no", None: "head_other"}[outcome.head], language))
    elif outcome.receipt.proof is None:
        lines.append(_word("no_proof", language))
    else:
        lines.append(_word("own_head", language).format(head=outcome.receipt.proof.head))
    if outcome.sent is not None:
        lines.append(_word("sent_yes" if outcome.sent else "sent_no", language))
    return "\n".join(lines)


def _shown(receipt: Receipt, field: str, language: str) -> str:
    """A field on one line, without what could move the cursor of a terminal; the moment as people write it."""
    said = receipt.said.get(field)
    if field == "received_at" and not domain.problems(receipt):
        return formats.exact(receipt.entry.at, language)
    return "".join(one for one in str(said) if one.isprintable())[:200]


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _word(code: str, language: str) -> str:
    return WORDS[code][language != "nl"]


def _said(refusal: Refusal, language: str) -> str:
    return sentence(refusal, language)
