"""What must be true after a storm: what was promised is there, once, whole, and on the right side of the deadline."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bench.storm.load import Answer
from openinhuur.bids.models import BidDraft, BidVersion, LateBid
from openinhuur.documents import sealed_files, sealing, vaults
from openinhuur.journal.models import Entry

REDIRECT: Final = 302
NO_ANSWER: Final = 0


@dataclass(slots=True)
class Found:
    """What there is, and what is not as it must be.

    ``longest_gap``: seconds between the last byte that was handed to the network and the moment of receipt.
    """

    promised: int
    stored: int
    late: int
    errors: int
    tried_again: int
    longest_gap: float
    problems: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """How many promises are not kept."""
        return len(self.problems)

    def __str__(self) -> str:
        return (
            f"{self.promised} receipts, {self.stored} bids in the vault and in the journal, {self.late} refused as"
            f" late, {self.errors} without an answer, {self.tried_again} sent again;"
            f" at most {self.longest_gap * 1000:.0f} ms from the last byte sent to the moment of receipt"
        )


def after(numbers: Sequence[str], answers: Sequence[Answer], *, closes_at: datetime | None) -> Found:
    """Hold what was answered against what is stored.

    Args:
        closes_at: the deadline in the middle of it; None: there was none.
    """
    versions = list(
        BidVersion.objects.filter(bid__call__number__in=numbers).select_related("bid__call__vault", "content")
    )
    promised = {one.key: one.location for one in answers if one.status == REDIRECT}
    drafts = {
        str(one.pk): str(one.bid_id) for one in BidDraft.objects.filter(call__number__in=numbers, bid__isnull=False)
    }
    late = LateBid.objects.filter(call__number__in=numbers)
    found = Found(
        promised=len(promised),
        stored=len(versions),
        late=late.count(),
        errors=sum(one.status == NO_ANSWER or one.status >= 500 for one in answers),
        tried_again=sum(one.tries > 1 for one in answers),
        longest_gap=_gap(versions, answers, drafts),
    )
    found.problems += _promises(promised, drafts, answers)
    found.problems += _once(versions)
    found.problems += _in_the_journal(versions)
    found.problems += [f"version {one.pk} does not open" for one in versions if not _opens(one)]
    if closes_at is not None:
        found.problems += [f"{one.pk} was accepted late" for one in versions if one.received_at >= closes_at]
        found.problems += [f"{one.pk} was refused in time" for one in late if one.received_at < closes_at]
        refused = sum(one.status not in {REDIRECT, NO_ANSWER} and one.status < 500 for one in answers)
        if refused != found.late:
            found.problems.append(f"{refused} were told that they were late, {found.late} are recorded")
    return found


def _gap(versions: Sequence[BidVersion], answers: Sequence[Answer], drafts: dict[str, str]) -> float:
    received = {str(one.bid_id): one.received_at.timestamp() for one in versions}
    gaps = [
        received[drafts[one.key]] - one.sent_at for one in answers if one.tries == 1 and drafts.get(one.key) in received
    ]
    return max(gaps, default=0.0)


def _promises(promised: dict[str, str], drafts: dict[str, str], answers: Sequence[Answer]) -> list[str]:
    """Every receipt is of the bid of its draft, and the same draft has the same receipt however often it was sent."""
    places: dict[str, set[str]] = {}
    for one in answers:
        if one.status == REDIRECT:
            places.setdefault(one.key, set()).add(one.location)
    return [
        *(f"{key} has a receipt and no bid" for key, where in promised.items() if drafts.get(key, "-") not in where),
        *(f"{key} has two receipts" for key, all_of_them in places.items() if len(all_of_them) > 1),
    ]


def _once(versions: Sequence[BidVersion]) -> list[str]:
    counted = Counter((one.bid.call_id, one.bid.supplier_id) for one in versions)
    return [f"{pair} is stored {times} times" for pair, times in counted.items() if times > 1]


def _in_the_journal(versions: Sequence[BidVersion]) -> list[str]:
    entries = Entry.objects.filter(event="bid.received", position__in=[one.journal_position for one in versions])
    told = {one.position: one.facts["fingerprint"] for one in entries}
    calls = {one.bid.call.subject for one in versions}
    extra = Entry.objects.filter(event="bid.received", subject__in=calls).count() - len(versions)
    missing = [
        f"version {one.pk} is not in the journal"
        for one in versions
        if told.get(one.journal_position) != one.fingerprint
    ]
    return [*missing, *([f"the journal has {extra} more"] if extra else [])]


def _opens(version: BidVersion) -> bool:
    """It opens, and is what its fingerprint says."""
    vault = version.bid.call.vault
    assert vault is not None  # noqa: S101 (published_call_has_vault)
    sealed = sealed_files.read(version.content)
    content = sealing.unseal(sealed, private_key=vaults.private_key_of(vault), bound_to=version.bound_to)
    return hashlib.sha256(content).hexdigest() == version.fingerprint
