"""The first page of the hiring desk: what is closing, what must be judged, what is late?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from openinhuur.assessments.models import Interest
from openinhuur.bids.double_offers import undecided
from openinhuur.calls.models import Call
from openinhuur.contracts.models import Timesheet
from openinhuur.domain.admission import RenewalState
from openinhuur.domain.calendars import ONE_DAY
from openinhuur.domain.roles import Actor, Verb
from openinhuur.domain.worklist import MOMENTS, CallWork, Task, Todo, for_buyer, for_desk, in_order
from openinhuur.domain.worklist_said import to_say
from openinhuur.domain.worklist_steps import as_it_waits
from openinhuur.flow.queries.notices import to_notify
from openinhuur.flow.queries.vault import is_counted
from openinhuur.flow.queries.work.drafts import drafts_to_do, sealing_to_do
from openinhuur.flow.queries.work.facts import call_works, with_steps
from openinhuur.flow.queries.work.judged import blind_cvs_to_check, corrections_to_decide, repairs_to_ask
from openinhuur.flow.queries.work.own import written_by
from openinhuur.invoices.models import Invoice
from openinhuur.letters import queries as letters
from openinhuur.parties import listings

LOOKING_AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Closing:
    """A call that closes soon, with how many bids lie in its vault; None: the call does not say that this is shown."""

    number: str
    title: str
    buyer: str
    closes_at: datetime
    bids: int | None


@dataclass(frozen=True, slots=True)
class DeskWork:
    """What the desk has to do, most urgent first; what waits for a buyer; and what closes soon."""

    todos: list[Todo]
    late: int
    of_buyers: list[Todo]
    closing: list[Closing]


def desk_work(*, actor: Actor, at: datetime) -> DeskWork:
    """The work list of a desk.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.JUDGE)
    running = Call.objects.filter(desk=actor.organisation, award__contract__isnull=True)
    calls = list(with_steps(running))
    works = call_works(calls)
    own = written_by(actor, works)
    steps = [as_it_waits(step, work, at=at) for work in works if (step := for_desk(work, at=at))]
    todos = in_order(
        [
            *steps,
            *(one for work in works for one in to_say(work, at=at) if (one.task, one.key) not in own),
            *_doubles(calls),
            *drafts_to_do(actor),
            *sealing_to_do(actor.organisation),
            *_admissions(actor, at),
            *blind_cvs_to_check(calls),
            *repairs_to_ask(calls),
            *corrections_to_decide(actor),
            *interests_to_resolve(actor, desk=actor.organisation),
            *_invoices(actor),
            *_notices(actor),
            *_mail(actor),
        ]
    )
    return DeskWork(
        todos=todos,
        late=sum(one.is_late(at=at) for one in todos),
        of_buyers=in_order(one for work in works for one in for_buyer(work, at=at) if one.task not in MOMENTS),
        closing=_closing(calls, works, at=at),
    )


def interests_to_resolve(actor: Actor, **of: int) -> list[Todo]:
    """Relations that somebody else declared on calls of this desk or buyer, and that block them until decided (R22)."""
    calls = {f"call__{side}": organisation for side, organisation in of.items()}
    blocked = Interest.objects.filter(has_relation=True, resolved_at__isnull=True, **calls)
    others = blocked.exclude(person=actor.person).select_related("call", "person")
    return [
        Todo(Task.RESOLVE_INTEREST, f"{one.person.name}, {one.call.title}", one.call.number, since_at=one.declared_at)
        for one in others
    ]


def _doubles(calls: list[Call]) -> list[Todo]:
    """Candidates of several suppliers that nobody decided on yet: step 1 is not closed before (R25)."""
    in_step_1 = {
        one.pk: one
        for one in calls
        if hasattr(one, "opening")
        and one.withdrawn_at is None
        and all(closed.step != 1 for closed in one.closings.all())
    }
    return [
        Todo(
            Task.DECIDE_DOUBLE,
            in_step_1[call].title,
            in_step_1[call].number,
            due_on=in_step_1[call].invitations_by_on - ONE_DAY,
            since_at=in_step_1[call].opening.opened_at,
            total=count,
        )
        for call, count in undecided(in_step_1).items()
    ]


def _closing(calls: list[Call], works: list[CallWork], *, at: datetime) -> list[Closing]:
    bids = {work.number: work.bids for work in works}
    open_calls = [one for one in calls if one.published_at and one.withdrawn_at is None]
    soon = [one for one in open_calls if at < one.closes_at <= at + LOOKING_AHEAD]
    return [
        Closing(
            one.number,
            one.title,
            one.buyer.name,
            one.closes_at,
            bids=bids[one.number] if is_counted(one, at=at) else None,
        )
        for one in sorted(soon, key=lambda call: (call.closes_at, call.number))
    ]


def _admissions(actor: Actor, at: datetime) -> list[Todo]:
    """Requests to decide on in time (R15), and renewed declarations that did not come in time (R16)."""
    to_decide, renewals = listings.admissions_to_decide(actor=actor, at=at), listings.renewals_due(actor=actor, at=at)
    overdue = [one for one in renewals if one.state is RenewalState.OVERDUE]
    return [
        *(
            Todo(
                Task.DECIDE_ADMISSION,
                f"{one.supplier}, {one.category}",
                str(one.id),
                due_on=one.due_on,
                since_at=one.received_at,
            )
            for one in to_decide
        ),
        *(
            Todo(Task.AWAIT_DECLARATION, f"{one.supplier}, {one.category}", str(one.admission_id), due_on=one.due_on)
            for one in overdue
        ),
    ]


def _mail(actor: Actor) -> list[Todo]:
    """E-mails that failed or came back, until somebody has seen to them."""
    return [
        Todo(Task.SEE_TO_MAIL, one.state.value, one.state.value, since_at=one.since_at, total=one.count)
        for one in letters.not_arrived(actor.organisation)
    ]


def _notices(actor: Actor) -> list[Todo]:
    """Agreements that stand in no award notice yet, due with their quarter (R17)."""
    return [
        Todo(Task.NOTIFY_AWARDS, one.title, one.call, due_on=one.grouped_by) for one in to_notify(actor.organisation)
    ]


def _invoices(actor: Actor) -> list[Todo]:
    """Approved weeks that were not invoiced yet: the work, and the fee where there is one."""
    approved = Timesheet.objects.filter(contract__award__call__desk=actor.organisation, approved_at__isnull=False)
    with_fee = approved.filter(contract__award__call__fee_per_hour__gt=0)
    open_ones = [
        (Task.INVOICE, approved.exclude(invoices__kind=Invoice.Kind.HIRE)),
        (Task.INVOICE_FEE, with_fee.exclude(invoices__kind=Invoice.Kind.FEE)),
    ]
    return [
        Todo(task, title, number, total=weeks)
        for task, sheets in open_ones
        for number, title, weeks in sheets.order_by().values_list(
            "contract__award__call__number", "contract__award__call__title", Count("pk", distinct=True)
        )
    ]
