"""Passages of a CV that were marked as evidence: from words that were pointed at to a mark, and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING
from uuid import UUID

from openinhuur.assessments.models import AssessorScore
from openinhuur.domain.assessors import Mark, MarkWrong
from openinhuur.domain.roles import Actor
from openinhuur.flow.queries.cv import Cv, CvPage, bid_to_read, words_on

if TYPE_CHECKING:
    from openinhuur.documents.pictures import Word


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage that was marked: on which page, and what it says."""

    page: int
    text: str


def kept_marks(bid_id: UUID, criterion: str, *, actor: Actor) -> list[Mark]:
    """What this assessor marked for this criterion so far."""
    kept = AssessorScore.objects.filter(bid=bid_id, criterion__number=criterion, by=actor.person).first()
    return [Mark(**one) for one in kept.marks] if kept else []


def mark_of(bid_id: UUID, page: int, first: int, last: int, *, actor: Actor) -> Mark:
    """The passage from one word of a page up to and with another, counted from 0 in the order of reading.

    Raises:
        MarkWrong: there are no such words. And what `bid_to_read` raises.
    """
    bid = bid_to_read(bid_id, actor=actor)
    words = [word.text for word in words_on(bid, page)]
    if not 0 <= first <= last < len(words):
        raise MarkWrong(page=page)
    return Mark(page, _starts(words)[first], " ".join(words[first : last + 1]))


def shown(kept: Sequence[Mapping[str, object]], cv: Cv) -> tuple[tuple[Marked, ...], Cv]:
    """The marks, and the CV with the marked words pointed at."""
    marks = [Mark(page=int(str(one["page"])), start=int(str(one["start"])), text=str(one["text"])) for one in kept]
    pages = tuple(_with(page, [one for one in marks if one.page == page.number]) for page in cv.pages)
    return tuple(Marked(one.page, one.text) for one in marks), replace(cv, pages=pages)


def _with(page: CvPage, marks: Iterable[Mark]) -> CvPage:
    words = [word for line in page.lines for word in line.words]
    starts = _starts([word.text for word in words])
    found: list[Word] = []
    for one in marks:
        end = one.start + len(one.text)
        found += [word for word, start in zip(words, starts, strict=True) if one.start <= start < end]
    return replace(page, marked=tuple(found))


def _starts(words: Sequence[str]) -> list[int]:
    """Where each word begins in the text of the page: one space or line end between two words."""
    return [0, *accumulate(len(word) + 1 for word in words)][: len(words)]
