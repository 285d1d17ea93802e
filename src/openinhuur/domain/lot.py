"""The lot between bids that nothing else parts (R13): by a secret that was promised beforehand, and by all receipts.

    commitment = SHA-256(secret)                      in every receipt, and in the journal from the publication on
    seed       = SHA-256("openinhuur lot\n" + secret in hex + "\n" + every fingerprint, sorted, each with "\n")
    ticket     = SHA-256(seed in hex + "\n" + the fingerprint of the bid's last receipt + "\n")

The lowest ticket comes first. Nobody could steer it: who knows the receipts does not know the secret, and who knows the
secret does not know the receipts before the deadline. Anybody can compute it again from the proof, with SHA-256 alone.

>>> secret, receipts = bytes(32), [64 * "a", 64 * "b", 64 * "c"]
>>> drawn = order(secret, receipts, among=receipts[:2])
>>> problems(Proof("T-1", commitment(secret), secret.hex(), tuple(receipts), tuple(sorted(drawn)), tuple(drawn)))
[]
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from openinhuur.domain.errors import Refusal

FORMAT: Final = "openinhuur lot"
LARGEST: Final = 4_000_000
"""Bytes of a proof that is read: some fifty thousand receipts."""
NOTICE: Final = timedelta(hours=4)
"""The tied bidders hear of the draw so long before it (practice, not law)."""
HEX: Final = re.compile(r"[0-9a-f]{64}")


class NothingToDraw(Refusal):
    """No bids are equal across the cut. Fields: ``number``."""


class LotNotInvited(Refusal):
    """The tied bidders are invited before a lot is drawn. Fields: ``number``."""


class LotTooEarly(Refusal):
    """The lot is drawn at the announced moment or later. Fields: ``draws_at``."""


class LotNoticeTooShort(Refusal):
    """The tied bidders hear of it some hours before. Fields: ``hours``."""


class LotTieChanged(Refusal):
    """Other bids are equal now than those that were invited. Fields: ``number``."""


class LotDrawnAlready(Refusal):
    """A call has one lot, and it was drawn. Fields: ``drawn_at``."""


class LotNotReadable(Refusal):
    """The file is no proof of a lot."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything a lot follows from, and its outcome. Bids are named by the fingerprint of their last receipt."""

    call: str
    commitment: str
    secret: str
    receipts: tuple[str, ...]
    tied: tuple[str, ...]
    order: tuple[str, ...]


def commitment(secret: bytes) -> str:
    """What is published of the secret beforehand."""
    return hashlib.sha256(secret).hexdigest()


def order(secret: bytes, receipts: Collection[str], *, among: Collection[str]) -> list[str]:
    """These bids in the order in which they are drawn.

    Args:
        receipts: the fingerprints of all receipts of the call, replaced and withdrawn bids too, in any order.
        among: the last fingerprint of each bid to be drawn.
    """
    said = "".join(f"{one}\n" for one in (FORMAT, secret.hex(), *sorted(set(receipts))))
    seed = hashlib.sha256(said.encode()).hexdigest()
    return sorted(among, key=lambda one: hashlib.sha256(f"{seed}\n{one}\n".encode()).hexdigest())


def check_invitation(*, draws_at: datetime, drawn_at: datetime | None, at: datetime) -> None:
    """The tied bidders are invited some hours before, and not when it is over.

    Raises:
        LotDrawnAlready, LotNoticeTooShort.
    """
    if drawn_at is not None:
        raise LotDrawnAlready(drawn_at=drawn_at)
    if draws_at < at + NOTICE:
        raise LotNoticeTooShort(hours=NOTICE // timedelta(hours=1))


def check_draw(*, draws_at: datetime, drawn_at: datetime | None, at: datetime) -> None:
    """A lot is drawn once, at the announced moment or later.

    Raises:
        LotDrawnAlready, LotTooEarly.
    """
    if drawn_at is not None:
        raise LotDrawnAlready(drawn_at=drawn_at)
    if at < draws_at:
        raise LotTooEarly(draws_at=draws_at)


def problems(proof: Proof) -> list[str]:
    """What is not right about a proof: ``commitment``, ``receipts``, ``tied``, ``order``; empty when all is."""
    secret = bytes.fromhex(proof.secret)
    drawn = order(secret, proof.receipts, among=proof.tied)
    wrong = {
        "commitment": commitment(secret) != proof.commitment,
        "receipts": len(set(proof.receipts)) != len(proof.receipts) or not set(proof.tied) <= set(proof.receipts),
        "tied": len(set(proof.tied)) != len(proof.tied) or not proof.tied,
        "order": tuple(drawn) != proof.order,
    }
    return [code for code, is_wrong in wrong.items() if is_wrong]


def written(proof: Proof) -> bytes:
    """The proof as a file of JSON; the same proof gives the same bytes."""
    return (json.dumps({"format": FORMAT, **asdict(proof)}, ensure_ascii=False, indent=1) + "\n").encode()


def read(content: bytes) -> Proof:
    """The proof that a file is. Anybody can have made it, so everything is looked at.

    Raises:
        LotNotReadable.
    """
    if len(content) > LARGEST:
        raise LotNotReadable
    try:
        return _read(json.loads(content))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise LotNotReadable from None


def _read(said: Mapping[str, object]) -> Proof:
    call = said["call"]
    if said["format"] != FORMAT or not isinstance(call, str) or not call.isprintable():
        raise ValueError("format")
    return Proof(
        call=call,
        commitment=_hash(said["commitment"]),
        secret=_hash(said["secret"]),
        receipts=_hashes(said["receipts"]),
        tied=_hashes(said["tied"]),
        order=_hashes(said["order"]),
    )


def _hashes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("list")
    return tuple(map(_hash, value))


def _hash(value: object) -> str:
    if not isinstance(value, str) or not HEX.fullmatch(value):
        raise ValueError("hash")
    return value
