"""What `openinhuur lot verify` shows: whether a lot follows from its secret and all receipts; without a database."""

from pathlib import Path
from typing import Final, TextIO

from openinhuur.domain import lot
from openinhuur.wording.sentences import sentence

NOT_RIGHT: Final = 1
NOT_READ: Final = 2
WORDS: Final = {
    "whole": (
        "Deze loting klopt: de volgorde volgt uit het geheim en uit alle {receipts} ontvangstbewijzen.",
        "This lot is right: its order follows from the secret and from all {receipts} receipts.",
    ),
    "broken": ("Deze loting klopt niet. Wat niet klopt:", "This lot is not right. What is wrong:"),
    "commitment": (
        "Het geheim is niet wat vooraf is vastgelegd",
        "The secret is not what was committed beforehand",
    ),
    "receipts": (
        "De ontvangstbewijzen: een staat er twee keer in, of een ontbreekt",
        "The receipts: one stands there twice, or one is missing",
    ),
    "tied": ("De inschrijvingen waartussen is geloot", "The bids between which the lot was drawn"),
    "order": ("De volgorde", "The order"),
    "drawn": ("De volgorde, met de vingerafdruk van het laatste ontvangstbewijs van elke inschrijving:",
              "The order, with the fingerprint of the last receipt of each bid:"),
    "call": ("Aanvraag {call}", "Call {call}"),
    "no_file": ("Het bestand {name} is niet te lezen.", "The file {name} cannot be read."),
}  # fmt: skip


def run(path: Path, *, commitment: str, language: str, out: TextIO, errors: TextIO) -> int:
    """Show whether the proof is right; returns the exit status.

    Args:
        commitment: the SHA-256 that somebody has from their own receipt; empty: only the proof's own is looked at.
    """

    def said(code: str, **fields: object) -> str:
        return WORDS[code][language != "nl"].format(**fields)

    try:
        proof = lot.read(path.read_bytes())
    except OSError:
        print(said("no_file", name=path.name), file=errors)
        return NOT_READ
    except lot.LotNotReadable as refusal:
        print(sentence(refusal, language), file=errors)
        return NOT_READ
    wrong = lot.problems(proof)
    if commitment and commitment != proof.commitment and "commitment" not in wrong:
        wrong.insert(0, "commitment")
    print(said("call", call=proof.call), file=out)
    if wrong:
        print("\n".join([said("broken"), *(f"- {said(code)}" for code in wrong)]), file=out)
        return NOT_RIGHT
    print(said("whole", receipts=len(proof.receipts)), said("drawn"), sep="\n", file=out)
    print("\n".join(f"{place}. {one}" for place, one in enumerate(proof.order, 1)), file=out)
    return 0
