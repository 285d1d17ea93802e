"""A draft of a bid as its supplier sees it: out of its ciphertext, and on into what is sent.

The answers are one encrypted text. Of the CV there are up to three kinds of parts, each encrypted apart: the file that
will be sent, what was read of it, and a picture of each page.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from openinhuur.bids.contents import SALT_BYTES, Claim, Evidence, Submission
from openinhuur.bids.models import BidDraft, BidDraftFile
from openinhuur.documents import draft_keys
from openinhuur.documents.draft_keys import Owner
from openinhuur.domain.bid import BidIncomplete
from openinhuur.domain.bid_checks import CvText
from openinhuur.domain.bid_draft import (
    FIELDS,
    Answers,
    CriterionAnswer,
    Declaration,
    Part,
    RequirementAnswer,
    missing,
)
from openinhuur.domain.chain import Agreement
from openinhuur.domain.money import Money

ANSWERS, CV, READ, PAGE = "answers", "cv", "read", "page-"


@dataclass(frozen=True, slots=True)
class Said:
    """What a draft says, and the random value that makes its fingerprint its own."""

    answers: Answers
    salt: str


@dataclass(frozen=True, slots=True)
class DraftCv:
    """What was read of the CV in a draft. ``kind``: what was uploaded; ``pictures``: pages that have one."""

    text: CvText
    kind: str
    name: str
    pictures: int


def owner(draft: BidDraft) -> Owner:
    """Whose key opens it."""
    return Owner(draft.supplier_id, draft.pk)


def new_salt() -> str:
    """A salt for a draft that starts, or whose bid was withdrawn: what is sent then is another bid."""
    return secrets.token_hex(SALT_BYTES)


def sealed(draft: BidDraft, said: Said) -> bytes:
    """The answers as they are stored."""
    text = json.dumps({"salt": said.salt, **_plain(said.answers)}, ensure_ascii=False, sort_keys=True)
    return draft_keys.encrypt(text.encode(), owner=owner(draft), part=ANSWERS)


def said(draft: BidDraft) -> Said:
    """The answers.

    Raises:
        DoesNotOpen: with another key of the server, or changed.
    """
    kept = json.loads(draft_keys.decrypt(bytes(draft.content), owner=owner(draft), part=ANSWERS))
    return Said(_answers(kept), kept["salt"])


def file(draft: BidDraft, part: str) -> bytes | None:
    """The CV, what was read of it, or the picture of a page; None: there is none."""
    kept = BidDraftFile.objects.filter(draft=draft, part=part).values_list("content", flat=True).first()
    return None if kept is None else draft_keys.decrypt(bytes(kept), owner=owner(draft), part=part)


def stored(draft: BidDraft, part: str, content: bytes) -> BidDraftFile:
    """A file of a draft, ready to be saved."""
    return BidDraftFile(draft=draft, part=part, content=draft_keys.encrypt(content, owner=owner(draft), part=part))


def read_of(cv: DraftCv) -> bytes:
    """What was read of a CV, as `cv_of` takes it."""
    kept = {"pages": cv.text.pages, "language": cv.text.language, "kind": cv.kind, "name": cv.name}
    return json.dumps({**kept, "pictures": cv.pictures}, ensure_ascii=False).encode()


def cv_of(draft: BidDraft) -> DraftCv | None:
    """What was read of the CV; None: there is none."""
    kept = file(draft, READ)
    if kept is None:
        return None
    read = json.loads(kept)
    return DraftCv(CvText(tuple(read["pages"]), read["language"]), read["kind"], read["name"], read["pictures"])


def seen(answers: Answers, part: Part) -> str:
    """A short fingerprint of what a part says: a form carries it, so that nobody overwrites a colleague."""
    plain = _plain(answers)
    shown = json.dumps({name: plain[name] for name in FIELDS[part]}, sort_keys=True)
    return sha256(shown.encode()).hexdigest()[:16]


def submission(said: Said, cv: bytes | None) -> Submission:
    """What is sent of it.

    Raises:
        BidIncomplete: something without which there is no bid.
    """
    answers = said.answers
    gaps = missing(answers, has_cv=cv is not None)
    if gaps or cv is None or answers.hourly_rate is None or answers.available_from is None:
        raise BidIncomplete(what=[gap.field.replace("_", "-") for gap in gaps])
    return Submission(
        candidate=answers.candidate,
        hourly_rate=Money.of(str(answers.hourly_rate)),
        employment=answers.employment,
        available_from=answers.available_from,
        hours_per_week=answers.hours_per_week or Decimal(0),
        references=answers.references,
        agreements=answers.agreements,
        requirement_claims={number: one.text for number, one in answers.requirements.items() if one.text},
        criterion_claims={number: Claim(one.text, one.page) for number, one in answers.criteria.items() if one.text},
        cv=cv,
        rate_basis=answers.rate_basis,
        availability=answers.availability,
        requirement_evidence={
            number: Evidence(one.is_met, one.page, one.item)
            for number, one in answers.requirements.items()
            if one.is_met is not None
        },
        declarations=tuple(sorted(answers.declarations)),
        salt=said.salt,
    )


def changed(said: Said, values: Mapping[str, Any]) -> Said:
    """With other values in some fields."""
    return replace(said, answers=replace(said.answers, **values))


def _plain(answers: Answers) -> dict[str, object]:
    return {
        "candidate": answers.candidate,
        "employment": answers.employment,
        "available_from": answers.available_from.isoformat() if answers.available_from else None,
        "hours_per_week": None if answers.hours_per_week is None else str(answers.hours_per_week),
        "availability": answers.availability,
        "requirements": {
            number: [one.is_met, one.text, one.page, one.item] for number, one in sorted(answers.requirements.items())
        },
        "criteria": {number: [one.text, one.page] for number, one in sorted(answers.criteria.items())},
        "hourly_rate": None if answers.hourly_rate is None else str(answers.hourly_rate),
        "rate_basis": answers.rate_basis,
        "references": list(answers.references),
        "agreements": [[one.from_on.isoformat(), one.last_on.isoformat()] for one in answers.agreements],
        "has_no_agreements": answers.has_no_agreements,
        "declarations": sorted(answers.declarations),
    }


def _answers(kept: dict[str, Any]) -> Answers:
    available_from, hours, rate = kept["available_from"], kept["hours_per_week"], kept["hourly_rate"]
    return Answers(
        candidate=kept["candidate"],
        employment=kept["employment"],
        available_from=None if available_from is None else date.fromisoformat(available_from),
        hours_per_week=None if hours is None else Decimal(hours),
        availability=kept["availability"],
        requirements={number: RequirementAnswer(*row) for number, row in kept["requirements"].items()},
        criteria={number: CriterionAnswer(*row) for number, row in kept["criteria"].items()},
        hourly_rate=None if rate is None else Decimal(rate),
        rate_basis=kept["rate_basis"],
        references=tuple(kept["references"]),
        agreements=tuple(
            Agreement(date.fromisoformat(first), date.fromisoformat(last)) for first, last in kept["agreements"]
        ),
        has_no_agreements=kept["has_no_agreements"],
        declarations=frozenset(map(Declaration, kept["declarations"])),
    )
