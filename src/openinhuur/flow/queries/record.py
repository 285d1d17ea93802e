"""The journal, as far as the reader may see it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from openinhuur.calls import access
from openinhuur.calls.models import Call
from openinhuur.domain.ledger import Verified
from openinhuur.domain.roles import Actor, Role, Verb
from openinhuur.journal.queries import EntryRow, entries, verify


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A page of the journal, newest first, with the outcome of walking the whole chain."""

    entries: list[EntryRow]
    next_before: int | None
    verification: Verified


def journal_page(*, actor: Actor, at: datetime, number: str | None = None, before: int | None = None) -> JournalPage:
    """The entries of one call, or of every call the reader may audit.

    Before the opening nothing of its bids, and not who asked its questions (R12, R19).

    An administrator of the desk also sees what belongs to no call.

    Raises:
        NotAllowed, NotFound.
    """
    del at
    actor.require(Verb.READ_JOURNAL)
    if number is None:
        calls = list(Call.objects.filter(Q(buyer=actor.organisation) | Q(desk=actor.organisation)))
    else:
        calls = [access.get(number, actor=actor, to=Verb.READ_JOURNAL)]
    visible = Q(subject__in=[call.subject for call in calls])
    if number is None and actor.has(Role.ADMINISTRATOR):
        visible |= ~Q(subject__startswith="call:")
    sealed = [call.subject for call in calls if not hasattr(call, "opening")]
    hidden = Q(event__startswith="bid.") | Q(event="question.asked")
    found, next_before = entries(visible & ~(Q(subject__in=sealed) & hidden), before=before)
    return JournalPage(found, next_before, verify())
