from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from openinhuur.domain.ledger import Link, Verified, actor_text, first_broken
from openinhuur.domain.merkle import Head, Proof, head_of, proof_of
from openinhuur.domain.roles import Actor
from openinhuur.installation import rows
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
    with rows.prepared() as cursor:
        cursor.execute("SELECT hash FROM journal_entry WHERE is_public ORDER BY position DESC LIMIT 1")
        found = cursor.fetchone()
    return found[0] if found else ""


def moments_of(event: str, *, subject: str, facts: Mapping[str, object]) -> list[datetime]:
    """When something happened to a subject, with these among its facts; the first time first."""
    found = Entry.objects.filter(event=event, subject=subject, facts__contains=dict(facts))
    return list(found.order_by("position").values_list("at", flat=True))


def head() -> Head:
    """The head of the journal as it is now: who keeps it can prove later that an entry of before was changed."""
    return head_of(_hashes())


def entry_at(position: int) -> tuple[Link, str]:
    """An entry and its recorded hash."""
    entry = Entry.objects.get(position=position)
    return link_of(entry), entry.hash


def proof_at(position: int) -> Proof:
    """The proof that an entry stands under the head of this moment."""
    return proof_of(_hashes(), position)


def link_of(one: Entry) -> Link:
    """An entry as it is hashed."""
    return Link(one.position, one.at, one.event, one.subject, one.actor, one.facts, one.previous)


def _hashes() -> list[str]:
    return list(Entry.objects.order_by("position").values_list("hash", flat=True))


def _links() -> Iterator[tuple[Link, str]]:
    for one in Entry.objects.order_by("position").iterator(chunk_size=2000):
        yield link_of(one), one.hash
