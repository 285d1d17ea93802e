from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pypdfium2

from openinhuur.documents.actions import keep
from openinhuur.documents.models import Document
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
    return Letter.objects.create(
        kind=kind,
        subject=subject,
        recipient_name=to.name,
        recipient_email=to.email,
        document=paper(kind, words=words, name=name, at=at),
        queued_at=at,
    )


def paper(kind: str, *, words: Mapping[str, object], name: str, at: datetime) -> Document:
    """The PDF of a template, kept as it was made.

    Args:
        kind: the template in ``templates/``.
        name: the file's name.
    """
    content = render.pdf(kind, words, at=at)
    return keep(content, name=name, media_type="application/pdf", at=at, pages=_pages(content))


def _pages(content: bytes) -> int:
    with pypdfium2.PdfDocument(content) as made:
        return len(made)
