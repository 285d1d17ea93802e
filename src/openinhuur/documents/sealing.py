"""Sealing and opening: textbook constructions only.

A submission is encrypted in memory with a fresh AES-256-GCM key; that key is wrapped by HPKE (RFC 9180,
X25519, HKDF-SHA256, AES-256-GCM) to the public key of the call's vault. What the submission belongs to is
bound in as associated data, so a ciphertext moved to another bid does not open.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from openinhuur.domain.errors import Refusal

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
NONCE_BYTES = 12


class DoesNotOpen(Refusal):
    """The ciphertext, its key or what it is bound to was changed. Fields: ``what``."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What may be stored of a sealed submission: nothing in it can be read without the private key."""

    wrapped_key: bytes
    ciphertext: bytes


def new_key_pair(*, wrapping_key: bytes, bound_to: str) -> tuple[bytes, bytes]:
    """A key pair for a vault: the public key, and the private key wrapped with ``wrapping_key`` (32 bytes)."""
    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), _encrypt(wrapping_key, private.private_bytes_raw(), bound_to)


def seal(content: bytes, *, public_key: bytes, bound_to: str) -> Sealed:
    """Encrypt ``content`` for the holder of the private key."""
    key = AESGCM.generate_key(bit_length=256)
    wrapped = SUITE.encrypt(key, X25519PublicKey.from_public_bytes(public_key), info=bound_to.encode())
    return Sealed(wrapped_key=wrapped, ciphertext=_encrypt(key, content, bound_to))


def unwrap_private_key(wrapped: bytes, *, wrapping_key: bytes, bound_to: str) -> X25519PrivateKey:
    """The private key of a vault.

    Raises:
        DoesNotOpen: another wrapping key, or the stored key was changed.
    """
    return X25519PrivateKey.from_private_bytes(_decrypt(wrapping_key, wrapped, bound_to))


def unseal(sealed: Sealed, *, private_key: X25519PrivateKey, bound_to: str) -> bytes:
    """The content as it was sealed.

    Raises:
        DoesNotOpen.
    """
    try:
        key = SUITE.decrypt(sealed.wrapped_key, private_key, info=bound_to.encode())
    except (InvalidTag, ValueError):  # changed, or too short to be one of ours
        raise DoesNotOpen(what=bound_to) from None
    return _decrypt(key, sealed.ciphertext, bound_to)


def _encrypt(key: bytes, content: bytes, bound_to: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode())


def _decrypt(key: bytes, content: bytes, bound_to: str) -> bytes:
    try:
        return AESGCM(key).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], bound_to.encode())
    except (InvalidTag, ValueError):  # changed, or too short to be one of ours
        raise DoesNotOpen(what=bound_to) from None
