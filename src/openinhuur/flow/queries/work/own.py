"""What of a call waits for a second person, seen from who wrote it: somebody else looks at that."""

from collections.abc import Iterable, Iterator

from django.db.models import Q

from openinhuur.calls.models import Question
from openinhuur.domain.roles import Actor
from openinhuur.domain.worklist import CallWork, Task
from openinhuur.flow.queries.work.facts import CORRECTION_WAITS, WITHDRAWAL_WAITS


def written_by(actor: Actor, works: Iterable[CallWork]) -> frozenset[tuple[Task, str]]:
    """The answers, corrections and withdrawals that wait and that this person wrote."""
    return frozenset(_written_by(actor, list(works)))


def _written_by(actor: Actor, works: list[CallWork]) -> Iterator[tuple[Task, str]]:
    answered = [work.number for work in works if work.offered]
    if answered:
        offered = Question.objects.filter(call__number__in=answered, offered_at__isnull=False, clarification=None)
        own = offered.filter(Q(offered_by=actor.person) | Q(writers=actor.person))
        yield from ((Task.CHECK_ANSWERS, number) for number in own.values_list("call__number", flat=True))
    changed = [work.number for work in works if work.correction_since or work.withdrawal_since]
    if changed:
        corrections = CORRECTION_WAITS.filter(call__number__in=changed, written_by=actor.person)
        yield from ((Task.PUBLISH_CORRECTION, number) for number in corrections.values_list("call__number", flat=True))
        withdrawals = WITHDRAWAL_WAITS.filter(call__number__in=changed, asked_by=actor.person)
        yield from ((Task.DECIDE_WITHDRAWAL, number) for number in withdrawals.values_list("call__number", flat=True))
