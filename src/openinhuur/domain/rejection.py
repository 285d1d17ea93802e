"""A rejection before the award: what who is not on the shortlist can be told when it is handed over.

Nobody was chosen then, so such a letter names no company and gives no points of others beside the place of the cut
(R7). It is not the award decision: the law asks for the winner's name and relative advantages, and the end of the
standstill (Aw 2.130), which only the letter of the award can give (R23). So it starts no standstill, and takes nobody
out of the circle of those who get that letter: a bidder stays concerned until a rejection cannot be undone any more
(Directive 89/665 art. 2a(2)). Telling earlier is what the law means by "as soon as possible" (Directive 2014/24 art.
55(1)).

What it says must be complete as far as known: why the bid stopped, its place, its points with the reason of each point
lost, and where to ask.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from openinhuur.domain.award import CriterionResult, LetterIncomplete, Outcome, own_part

REINSTATED = "reinstated"
"""The outcome of a bid that was rejected in a letter, and is on the shortlist after a score was corrected."""


class RejectionsSent(StrEnum):
    """When the letters that are prepared at the handing over are sent, as the call announced (R21).

    With the award, completed with what is known then; or at once, and the letter of the award follows.
    """

    WITH_AWARD = "with-award"
    AT_HANDING_OVER = "at-handing-over"


@dataclass(frozen=True, slots=True)
class Rejection:
    """What a letter before the award tells one bidder.

    ``place``, ``own_total`` and ``own`` are empty for a bid that was not scored. ``is_sent``: it goes out now, and is
    no preparation. ``replaces_at``: when a letter was sent that this one replaces.
    """

    number: str
    title: str
    buyer: str
    supplier: str
    candidate: str
    outcome: Outcome
    place: int | None
    places: int
    own_total: Decimal | None
    own: tuple[CriterionResult, ...]
    asking_address: str
    is_sent: bool
    replaces_at: datetime | None


def check_rejection(letter: Rejection) -> None:
    """Refuse a letter that would leave a bidder with less than is known.

    Raises:
        LetterIncomplete: with every code that is missing, as `award.check_letter` has them.
    """
    needed = own_part(letter.outcome, letter.place, letter.own, letter.asking_address)
    if missing := [code for code, is_there in needed.items() if not is_there]:
        raise LetterIncomplete(missing=", ".join(missing))
