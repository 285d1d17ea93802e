"""A defect that can be mended is asked from all bids with it alike: the same words, named fields only, one term.

Equal treatment (Directive 2014/24 art. 18(1) and 56(3), http://data.europa.eu/eli/dir/2014/24/oj; CJEU C-336/12,
Manova): who is asked gets no second chance to better the offer, so nothing else than the named fields changes.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from openinhuur.domain.errors import Refusal
from openinhuur.domain.requirements import has_substance

REPAIRABLE: Final[Mapping[str, tuple[str, ...]]] = {
    "too-few-references": ("references",),
    "cv-too-long": ("cv",),
    "cv-without-text": ("cv",),
    "cv-other-language": ("cv",),
    "cv-not-readable": ("cv",),
}
"""What was found at the opening and can be mended, with the fields in which. Never the rate, nor what gives points."""


class NotRepairable(Refusal):
    """This is not mended after the deadline, or the call did not say that it would be asked. Fields: ``defect``."""


class NothingToRepair(Refusal):
    """No bid has this defect, or this one was not asked. Fields: ``defect``."""


class RepairAskedAlready(Refusal):
    """Everybody with this defect was asked. Fields: ``asked_at``."""


class RepairTermWrong(Refusal):
    """The term lies ahead. Fields: ``due_at``."""


class RepairUnexplained(Refusal):
    """What is lacking is said, in the same words to all."""


class RepairTermPassed(Refusal):
    """Too late to mend it. Fields: ``due_at``."""


class RepairFieldsWrong(Refusal):
    """Only what was asked is changed, and all of it is given. Fields: ``fields`` (what was asked)."""


class RepairsOpen(Refusal):
    """Suppliers may still mend their bid. Fields: ``due_at``."""


def check_asking(
    defect: str, *, when_broken: str, text: str, due_at: datetime, asked_at: datetime | None, at: datetime
) -> None:
    """A defect is asked once, from all alike, where the call says that it can be mended.

    Args:
        when_broken: what the call says of a CV that breaks its rules ("repair", "not-met", "ignored", or nothing).

    Raises:
        NotRepairable, RepairAskedAlready, RepairTermWrong, RepairUnexplained.
    """
    if defect not in REPAIRABLE or when_broken not in {"repair", ""}:
        raise NotRepairable(defect=defect)
    if asked_at is not None:
        raise RepairAskedAlready(asked_at=asked_at)
    if due_at <= at:
        raise RepairTermWrong(due_at=due_at)
    if not has_substance(text):
        raise RepairUnexplained


def check_answer(given: Collection[str], *, asked: Collection[str], due_at: datetime, at: datetime) -> None:
    """An answer comes before the term ends, and changes what was asked and nothing else.

    Raises:
        RepairTermPassed, RepairFieldsWrong.
    """
    if at >= due_at:
        raise RepairTermPassed(due_at=due_at)
    if set(given) != set(asked):
        raise RepairFieldsWrong(fields=", ".join(asked))


def check_no_term_runs(waiting: Collection[datetime], *, at: datetime) -> None:
    """Step 1 is not closed while somebody may still mend their bid. ``waiting``: the terms without an answer.

    Raises:
        RepairsOpen.
    """
    running = [one for one in waiting if at < one]
    if running:
        raise RepairsOpen(due_at=max(running))
