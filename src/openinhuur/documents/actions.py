import hashlib
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings

from openinhuur.documents import sealing
from openinhuur.documents.models import Document, Vault


def keep(content: bytes, *, name: str, media_type: str, at: datetime, pages: int | None = None) -> Document:
    """Store a file as it is now."""
    return Document.objects.create(
        name=name,
        media_type=media_type,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        created_at=at,
    )


def make_vault(*, at: datetime) -> Vault:
    """A vault with a new key pair."""
    vault = Vault(created_at=at)
    vault.public_key, vault.wrapped_private_key = sealing.new_key_pair(
        wrapping_key=_wrapping_key(), bound_to=f"vault:{vault.id}"
    )
    vault.save()
    return vault


def private_key_of(vault: Vault) -> X25519PrivateKey:
    """The private key of a vault. Only the action that opens bids, after its checks, may call this."""
    return sealing.unwrap_private_key(
        bytes(vault.wrapped_private_key), wrapping_key=_wrapping_key(), bound_to=f"vault:{vault.id}"
    )


def _wrapping_key() -> bytes:
    return bytes.fromhex(Path(settings.VAULT_KEY_FILE).read_text())
