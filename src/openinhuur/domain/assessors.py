"""One or more assessors per bid: each alone first, then one score that counts (R2).

    assigned → keep(), as often as needed → finish() of the whole bid → agree(), one reason for the letter

Nobody sees what another gave a bid until they have finished that bid themselves. The bid is the measure, because one
criterion colours the next of the same candidate; and not all bids together, because then nothing could be discussed
before everything was read. What was finished stands: who has seen a colleague's points cannot move their own.

>>> mean([Decimal(15), Decimal(20), Decimal(20)])
Decimal('18.333')
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from openinhuur.domain.call import AwardCriterion
from openinhuur.domain.errors import Refusal
from openinhuur.domain.scoring import ScoreMissing, check_explained, rounded

MOST_MARKS = 20
LONGEST_MARK = 1_000
LONGEST_REASON = 5_000


class ScoresBy(StrEnum):
    """How the points of several assessors become one score, as the call announced (R21).

    With one assessor the two are the same: what that one gave.
    """

    CONSENSUS = "consensus"
    MEAN = "mean"


class NotAssigned(Refusal):
    """Only who a bid was assigned to gives it points. Fields: ``bid``."""


class NobodyAssigned(Refusal):
    """A bid is assigned to one person at least. Fields: ``bid``."""


class AssessorsBlocked(Refusal):
    """These people do not assess this call: no declaration, or a relation that stands in the way. Fields: ``names``."""


class ScoresFinished(Refusal):
    """An assessor has finished this bid; what they gave stands. Fields: ``bid``, ``finished_at``."""


class ScoresUnfinished(Refusal):
    """These assessors have not finished the bid, so there is nothing to agree on yet. Fields: ``waiting`` (names)."""


class ScoreChangedElsewhere(Refusal):
    """It was changed since it was shown, on another page. Fields: ``criterion``, ``seen``, ``now``."""


class MarkWrong(Refusal):
    """A mark names a page that the CV has, and holds a passage of it. Fields: ``page``."""


class ReasonTooLong(Refusal):
    """A reason is a text that fits in a letter. Fields: ``most``."""


class MeanIsComputed(Refusal):
    """The call announced the mean; nobody chooses the points. Fields: ``points``."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of the CV that shows why: its page from 1 on, where it starts in the text of that page, its words."""

    page: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Given:
    """What one assessor has on one criterion: points (None: not yet) and the reason, half written or whole."""

    points: Decimal | None
    reason: str


def check_marks(marks: Collection[Mark], *, pages: int | None) -> None:
    """Marks lie within the CV, and each holds some words. ``pages``: of the CV; None: not known.

    Raises:
        MarkWrong.
    """
    for one in marks:
        is_there = one.page >= 1 and one.start >= 0 and (pages is None or one.page <= pages)
        if not is_there or not one.text.strip() or len(one.text) > LONGEST_MARK or len(marks) > MOST_MARKS:
            raise MarkWrong(page=one.page)


def check_kept(*, criterion: str, seen: int, now: int, reason: str) -> None:
    """What was shown is still what stands; a reason may be empty, and is not endless.

    Raises:
        ScoreChangedElsewhere, ReasonTooLong.
    """
    if seen != now:
        raise ScoreChangedElsewhere(criterion=criterion, seen=seen, now=now)
    if len(reason) > LONGEST_REASON or "\0" in reason:
        raise ReasonTooLong(most=LONGEST_REASON)


def check_unfinished(*, bid: str, finished_at: datetime | None) -> None:
    """What an assessor has finished does not change.

    Raises:
        ScoresFinished.
    """
    if finished_at is not None:
        raise ScoresFinished(bid=bid, finished_at=finished_at)


def check_finished(criteria: Sequence[AwardCriterion], given: Mapping[str, Given]) -> None:
    """A bid is finished with points on every criterion, and a reason for each point lost.

    Raises:
        ScoreMissing, LostPointsUnexplained.
    """
    points = {number: one.points for number, one in given.items() if one.points is not None}
    missing = [one.number for one in criteria if one.number not in points]
    if missing:
        raise ScoreMissing(criteria=", ".join(missing))
    for one in criteria:
        check_explained(one, points[one.number], given[one.number].reason)


def check_assessors(
    *,
    bid: str,
    before: Mapping[int, datetime | None],
    after: Collection[int],
    is_agreed: bool,
) -> None:
    """Who is to assess a bid can change until somebody finished it; who finished stays, as do agreed points.

    Args:
        before: the assessors so far, each with when they finished.

    Raises:
        NobodyAssigned, ScoresFinished.
    """
    if not after:
        raise NobodyAssigned(bid=bid)
    finished = {person: moment for person, moment in before.items() if moment is not None}
    changes = set(before) != set(after)
    for person, moment in finished.items():
        if person not in after or (is_agreed and changes):
            raise ScoresFinished(bid=bid, finished_at=moment)


def check_all_finished(finished: Mapping[str, datetime | None]) -> None:
    """Assessors agree on a bid after each has finished it alone. ``finished``: per name, when they did.

    Raises:
        ScoresUnfinished.
    """
    waiting = sorted(name for name, moment in finished.items() if moment is None)
    if waiting or not finished:
        raise ScoresUnfinished(waiting=", ".join(waiting))


def may_see(*, is_own: bool, has_finished: bool | None, others_finished: bool) -> bool:
    """Whether somebody sees the points and reasons that an assessor gave a bid.

    Args:
        has_finished: whether the reader finished the bid; None: it was not assigned to them.
        others_finished: whether all of its assessors did. Who is no assessor of the bid waits for that.

    >>> may_see(is_own=False, has_finished=False, others_finished=False)
    False
    """
    if is_own:
        return True
    return others_finished if has_finished is None else has_finished


def mean(points: Collection[Decimal]) -> Decimal:
    """The mean, rounded half up to a thousandth of a point; the one place where it is rounded."""
    return rounded(sum(points, Decimal(0)) / len(points))
