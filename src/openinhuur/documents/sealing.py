"""Sealing and opening: textbook constructions only.

A submission is encrypted in memory with a fresh AES-256-GCM key; that key is wrapped by HPKE (RFC 9180) to the public
key of the call's vault. The key encapsulation is hybrid: ML-KEM-768 (FIPS 203) and X25519 together, so that a copy
made now stays closed as long as either of the two holds. What the submission belongs to is bound in as associated
data, so a ciphertext moved to another bid does not open.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from openinhuur.domain.errors import Refusal

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
NONCE_BYTES = 12
TAG_BYTES = 16
KEY_BYTES = 32
MLKEM_SEED_BYTES = 64
MLKEM_PUBLIC_BYTES = 1184
LENGTH_BYTES = 8
BLOCK_BYTES = 4096
"""What is sealed is filled up, so that the ciphertext is a multiple of this: its size tells little of what is in it."""


class DoesNotOpen(Refusal):
    """The ciphertext, its key or what it is bound to was changed. Fields: ``what``."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What may be stored of a sealed submission: nothing in it can be read without the private key."""

    wrapped_key: bytes
    ciphertext: bytes


class PrivateKey:
    """The private half of a key pair. It never shows itself."""

    __slots__ = ("_hybrid", "_mlkem", "_x25519")

    def __init__(self, mlkem: MLKEM768PrivateKey, x25519: X25519PrivateKey) -> None:
        self._mlkem, self._x25519 = mlkem, x25519
        self._hybrid = MLKEM768X25519PrivateKey(mlkem, x25519)

    @classmethod
    def new(cls) -> "PrivateKey":
        """A fresh one."""
        return cls(MLKEM768PrivateKey.generate(), X25519PrivateKey.generate())

    @classmethod
    def of(cls, raw: bytes) -> "PrivateKey":
        """The key as `raw` gave it."""
        seed, rest = raw[:MLKEM_SEED_BYTES], raw[MLKEM_SEED_BYTES:]
        return cls(MLKEM768PrivateKey.from_seed_bytes(seed), X25519PrivateKey.from_private_bytes(rest))

    def raw(self) -> bytes:
        """The key as bytes, to be encrypted at once."""
        return self._mlkem.private_bytes_raw() + self._x25519.private_bytes_raw()

    def public(self) -> bytes:
        """The public half, as bytes."""
        return self._mlkem.public_key().public_bytes_raw() + self._x25519.public_key().public_bytes_raw()

    def unwrap(self, wrapped: bytes, *, bound_to: str) -> bytes:
        """What was wrapped to the public half.

        Raises:
            DoesNotOpen.
        """
        try:
            return SUITE.decrypt(wrapped, self._hybrid, info=bound_to.encode())
        except (InvalidTag, ValueError):  # changed, or too short to be one of ours
            raise DoesNotOpen(what=bound_to) from None


def new_key_pair(*, wrapping_key: bytes, bound_to: str) -> tuple[bytes, bytes]:
    """A key pair: the public key, and the private key encrypted with ``wrapping_key`` (32 bytes)."""
    private = PrivateKey.new()
    return private.public(), encrypt(wrapping_key, private.raw(), bound_to=bound_to)


def unwrap_private_key(wrapped: bytes, *, wrapping_key: bytes, bound_to: str) -> PrivateKey:
    """The private key that `new_key_pair` encrypted.

    Raises:
        DoesNotOpen: another wrapping key, or the stored key was changed.
    """
    return PrivateKey.of(decrypt(wrapping_key, wrapped, bound_to=bound_to))


def wrap(secret: bytes, *, public_key: bytes, bound_to: str) -> bytes:
    """Encrypt something small for the holder of the private key (HPKE)."""
    return SUITE.encrypt(secret, _read(public_key), info=bound_to.encode())


def seal(content: bytes, *, public_key: bytes, bound_to: str) -> Sealed:
    """Encrypt ``content`` for the holder of the private key."""
    room = bytearray(sealed_size(len(content)))
    wrapped_key = seal_into(memoryview(room), [content], public_key=public_key, bound_to=bound_to)
    return Sealed(wrapped_key, bytes(room))


def seal_into(room: memoryview, pieces: Sequence[bytes], *, public_key: bytes, bound_to: str) -> bytes:
    """As `seal`, of content in pieces that follow each other. Returns the wrapped key.

    Args:
        room: for the ciphertext, as long as `sealed_size` says.
    """
    key, nonce = AESGCM.generate_key(bit_length=256), os.urandom(NONCE_BYTES)
    encryption = Cipher(AES256(key), GCM(nonce)).encryptor()
    encryption.authenticate_additional_data(bound_to.encode())
    room[:NONCE_BYTES], at = nonce, NONCE_BYTES
    length = sum(map(len, pieces))
    filling = bytes(len(room) - NONCE_BYTES - LENGTH_BYTES - length - TAG_BYTES)
    for piece in (length.to_bytes(LENGTH_BYTES, "big"), *pieces, filling):
        at += encryption.update_into(piece, room[at:])
    encryption.finalize()
    room[at:] = encryption.tag
    return wrap(key, public_key=public_key, bound_to=bound_to)


def sealed_size(length: int) -> int:
    """How long the ciphertext of so many bytes becomes."""
    size = NONCE_BYTES + LENGTH_BYTES + length + TAG_BYTES
    return size + -size % BLOCK_BYTES


def unseal(sealed: Sealed, *, private_key: PrivateKey, bound_to: str) -> bytes:
    """The content as it was sealed.

    Raises:
        DoesNotOpen.
    """
    key = private_key.unwrap(sealed.wrapped_key, bound_to=bound_to)
    return _emptied(decrypt(key, sealed.ciphertext, bound_to=bound_to))


def encrypt(key: bytes, content: bytes, *, bound_to: str) -> bytes:
    """AES-256-GCM with a fresh nonce, which stands in front."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode())


def decrypt(key: bytes, content: bytes, *, bound_to: str) -> bytes:
    """What `encrypt` made.

    Raises:
        DoesNotOpen: another key, bound to something else, or changed.
    """
    try:
        return AESGCM(key).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], bound_to.encode())
    except (InvalidTag, ValueError):  # changed, or too short to be one of ours
        raise DoesNotOpen(what=bound_to) from None


@lru_cache(maxsize=256)
def _read(public_key: bytes) -> MLKEM768X25519PublicKey:
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public_key[:MLKEM_PUBLIC_BYTES]),
        X25519PublicKey.from_public_bytes(public_key[MLKEM_PUBLIC_BYTES:]),
    )


def _emptied(filled: bytes) -> bytes:
    length = int.from_bytes(filled[:LENGTH_BYTES], "big")
    return filled[LENGTH_BYTES : LENGTH_BYTES + length]
