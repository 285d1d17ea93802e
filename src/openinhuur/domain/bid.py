"""A bid: in time or late, replaced or withdrawn, sealed until two people open the vault.

R8: "until 09:00" means received before 09:00:00.000; received is when the last byte has arrived.
R19: nobody reads a bid before the deadline; opening needs two authorised people.
R20: until the deadline a supplier may replace or withdraw its bid. What a correction changed in what matters, it
confirms or replaces; else the bid lapses, and is not opened.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from openinhuur.domain.call import NotPublished
from openinhuur.domain.errors import Refusal
from openinhuur.domain.money import Money
from openinhuur.domain.requirements import Employment

OPENERS_NEEDED = 2
MOST_NAME = 200
HOURLY_RATE_BELOW = 1_000_000
NO_TEXT = re.compile("[\0\ud800-\udfff]")
HOURS_IN_A_WEEK = 60  # more would break the working hours act every week


class BidIncomplete(Refusal):
    """Something in the bid cannot be right; mended now, it can still be sent. Fields: ``what`` (codes)."""


class StoredAfterOpening(Refusal):
    """Received in time, but the vault had been opened before it could be stored. Fields: ``received_at``."""


class DeadlinePassed(Refusal):
    """Too late: the bid is refused and the attempt is kept. Fields: ``received_at``, ``closes_at``."""


class AlreadyWithdrawn(Refusal):
    """A withdrawn bid stays withdrawn; a new one may be submitted. Fields: ``withdrawn_at``."""


class BidReadable(Refusal):
    """What an admitted supplier sent and could be opened is not set aside but judged. Fields: ``bid``."""


class StillSealed(Refusal):
    """The vault stays closed until the deadline. Fields: ``closes_at``."""


class TwoPeopleNeeded(Refusal):
    """The vault opens for two different authorised people, not fewer. Fields: ``present``."""


class AlreadyOpened(Refusal):
    """The vault of this call has been opened. Fields: ``opened_at``."""


class TooManyCandidates(Refusal):
    """A supplier offers no more candidates on a call than it says. Fields: ``most``."""


class NothingToConfirm(Refusal):
    """No correction that matters was published since this bid was sent or confirmed. Fields: ``bid``."""


class BidLapsed(Refusal):
    """The bid was not confirmed after a correction, so it was not opened. Fields: ``lapsed_at``."""


def check_received(
    *,
    published_at: datetime | None,
    closes_at: datetime,
    received_at: datetime,
    pauses: Sequence[tuple[datetime, datetime]] = (),
) -> None:
    """A submission counts when its last byte arrived before the deadline (R8).

    Args:
        pauses: from a deadline until the correction that set a later one. What came in then came too late, and stays
            so.

    Raises:
        NotPublished: there is nothing to bid on yet.
        DeadlinePassed: received at or after the deadline. The caller records the attempt.
    """
    if published_at is None or received_at < published_at:
        raise NotPublished(number="")
    for closed_at, reopened_at in pauses:
        if closed_at <= received_at < reopened_at:
            raise DeadlinePassed(received_at=received_at, closes_at=closed_at)
    if received_at >= closes_at:
        raise DeadlinePassed(received_at=received_at, closes_at=closes_at)


def check_still_sealed(*, is_open: bool, received_at: datetime) -> None:
    """Nothing goes into a vault that was opened, even what was received in time and stored late.

    Raises:
        StoredAfterOpening. The caller records the attempt, for a person to decide on.
    """
    if is_open:
        raise StoredAfterOpening(received_at=received_at)


def check_contents(
    *, candidate: str, hourly_rate: Money, employment: str, hours_per_week: Decimal, texts: Iterable[str]
) -> None:
    """What can be seen to be wrong before sealing, while the supplier can still mend it.

    Args:
        texts: everything else that was written; it must be readable text.

    Raises:
        BidIncomplete: names every field that is wrong.
    """
    wrong = {
        "candidate": not 0 < len(candidate.strip()) <= MOST_NAME or not candidate.isprintable(),
        "hourly-rate": not 0 < hourly_rate.amount < HOURLY_RATE_BELOW,
        "employment": employment not in set(Employment),
        "hours-per-week": not (hours_per_week.is_finite() and 0 < hours_per_week <= HOURS_IN_A_WEEK),
        "text": any(_unreadable(text) for text in texts),
    }
    if any(wrong.values()):
        raise BidIncomplete(what=[code for code, is_wrong in wrong.items() if is_wrong])


def _unreadable(text: str) -> bool:
    """A NUL or half a surrogate pair: no text, and no database keeps it."""
    return NO_TEXT.search(text) is not None


def check_withdrawal(*, closes_at: datetime, withdrawn_at: datetime | None, at: datetime) -> None:
    """A bid may be withdrawn once, before the deadline (R20).

    Raises:
        AlreadyWithdrawn, DeadlinePassed.
    """
    if withdrawn_at is not None:
        raise AlreadyWithdrawn(withdrawn_at=withdrawn_at)
    if at >= closes_at:
        raise DeadlinePassed(received_at=at, closes_at=closes_at)


def needs_confirmation(received_at: datetime, confirmed_at: datetime | None, corrected_at: Iterable[datetime]) -> bool:
    """Whether a bid speaks of a call that was changed since, in what matters (`correction`), and nobody confirmed it.

    Args:
        received_at: of its newest version; replacing a bid confirms it.
        corrected_at: when each correction that matters was published.

    >>> from datetime import UTC
    >>> monday, tuesday = datetime(2026, 6, 22, tzinfo=UTC), datetime(2026, 6, 23, tzinfo=UTC)
    >>> needs_confirmation(monday, None, [tuesday]), needs_confirmation(monday, tuesday, [tuesday])
    (True, False)
    """
    return any(received_at <= one and (confirmed_at is None or confirmed_at < one) for one in corrected_at)


def check_confirmation(
    *, bid: str, is_needed: bool, closes_at: datetime, withdrawn_at: datetime | None, at: datetime
) -> None:
    """A bid is confirmed after a correction and before the deadline.

    Raises:
        AlreadyWithdrawn, DeadlinePassed, NothingToConfirm.
    """
    check_withdrawal(closes_at=closes_at, withdrawn_at=withdrawn_at, at=at)
    if not is_needed:
        raise NothingToConfirm(bid=bid)


def check_candidates(standing: int, *, most: int | None) -> None:
    """One more is possible beside the bids of a supplier that stand. ``most``: as the call says; None: no limit.

    Raises:
        TooManyCandidates.
    """
    if most is not None and standing >= most:
        raise TooManyCandidates(most=most)


def check_turn(*, published_at: datetime | None, closes_at: datetime, opened_at: datetime | None, at: datetime) -> None:
    """Nobody starts to open before the deadline, or opens again.

    Raises:
        NotPublished, AlreadyOpened, StillSealed.
    """
    if published_at is None:
        raise NotPublished(number="")
    if opened_at is not None:
        raise AlreadyOpened(opened_at=opened_at)
    if at < closes_at:
        raise StillSealed(closes_at=closes_at)


def check_opening(
    *,
    published_at: datetime | None,
    closes_at: datetime,
    opened_at: datetime | None,
    openers: Collection[int],
    at: datetime,
) -> None:
    """The vault opens once, at or after the deadline, for two different people (R19).

    Raises:
        NotPublished, AlreadyOpened, StillSealed, TwoPeopleNeeded.
    """
    check_turn(published_at=published_at, closes_at=closes_at, opened_at=opened_at, at=at)
    if len(set(openers)) < OPENERS_NEEDED:
        raise TwoPeopleNeeded(present=len(set(openers)))


@dataclass(frozen=True, slots=True)
class CvRules:
    """What the call asks of a CV: at most so many pages, a language ("nl"), at least so many references."""

    max_pages: int | None
    language: str
    min_references: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at. A finding warns; it never decides."""

    code: str
    fields: Mapping[str, str]


def cv_findings(pages: Sequence[str], *, language: str, references: int, rules: CvRules) -> list[Finding]:
    """Where a CV departs from what the call asks: pages, text layer, language, references (R24: no judging).

    Args:
        pages: the text of each page.
        language: the language that text is in, ISO 639-1 ("nl").
    """
    found = []
    if rules.max_pages is not None and len(pages) > rules.max_pages:
        found.append(Finding("cv-too-long", {"pages": str(len(pages)), "maximum": str(rules.max_pages)}))
    if not any(page.strip() for page in pages):
        found.append(Finding("cv-without-text", {}))
    elif rules.language and language != rules.language:
        found.append(Finding("cv-other-language", {"language": language, "asked": rules.language}))
    if references < rules.min_references:
        minimum = str(rules.min_references)
        found.append(Finding("too-few-references", {"references": str(references), "minimum": minimum}))
    return found
