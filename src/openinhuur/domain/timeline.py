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
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the timeline: an exact moment (``at``) or a whole day (``on``)."""

    code: str
    at: datetime | None
    on: date | None
    state: MomentState


def timeline(timetable: Timetable, done: Milestones, *, at: datetime) -> list[Moment]:
    """All moments of a call in order: what was announced, replaced by what happened where it has.

    The first moment that is still to come is marked NEXT. What a withdrawn call had still to come is OFF.
    Feeds the page, letters and the calendar file.
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
    if done.withdrawn_at:
        return _until(done.withdrawn_at, planned)
    moments: list[Moment] = []
    next_found = False
    for code, when in planned:
        if when is None:
            continue
        is_past = _is_past(when, at)
        state = MomentState.PAST if is_past else MomentState.COMING if next_found else MomentState.NEXT
        next_found = next_found or not is_past
        moments.append(_moment(code, when, state))
    return moments


def _until(withdrawn_at: datetime, planned: list[tuple[str, datetime | date | None]]) -> list[Moment]:
    """What had happened when the call was withdrawn, then that, then all that will not happen any more."""
    found = [(code, when, _is_past(when, withdrawn_at)) for code, when in planned if when is not None]
    past = [_moment(code, when, MomentState.PAST) for code, when, is_past in found if is_past]
    off = [_moment(code, when, MomentState.OFF) for code, when, is_past in found if not is_past]
    return [*past, _moment("withdrawn", withdrawn_at, MomentState.PAST), *off]


def _is_past(when: datetime | date, at: datetime) -> bool:
    return when <= at if isinstance(when, datetime) else when < local(at).date()


def _moment(code: str, when: datetime | date, state: MomentState) -> Moment:
    return Moment(code, when, None, state) if isinstance(when, datetime) else Moment(code, None, when, state)
