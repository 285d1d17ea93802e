"""A submission on its way into the vault: one file, with its fingerprint, sealed before anybody waits for it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from openinhuur.documents import sealed_files
from openinhuur.documents.models import SealedContent


@dataclass(slots=True)
class Packed:
    """What will be stored, if it comes into the vault.

    Sealing a megabyte and waiting for the disk takes longer than all the rest. So that may be done for the place which
    it is expected to get, before its call is held. Where it gets another after all, it is sealed again.

    ``pieces``: of the file, in their order. ``new_bid_id``: of the bid that it becomes, where it becomes a new one.
    """

    pieces: Sequence[bytes]
    fingerprint: str = field(init=False)
    new_bid_id: UUID = field(init=False, default_factory=uuid4)
    is_stored: bool = field(init=False, default=False)
    _sealed: SealedContent | None = field(init=False, default=None)
    _bound_to: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Its fingerprint is that of the whole file."""
        whole = hashlib.sha256()
        for piece in self.pieces:
            whole.update(piece)
        self.fingerprint = whole.hexdigest()

    def seal(self, bound_to: str, *, public_key: bytes) -> SealedContent:
        """Sealed for a place, and on the disk; its row is not saved yet. Asked again for that place, the same."""
        if self._sealed is None or self._bound_to != bound_to:
            self.forget()
            self._sealed = sealed_files.seal(self.pieces, public_key=public_key, bound_to=bound_to)
            self._bound_to = bound_to
        return self._sealed

    def forget(self) -> None:
        """Throw away what was sealed of it, where it was not stored."""
        if self._sealed is not None and not self.is_stored:
            sealed_files.forget(self._sealed)
            self._sealed = None
