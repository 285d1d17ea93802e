"""A correction: what still changes in a published call, for everybody at once, and what it asks of who bid before.

Frozen at publication (R21): criteria, weights, scales, tie-break, shortlist size. Those need another call.

A change *matters* when it could change a bid. All that is changed matters, except dates that move back, and what a
person marks as a slip of the pen, with the reason. What matters asks two things:

- Bidders get the time of a new call: ten days (Directive 2014/24 art. 34(2)(b) and 47(3)(b)). With less left, the
  deadline moves with it.
- Who bid before it confirms the bid, or replaces it (`bid.needs_confirmation`).

A deadline never moves forward. Once it has passed only a later one reopens the call, while every bid is sealed (R19).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta

from openinhuur.domain.bid import AlreadyOpened
from openinhuur.domain.calendars import Calendar, local, roll_forward
from openinhuur.domain.call import Timetable, check_order
from openinhuur.domain.dated import value_on
from openinhuur.domain.draft import FIELDS, FROZEN, LISTS, NoSuchField, field_at
from openinhuur.domain.errors import Refusal
from openinhuur.domain.lint.terms import TENDER_DAYS
from openinhuur.domain.questions import earliest_deadline
from openinhuur.domain.requirements import has_substance
from openinhuur.domain.typed import read
from openinhuur.domain.withdrawal import check_changeable

MOMENTS = tuple(one.name for one in fields(Timetable) if one.name != "published_at")
ONLY_LATER = ("closes_at", "questions_close_at")
IN_LISTS = {"description": ("title", "text"), "requirements": ("text", "kind", "evidence")}
"""What of an item can be corrected; its number stays, for bids speak of it."""


class NothingChanges(Refusal):
    """A correction says something else than the call."""


class FrozenAtPublication(Refusal):
    """No correction changes this (R21): withdraw the call, and publish another. Fields: ``paths``."""


class CorrectionReasonMissing(Refusal):
    """Why the call is corrected stands in the correction. Fields: ``field``."""


class DeadlineEarlier(Refusal):
    """What was promised is not taken back: this moment only moves to later. Fields: ``path``, ``before``."""


class MomentPassed(Refusal):
    """A moment is moved to one that is still to come. Fields: ``path``."""


class OnlyAnExtension(Refusal):
    """After the deadline only a later deadline makes another change possible. Fields: ``closes_at``."""


class NewDeadlineNeeded(Refusal):
    """A change that matters gives everybody time: the deadline moves with it. Fields: ``days``, ``earliest_on``."""


class ValueNotPossible(Refusal):
    """What the call would say is not possible. Fields: ``path``, ``problem`` (a code of `draft_problems`)."""


class CorrectionClosed(Refusal):
    """The correction was published or sent back before. Fields: ``correction`` (its number)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place that changes, as it is typed (`typed`): what the call says, and what it will say."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a correction does.

    Attributes:
        is_extension: only dates move, none to earlier.
        is_material: it matters to a bid.
        reopens: the deadline had passed.
        earliest_on: the first day on which the deadline can lie; None: any.
    """

    is_extension: bool
    is_material: bool
    reopens: bool
    earliest_on: date | None


def is_correctable(path: str) -> bool:
    """Whether a correction can change this place.

    >>> is_correctable("closes_at"), is_correctable("requirements.r4.text"), is_correctable("shortlist_size")
    (True, True, False)
    """
    name, _, rest = path.partition(".")
    if rest:
        return rest.rpartition(".")[2] in IN_LISTS.get(name, ())
    return name in FIELDS and name not in FROZEN


def moved(now: Timetable, changes: Sequence[Change]) -> Timetable:
    """The timetable after these changes.

    Raises:
        FieldNotReadable.
    """
    said = {one.path: read(field_at(one.path).kind, one.after, path=one.path) for one in changes}

    def moment(name: str, before: datetime) -> datetime:
        after = said.get(name)
        return after if isinstance(after, datetime) else before

    def day(name: str, before: date) -> date:
        after = said.get(name)
        return after if isinstance(after, date) else before

    return replace(
        now,
        questions_close_at=moment("questions_close_at", now.questions_close_at),
        answers_by_on=day("answers_by_on", now.answers_by_on),
        closes_at=moment("closes_at", now.closes_at),
        invitations_by_on=day("invitations_by_on", now.invitations_by_on),
        interviews_from_on=day("interviews_from_on", now.interviews_from_on),
    )


def effect(changes: Sequence[Change], now: Timetable, *, not_material_reason: str, at: datetime) -> Effect:
    """What these changes would do, whether they are possible or not."""
    then = moved(now, changes)
    is_extension = all(one.path in MOMENTS and getattr(then, one.path) >= getattr(now, one.path) for one in changes)
    is_material = not is_extension and not has_substance(not_material_reason)
    return Effect(is_extension, is_material, at >= now.closes_at, time_for_bidders(at=at) if is_material else None)


def time_for_bidders(*, at: datetime) -> date:
    """The first day on which the deadline can lie after a change that matters, published at that moment.

    Raises:
        ValueUnknown.
    """
    days = value_on(local(at).date(), TENDER_DAYS, what="tender-days").value
    return earliest_deadline(days, at=at)


def check_correction(
    changes: Sequence[Change],
    now: Timetable,
    *,
    reason: str,
    not_material_reason: str,
    withdrawn_at: datetime | None,
    opened_at: datetime | None,
    at: datetime,
) -> Effect:
    """Whether this correction is possible at that moment, and what it does.

    Raises:
        NotPublished, CallWithdrawn, AlreadyOpened, CorrectionReasonMissing, NothingChanges, NoSuchField,
        FrozenAtPublication, DeadlineEarlier, MomentPassed, OnlyAnExtension, DatesOutOfOrder, NewDeadlineNeeded.
    """
    check_changeable(now, withdrawn_at=withdrawn_at)
    if opened_at is not None:
        raise AlreadyOpened(opened_at=opened_at)
    if not has_substance(reason):
        raise CorrectionReasonMissing(field="reason")
    if not_material_reason.strip() and not has_substance(not_material_reason):
        raise CorrectionReasonMissing(field="not_material_reason")
    _check_places(changes)
    found = effect(changes, now, not_material_reason=not_material_reason, at=at)
    _check_moments(changes, now, moved(now, changes), found, at=at)
    return found


def _check_places(changes: Sequence[Change]) -> None:
    if all(one.before == one.after for one in changes):
        raise NothingChanges
    frozen = [one.path for one in changes if not is_correctable(one.path)]
    if frozen:
        known = {*FIELDS, *LISTS}
        unknown = next((path for path in frozen if path.partition(".")[0] not in known), None)
        raise NoSuchField(path=unknown) if unknown else FrozenAtPublication(paths=tuple(frozen))


def _check_moments(changes: Sequence[Change], now: Timetable, then: Timetable, found: Effect, *, at: datetime) -> None:
    changed = [one.path for one in changes if one.path in MOMENTS and one.before != one.after]
    for path in changed:
        if path in ONLY_LATER and getattr(then, path) < getattr(now, path):
            raise DeadlineEarlier(path=path, before=getattr(now, path))
        if _is_past(getattr(then, path), at):
            raise MomentPassed(path=path)
    if at >= then.closes_at:
        raise OnlyAnExtension(closes_at=now.closes_at)
    check_order(then)
    if found.earliest_on and local(then.closes_at).date() < found.earliest_on:
        raise NewDeadlineNeeded(days=(found.earliest_on - local(at).date()).days, earliest_on=found.earliest_on)


def _is_past(moment: datetime | date, at: datetime) -> bool:
    return moment <= at if isinstance(moment, datetime) else moment < local(at).date()


def shifted(now: Timetable, *, days: int) -> Timetable:
    """A proposal for later dates: the deadline and all after it so many days on, and then to a working day.

    >>> from datetime import UTC
    >>> plan = Timetable(None, datetime(2026, 6, 23, 7, tzinfo=UTC), date(2026, 6, 25),
    ...                  datetime(2026, 6, 29, 7, tzinfo=UTC), date(2026, 7, 1), date(2026, 7, 2))
    >>> later = shifted(plan, days=6)
    >>> later.closes_at.isoformat(), later.invitations_by_on.isoformat()
    ('2026-07-06T07:00:00+00:00', '2026-07-07')
    """
    closes = local(now.closes_at)
    on = _working(closes.date(), days)
    return replace(
        now,
        closes_at=closes.replace(year=on.year, month=on.month, day=on.day).astimezone(now.closes_at.tzinfo),
        invitations_by_on=_working(now.invitations_by_on, days),
        interviews_from_on=_working(now.interviews_from_on, days),
    )


def _working(day: date, days: int) -> date:
    return roll_forward(day + timedelta(days=days), Calendar.STATUTORY)
