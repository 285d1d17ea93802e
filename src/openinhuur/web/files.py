"""Documents on their way out."""

from dataclasses import dataclass

from openinhuur.documents.models import Document


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A document as it is sent."""

    name: str
    media_type: str
    content: bytes


def stored(document: Document) -> StoredFile:
    """A document that may be seen, as `pages.file_response` takes it."""
    return StoredFile(document.name, document.media_type, bytes(document.content))
