"""A bid while it is written: what it says so far, in parts that are saved one by one, and what it still lacks.

Nothing in it has to be there until it is sent. What would make sending impossible is in `missing`; what a person
should look at is in `openinhuur.domain.bid_checks`. Neither judges.

>>> [one.field for one in missing(Answers(candidate="Pien", hourly_rate=Decimal(90)), has_cv=True)]
['employment', 'available_from', 'hours_per_week']
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from openinhuur.domain.chain import Agreement
from openinhuur.domain.dated import Dated, value_on
from openinhuur.domain.errors import Refusal

MOST_DRAFTS = 25
"""Drafts that one supplier has on one call."""
DAYS_KEPT: tuple[Dated[int], ...] = (
    Dated(
        28, date(2020, 1, 1), None, "House rule, as for data of candidates (R44); longer than a standstill of 20 days"
    ),
)


class TooManyDrafts(Refusal):
    """A supplier has so many drafts on this call already. Fields: ``most``."""


class BidDraftChanged(Refusal):
    """A colleague changed this part after it was read; nothing is overwritten. Fields: ``part``."""


class BidChangedSince(Refusal):
    """What would be sent is not what was looked at. Fields: ``part`` (what changed last), ``by``, ``changed_at``."""


class CorrectedMeanwhile(Refusal):
    """The call was corrected after its supplier looked at it; nothing was sent. Fields: ``correction``."""


class UploadBroken(Refusal):
    """The sending broke off before its end; nothing of it is kept. Fields: ``field``."""


class CvMissing(Refusal):
    """No file was chosen. Fields: ``field``."""


class Part(StrEnum):
    """The parts of a bid, in the order in which they are written."""

    CANDIDATE = "candidate"
    CV = "cv"
    REQUIREMENTS = "requirements"
    CRITERIA = "criteria"
    RATE = "rate"
    REFERENCES = "references"
    DECLARATIONS = "declarations"


class Declaration(StrEnum):
    """What a supplier declares with a bid."""

    CANDIDATE_AGREES = "candidate-agrees"  # to being offered on this call, by this supplier
    TRUTHFUL = "truthful"
    CONDITIONS = "conditions"  # those of the call are accepted
    STILL_HOLDS = "still-holds"  # the self-declaration that was given for admission


@dataclass(frozen=True, slots=True)
class RequirementAnswer:
    """What the supplier says about one requirement. ``item``: a paper of its passport; ``page``: of the CV."""

    is_met: bool | None = None
    text: str = ""
    page: int | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class CriterionAnswer:
    """A claim in plain words, and the page of the CV that shows it."""

    text: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a bid says so far, beside the CV."""

    candidate: str = ""
    employment: str = ""
    available_from: date | None = None
    hours_per_week: Decimal | None = None
    availability: str = ""
    requirements: Mapping[str, RequirementAnswer] = field(default_factory=dict)
    criteria: Mapping[str, CriterionAnswer] = field(default_factory=dict)
    hourly_rate: Decimal | None = None
    rate_basis: str = ""
    references: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    has_no_agreements: bool = False
    declarations: frozenset[Declaration] = frozenset()


FIELDS: Mapping[Part, tuple[str, ...]] = {
    Part.CANDIDATE: ("candidate", "employment", "available_from", "hours_per_week", "availability"),
    Part.CV: (),
    Part.REQUIREMENTS: ("requirements",),
    Part.CRITERIA: ("criteria",),
    Part.RATE: ("hourly_rate", "rate_basis"),
    Part.REFERENCES: ("references", "agreements", "has_no_agreements"),
    Part.DECLARATIONS: ("declarations",),
}
"""What each part holds of `Answers`; the CV is a file."""

NEEDED: tuple[tuple[Part, str], ...] = (
    (Part.CANDIDATE, "candidate"),
    (Part.CANDIDATE, "employment"),
    (Part.CANDIDATE, "available_from"),
    (Part.CANDIDATE, "hours_per_week"),
    (Part.RATE, "hourly_rate"),
)
"""Without these there is no bid."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something without which a bid cannot be sent: where it is filled in."""

    part: Part
    field: str


def missing(answers: Answers, *, has_cv: bool) -> list[Gap]:
    """What is still missing, in the order of the parts."""
    empty = {Gap(part, name) for part, name in NEEDED if getattr(answers, name) in {None, ""}}
    if not has_cv:
        empty.add(Gap(Part.CV, "file"))
    return sorted(empty, key=_place)


def erased_from(closes_on: date) -> date:
    """The first day on which a draft is erased: so many days after the deadline."""
    return closes_on + timedelta(days=value_on(closes_on, DAYS_KEPT, what="draft-days").value)


def _place(gap: Gap) -> tuple[int, int]:
    order = [*NEEDED, (Part.CV, "file")]
    return list(Part).index(gap.part), order.index((gap.part, gap.field))
