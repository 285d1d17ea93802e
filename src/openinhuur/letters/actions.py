from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pypdfium2

from openinhuur.documents.actions import keep
from openinhuur.letters import render
from openinhuur.letters.models import Letter


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who a letter goes to."""

    name: str
    email: str


def queue(kind: str, *, subject: str, to: Recipient, words: Mapping[str, object], name: str, at: datetime) -> Letter:
    """Write a letter: its PDF is made now; sending is the outbox's work, outside this transaction.

    Args:
        kind: the template in ``templates/``, and what the letter is.
        name: the file's name.
    """
    content = render.pdf(kind, words, at=at)
    document = keep(content, name=name, media_type="application/pdf", at=at, pages=_pages(content))
    return Letter.objects.create(
        kind=kind,
        subject=subject,
        recipient_name=to.name,
        recipient_email=to.email,
        document=document,
        queued_at=at,
    )


def _pages(content: bytes) -> int:
    with pypdfium2.PdfDocument(content) as made:
        return len(made)
