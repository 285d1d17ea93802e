"""The receipt of a bid: a file for its supplier, by e-mail from the worker and to be fetched again with a newer proof.

The file holds nothing of what the bid says. It verifies without this software's server or database
(`openinhuur receipt verify`); its form is in `openinhuur.domain.receipt`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.functional import lazy
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from openinhuur.bids import access, addresses
from openinhuur.bids.models import Bid, BidVersion
from openinhuur.documents.actions import keep
from openinhuur.domain.receipt import written
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import entry_at, proof_at
from openinhuur.parties import notices
from openinhuur.wording.formats import exact

if TYPE_CHECKING:
    from procrastinate.types import JSONDict

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


def announce(versions: Iterable[BidVersion]) -> None:
    """Have the people of each supplier told, by the worker; in the transaction that receives the versions."""
    jobs: list[JSONDict] = [{"bid_id": str(one.bid_id), "number": one.version} for one in versions]
    tell.batch_defer(*jobs)


@app.task(name="bids.received", retry=RetryStrategy(max_attempts=20, wait=5, linear_wait=30))
@transaction.atomic
def tell(*, bid_id: str, number: int) -> None:
    """The job: write the e-mails with the receipt, once. No desk sees them: they tell who sent a bid."""
    version = BidVersion.objects.select_related("bid__call", "bid__supplier").get(bid=UUID(bid_id), version=number)
    bid, at = version.bid, import_string(settings.CLOCK)()
    entry, recorded = entry_at(version.journal_position)
    content = written(entry, recorded=recorded, proof=None)
    received_at = version.received_at
    told = notices.tell(
        bid.supplier,
        "bid-received",
        about=bid.call.subject,
        desk=None,
        page=addresses.receipt(bid.pk, number),
        words={
            "number": bid.call.number,
            "title": bid.call.title,
            "version": number,
            "received_at": lazy(lambda: exact(received_at, get_language() or "nl"), str)(),
            "fingerprint": version.fingerprint,
        },
        at=at,
        document=keep(content, name=_name(bid, number), media_type=MEDIA_TYPE, at=at),
        once=f"bid-received:{version.pk}",
    )
    if not told:
        transaction.set_rollback(True)  # it was done before, and its file is kept


def _name(bid: Bid, version: int) -> str:
    return f"ontvangstbewijs-{bid.call.number}-{str(bid.pk)[:8]}-v{version}.json"
