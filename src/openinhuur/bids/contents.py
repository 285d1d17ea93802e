"""What a supplier sends: its answers and the CV, as one file that is sealed whole.

The file is a zip with fixed times and without compression (``bid.json`` and the CV: ``cv.pdf``, or ``cv.docx`` when
that is what was sent), so that the same submission always has the same fingerprint, and anybody can open it with
ordinary tools. In it stands a random value, the salt, so that nobody who knows all of it but the rate can find that
by trying: the fingerprint stands in clear.
Who has the file can prove with the receipt that this is what was sent.
"""

import io
import json
import re
import secrets
import zipfile
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openinhuur.documents.cv import first_look
from openinhuur.domain import bid as domain
from openinhuur.domain.chain import Agreement
from openinhuur.domain.errors import Refusal
from openinhuur.domain.money import Money

FORMAT = 3
SALT_BYTES = 32


class ContentsDamaged(Refusal):
    """The opened file is not a bid. Fields: ``problem``."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the supplier says about one award criterion, and the page of the CV that shows it."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whether the supplier says that a requirement is met, the page of the CV and the paper of the passport for it."""

    is_met: bool
    page: int | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One candidate offered on one call."""

    candidate: str
    hourly_rate: Money
    employment: str
    available_from: date
    hours_per_week: Decimal
    references: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    requirement_claims: dict[str, str]
    criterion_claims: dict[str, Claim]
    cv: bytes
    rate_basis: str = ""
    availability: str = ""
    requirement_evidence: dict[str, Evidence] = field(default_factory=dict)
    declarations: tuple[str, ...] = ()
    salt: str = field(default_factory=lambda: secrets.token_hex(SALT_BYTES), repr=False)
    """Of a draft, the same each time it is sent: sent twice, it is one bid with one fingerprint."""


def check(submission: Submission) -> None:
    """What can be seen to be wrong before it is sealed, and again when it is opened.

    Raises:
        BidIncomplete.
    """
    claims = (claim.text for claim in submission.criterion_claims.values())
    domain.check_contents(
        candidate=submission.candidate,
        hourly_rate=submission.hourly_rate,
        employment=submission.employment,
        hours_per_week=submission.hours_per_week,
        texts=(
            *(*submission.references, *submission.requirement_claims.values(), *claims),
            *(submission.rate_basis, submission.availability, *submission.declarations),
        ),
    )


class _Pieces:
    """A file in memory that copies nothing: it keeps what was written where, and that may be written anew (a header).

    A file of a megabyte that grows in memory takes memory anew from the system for each bid.
    """

    def __init__(self) -> None:
        self.written: dict[int, bytes] = {}
        self._at = 0

    def write(self, piece: bytes) -> int:
        self.written[self._at] = piece
        self._at += len(piece)
        return len(piece)

    def seek(self, at: int) -> int:
        self._at = at
        return at

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        """Nothing waits to be written."""

    close = flush


def pack(submission: Submission) -> bytes:
    """The file that is sealed; its SHA-256 is the fingerprint on the receipt."""
    return b"".join(pieces(submission))


def pieces(submission: Submission) -> tuple[bytes, ...]:
    """As `pack`, in pieces that follow each other. The CV is one of them, and is not copied."""
    answers = {
        "format": FORMAT,
        "salt": submission.salt,
        "candidate": submission.candidate,
        "hourly_rate": str(submission.hourly_rate),
        "employment": submission.employment,
        "available_from": submission.available_from.isoformat(),
        "hours_per_week": str(submission.hours_per_week),
        "rate_basis": submission.rate_basis,
        "availability": submission.availability,
        "references": list(submission.references),
        "agreements": [[one.from_on.isoformat(), one.last_on.isoformat()] for one in submission.agreements],
        "requirement_claims": submission.requirement_claims,
        "requirement_evidence": _evidence(submission),
        "declarations": list(submission.declarations),
        "criterion_claims": {
            number: {"text": claim.text, "page": claim.page} for number, claim in submission.criterion_claims.items()
        },
    }
    target = _Pieces()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        text = json.dumps(answers, ensure_ascii=False, sort_keys=True)
        for name, content in (("bid.json", text.encode()), (_cv_name(submission.cv), submission.cv)):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return tuple(target.written.values())


def unpack(content: bytes) -> Submission:
    """Read a file back.

    Raises:
        ContentsDamaged: it is not a file that `pack` makes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            answers = json.loads(archive.read("bid.json"))
            cv = archive.read(next(name for name in archive.namelist() if name.startswith("cv.")))
        if answers["format"] != FORMAT:
            raise ContentsDamaged(problem=f"format {answers['format']}")
        if not re.fullmatch(f"[0-9a-f]{{{2 * SALT_BYTES}}}", answers["salt"]):
            raise ContentsDamaged(problem="salt")
        return Submission(
            candidate=answers["candidate"],
            hourly_rate=Money.of(answers["hourly_rate"]),
            employment=answers["employment"],
            available_from=date.fromisoformat(answers["available_from"]),
            hours_per_week=Decimal(answers["hours_per_week"]),
            references=tuple(answers["references"]),
            agreements=tuple(
                Agreement(date.fromisoformat(first), date.fromisoformat(last)) for first, last in answers["agreements"]
            ),
            requirement_claims=answers["requirement_claims"],
            criterion_claims={
                number: Claim(claim["text"], claim["page"]) for number, claim in answers["criterion_claims"].items()
            },
            cv=cv,
            rate_basis=answers["rate_basis"],
            availability=answers["availability"],
            requirement_evidence={
                number: Evidence(one["is_met"], one["page"], one["item"])
                for number, one in answers["requirement_evidence"].items()
            },
            declarations=tuple(answers["declarations"]),
            salt=answers["salt"],
        )
    except (zipfile.BadZipFile, StopIteration, KeyError, ValueError, TypeError, ArithmeticError) as error:
        raise ContentsDamaged(problem=str(error)) from None


def beside(submission: Submission) -> dict[str, object]:
    """What an offer keeps of a submission beside its candidate, rate, claims and CV."""
    return {
        "rate_basis": submission.rate_basis,
        "availability": submission.availability,
        "requirement_evidence": _evidence(submission),
        "declarations": list(submission.declarations),
    }


def _evidence(submission: Submission) -> dict[str, dict[str, object]]:
    return {
        number: {"is_met": one.is_met, "page": one.page, "item": one.item}
        for number, one in submission.requirement_evidence.items()
    }


def _cv_name(content: bytes) -> str:
    """By what it holds, so that the same content has the same name; what is no kind we know is kept all the same."""
    kind = first_look(content)
    return f"cv.{kind.value if kind else 'bin'}"
