"""The CVs of the example case as PDF: three looks, the same bytes each run.

Only the fonts inside typst are used and the creation date is fixed, so that a hash of a CV can be stated in
a test. The files carry no photo, date of birth, nationality or address of the candidate, and no rate.
"""

import json
from datetime import UTC, date, datetime
from importlib import resources

import typst

from openinhuur.demo.case import CaseBid, CasePosition

_CREATED_AT = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def make_cv(bid: CaseBid) -> bytes:
    """The PDF (1 page or more, A4, Dutch) of the candidate that ``bid`` offers."""
    with resources.as_file(resources.files("openinhuur.demo") / "cv_templates") as templates:
        return typst.compile(
            str(templates / f"{bid.cv.layout}.typ"),
            root=str(templates),
            format="pdf",
            sys_inputs={"cv": json.dumps(_content(bid), ensure_ascii=False)},
            ignore_system_fonts=True,
            timestamp=int(_CREATED_AT.timestamp()),
        )


def _content(bid: CaseBid) -> dict[str, object]:
    """What the templates print, as text."""
    cv = bid.cv
    return {
        "name": bid.candidate,
        "available": _long_date(bid.available_from),
        "hours": bid.hours_per_week,
        "summary": cv.summary,
        "education": [{"year": str(entry.year), "text": entry.text} for entry in cv.education],
        "skills": cv.skills,
        "positions": [
            {
                "period": _period(position),
                "role": position.role,
                "organisation": position.organisation,
                "tasks": position.tasks,
            }
            for position in cv.positions
        ],
        "demands": [{"number": number, "text": text} for number, text in bid.requirement_claims.items()],
        "claims": [{"number": claim.number, "text": claim.text, "page": claim.page} for claim in bid.criterion_claims],
        "references": [reference.name for reference in bid.references],
    }


def _period(position: CasePosition) -> str:
    until = _month(position.until) if position.until else "heden"
    return f"{_month(position.from_)} – {until}"


def _month(day: date) -> str:
    """ "mrt 2021": Dutch short names are the first three letters, but for March."""
    short = "mrt" if day.month == 3 else _MONTHS[day.month - 1][:3]
    return f"{short} {day.year}"


def _long_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
