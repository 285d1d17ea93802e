"""Papers in a passport: the days between which each holds, and the warnings before one expires.

A paper still holds on the day it expires. Its supplier is warned 30, 14 and 3 days ahead and once it has expired:
each message at most once, and only the most urgent one when several were missed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openinhuur.domain.dated import Dated, value_on
from openinhuur.domain.errors import Refusal

EXPIRED = 0  # in the place of a number of days ahead: the paper has expired
WARNING_DAYS: tuple[Dated[tuple[int, ...]], ...] = (
    Dated((30, 14, 3), date(2020, 1, 1), None, "House rule: a month to arrange it, two weeks, the last days"),
)


class IssuedInFuture(Refusal):
    """A paper cannot have been issued later than today. Fields: ``issued_on``, ``field``."""


class ExpiresBeforeIssued(Refusal):
    """A paper cannot end before it was issued. Fields: ``issued_on``, ``expires_on``, ``field``."""


class PaperKind(StrEnum):
    """What a paper is."""

    INSURANCE = "insurance"
    SELF_DECLARATION = "self-declaration"  # the UEA
    SNA_CERTIFICATE = "sna-certificate"
    G_ACCOUNT_AGREEMENT = "g-account-agreement"
    G_ACCOUNT_EXEMPTION = "g-account-exemption"
    TRADE_REGISTER_EXTRACT = "trade-register-extract"
    LENDER_ADMISSION = "lender-admission"  # the Wtta
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in a passport. It still holds on the day ``expires_on``; None: it does not expire."""

    kind: PaperKind
    issued_on: date
    expires_on: date | None
    key: int = 0

    def holds_on(self, day: date) -> bool:
        """Whether it had been issued and had not expired."""
        return self.issued_on <= day and (self.expires_on is None or day <= self.expires_on)


@dataclass(frozen=True, slots=True)
class ExpiryWarning:
    """A paper expires within so many days; 0: it has expired."""

    paper: Paper
    days_ahead: int


def check_paper(paper: Paper, *, on: date) -> None:
    """The days on a paper are possible. One that has expired may be kept; it counts for nothing.

    Raises:
        IssuedInFuture, ExpiresBeforeIssued.
    """
    if paper.issued_on > on:
        raise IssuedInFuture(issued_on=paper.issued_on, field="issued_on")
    if paper.expires_on is not None and paper.expires_on < paper.issued_on:
        raise ExpiresBeforeIssued(issued_on=paper.issued_on, expires_on=paper.expires_on, field="expires_on")


def warnings_due(
    papers: Iterable[Paper], already: Collection[tuple[int, int]], *, on: date
) -> tuple[ExpiryWarning, ...]:
    """What to tell a supplier on that day, most urgent first; ``already``: the (paper key, days ahead) it was told.

    Per paper at most one message: who was down for a week sends the last one it missed. A paper that was followed
    by a newer one is no longer given here; one whose days were corrected has a key of its own.

    >>> paper = Paper(PaperKind.INSURANCE, date(2026, 1, 1), date(2026, 12, 31), key=7)
    >>> [one.days_ahead for one in warnings_due([paper], [(7, 30)], on=date(2026, 12, 29))]
    [3]
    """
    told = set(already)
    return tuple(
        warning
        for warning in expiring(papers, on=on)
        if not any((warning.paper.key, days) in told for days in range(warning.days_ahead + 1))
    )


def expiring(papers: Iterable[Paper], *, on: date) -> tuple[ExpiryWarning, ...]:
    """Every paper that has expired or does so within the longest warning, most urgent first."""
    limits = value_on(on, WARNING_DAYS, what="warning-days").value
    found = [
        ExpiryWarning(paper, min(reached))
        for paper in papers
        if paper.expires_on is not None and (reached := _reached((paper.expires_on - on).days, limits))
    ]
    return tuple(sorted(found, key=lambda one: (one.paper.expires_on or date.max, one.paper.key)))


def _reached(days_left: int, limits: tuple[int, ...]) -> list[int]:
    return [EXPIRED] if days_left < 0 else [limit for limit in limits if days_left <= limit]
