import hashlib
from datetime import datetime

from openinhuur.documents.models import Document


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
