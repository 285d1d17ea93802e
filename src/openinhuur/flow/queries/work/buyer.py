"""The first page of the buyer and the interviewer: what waits for me?"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from openinhuur.calls import facts
from openinhuur.calls.models import Call
from openinhuur.contracts.models import Timesheet
from openinhuur.domain.call import Phase, phase
from openinhuur.domain.roles import Actor, Verb
from openinhuur.domain.worklist import MOMENTS, CallWork, Task, Todo, for_buyer, for_interviewer, in_order
from openinhuur.domain.worklist_said import to_decide
from openinhuur.flow.queries.work.desk import interests_to_resolve
from openinhuur.flow.queries.work.drafts import drafts_to_do
from openinhuur.flow.queries.work.facts import call_works, milestones, with_steps
from openinhuur.flow.queries.work.own import written_by


@dataclass(frozen=True, slots=True)
class RunningCall:
    """A call that is not under contract yet."""

    number: str
    title: str
    phase: Phase
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class BuyerWork:
    """What waits for somebody of the buyer, most urgent first; what comes by itself; and the calls that run."""

    todos: list[Todo]
    late: int
    coming: list[Todo]
    calls: list[RunningCall]


def buyer_work(*, actor: Actor, at: datetime) -> BuyerWork:
    """The work list of somebody of the buyer, by what their roles can do.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.READ_INTERVIEWS)
    running = Call.objects.filter(buyer=actor.organisation, award__contract__isnull=True)
    calls = list(with_steps(running))
    works = call_works(calls)
    of_calls = [one for work in works for one in _of_call(work, actor, at)]
    todos = [one for one in of_calls if one.task not in MOMENTS]
    todos += drafts_to_do(actor)
    if actor.may(Verb.WITHDRAW):
        own = written_by(actor, works)
        todos += [one for work in works for one in to_decide(work) if (one.task, one.key) not in own]
    if actor.may(Verb.RESOLVE_INTERESTS):
        todos += interests_to_resolve(actor, buyer=actor.organisation)
    if actor.may(Verb.APPROVE_HOURS):
        todos += _hours(actor)
    return BuyerWork(
        todos=in_order(todos),
        late=sum(one.is_late(at=at) for one in todos),
        coming=in_order(one for one in of_calls if one.task in MOMENTS),
        calls=[
            RunningCall(one.number, one.title, phase(facts.timetable(one), milestones(one), at=at), one.closes_at)
            for one in calls
            if one.withdrawn_at is None
        ],
    )


def _of_call(work: CallWork, actor: Actor, at: datetime) -> list[Todo]:
    found = for_buyer(work, at=at) if actor.may(Verb.SELECT) else []
    return found + (for_interviewer(work, actor.person, at=at) if actor.may(Verb.INTERVIEW) else [])


def _hours(actor: Actor) -> list[Todo]:
    """Weeks of hours to approve; who wrote them does not approve them (R33)."""
    waiting = Timesheet.objects.filter(contract__award__call__buyer=actor.organisation, approved_at__isnull=True)
    rows = (
        waiting.exclude(written_by=actor.person)
        .order_by()
        .values_list("contract__award__call__number", "contract__award__call__title", Count("pk"), Min("written_at"))
    )
    return [
        Todo(Task.APPROVE_HOURS, title, number, total=weeks, since_at=written_at)
        for number, title, weeks, written_at in rows
    ]
