"""A score that is changed after step 2 was closed: with a second person and a reason, and both values kept.

What was ranked stays ranked in the same way: only the total of this bid changes, by the difference. Points for the
price are not computed again, and a lot that was drawn parts what is equal now (R13, R26).
"""

from collections.abc import Collection, Mapping
from decimal import Decimal

from openinhuur.domain.errors import Refusal
from openinhuur.domain.requirements import has_substance


class ScoreNotChanged(Refusal):
    """The points and the reason are what they were. Fields: ``criterion``."""


class ScoreCorrectionUnexplained(Refusal):
    """Why a score is changed after the closing is written down."""


class ScoreCorrectionWaits(Refusal):
    """A correction of this score waits for a second person. Fields: ``criterion``."""


class ScoreCorrectionDecided(Refusal):
    """This correction was decided before. Fields: ``decided_at``."""


class InvitedFallsOut(Refusal):
    """The correction would take somebody off the shortlist who was invited already. Fields: ``bids``."""


def check_proposal(
    *, criterion: str, before: tuple[Decimal, str], after: tuple[Decimal, str], why: str, is_waiting: bool
) -> None:
    """A correction changes something, says why, and does not wait already.

    Args:
        before, after: the points and the reason.

    Raises:
        ScoreCorrectionWaits, ScoreNotChanged, ScoreCorrectionUnexplained.
    """
    if is_waiting:
        raise ScoreCorrectionWaits(criterion=criterion)
    if before == after:
        raise ScoreNotChanged(criterion=criterion)
    if not has_substance(why):
        raise ScoreCorrectionUnexplained


def check_invited(passes: Mapping[str, bool], *, invited: Collection[str]) -> None:
    """Who was invited for an interview stays on the shortlist.

    Raises:
        InvitedFallsOut.
    """
    falling = sorted(bid for bid in invited if not passes.get(bid, False))
    if falling:
        raise InvitedFallsOut(bids=", ".join(falling))
