"""The hash chain of the journal: each entry's hash covers its content and the hash of the entry before it.

Change, remove or insert an entry and every hash after it is wrong; `first_broken` names the first one.
The hash is SHA-256 over the entry as canonical JSON (sorted keys, no spaces, UTF-8).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from openinhuur.domain.roles import Actor

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of the journal, as it is hashed. Facts are texts, numbers, booleans, lists of those, or None."""

    position: int
    at: datetime
    event: str
    subject: str
    actor: str
    facts: Mapping[str, object]
    previous: str


def moment_text(at: datetime) -> str:
    """A moment as it is hashed: UTC with milliseconds, "2026-06-29T07:00:00.000Z"."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def hash_of(link: Link) -> str:
    """The SHA-256 of an entry, 64 hexadecimal digits."""
    content = {
        "actor": link.actor,
        "at": moment_text(link.at),
        "event": link.event,
        "facts": dict(link.facts),
        "position": link.position,
        "previous": link.previous,
        "subject": link.subject,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of walking the chain: its length, the last hash, and the first entry that is wrong."""

    length: int
    head: str
    first_broken: int | None


def first_broken(links: Iterable[tuple[Link, str]]) -> Verified:
    """Walk the chain (entry, recorded hash) in order of position.

    An entry is broken when its hash is not that of its content, when it does not name the hash before it,
    or when its position does not follow (an entry was taken out).
    """
    previous, expected = GENESIS, 1
    for link, recorded in links:
        if link.position != expected or link.previous != previous or hash_of(link) != recorded:
            return Verified(expected - 1, previous, expected)
        previous, expected = recorded, expected + 1
    return Verified(expected - 1, previous, None)


def actor_text(actor: Actor) -> str:
    """Who did it, as an entry says it: "Anna #7 (desk)"."""
    roles = ", ".join(sorted(role.value for role in actor.roles))
    number, held = f"#{actor.person_id}" if actor.person_id else "", f"({roles})" if roles else ""
    return " ".join(part for part in (actor.name, number, held) if part)
