"""The receipt of a bid as a file that proves itself (R20): what was received, when, and where the journal says so.

A receipt carries the entry of the journal that recorded the bid, whole: its hash can be computed again. It may also
carry the path from that entry to a head of the journal (`openinhuur.domain.merkle`), for who has a head that was
published. What the file says beside the entry is held against it, field by field. docs/receipt.md has the format.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from openinhuur.domain.errors import Refusal
from openinhuur.domain.ledger import Link, hash_of, moment_text
from openinhuur.domain.merkle import Head, Proof, proves

FORMAT, SCHEMA = "openinhuur-receipt", 1
EVENT = "bid.received"
LARGEST = 100_000
LONGEST_PATH = 64
HASH = re.compile(r"[0-9a-f]{64}")
BESIDE = {
    "bid": "bid",
    "fingerprint": "fingerprint",
    "lot_commitment": "lot_commitment",
    "supplier": "supplier",
    "version": "version",
}
"""What a receipt says, and the fact of the entry that has to say the same."""


class ReceiptNotReadable(Refusal):
    """This is no receipt, or of a form that is not known here. Fields: ``problem``."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says, as it was read."""

    said: Mapping[str, object]
    entry: Link
    hash: str
    proof: Proof | None


def written(entry: Link, *, recorded: str, proof: Proof | None) -> bytes:
    """The file for an entry about a bid that was received.

    Args:
        recorded: the hash of the entry.
    """
    said = {name: entry.facts.get(fact) for name, fact in BESIDE.items()}
    content = {
        "format": FORMAT,
        "schema": SCHEMA,
        "call": entry.subject.removeprefix("call:"),
        "received_at": moment_text(entry.at),
        "sent_by": entry.actor,
        "position": entry.position,
        **said,
        "journal": {**_entry(entry), "hash": recorded},
        "proof": None
        if proof is None
        else {"size": proof.head.size, "root": proof.head.root, "path": list(proof.path)},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read(content: bytes) -> Receipt:
    """A receipt out of a file that anybody may have made.

    Raises:
        ReceiptNotReadable.
    """
    if len(content) > LARGEST:
        raise ReceiptNotReadable(problem="size")
    try:
        found = json.loads(content)
        if found["format"] != FORMAT or found["schema"] != SCHEMA:
            raise ReceiptNotReadable(problem="format")
        entry, proof = found["journal"], found["proof"]
        hash_of(_link(entry))  # what cannot be hashed is no entry
        return Receipt(found, _link(entry), _hash(entry["hash"]), None if proof is None else _proof(proof))
    except (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise ReceiptNotReadable(problem=type(error).__name__) from None


def problems(receipt: Receipt) -> list[str]:
    """The names of the fields that do not belong with the rest; a whole receipt has none."""
    said, entry = receipt.said, receipt.entry
    expected: dict[str, object] = {
        "call": entry.subject.removeprefix("call:"),
        "received_at": moment_text(entry.at),
        "sent_by": entry.actor,
        "position": entry.position,
        **{name: entry.facts.get(fact) for name, fact in BESIDE.items()},
    }
    wrong = [name for name, value in expected.items() if not _is_same(said.get(name), value)]
    if entry.event != EVENT or not entry.subject.startswith("call:"):
        wrong.append("journal.event")
    if hash_of(entry) != receipt.hash:
        wrong.append("journal.hash")
    proof = receipt.proof
    if proof is not None and not proves(proof, entry=receipt.hash, position=entry.position):
        wrong.append("proof")
    return wrong


def stands_under(receipt: Receipt, head: Head) -> bool | None:
    """Whether a published head has promised this entry; None when the receipt has no proof for a head of that size."""
    if receipt.proof is None or receipt.proof.head.size != head.size:
        return None
    return receipt.proof.head.root == head.root


def is_what_was_sent(receipt: Receipt, fingerprint: str) -> bool:
    """Whether the file with this SHA-256 is the one that was received."""
    return receipt.entry.facts.get("fingerprint") == fingerprint


def _entry(entry: Link) -> dict[str, object]:
    return {
        "position": entry.position,
        "at": moment_text(entry.at),
        "event": entry.event,
        "subject": entry.subject,
        "actor": entry.actor,
        "facts": dict(entry.facts),
        "previous": entry.previous,
    }


def _is_same(said: object, recorded: object) -> bool:
    """Equal and of one kind: 1, 1.0 and true are not the same."""
    return type(said) is type(recorded) and said == recorded


def _link(entry: Mapping[str, object]) -> Link:
    at, facts = datetime.fromisoformat(_text(entry["at"])), entry["facts"]
    if at.tzinfo is None or moment_text(at) != entry["at"] or not isinstance(facts, dict):
        raise ValueError("journal")
    return Link(
        position=_number(entry["position"]),
        at=at,
        event=_text(entry["event"]),
        subject=_text(entry["subject"]),
        actor=_text(entry["actor"]),
        facts=facts,
        previous=_hash(entry["previous"]),
    )


def _proof(proof: Mapping[str, object]) -> Proof:
    path = proof["path"]
    if not isinstance(path, list) or len(path) > LONGEST_PATH:
        raise ValueError("proof")
    return Proof(Head(_number(proof["size"]), _hash(proof["root"])), tuple(_hash(one) for one in path))


def _text(value: object) -> str:
    if not isinstance(value, str) or any("\ud800" <= one <= "\udfff" for one in value):
        raise TypeError("text")
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 < value < 2**63:
        raise TypeError("number")
    return value


def _hash(value: object) -> str:
    text = _text(value)
    if not HASH.fullmatch(text):
        raise ValueError("hash")
    return text
