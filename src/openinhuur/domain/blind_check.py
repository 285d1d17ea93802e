"""Checking a blind CV: by somebody of the desk who does not assess that bid, before an assessor sees any of it (R46).

Who checks sees who it is. So who checks a bid gives it no points, and who gives it points never checks it.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from openinhuur.domain.blinding import Box
from openinhuur.domain.errors import Refusal
from openinhuur.domain.requirements import has_substance

MOST_BOXES: Final = 2000
MOST_WORDS, LONGEST_WORDS = 100, 200


class NotJudgedBlind(Refusal):
    """The call did not ask to be judged blind, or its points are closed: nothing is hidden. Fields: ``number``."""


class AssessesThisBid(Refusal):
    """Who gives a bid points does not look up who it is of. Fields: ``bid``."""


class CheckedThisBid(Refusal):
    """These people saw who a bid is of when they checked its CV, so they give it no points. Fields: ``names``."""


class BlindCvApproved(Refusal):
    """It was approved, and assessors may have seen it. Fields: ``approved_at``."""


class BlindCvNotApproved(Refusal):
    """Nobody approved it, so there is nothing to take back. Fields: ``bid``."""


class BlindCvChangedElsewhere(Refusal):
    """It was changed since it was shown, on another page or by somebody else. Fields: ``seen``, ``now``."""


class BoxWrong(Refusal):
    """A box lies on a page of the CV, and there is room for it. Fields: ``page``."""


class CoveredWordsWrong(Refusal):
    """What is covered everywhere is a few words. Fields: ``field``, ``most``."""


class UncoveringUnexplained(Refusal):
    """What was covered becomes visible with a reason only. Fields: ``field``."""


def check_may_check(assessors: Collection[int], *, bid: str, person: int) -> None:
    """Somebody who gives this bid no points, and gave it none.

    Raises:
        AssessesThisBid.

    >>> check_may_check([1, 2], bid="b", person=3)
    """
    if person in assessors:
        raise AssessesThisBid(bid=bid)


def check_may_assess(checkers: Mapping[int, str], assessors: Collection[int]) -> None:
    """None of those who will give a bid points saw who it is of.

    Args:
        checkers: who saw it, person → name.

    Raises:
        CheckedThisBid.
    """
    if both := sorted(checkers[one] for one in set(checkers) & set(assessors)):
        raise CheckedThisBid(names=", ".join(both))


def check_changeable(*, seen: int, now: int, approved_at: datetime | None) -> None:
    """What was shown is still what stands, and nobody approved it.

    Raises:
        BlindCvApproved, BlindCvChangedElsewhere.
    """
    if approved_at is not None:
        raise BlindCvApproved(approved_at=approved_at)
    if seen != now:
        raise BlindCvChangedElsewhere(seen=seen, now=now)


def check_box(box: Box, *, page: int, width: int, height: int, boxes: int) -> None:
    """A box lies within its page.

    Raises:
        BoxWrong.
    """
    is_on_page = 0 <= box.left < box.right <= width and 0 <= box.top < box.bottom <= height
    if not is_on_page or boxes >= MOST_BOXES:
        raise BoxWrong(page=page)


def check_words(words: str, *, before: Collection[str]) -> None:
    """Words with at least two letters or digits, and not without end.

    Raises:
        CoveredWordsWrong.
    """
    letters = sum(one.isalnum() for one in words)
    if letters < 2 or len(words) > LONGEST_WORDS or len(before) >= MOST_WORDS:
        raise CoveredWordsWrong(field="words", most=LONGEST_WORDS)


def check_uncovering(reason: str) -> None:
    """A reason that says something.

    Raises:
        UncoveringUnexplained.
    """
    if not has_substance(reason):
        raise UncoveringUnexplained(field="reason")
