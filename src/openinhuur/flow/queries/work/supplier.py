"""The first page of a supplier: what can I bid on, what is due, where do I stand?

Of a call that was not decided, or of which the letters were not sent, a supplier knows of its own bid only that it
came in. What others bid is never read here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Max

from openinhuur.awards import results
from openinhuur.awards.models import Objection, PreparedLetter
from openinhuur.bids.confirmations import to_confirm
from openinhuur.bids.models import Bid, LateBid
from openinhuur.calls.models import Call
from openinhuur.contracts.models import Contract
from openinhuur.domain.admission import State
from openinhuur.domain.calendars import local
from openinhuur.domain.hours import weeks_to_write
from openinhuur.domain.paper import expiring
from openinhuur.domain.rejection import REINSTATED
from openinhuur.domain.roles import Actor, Verb
from openinhuur.domain.worklist import Task, Todo, in_order
from openinhuur.flow.queries.work.judged import bids_to_mend, lots_to_come
from openinhuur.parties import listings
from openinhuur.parties.facts import not_followed_up
from openinhuur.parties.models import Admission, Paper

MOST = 50
"""Bids of earlier calls that are shown, the latest first."""
SILENT_AFTER = timedelta(days=30)
"""So long after its end an agreement still asks for hours; after that nobody worked."""


class BidState(StrEnum):
    """Where an own bid stands, as far as its supplier may know."""

    SEALED = "sealed"
    WITHDRAWN = "withdrawn"
    LATE = "late"
    CALL_WITHDRAWN = "call-withdrawn"
    LAPSED = "lapsed"
    JUDGING = "judging"
    STOPPED = "stopped"
    SET_ASIDE = "set-aside"
    REJECTED = "rejected"
    AWARDED = "awarded"
    CONTRACTED = "contracted"


@dataclass(frozen=True, slots=True)
class OwnBid:
    """A bid that was sent: its newest version, when that was received, and whether a correction came after it."""

    version: int
    received_at: datetime
    is_to_confirm: bool


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call that the company can bid on now, with what it sent so far."""

    number: str
    title: str
    buyer: str
    closes_at: datetime
    questions_close_at: datetime
    bids: list[OwnBid]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a bid stands. The candidate, the letter and the standstill only once a letter about it was sent."""

    number: str
    title: str
    buyer: str
    state: BidState
    received_at: datetime
    candidate: str = ""
    letter_id: UUID | None = None
    standstill_ends_at: datetime | None = None
    agreement: str = ""
    awaits_ruling: bool = False


@dataclass(frozen=True, slots=True)
class _Sent:
    """A bid of the company with its newest version."""

    bid: Bid
    version: int
    received_at: datetime
    is_to_confirm: bool
    is_objected: bool
    awaits_ruling: bool


@dataclass(frozen=True, slots=True)
class SupplierWork:
    """What is due, in order of time; what can be bid on; and how earlier bids stand."""

    todos: list[Todo]
    late: int
    calls: list[OpenCall]
    stands: list[Stand]
    is_admitted: bool


def supplier_work(*, actor: Actor, at: datetime) -> SupplierWork:
    """The first page of a supplier.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.BID)
    admissions = list(Admission.objects.filter(supplier=actor.organisation).select_related("category"))
    admitted = [one.category_id for one in admissions if one.state == State.ADMITTED]
    sent = _sent(actor)
    calls = _open_calls(admitted, sent, at=at)
    todos = [
        *_papers(actor, at),
        *_admissions(admissions),
        *_declarations(actor, at),
        *_confirming(sent, at=at),
        *bids_to_mend(actor, at=at),
        *lots_to_come(actor, at=at),
        *_of_open_calls(calls, at),
        *_objecting(sent, at=at),
        *_hours(actor, at),
    ]
    biddable = {one.number for one in calls}
    stands = [_stand(one, at=at) for one in sent if one.bid.withdrawn_at or one.bid.call.number not in biddable]
    return SupplierWork(
        todos=in_order(todos),
        late=sum(one.is_late(at=at) for one in todos),
        calls=calls,
        stands=sorted([*stands, *_too_late(actor)], key=lambda one: one.received_at, reverse=True)[:MOST],
        is_admitted=bool(admitted),
    )


def _sent(actor: Actor) -> list[_Sent]:
    own = Bid.objects.filter(supplier=actor.organisation)
    bids = own.select_related("call__buyer", "call__award__contract", "award_letter", "offer__candidate").annotate(
        version=Max("versions__version"), received_at=Max("versions__received_at")
    )
    bids = bids.prefetch_related("prepared_letters")
    waiting = {one.pk for one in to_confirm(own.filter(withdrawn_at__isnull=True, lapsed_at__isnull=True))}
    ruled = dict(Objection.objects.filter(bid__in=own).values_list("bid", "decided_at"))
    return [
        _Sent(
            one,
            one.version,
            one.received_at,
            one.pk in waiting,
            one.pk in ruled,
            one.pk in ruled and ruled[one.pk] is None,
        )
        for one in bids.order_by("-call__closes_at", "call__number", "received_at")[: 2 * MOST]
    ]


def _open_calls(admitted: list[int], sent: list[_Sent], *, at: datetime) -> list[OpenCall]:
    """The calls that the company can bid on: published, not closed, in a category where it is admitted."""
    calls = Call.objects.filter(
        category__in=admitted, published_at__lte=at, closes_at__gt=at, withdrawn_at__isnull=True
    ).select_related("buyer")
    own = [one for one in sent if one.bid.withdrawn_at is None]
    return [
        OpenCall(
            number=call.number,
            title=call.title,
            buyer=call.buyer.name,
            closes_at=call.closes_at,
            questions_close_at=call.questions_close_at,
            bids=[OwnBid(one.version, one.received_at, one.is_to_confirm) for one in own if one.bid.call_id == call.pk],
        )
        for call in calls.order_by("closes_at", "number")
    ]


def _confirming(sent: list[_Sent], *, at: datetime) -> list[Todo]:
    """Bids from before a correction that matters, on calls that are open (R12)."""
    open_calls = {
        one.bid.call.number: one.bid.call
        for one in sent
        if one.is_to_confirm and at < one.bid.call.closes_at and one.bid.call.withdrawn_at is None
    }
    return [Todo(Task.CONFIRM_BID, one.title, one.number, due_at=one.closes_at) for one in open_calls.values()]


def _of_open_calls(calls: list[OpenCall], at: datetime) -> list[Todo]:
    """Until when questions can be asked, and an own bid can be replaced."""
    asking = [
        Todo(Task.ASK_QUESTIONS, one.title, one.number, due_at=one.questions_close_at)
        for one in calls
        if at < one.questions_close_at
    ]
    replacing = [Todo(Task.REPLACE_BID, one.title, one.number, due_at=one.closes_at) for one in calls if one.bids]
    return asking + replacing


def _papers(actor: Actor, at: datetime) -> list[Todo]:
    """Papers in the passport that expire soon or have expired."""
    rows = Paper.objects.filter(passport__supplier=actor.organisation, removed_at__isnull=True)
    warnings = expiring(not_followed_up(list(rows)), on=local(at).date())
    return [Todo(Task.REPLACE_PAPER, one.paper.kind, "", due_on=one.paper.expires_on) for one in warnings]


def _admissions(admissions: list[Admission]) -> list[Todo]:
    """Requests for admission in which something is lacking."""
    return [
        Todo(Task.REPAIR_ADMISSION, one.category.name, str(one.pk), due_on=one.repair_due_on)
        for one in admissions
        if one.state == State.REPAIR_ASKED
    ]


def _declarations(actor: Actor, at: datetime) -> list[Todo]:
    """Renewed self-declarations that were asked and not given yet (R16)."""
    return [
        Todo(Task.DECLARE_ANEW, one.category, str(one.admission_id), due_on=one.due_on)
        for one in listings.renewals_due(actor=actor, at=at)
    ]


def _objecting(sent: list[_Sent], *, at: datetime) -> list[Todo]:
    """Decisions that the company can still object to (R14)."""
    decided = [(one.bid.call, one.bid.call.award.standstill_ends_at) for one in sent if _may_object(one, at=at)]
    return [
        Todo(Task.OBJECT, call.title, call.number, due_at=ends_at)
        for call, ends_at in decided
        if ends_at and at < ends_at
    ]


def _may_object(one: _Sent, *, at: datetime) -> bool:
    has_lost = {BidState.REJECTED, BidState.SET_ASIDE}
    return hasattr(one.bid, "award_letter") and state_of(one.bid, at=at) in has_lost and not one.is_objected


def _hours(actor: Actor, at: datetime) -> list[Todo]:
    """Weeks of an agreement that are over and have no hours yet."""
    today = local(at).date()
    own = Contract.objects.filter(award__bid__supplier=actor.organisation, period__endswith__gt=today - SILENT_AFTER)
    rows = own.annotate(last_written=Max("timesheets__week_from")).select_related("award__call")
    found = [
        (one.award.call, weeks_to_write(one.period.lower, one.period.upper, last_written=one.last_written, on=today))
        for one in rows
    ]
    return [Todo(Task.WRITE_HOURS, call.title, call.number, total=weeks) for call, weeks in found if weeks]


def _stand(one: _Sent, *, at: datetime) -> Stand:
    bid, call = one.bid, one.bid.call
    state, letter_id = state_of(bid, at=at), letter_of(bid)
    is_decided = hasattr(bid, "award_letter")
    return Stand(
        number=call.number,
        title=call.title,
        buyer=call.buyer.name,
        state=state,
        received_at=one.received_at,
        candidate=results.candidate_of(bid) if letter_id else "",
        letter_id=letter_id,
        standstill_ends_at=call.award.standstill_ends_at if is_decided else None,
        agreement=call.award.contract.number if state is BidState.CONTRACTED else "",
        awaits_ruling=one.awaits_ruling,
    )


def state_of(bid: Bid, *, at: datetime) -> BidState:
    """How a bid stands, as far as its supplier may know. Reads its call's award and contract, and its letters."""
    award = getattr(bid.call, "award", None)
    if bid.withdrawn_at is not None or bid.call.withdrawn_at is not None:
        return BidState.WITHDRAWN if bid.withdrawn_at is not None else BidState.CALL_WITHDRAWN
    if at < bid.call.closes_at:
        return BidState.SEALED
    if award is None or award.sent_at is None:
        return _while_judged(bid)
    if bid.set_aside_at is not None:
        return BidState.SET_ASIDE
    if award.bid_id != bid.pk:
        return BidState.REJECTED
    return BidState.CONTRACTED if hasattr(award, "contract") else BidState.AWARDED


def _while_judged(bid: Bid) -> BidState:
    """Before the award: what a letter told, or that a bid lapsed."""
    if bid.lapsed_at is not None:
        return BidState.LAPSED
    early = _early_letter(bid)
    return BidState.STOPPED if early and early.code != REINSTATED else BidState.JUDGING


def letter_of(bid: Bid) -> UUID | None:
    """The newest letter about it that was sent: that of the award, or one from before."""
    newest = getattr(bid, "award_letter", None) or _early_letter(bid)
    return newest.letter_id if newest else None


def _early_letter(bid: Bid) -> PreparedLetter | None:
    return next((one for one in bid.prepared_letters.all() if one.sent_at and not one.superseded_at), None)


def _too_late(actor: Actor) -> list[Stand]:
    """What the company sent after the deadline: refused, with the time at which it came (R8)."""
    refused = LateBid.objects.filter(supplier=actor.organisation).select_related("call__buyer")
    return [
        Stand(one.call.number, one.call.title, one.call.buyer.name, BidState.LATE, one.received_at)
        for one in refused.order_by("-received_at")[:MOST]
    ]
