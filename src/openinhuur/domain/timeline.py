"""The timeline of a call: one list of moments for the page, the letters and the calendar file."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from openinhuur.domain.calendars import local
from openinhuur.domain.call import Milestones, Timetable


class MomentState(Enum):
    """How a moment of the timeline lies against the clock."""

    PAST = "past"
    NEXT = "next"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the timeline: an exact moment (``at``) or a whole day (``on``)."""

    code: str
    at: datetime | None
    on: date | None
    state: MomentState


def timeline(timetable: Timetable, done: Milestones, *, at: datetime) -> list[Moment]:
    """All moments of a call in order: what was announced, replaced by what happened where it has.

    The first moment that is still to come is marked NEXT. Feeds the page, letters and the calendar file.
    """
    planned: list[tuple[str, datetime | date | None]] = [
        ("published", timetable.published_at),
        ("questions_close", timetable.questions_close_at),
        ("answered", done.answered_at) if done.answered_at else ("answers", timetable.answers_by_on),
        ("closes", timetable.closes_at),
        ("opened", done.opened_at),
        ("shortlisted", done.shortlisted_at),
        ("invited", done.invited_at) if done.invited_at else ("invitations", timetable.invitations_by_on),
        ("interviews", timetable.interviews_from_on),
        ("decided", done.decided_at),
        ("letters_sent", done.letters_sent_at),
        ("standstill_ends", done.standstill_ends_at),
        ("signed", done.signed_at),
        ("starts", done.starts_on),
        ("ends", done.ends_before and done.ends_before - timedelta(days=1)),
    ]
    moments: list[Moment] = []
    next_found = False
    for code, when in planned:
        if when is None:
            continue
        is_past = when <= at if isinstance(when, datetime) else when < local(at).date()
        state = MomentState.PAST if is_past else MomentState.COMING if next_found else MomentState.NEXT
        next_found = next_found or not is_past
        if isinstance(when, datetime):
            moments.append(Moment(code, when, None, state))
        else:
            moments.append(Moment(code, None, when, state))
    return moments
