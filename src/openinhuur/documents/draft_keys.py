"""What a supplier is still writing: encrypted with a key of its own that is stored nowhere.

The key is derived (HKDF, RFC 5869) from the key of the server, which is not in the database, and from whose it is and
what it is of. So a copy of the database alone tells nothing, a draft does not open as another one or as another
supplier's, and nothing follows from names that somebody can know. The server can read a draft: it has to show it.
"""

from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from openinhuur.documents import sealing, vaults


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose draft it is, and which: both are bound into the key and into what it encrypts."""

    supplier: int
    draft: UUID

    def __str__(self) -> str:
        return f"supplier:{self.supplier} bid-draft:{self.draft}"


def encrypt(content: bytes, *, owner: Owner, part: str) -> bytes:
    """A part of a draft as it is stored."""
    return sealing.encrypt(_key(owner), content, bound_to=f"{owner} {part}")


def decrypt(stored: bytes, *, owner: Owner, part: str) -> bytes:
    """What `encrypt` made.

    Raises:
        DoesNotOpen: of another draft, supplier or part, changed, or the key of the server is another one.
    """
    return sealing.decrypt(_key(owner), stored, bound_to=f"{owner} {part}")


def _key(owner: Owner) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=sealing.KEY_BYTES, salt=None, info=f"open-inhuur draft {owner}".encode())
    return derived.derive(vaults.server_key())
