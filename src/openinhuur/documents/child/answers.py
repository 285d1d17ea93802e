"""What the child says: a head that is JSON, and blobs behind it; or why it will not."""

from dataclasses import dataclass


class Refused(Exception):
    """The file is not read; ``reason`` is a key of `openinhuur.documents.refusals.REASONS`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Answer:
    """The head, and what is too large for it."""

    head: dict[str, object]
    blobs: tuple[bytes, ...] = ()
