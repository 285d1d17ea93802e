"""Small secrets that must be stored and read again: encrypted with a key made from the site's secret key."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


def seal(secret: bytes, *, purpose: str) -> bytes:
    """Encrypt with AES-256-GCM, bound to what it is for."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key(purpose)).encrypt(nonce, secret, purpose.encode())


def unseal(sealed: bytes, *, purpose: str) -> bytes:
    """What `seal` encrypted.

    Raises:
        cryptography.exceptions.InvalidTag: another key, another purpose, or damaged.
    """
    return AESGCM(_key(purpose)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())


def _key(purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(settings.SECRET_KEY.encode())
