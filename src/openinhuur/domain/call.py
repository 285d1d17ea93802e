"""A call: its criteria, its timetable, and the phase it is in.

A call is published once and frozen from then on (R21). Its phase is never stored: it follows from the
timetable, the decisions taken and the clock (R9), so no job has to run for a deadline to hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum

from openinhuur.domain.calendars import local
from openinhuur.domain.errors import Refusal


class WeightsDoNotAddUp(Refusal):
    """The points of all stages together are not 100. Fields: ``total``."""


class DatesOutOfOrder(Refusal):
    """Two moments of the timetable stand the wrong way round. Fields: ``earlier``, ``later`` (codes)."""


class NothingToJudge(Refusal):
    """A call needs at least one requirement and one award criterion. Fields: ``missing``."""


class AlreadyPublished(Refusal):
    """A published call is frozen (R21). Fields: ``published_at``."""


class NotPublished(Refusal):
    """The call is still a draft. Fields: ``number``."""


class CallWithdrawn(Refusal):
    """In a call that was taken back nothing more is asked, bid, opened or decided. Fields: ``withdrawn_at``."""


class ScaleWrong(Refusal):
    """A scale runs from 0 to the criterion's maximum. Fields: ``criterion``."""


class FeePayer(StrEnum):
    """Who pays the desk's fee for every hour worked (R40).

    Directive 2014/24 art. 34(9) forbids charging who takes part in a purchasing system; the buyer can pay.
    """

    SUPPLIER = "supplier"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True)
class AwardCriterion:
    """A criterion that gives points, with the points its published scale allows (R2).

    ``descriptors``: what each step of the scale means, in its order; empty when they are not described.
    """

    number: str
    text: str
    maximum: Decimal
    scale: tuple[Decimal, ...]
    descriptors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timetable:
    """The moments announced with the call. Moments are exclusive: "until 09:00" is before 09:00:00.000 (R8)."""

    published_at: datetime | None
    questions_close_at: datetime
    answers_by_on: date
    closes_at: datetime
    invitations_by_on: date
    interviews_from_on: date


@dataclass(frozen=True, slots=True)
class Milestones:
    """What has been decided so far: each moment at which it happened, None when it has not."""

    answered_at: datetime | None = None
    opened_at: datetime | None = None
    shortlisted_at: datetime | None = None
    invited_at: datetime | None = None
    decided_at: datetime | None = None
    letters_sent_at: datetime | None = None
    standstill_ends_at: datetime | None = None
    signed_at: datetime | None = None
    starts_on: date | None = None
    ends_before: date | None = None
    withdrawn_at: datetime | None = None


class Phase(Enum):
    """Where a call stands, as shown to everybody."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ASSESSING = "assessing"
    INTERVIEWING = "interviewing"
    DECIDED = "decided"
    STANDSTILL = "standstill"
    AWARDED = "awarded"
    CONTRACTED = "contracted"
    WITHDRAWN = "withdrawn"


def phase(timetable: Timetable, done: Milestones, *, at: datetime) -> Phase:
    """The phase at that moment (R9).

    >>> from datetime import UTC
    >>> closes = datetime(2026, 6, 29, 7, tzinfo=UTC)
    >>> plan = Timetable(datetime(2026, 6, 16, 8, tzinfo=UTC), closes, date(2026, 6, 25), closes,
    ...                  date(2026, 7, 1), date(2026, 7, 2))
    >>> phase(plan, Milestones(), at=closes)
    <Phase.CLOSED: 'closed'>
    """
    if timetable.published_at is None or at < timetable.published_at:
        return Phase.DRAFT
    if done.withdrawn_at is not None and done.withdrawn_at <= at:
        return Phase.WITHDRAWN
    if at < timetable.closes_at:
        return Phase.OPEN
    reached = [
        (done.signed_at, Phase.CONTRACTED),
        (done.standstill_ends_at, Phase.AWARDED),
        (done.letters_sent_at, Phase.STANDSTILL),
        (done.decided_at, Phase.DECIDED),
        (done.shortlisted_at, Phase.INTERVIEWING),
        (done.opened_at, Phase.ASSESSING),
    ]
    return next((found for moment, found in reached if moment and moment <= at), Phase.CLOSED)


def check_publishable(
    timetable: Timetable,
    criteria: Sequence[AwardCriterion],
    *,
    requirements: int,
    at: datetime,
    weights: Sequence[Decimal] = (),
) -> None:
    """A call may be published when its points add up to 100 and its dates stand in order.

    Args:
        weights: the points of the stages beside the criteria: the price, the interview (R21).

    Raises:
        AlreadyPublished, NothingToJudge, WeightsDoNotAddUp, DatesOutOfOrder.
    """
    if timetable.published_at is not None:
        raise AlreadyPublished(published_at=timetable.published_at)
    if not criteria or not requirements:
        raise NothingToJudge(missing="requirements" if criteria else "award-criteria")
    for criterion in criteria:
        if not criterion.scale or min(criterion.scale) != 0 or max(criterion.scale) != criterion.maximum:
            raise ScaleWrong(criterion=criterion.number)
    total = sum((*(criterion.maximum for criterion in criteria), *weights), Decimal(0))
    if total != 100:
        raise WeightsDoNotAddUp(total=total)
    if at >= timetable.questions_close_at:
        raise DatesOutOfOrder(earlier="questions", later="closes")
    check_order(timetable)


def check_order(timetable: Timetable) -> None:
    """Questions close before the deadline; then come answers, invitations and interviews, none before the other.

    Raises:
        DatesOutOfOrder.
    """
    closes_on = local(timetable.closes_at).date()
    in_order: list[tuple[str, date, str, date]] = [
        ("answers", timetable.answers_by_on, "closes", closes_on),
        ("closes", closes_on, "invitations", timetable.invitations_by_on),
        ("invitations", timetable.invitations_by_on, "interviews", timetable.interviews_from_on),
    ]
    if timetable.questions_close_at >= timetable.closes_at:
        raise DatesOutOfOrder(earlier="questions", later="closes")
    for earlier, first, later, second in in_order:
        if first > second:
            raise DatesOutOfOrder(earlier=earlier, later=later)
