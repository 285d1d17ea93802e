"""What a list shows of a call. Read for a whole page at once, and kept for as long as nothing public happens."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from openinhuur.domain import call as domain

MOST_KEPT: Final = 20_000
"""So many calls are kept in memory."""

# Six tables in subqueries: as joins they take PostgreSQL three times as long to plan, which is most of what this costs.
FACTS: Final = {
    "number": "call.number",
    "title": "call.title",
    "buyer": "(SELECT name FROM parties_organisation WHERE id = call.buyer_id)",
    "region": "call.region",
    "education": "call.education",
    "hours_per_week": "call.hours_per_week",
    "duration_months": "call.duration_months",
    "published_at": "call.published_at",
    "questions_close_at": "call.questions_close_at",
    "answers_by_on": "call.answers_by_on",
    "closes_at": "call.closes_at",
    "invitations_by_on": "call.invitations_by_on",
    "interviews_from_on": "call.interviews_from_on",
    "withdrawn_at": "call.withdrawn_at",
    "opened_at": "(SELECT opened_at FROM bids_opening WHERE call_id = call.id)",
    "shortlisted_at": "(SELECT closed_at FROM assessments_stepclosing WHERE call_id = call.id AND step = 2)",
    "decided_at": "award.decided_at",
    "letters_sent_at": "award.sent_at",
    "standstill_ends_at": "award.standstill_ends_at",
    "signed_at": "(SELECT signed_at FROM contracts_contract WHERE award_id = award.id)",
}
ROWS: Final = """
SELECT call.id, {facts}
FROM calls_call AS call LEFT JOIN awards_awarddecision AS award ON award.call_id = call.id
WHERE call.id = ANY(%s)
""".format(facts=", ".join(FACTS.values()))
PLANNED: Final = (
    "published_at", "questions_close_at", "answers_by_on", "closes_at", "invitations_by_on", "interviews_from_on",
)  # fmt: skip
DONE: Final = (
    "opened_at", "shortlisted_at", "decided_at", "letters_sent_at", "standstill_ends_at", "signed_at", "withdrawn_at",
)  # fmt: skip
SHOWN: Final = (
    "number", "title", "buyer", "published_at", "closes_at", "region", "education", "hours_per_week",
    "duration_months", "standstill_ends_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call in a list."""

    number: str
    title: str
    buyer: str
    phase: domain.Phase
    published_at: datetime | None
    closes_at: datetime
    region: str
    education: str
    hours_per_week: Decimal
    duration_months: int
    standstill_ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A call as it was read, with the dates that say in which phase it is."""

    row: CallRow
    timetable: domain.Timetable
    done: domain.Milestones

    def at(self, at: datetime) -> CallRow:
        phase = domain.phase(self.timetable, self.done, at=at)
        return self.row if phase is self.row.phase else replace(self.row, phase=phase)


class CallRows:
    """Those that were read: the next search need not read them again."""

    def __init__(self) -> None:
        self._kept: dict[int, _Read] = {}

    def get(self, keys: list[int], *, at: datetime) -> list[CallRow]:
        """What is shown of these calls at that moment, in this order."""
        here = self._kept
        if unread := [key for key in keys if key not in here]:
            read = _read(unread, at)
            here = {**{key: here[key] for key in keys if key in here}, **read}
            if len(self._kept) + len(read) > MOST_KEPT:
                self._kept = {}
            self._kept.update(read)
        return [here[key].at(at) for key in keys]


def _read(keys: list[int], at: datetime) -> dict[int, _Read]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [keys])
        return {key: _with_phase(dict(zip(FACTS, row, strict=True)), at) for key, *row in cursor.fetchall()}


def _with_phase(one: dict[str, Any], at: datetime) -> _Read:
    timetable = domain.Timetable(**{name: one[name] for name in PLANNED})
    done = domain.Milestones(**{name: one[name] for name in DONE})
    shown = {name: one[name] for name in SHOWN}
    return _Read(CallRow(phase=domain.phase(timetable, done, at=at), **shown), timetable, done)
