"""A bid: in time or late, replaced or withdrawn, sealed until two people open the vault.

R8: "until 09:00" means received before 09:00:00.000; received is when the last byte has arrived.
R19: nobody reads a bid before the deadline; opening needs two authorised people.
R20: until the deadline a supplier may replace or withdraw its bid.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openinhuur.domain.call import NotPublished
from openinhuur.domain.errors import Refusal

OPENERS_NEEDED = 2


class DeadlinePassed(Refusal):
    """Too late: the bid is refused and the attempt is kept. Fields: ``received_at``, ``closes_at``."""


class AlreadyWithdrawn(Refusal):
    """A withdrawn bid stays withdrawn; a new one may be submitted. Fields: ``withdrawn_at``."""


class StillSealed(Refusal):
    """The vault stays closed until the deadline. Fields: ``closes_at``."""


class TwoPeopleNeeded(Refusal):
    """The vault opens for two different authorised people, not fewer. Fields: ``present``."""


class AlreadyOpened(Refusal):
    """The vault of this call has been opened. Fields: ``opened_at``."""


def check_received(*, published_at: datetime | None, closes_at: datetime, received_at: datetime) -> None:
    """A submission counts when its last byte arrived before the deadline (R8).

    Raises:
        NotPublished: there is nothing to bid on yet.
        DeadlinePassed: received at or after the deadline. The caller records the attempt.
    """
    if published_at is None or received_at < published_at:
        raise NotPublished(number="")
    if received_at >= closes_at:
        raise DeadlinePassed(received_at=received_at, closes_at=closes_at)


def check_withdrawal(*, closes_at: datetime, withdrawn_at: datetime | None, at: datetime) -> None:
    """A bid may be withdrawn once, before the deadline (R20).

    Raises:
        AlreadyWithdrawn, DeadlinePassed.
    """
    if withdrawn_at is not None:
        raise AlreadyWithdrawn(withdrawn_at=withdrawn_at)
    if at >= closes_at:
        raise DeadlinePassed(received_at=at, closes_at=closes_at)


def check_opening(*, closes_at: datetime, opened_at: datetime | None, openers: Collection[int], at: datetime) -> None:
    """The vault opens once, at or after the deadline, for two different people (R19).

    Raises:
        AlreadyOpened, StillSealed, TwoPeopleNeeded.
    """
    if opened_at is not None:
        raise AlreadyOpened(opened_at=opened_at)
    if at < closes_at:
        raise StillSealed(closes_at=closes_at)
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
