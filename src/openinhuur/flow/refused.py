"""Who tried to see or do what is not theirs is written in the journal, where personal or sealed data is concerned."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from openinhuur.domain.bid import StillSealed
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, NotAllowed, NotTheirs
from openinhuur.journal import queries as journal
from openinhuur.journal.actions import record

GUARDED: Final = (NotAllowed, NotTheirs, StillSealed)
"""Refusals that say: there is something, and it is kept from you."""

ONCE_IN: Final = timedelta(minutes=10)
"""The same attempt by the same person is one entry in this time, so that a script cannot fill the journal."""
LONGEST_SUBJECT: Final = 100


def note(refusal: Refusal, *, actor: Actor, page: str, at: datetime) -> None:
    """Write the attempt down, in a transaction of its own: what was refused was rolled back.

    Args:
        page: what was asked for, without anything that opens something: "web:matrix number=30534".
    """
    if not isinstance(refusal, GUARDED):
        return
    subject = str(refusal.fields.get("what") or f"page:{page}")[:LONGEST_SUBJECT]
    with transaction.atomic():
        if not journal.was_recorded("access.refused", actor=actor, subject=subject, since=at - ONCE_IN):
            record("access.refused", actor=actor, at=at, subject=subject, refusal=refusal.code,
                   page=page[:200])  # fmt: skip
