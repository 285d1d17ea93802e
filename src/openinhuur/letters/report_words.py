"""The words of a report or of minutes, in Dutch: facts, paragraphs, tables and lists, in sections."""

from collections.abc import Sequence
from dataclasses import dataclass

NL = "nl"


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading: paragraphs, then a table, then a list; each may be empty.

    ``widths``: of the columns, in shares of what is left; 0 for as wide as its words. Empty: the first is so.
    """

    title: str
    paragraphs: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[int] = ()
    items: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What the paper holds. ``reference`` stands at the foot of each page."""

    subject: str
    call: str
    reference: str
    sender: str
    facts: Sequence[tuple[str, str]]
    opening: Sequence[str]
    sections: Sequence[Section]


def words(report: Report) -> dict[str, object]:
    """Everything the template puts on paper."""
    return {
        "language": NL,
        "subject": report.subject,
        "call": report.call,
        "reference": report.reference,
        "page_word": "bladzijde",
        "sender": report.sender,
        "facts": [list(one) for one in report.facts],
        "opening": list(report.opening),
        "sections": [_section(one) for one in report.sections],
    }


def _section(one: Section) -> dict[str, object]:
    return {
        "title": one.title,
        "paragraphs": list(one.paragraphs),
        "columns": list(one.columns),
        "rows": [list(row) for row in one.rows],
        "widths": list(one.widths or [0, *[1] * (len(one.columns) - 1)]),
        "items": list(one.items),
    }
