"""The vault of a call: made when it is published, opened after its deadline, and the secret for lots beside it.

Each secret is kept as the vault says: split over keyholders, or encrypted with the key of the server. Who may ask for
one, and when, is decided by the actions that call this.
"""

import hashlib
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from openinhuur.documents import sealing, shares
from openinhuur.documents.models import PersonalKey, Vault, VaultShare
from openinhuur.documents.personal_keys import Opened
from openinhuur.documents.sealing import KEY_BYTES, DoesNotOpen, PrivateKey
from openinhuur.documents.shares import Secret
from openinhuur.domain.errors import Refusal
from openinhuur.domain.sealing import KeyholdersNeeded, SealedBy

Purpose = VaultShare.Purpose


class VaultKeyMissing(Refusal):
    """The file with the key of the server is not there, or holds something else. Fields: ``path``."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How the secrets of a vault are kept: by the server, or split over the keys of people."""

    sealed_by: SealedBy
    needed: int | None = None
    keys: Sequence[PersonalKey] = ()


def make(keeping: Keeping, *, at: datetime) -> Vault:
    """A vault with a new key pair, and a secret for lots that nobody has seen (R13)."""
    vault = Vault(sealed_by=keeping.sealed_by.value, needed=keeping.needed, created_at=at)
    lot = Secret(os.urandom(KEY_BYTES))
    vault.lot_commitment = commitment(lot)
    if keeping.sealed_by is SealedBy.SERVER:
        key = Secret(server_key())
        vault.wrapped_lot = sealing.encrypt(key.reveal(), lot.reveal(), bound_to=_bound_to(vault, Purpose.LOT))
    else:
        key = Secret(os.urandom(KEY_BYTES))
    vault.public_key, vault.wrapped_private_key = sealing.new_key_pair(
        wrapping_key=key.reveal(), bound_to=_bound_to(vault)
    )
    vault.save()
    if keeping.sealed_by is SealedBy.KEYHOLDERS:
        _hand_out(vault, keeping, key, Purpose.BIDS)
        _hand_out(vault, keeping, lot, Purpose.LOT)
    return vault


def commitment(lot: Secret) -> str:
    """What is published of the secret for lots: its SHA-256."""
    return hashlib.sha256(lot.reveal()).hexdigest()


def part_of(vault: Vault, opened: Opened, purpose: Purpose) -> Secret:
    """The part that was sealed to a key.

    Raises:
        DoesNotOpen: this key has no part of this vault, or it was changed.
    """
    share = VaultShare.objects.filter(vault=vault, key=opened.key_id, purpose=purpose).first()
    if share is None:
        raise DoesNotOpen(what=_bound_to(vault, purpose))
    return Secret(opened.private.unwrap(bytes(share.wrapped), bound_to=_part_bound_to(vault, opened.key_id, purpose)))


def release(vault: Vault, parts: Collection[Secret]) -> None:
    """Bring the key of a vault back. From here on the server can read its bids.

    Raises:
        KeyholdersNeeded, PartsDoNotFit, DoesNotOpen.
    """
    if SealedBy(vault.sealed_by) is SealedBy.SERVER:
        return
    if vault.needed is None or len(parts) < vault.needed:
        raise KeyholdersNeeded(needed=vault.needed)
    key = shares.combine(list(parts)[: vault.needed])
    sealing.unwrap_private_key(bytes(vault.wrapped_private_key), wrapping_key=key.reveal(), bound_to=_bound_to(vault))
    vault.released_key = for_a_while(key, bound_to=_bound_to(vault))
    vault.save(update_fields=["released_key"])


def private_key_of(vault: Vault) -> PrivateKey:
    """The private key of a vault. Only the action that opens bids, after its checks, may call this.

    Raises:
        KeyholdersNeeded: they have not opened it.
    """
    key = server_key()
    if SealedBy(vault.sealed_by) is SealedBy.KEYHOLDERS:
        if vault.released_key is None:
            raise KeyholdersNeeded(needed=vault.needed)
        key = from_a_while_ago(bytes(vault.released_key), bound_to=_bound_to(vault)).reveal()
    return sealing.unwrap_private_key(bytes(vault.wrapped_private_key), wrapping_key=key, bound_to=_bound_to(vault))


def lot_of(vault: Vault, parts: Collection[Secret] = ()) -> Secret:
    """The secret for lots. Only the action that draws them may call this: before that, nobody knows the order.

    Raises:
        KeyholdersNeeded, PartsDoNotFit. DoesNotOpen: it is not what was committed to.
    """
    if SealedBy(vault.sealed_by) is SealedBy.KEYHOLDERS:
        if vault.needed is None or len(parts) < vault.needed:
            raise KeyholdersNeeded(needed=vault.needed)
        lot = shares.combine(list(parts)[: vault.needed])
    else:
        wrapped = bytes(vault.wrapped_lot or b"")
        lot = Secret(sealing.decrypt(server_key(), wrapped, bound_to=_bound_to(vault, Purpose.LOT)))
    if commitment(lot) != vault.lot_commitment:
        raise DoesNotOpen(what=_bound_to(vault, Purpose.LOT))
    return lot


def for_a_while(secret: Secret, *, bound_to: str) -> bytes:
    """A secret that has been released, as it waits in the database: encrypted with the key of the server."""
    return sealing.encrypt(server_key(), secret.reveal(), bound_to=f"released {bound_to}")


def from_a_while_ago(kept: bytes, *, bound_to: str) -> Secret:
    """What `for_a_while` kept.

    Raises:
        DoesNotOpen.
    """
    return Secret(sealing.decrypt(server_key(), kept, bound_to=f"released {bound_to}"))


def server_key() -> bytes:
    """The key in VAULT_KEY_FILE, which is not in the database.

    Raises:
        VaultKeyMissing.
    """
    try:
        file = Path(settings.VAULT_KEY_FILE)
        key = _key_in(file, file.stat().st_mtime_ns)
    except (OSError, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise VaultKeyMissing(path=settings.VAULT_KEY_FILE)
    return key


@lru_cache(maxsize=1)
def _key_in(file: Path, changed_at: int) -> bytes:  # noqa: ARG001 (another moment, and it is read again)
    return bytes.fromhex(file.read_text())


def _hand_out(vault: Vault, keeping: Keeping, secret: Secret, purpose: Purpose) -> None:
    assert keeping.needed is not None  # noqa: S101 (a vault of keyholders says how many)
    parts = shares.split(secret, needed=keeping.needed, parts=len(keeping.keys))
    VaultShare.objects.bulk_create(
        VaultShare(
            vault=vault,
            key=key,
            purpose=purpose,
            wrapped=sealing.wrap(
                part.reveal(), public_key=bytes(key.public_key), bound_to=_part_bound_to(vault, key.id, purpose)
            ),
        )
        for key, part in zip(keeping.keys, parts, strict=True)
    )


def _bound_to(vault: Vault, purpose: Purpose = Purpose.BIDS) -> str:
    return f"vault:{vault.id}" if purpose is Purpose.BIDS else f"vault:{vault.id} {purpose}"


def _part_bound_to(vault: Vault, key_id: object, purpose: Purpose) -> str:
    return f"vault:{vault.id} {purpose} key:{key_id}"
