"""What the form of the desk said, as it was typed."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.http import QueryDict

from openinhuur.assessments.scoring import Said
from openinhuur.domain.assessors import Mark, MarkWrong
from openinhuur.domain.roles import Actor
from openinhuur.flow.queries import marks as queries

PASSAGE: Final = re.compile(r"([0-9]{1,4}):([0-9]{1,6}):([0-9]{1,6})")
"""Page, first word, last word."""


@dataclass(frozen=True, slots=True)
class Points:
    """Points (None: not chosen), the reason, the revision that was shown; and what else was pressed."""

    points: Decimal | None
    reason: str
    seen: int
    phrase: str = ""
    mark: str = ""
    unmark: str = ""

    @classmethod
    def of(cls, posted: QueryDict) -> "Points":
        """As it was sent."""
        seen = posted.get("seen", "")
        return cls(
            points=_points(posted.get("points", "")),
            reason=posted.get("reason", "").replace("\r\n", "\n"),
            seen=int(seen) if re.fullmatch(r"[0-9]{1,9}", seen) else 0,
            phrase=posted.get("phrase", ""),
            mark=posted.get("mark", ""),
            unmark=posted.get("unmark", ""),
        )

    def with_phrase(self) -> "Points":
        """The reason with the phrase behind it."""
        return replace(self, reason=f"{self.reason.rstrip()} {self.phrase}".strip(), phrase="")

    def content(self, bid_id: UUID, criterion: str, *, actor: Actor) -> Said:
        """What is kept: the passages that were marked before, with one more or one less.

        Raises:
            MarkWrong.
        """
        kept = queries.kept_marks(bid_id, criterion, actor=actor)
        if re.fullmatch(r"[0-9]{1,4}", self.unmark):
            kept = [one for index, one in enumerate(kept) if index != int(self.unmark)]
        if self.mark:
            new = self._marked(bid_id, actor=actor)
            kept = [*(one for one in kept if one != new), new]
        return Said(self.points, self.reason, kept)

    def _marked(self, bid_id: UUID, *, actor: Actor) -> Mark:
        said = PASSAGE.fullmatch(self.mark)
        if said is None:
            raise MarkWrong(page=0)
        page, first, last = map(int, said.groups())
        return queries.mark_of(bid_id, page, first, last, actor=actor)


def _points(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", text) else None
