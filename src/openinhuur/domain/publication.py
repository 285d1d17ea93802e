"""From a draft to a published call: complete, confirmed, without errors, and seen by a second person.

Whoever offers a draft for publication does not publish it (four eyes). What is published is exactly what was
offered: a change in between takes the offer back. An error of the linter holds publication back, unless a person
with mandate wrote down why it stands.
"""

from collections.abc import Collection, Sequence

from openinhuur.domain.errors import Refusal


class DraftIncomplete(Refusal):
    """A call cannot do without these fields, or they cannot be read. Fields: ``paths``."""


class NotConfirmed(Refusal):
    """What was read in a document is published only after a person has confirmed it. Fields: ``paths``."""


class ErrorsFound(Refusal):
    """The linter found errors that nobody has mended or explained. Fields: ``codes``."""


class NotOffered(Refusal):
    """Nobody has offered this draft for publication. Fields: ``draft``."""


class OfferedAlready(Refusal):
    """The draft waits for a second person. Fields: ``draft``."""


class ChangedAfterOffer(Refusal):
    """The draft was changed after it was offered: it has to be offered again. Fields: ``offered``, ``now``."""


class SecondPersonNeeded(Refusal):
    """Whoever offered the draft does not publish it. Fields: ``offered_by``."""


class PublishedAlready(Refusal):
    """The draft was published: it stays as it was then. Fields: ``number``."""


class NumberTaken(Refusal):
    """Another call has this number; the address of a call never changes. Fields: ``number``."""


class ReasonNeeded(Refusal):
    """An error stands only with a reason that says why. Fields: ``field``."""


class InterviewWeightNotJudged(Refusal):
    """Interviews are graded per competence here, not with points that add up. Fields: ``weight``."""


def check_ready(*, problems: Sequence[str], unconfirmed: Collection[str], errors: Sequence[str]) -> None:
    """A draft can be offered, and published, when nothing is missing, unconfirmed or wrong.

    Args:
        problems: the paths that are missing or cannot be read.
        unconfirmed: the paths that were read in a document and not confirmed.
        errors: the codes of the linter's errors without a reason.

    Raises:
        DraftIncomplete, NotConfirmed, ErrorsFound.
    """
    if problems:
        raise DraftIncomplete(paths=tuple(problems))
    if unconfirmed:
        raise NotConfirmed(paths=tuple(sorted(unconfirmed)))
    if errors:
        raise ErrorsFound(codes=tuple(sorted(set(errors))))


def check_second_person(*, offered_by: int | None, offered_version: int | None, version: int, person: int) -> None:
    """The second person publishes what the first one offered.

    Raises:
        NotOffered, ChangedAfterOffer, SecondPersonNeeded.
    """
    if offered_by is None or offered_version is None:
        raise NotOffered(draft="")
    if offered_version != version:
        raise ChangedAfterOffer(offered=offered_version, now=version)
    if offered_by == person:
        raise SecondPersonNeeded(offered_by=offered_by)
