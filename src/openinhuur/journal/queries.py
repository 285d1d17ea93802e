from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from openinhuur.domain.ledger import Link, Verified, first_broken
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.models import Entry

PAGE = 100


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the journal as it is shown."""

    position: int
    at: datetime
    event: str
    subject: str
    actor: str
    facts: dict[str, object]
    hash: str


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A page of the journal, newest first, with the outcome of walking the whole chain."""

    entries: list[EntryRow]
    next_before: int | None
    verification: Verified


def verify() -> Verified:
    """Walk the whole chain: its length, last hash and the first entry that is wrong, if any."""
    return first_broken(_links())


def journal_page(*, actor: Actor, at: datetime, subject: str | None = None, before: int | None = None) -> JournalPage:
    """The entries before a position (default: the newest), of one subject or of all."""
    del at
    actor.require(Verb.READ_JOURNAL)
    entries = Entry.objects.order_by("-position")
    if subject:
        entries = entries.filter(subject=subject)
    if before:
        entries = entries.filter(position__lt=before)
    rows = [
        EntryRow(one.position, one.at, one.event, one.subject, one.actor, one.facts, one.hash)
        for one in entries[: PAGE + 1]
    ]
    following = rows[PAGE - 1].position if len(rows) > PAGE else None
    return JournalPage(rows[:PAGE], following, verify())


def _links() -> Iterator[tuple[Link, str]]:
    for one in Entry.objects.order_by("position").iterator(chunk_size=2000):
        yield Link(one.position, one.at, one.event, one.subject, one.actor, one.facts, one.previous), one.hash
