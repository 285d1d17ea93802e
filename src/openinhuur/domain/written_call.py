"""The facts of a call as they are written in a document: what a reader finds and a linter looks at.

A fact that is absent is None and is never guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from openinhuur.domain.call import FeePayer


@dataclass(frozen=True, slots=True)
class ListItem:
    """A requirement or award criterion: the number as printed ("7", "E1"; None: none), text, points."""

    number: str | None
    text: str
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Extensions:
    """``count`` options to extend, each of ``months``."""

    count: int
    months: int


@dataclass(frozen=True, slots=True)
class HoursRange:
    """Hours a week; an end that is not stated is None."""

    min: Decimal | None
    max: Decimal | None


@dataclass(frozen=True, slots=True)
class GAccountShares:
    """Percentage of the invoice paid to the G-account: lender in the SNA register, and otherwise."""

    sna: Decimal | None
    other: Decimal | None


@dataclass(frozen=True, slots=True)
class CvRules:
    """What a CV must look like; ``language`` is a two-letter code (ISO 639-1)."""

    max_pages: int | None
    language: str | None
    min_references: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """The facts of a call as written. None: not in the text. Moments carry the offset of Amsterdam.

    The last four are known from a form alone; in a document the checks look for the words.
    """

    number: str | None = None
    title: str | None = None
    buyer: str | None = None
    start: date | Literal["asap"] | None = None
    end: date | None = None
    duration_months: int | None = None
    extensions: Extensions | None = None
    hours_per_week: HoursRange | None = None
    working_days: tuple[str, ...] | None = None
    education: str | None = None
    region: str | None = None
    salary_scale: str | None = None
    dps: bool | None = None
    positions: int | None = None
    self_employed_allowed: bool | None = None
    payroll_allowed: bool | None = None
    max_rate: Decimal | None = None
    broker_fee_per_hour: Decimal | None = None
    g_account: GAccountShares | None = None
    vog: bool | None = None
    cv: CvRules | None = None
    closes_at: datetime | None = None
    questions_close_at: datetime | None = None
    answers_by: date | None = None
    invitations_by: date | None = None
    interviews_from: date | None = None
    shortlist_size: int | None = None
    min_invited: int | None = None
    min_interviewers: int | None = None
    tie_break: tuple[str, ...] | None = None
    price_weight: Decimal | None = None
    interview_weight: Decimal | None = None
    requirements: tuple[ListItem, ...] | None = None
    criteria: tuple[ListItem, ...] | None = None
    selection_criteria: tuple[str, ...] | None = None
    competences: tuple[str, ...] | None = None
    selection_weight: Decimal | None = None
    price_formula: str | None = None
    fee_payer: FeePayer | None = None
    standstill_days: int | None = None


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date that names its weekday (0 is Monday), with the line and the words it stands in."""

    line: int
    words: str
    weekday: int
    on: date


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two places that say different things about a fact: the words that were chosen, and the other words."""

    key: str
    lines: tuple[int, ...]
    chosen: str
    other: str


@dataclass(frozen=True, slots=True, eq=False)
class WrittenCall:
    """What the checks look at: facts, the lines they stand on, all lines of text, dates that name a weekday.

    Each is itself alone, so what was found out about one can be kept beside it.

    ``places`` has a key for each fact, and "requirements[0]" for each item of a list. ``at``: when the call is sent,
    or would be. ``continued``: the lines that go on with the line before. ``headings``: as printed; empty: not known.
    """

    facts: CallFacts
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    lines: tuple[tuple[int, str], ...] = ()
    dates: tuple[WrittenDate, ...] = ()
    at: datetime | None = None
    continued: frozenset[int] = frozenset()
    headings: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
