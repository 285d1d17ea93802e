"""A call as a JobPosting of schema.org (https://schema.org/JobPosting), for search engines and job boards."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Final, Protocol

from openinhuur.domain.calendars import local
from openinhuur.opendata.published import Fact, Links, Published, Section, line
from openinhuur.wording.prose import blocks

EMPLOYMENT: Final = ("CONTRACTOR", "TEMPORARY")
LEVELS: Final[Mapping[str, str]] = {
    "mbo": "professional certificate",
    "hbo": "bachelor degree",
    "wo": "postgraduate degree",
}
"""Dutch education in the words that search engines read."""

NOT_IN_A_SCRIPT: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a script or begin markup is written as JSON writes any other sign."""


class Described(Published, Protocol):
    """A call with what it says about the work."""

    @property
    def description(self) -> Sequence[Section]: ...
    @property
    def terms(self) -> Sequence[Fact]: ...


def of_call(call: Described, *, links: Links) -> str:
    """The posting as JSON that may stand inside a ``<script type="application/ld+json">``."""
    said = {name: value for name, value in _posting(call, links).items() if value not in (None, "", [])}
    return json.dumps(said, ensure_ascii=False).translate(NOT_IN_A_SCRIPT)


def _posting(call: Described, links: Links) -> dict[str, object]:
    facts = {fact.code: fact.value for fact in call.terms}
    start = facts.get("start")
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "@id": links.permanent,
        "url": links.page,
        "title": line(call.title),
        "description": _html(call) or f"<p>{escape(line(call.title))}</p>",
        "identifier": {"@type": "PropertyValue", "name": line(call.buyer), "value": line(call.number)},
        "datePosted": call.published_at and local(call.published_at).date().isoformat(),
        "validThrough": local(call.closes_at).isoformat(),
        "employmentType": list(EMPLOYMENT),
        "hiringOrganization": {"@type": "Organization", "name": line(call.buyer)},
        "jobLocation": _place(facts.get("region")),
        "workHours": _hours(facts.get("hours")),
        "educationRequirements": _education(facts.get("education")),
        "jobStartDate": start.isoformat() if isinstance(start, date) else None,
        "jobImmediateStart": True if start == "asap" else None,
        "totalJobOpenings": facts.get("positions"),
        "directApply": False,
    }


def _html(call: Described) -> str:
    return "".join(f"{_heading(part.title)}{''.join(_marked_up(part.text))}" for part in call.description)


def _heading(title: str) -> str:
    return f"<h3>{escape(line(title))}</h3>" if title else ""


def _marked_up(text: str) -> Iterable[str]:
    for is_list, lines in blocks(text):
        if is_list:
            yield f"<ul>{''.join(f'<li>{escape(line(one))}</li>' for one in lines)}</ul>"
        else:
            yield f"<p>{'<br>'.join(escape(line(one)) for one in lines)}</p>"


def _place(region: object) -> dict[str, object]:
    """Where the work is; the country at least, for it has to be somewhere."""
    address = {"@type": "PostalAddress", "addressCountry": "NL"}
    return {"@type": "Place", "address": {**address, "addressRegion": line(str(region))} if _said(region) else address}


def _hours(hours: object) -> str | None:
    return f"{Decimal(hours).normalize():f} hours per week" if isinstance(hours, int | Decimal) else None


def _education(level: object) -> dict[str, str] | None:
    if not _said(level):
        return None
    known = next((words for name, words in LEVELS.items() if str(level).lower().startswith(name)), None)
    asked = {"@type": "EducationalOccupationalCredential", "name": line(str(level))}
    return {**asked, "credentialCategory": known} if known else asked


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
