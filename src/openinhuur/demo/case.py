"""The example case as plain values: what its TOML files say, read and checked.

Moments carry their offset and milliseconds, rates are euros per hour without VAT, points are exact.
Nothing here knows the database; whoever plays a case reads it with `load` and calls the actions.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from openinhuur.demo.checks import contradictions
from openinhuur.demo.reading import BrokenCase, read
from openinhuur.domain.interview import Grade
from openinhuur.domain.requirements import Employment
from openinhuur.domain.roles import Role


class Layout(StrEnum):
    """The look of a CV; each is a template in ``cv_templates``."""

    PLAIN = "plain"
    SIDEBAR = "sidebar"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseParty:
    """An organisation as it stands in letters and on invoices."""

    name: str
    kvk_number: str
    vat_number: str
    street: str
    postcode: str
    city: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBuyer(CaseParty):
    oin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDesk(CaseParty):
    iban: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePerson:
    """Somebody who signs in. ``organisation`` is "buyer", "desk" or the key of a supplier."""

    key: str
    name: str
    email: str
    roles: tuple[Role, ...]
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSupplier(CaseParty):
    """Who offers candidates. ``iban`` is the free account, ``g_account_iban`` the blocked one."""

    key: str
    iban: str
    g_account_iban: str
    sna_registered: bool
    waadi_registered_on: date | None = None
    is_sole_worker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuestion:
    supplier: str
    asked_at: datetime
    subject: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClarification:
    """Who writes and offers the answers to the questions, and who publishes them, with the reason why so late."""

    written_by: str
    written_at: datetime
    published_by: str
    published_at: datetime
    late_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReference:
    """Where a candidate can be asked after: an organisation and a function, never a person."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAgreement:
    """An earlier agreement of the candidate at the buyer; both days are part of it."""

    from_: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClaim:
    """What the supplier says about one award criterion, and the page of the CV that shows it."""

    number: int
    text: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSubmission:
    """One version of a bid. ``hourly_rate`` only where this version named another rate than the last one."""

    at: datetime
    hourly_rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEducation:
    year: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePosition:
    """A job on the CV; without ``until`` it goes on."""

    from_: date
    until: date | None = None
    role: str
    organisation: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCv:
    """What the CV says. ``pages`` is the number of pages of the PDF that is made of it."""

    layout: Layout
    pages: int
    summary: str
    education: tuple[CaseEducation, ...]
    positions: tuple[CasePosition, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBid:
    """One candidate offered by one supplier, with every version that was sent, oldest first."""

    key: str
    supplier: str
    candidate: str
    hourly_rate: Decimal
    employment: Employment
    available_from: date
    hours_per_week: int
    references: tuple[CaseReference, ...]
    agreements: tuple[CaseAgreement, ...]
    requirement_claims: Mapping[int, str]
    criterion_claims: tuple[CaseClaim, ...]
    submissions: tuple[CaseSubmission, ...]
    withdrawn_at: datetime | None = None
    cv: CaseCv


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNotMet:
    """Step 1: a requirement that a bid does not meet, who found so, and on what evidence."""

    bid: str
    requirement: int
    reason: str
    evidence: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScore:
    """Step 2: points and a reason per award criterion."""

    bid: str
    by: str
    points: Mapping[int, Decimal]
    reasons: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSelection:
    """Step 3: what the buyer finds of one shortlisted bid on one selection criterion."""

    bid: str
    criterion: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRound:
    """Step 3: who is invited to an interview, and why these; a second round follows when nobody passes."""

    number: int
    decided_at: datetime
    decided_by: str
    reason: str
    invited: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGrade:
    """What one interviewer, alone, found of one competence."""

    interviewer: str
    competence: int
    grade: Grade
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseConsensus:
    competence: int
    grade: Grade
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInterview:
    """Step 4: one interview, first scored alone, then together."""

    bid: str
    round: int
    held_at: datetime
    score: tuple[CaseGrade, ...]
    consensus: tuple[CaseConsensus, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything of one example procedure, in the order of the files."""

    buyer: CaseBuyer
    desk: CaseDesk
    people: tuple[CasePerson, ...]
    suppliers: tuple[CaseSupplier, ...]
    clarification: CaseClarification
    questions: tuple[CaseQuestion, ...]
    bids: tuple[CaseBid, ...]
    not_met: tuple[CaseNotMet, ...]
    scores: tuple[CaseScore, ...]
    selections: tuple[CaseSelection, ...]
    rounds: tuple[CaseRound, ...]
    interviews: tuple[CaseInterview, ...]


def load(folder: Path) -> Case:
    """The case in ``folder``. `BrokenCase` when a file is missing, a value does not fit, or two disagree."""
    tables: dict[str, object] = {}
    for name in ("suppliers", "people", "questions", "bids", "assessment", "interviews"):
        tables |= _file(folder / f"{name}.toml")
    case = read(Case, {_MANY.get(key, key): value for key, value in tables.items()}, folder.name)
    if found := list(contradictions(case)):
        raise BrokenCase("\n".join(f"{folder.name}: {line}" for line in found))
    return case


_MANY = {"person": "people"} | {
    one: f"{one}s" for one in ("supplier", "question", "bid", "score", "selection", "round", "interview")
}


def _file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BrokenCase(f"{path.name}: there is no such file in {path.parent}") from error
    except tomllib.TOMLDecodeError as error:
        raise BrokenCase(f"{path.name}: {error}") from error
