from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from openinhuur.domain.ledger import Link, Verified, actor_text, first_broken
from openinhuur.domain.roles import Actor
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


def verify() -> Verified:
    """Walk the whole chain: its length, last hash and the first entry that is wrong, if any."""
    return first_broken(_links())


def entries(visible: Q, *, before: int | None) -> tuple[list[EntryRow], int | None]:
    """The newest entries that are ``visible``, before a position; and where the next page begins.

    Who may see which is not known here: `openinhuur.flow.queries.journal_page` asks.
    """
    found = Entry.objects.filter(visible).order_by("-position")
    if before:
        found = found.filter(position__lt=before)
    rows = [
        EntryRow(one.position, one.at, one.event, one.subject, one.actor, one.facts, one.hash)
        for one in found[: PAGE + 1]
    ]
    return rows[:PAGE], rows[PAGE - 1].position if len(rows) > PAGE else None


def was_recorded(event: str, *, actor: Actor, subject: str, since: datetime) -> bool:
    """Whether this actor has such an entry already, not longer ago than ``since``."""
    return Entry.objects.filter(event=event, subject=subject, actor=actor_text(actor), at__gte=since).exists()


def public_revision() -> str:
    """How new the pages for everybody are: the hash of the newest entry after which one may say something else.

    A position would not do: after a backup is put back, the next entries have the positions of those that are gone.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM journal_entry WHERE is_public ORDER BY position DESC LIMIT 1")
        found = cursor.fetchone()
    return found[0] if found else ""


def _links() -> Iterator[tuple[Link, str]]:
    for one in Entry.objects.order_by("position").iterator(chunk_size=2000):
        yield Link(one.position, one.at, one.event, one.subject, one.actor, one.facts, one.previous), one.hash
