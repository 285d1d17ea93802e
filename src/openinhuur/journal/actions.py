"""The journal is written here and nowhere else, in the transaction of the action it records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

from django.db import connection

from openinhuur.domain.calendars import milliseconds
from openinhuur.domain.ledger import GENESIS, Link, actor_text, hash_of, moment_text
from openinhuur.domain.money import Money
from openinhuur.domain.public_record import is_public
from openinhuur.domain.roles import Actor
from openinhuur.installation import rows
from openinhuur.journal.models import Entry

TAIL_LOCK = 0x0906_2026
"""Key of the lock on the end of the chain: who holds it writes the next entry; it is let go at commit."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done.

    ``event``: in the past tense, "call.published". ``subject``: what it was about, "call:30534". ``facts``: what an
    auditor needs to see; ids rather than personal data.
    """

    event: str
    actor: Actor
    at: datetime
    subject: str
    facts: Mapping[str, object]


def record(event: str, *, actor: Actor, at: datetime, subject: str, **facts: object) -> Entry:
    """Append what was done (`Done`). Must be called inside the transaction that did it."""
    return record_all([Done(event, actor, at, subject, facts)])[0]


def record_all(done: Sequence[Done]) -> list[Entry]:
    """Append some things that were done in one transaction, in this order; must be called inside it."""
    if not connection.in_atomic_block:
        raise RuntimeError("an entry belongs to the transaction of what it records")
    if not done:
        return []
    with rows.prepared() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TAIL_LOCK])
        cursor.execute("SELECT position, hash FROM journal_entry ORDER BY position DESC LIMIT 1")
        length, previous = cursor.fetchone() or (0, GENESIS)
    entries = []
    for position, one in enumerate(done, length + 1):
        entries.append(_entry(one, position=position, previous=previous))
        previous = entries[-1].hash
    rows.insert(entries)
    return entries


def _entry(done: Done, *, position: int, previous: str) -> Entry:
    link = Link(
        position=position,
        at=milliseconds(done.at),
        event=done.event,
        subject=done.subject,
        actor=actor_text(done.actor),
        facts={name: _plain(value) for name, value in done.facts.items()},
        previous=previous,
    )
    return Entry(
        position=link.position,
        at=link.at,
        event=link.event,
        subject=link.subject,
        actor=link.actor,
        facts=link.facts,
        previous=link.previous,
        hash=hash_of(link),
        is_public=is_public(link.event),
    )


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
        case Decimal() | Money() | UUID():
            return str(value)
        case Enum():
            return value.value
        case list() | tuple() | set() | frozenset():
            return [_plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} cannot stand in the journal")
