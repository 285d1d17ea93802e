"""Answers that wait for a second person, seen from who wrote them."""

from django.db.models import Q

from openinhuur.calls.models import Question
from openinhuur.domain.roles import Actor


def written_by(actor: Actor) -> frozenset[str]:
    """The numbers of the calls whose offered answers they wrote or offered: somebody else checks those (R12)."""
    waiting = Question.objects.filter(
        call__desk=actor.organisation, offered_at__isnull=False, clarification__isnull=True
    )
    own = waiting.filter(Q(offered_by=actor.person) | Q(writers=actor.person))
    return frozenset(own.order_by().values_list("call__number", flat=True).distinct())
