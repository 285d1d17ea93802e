"""The key pair of a person who keeps a part of vaults. It opens with a passphrase, or with words on paper.

The passphrase goes through Argon2id (RFC 9106) to a key that encrypts the private half. The words hold a random key
that does the same: for who forgets the passphrase, or has left. Neither is kept.
"""

import os
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from openinhuur.documents import sealing
from openinhuur.documents.models import PersonalKey
from openinhuur.documents.shares import Secret, from_paper, on_paper
from openinhuur.domain.sealing import normal


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear one attempt is: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int


COST = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""The second recommended option of RFC 9106: about a quarter of a second."""
SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Opened:
    """A private key while it is used."""

    key_id: UUID
    private: sealing.PrivateKey


def make(passphrase: Secret) -> tuple[PersonalKey, Secret]:
    """A new key pair, not stored yet, and the words for on paper: shown once, to its owner."""
    key = PersonalKey(id=uuid4())
    private, paper = sealing.PrivateKey.new(), Secret(os.urandom(sealing.KEY_BYTES))
    key.public_key = private.public()
    key.by_words = sealing.encrypt(paper.reveal(), private.raw(), bound_to=_bound_to(key, "words"))
    protect(key, Opened(key.id, private), passphrase)
    return key, on_paper(paper)


def protect(key: PersonalKey, opened: Opened, passphrase: Secret) -> None:
    """Put the private half behind another passphrase; the words on paper stay."""
    cost = COST
    key.salt = os.urandom(SALT_BYTES)
    key.memory_kib, key.passes, key.lanes = cost.memory_kib, cost.passes, cost.lanes
    key.by_passphrase = sealing.encrypt(
        _stretched(key, passphrase), opened.private.raw(), bound_to=_bound_to(key, "passphrase")
    )


def open_with_passphrase(key: PersonalKey, passphrase: Secret) -> Opened | None:
    """The private key; None when it is another passphrase."""
    return _opened(key, _stretched(key, passphrase), bytes(key.by_passphrase), "passphrase")


def open_with_words(key: PersonalKey, words: Secret) -> Opened | None:
    """The private key; None when these are not its words."""
    paper = from_paper(words)
    return None if paper is None else _opened(key, paper.reveal(), bytes(key.by_words), "words")


def _opened(key: PersonalKey, wrapping_key: bytes, wrapped: bytes, by: str) -> Opened | None:
    try:
        private = sealing.unwrap_private_key(wrapped, wrapping_key=wrapping_key, bound_to=_bound_to(key, by))
    except sealing.DoesNotOpen:
        return None
    return Opened(key.id, private)


def _stretched(key: PersonalKey, passphrase: Secret) -> bytes:
    typed = normal(passphrase.reveal().decode("utf-8", "replace"))
    stretching = Argon2id(
        salt=bytes(key.salt),
        length=sealing.KEY_BYTES,
        iterations=key.passes,
        lanes=key.lanes,
        memory_cost=key.memory_kib,
    )
    return stretching.derive(typed.encode("utf-8", "replace"))


def _bound_to(key: PersonalKey, by: str) -> str:
    return f"personal-key:{key.id} by:{by}"
