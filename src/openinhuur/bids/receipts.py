"""The receipt of a bid: a file for its supplier, by e-mail at once and to be fetched again with a newer proof.

The file holds nothing of what the bid says. It verifies without this software's server or database
(`openinhuur receipt verify`); its form is in `openinhuur.domain.receipt`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import get_language

from openinhuur.bids import access, addresses
from openinhuur.bids.models import Bid, BidVersion
from openinhuur.documents.actions import keep
from openinhuur.domain.calendars import milliseconds
from openinhuur.domain.receipt import written
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import entry_at, link_of, proof_at
from openinhuur.letters.models import Message
from openinhuur.parties import notices
from openinhuur.wording.formats import exact

MEDIA_TYPE: Final = "application/json"


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """A receipt to download."""

    name: str
    content: bytes


def fetch(bid_id: UUID, version: int, *, actor: Actor) -> ReceiptFile:
    """The receipt of one version, with the proof that it stands under the head of the journal of this moment.

    Raises:
        NotFound, NotAllowed.
    """
    bid = access.get(bid_id, actor=actor, to=Verb.READ_RECEIPT)
    found = BidVersion.objects.filter(bid=bid, version=version).first()
    if found is None:
        raise NotFound(what=f"bid:{bid_id} version:{version}")
    entry, recorded = entry_at(found.journal_position)
    content = written(entry, recorded=recorded, proof=proof_at(found.journal_position))
    return ReceiptFile(_name(bid, version), content)


def stands(version: BidVersion) -> bool:
    """Whether a version is the one that its entry in the journal tells of: what its receipt was made from."""
    entry = Entry.objects.filter(position=version.journal_position, event="bid.received").first()
    said = (str(version.bid_id), version.version, version.fingerprint)
    return entry is not None and tuple(entry.facts.get(name) for name in ("bid", "version", "fingerprint")) == said


def announce(bid: Bid, version: int, fingerprint: str, *, at: datetime) -> list[Message]:
    """Write the e-mails to the people of the supplier. No desk sees them: they tell who sent a bid.

    This comes before the entry in the journal and `attach` after it, because everybody else waits while there is an
    entry that is not committed yet.
    """
    received_at = milliseconds(at)
    return notices.tell(
        bid.supplier,
        "bid-received",
        about=bid.call.subject,
        desk=None,
        page=addresses.receipt(bid.pk, version),
        words={
            "number": bid.call.number,
            "title": bid.call.title,
            "version": version,
            "received_at": lazy(lambda: exact(received_at, get_language() or "nl"), str)(),
            "fingerprint": fingerprint,
        },
        at=at,
    )


def attach(messages: Collection[Message], bid: Bid, version: int, entry: Entry, *, at: datetime) -> None:
    """Put the receipt with the e-mails, in the same transaction."""
    content = written(link_of(entry), recorded=entry.hash, proof=None)
    document = keep(content, name=_name(bid, version), media_type=MEDIA_TYPE, at=at)
    Message.objects.filter(pk__in=[one.pk for one in messages]).update(document=document)


def _name(bid: Bid, version: int) -> str:
    return f"ontvangstbewijs-{bid.call.number}-{str(bid.pk)[:8]}-v{version}.json"
