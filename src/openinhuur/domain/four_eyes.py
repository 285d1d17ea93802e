"""Four eyes: what everybody will read is published by somebody else than who wrote it."""

from collections.abc import Collection

from openinhuur.domain.errors import Refusal
from openinhuur.domain.requirements import has_substance


class SamePerson(Refusal):
    """Who wrote it does not publish it: a second person looks first. Fields: ``written_by`` (who wrote it)."""


def check_second_person(writers: Collection[int], *, person: int) -> None:
    """Somebody who wrote none of it.

    Raises:
        SamePerson.

    >>> check_second_person([1, 2], person=3)
    """
    if person in writers:
        raise SamePerson(written_by=person)


class ReasonForSendingBack(Refusal):
    """Who wrote it reads what has to change. Fields: ``field``."""


class ChangedSince(Refusal):
    """It is not any more what the second person looked at."""


def check_sent_back(writers: Collection[int], reason: str, *, person: int) -> None:
    """Who wrote it just takes it back; a second person says what has to change.

    Raises:
        ReasonForSendingBack.
    """
    if person not in writers and not has_substance(reason):
        raise ReasonForSendingBack(field="reason")
