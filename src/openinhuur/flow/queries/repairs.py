"""What can be mended in bids: which defects the desk finds in how many, and what a supplier was asked to mend."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from openinhuur.assessments import interests, steps
from openinhuur.assessments.models import Repair, RepairRequest
from openinhuur.bids import access as bids
from openinhuur.bids.models import Bid, Offer
from openinhuur.calls import access
from openinhuur.calls.models import Call
from openinhuur.domain.repair import REPAIRABLE
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.names import BidName, bid_names
from openinhuur.flow.queries.tabs import tabs

ASKED_WHEN: Final = {"repair", ""}
"""What a call says of a CV that breaks its rules, when that can be mended."""


@dataclass(frozen=True, slots=True)
class BidWithDefect:
    """A bid that has the defect, or was asked to mend it. ``finding``: what is found now; None: it is gone.

    ``before``, ``after``: the references, where those were asked.
    """

    bid_id: UUID
    name: BidName
    finding: dict[str, str] | None
    is_asked: bool
    answered_at: datetime | None
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, of everybody alike."""

    text: str
    due_at: datetime
    asked_at: datetime
    by: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Defect:
    """What can be mended: in which fields, the bids that have it, and what was asked (None: nothing yet)."""

    code: str
    fields: tuple[str, ...]
    bids: tuple[BidWithDefect, ...]
    asked: Asked | None

    @property
    def answered(self) -> int:
        """How many of who was asked mended their bid."""
        return sum(one.answered_at is not None for one in self.bids)

    @property
    def of_asked(self) -> int:
        """How many were asked."""
        return sum(one.is_asked for one in self.bids)


@dataclass(frozen=True, slots=True)
class RepairsPage:
    """Every defect that can be mended. ``may_ask``: step 1 is open, and the call does not say otherwise."""

    number: str
    title: str
    defects: tuple[Defect, ...]
    is_open: bool
    may_ask: bool
    until_on: date
    tabs: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToMend:
    """What a supplier was asked to mend in one bid. ``is_over``: the term has ended, or step 1 was closed.

    ``finding``: what is still found; None: it is in order now. ``references``: as they stand now.
    """

    defect: str
    fields: tuple[str, ...]
    text: str
    due_at: datetime
    is_over: bool
    answered_at: datetime | None
    answered_by: str
    finding: dict[str, str] | None
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MendPage:
    """One own bid, with all that was asked to mend in it, and what the call asks of references and CV."""

    number: str
    title: str
    buyer: str
    bid_id: UUID
    candidate: str
    asked: tuple[ToMend, ...]
    min_references: int
    max_pages: int | None
    language: str


def repairs_page(number: str, *, actor: Actor, at: datetime) -> RepairsPage:
    """What was found in the bids that can be mended, for who judges them.

    Raises:
        NotFound, NotAllowed, StillSealed. InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    call = access.get(number, actor=actor, to=Verb.JUDGE)
    steps.require_opened(call)
    interests.check_may_assess(call, actor=actor)
    is_open = not call.closings.filter(step=1).exists()
    return RepairsPage(
        number=call.number,
        title=call.title,
        defects=_defects(call, is_open=is_open, at=at),
        is_open=is_open,
        may_ask=is_open and call.cv_rules_broken in ASKED_WHEN,
        until_on=call.invitations_by_on,
        tabs=tabs(call, milestones(call), actor=actor),
    )


def mend_page(bid_id: UUID, *, actor: Actor, at: datetime) -> MendPage:
    """What is asked of one own bid.

    Raises:
        NotFound: not theirs, or nothing was asked. NotAllowed, CallWithdrawn.
    """
    bid = bids.get(bid_id, actor=actor, to=Verb.BID)
    rows = list(
        Repair.objects.filter(bid=bid).select_related("request", "answered_by").order_by("request__asked_at", "pk")
    )
    if not rows:
        raise NotFound(what=f"repairs:{bid_id}")
    call, offer = bid.call, Offer.objects.select_related("candidate").get(bid=bid)
    is_closed = call.closings.filter(step=1).exists()
    return MendPage(
        number=call.number,
        title=call.title,
        buyer=call.buyer.name,
        bid_id=bid.pk,
        candidate=offer.candidate.name,
        asked=tuple(_to_mend(one, offer, is_closed=is_closed, at=at) for one in rows),
        min_references=call.cv_min_references,
        max_pages=call.cv_max_pages,
        language=call.cv_language,
    )


def _defects(call: Call, *, is_open: bool, at: datetime) -> tuple[Defect, ...]:
    names = bid_names(call)
    found = {bid.pk: _codes(bid) for bid in bids.standing(call).filter(offer__isnull=False).select_related("offer")}
    requests = RepairRequest.objects.filter(call=call).select_related("asked_by").prefetch_related("repairs")
    asked = {one.defect: one for one in requests}
    made = []
    for code, fields in REPAIRABLE.items():
        request = asked.get(code)
        repairs = {one.bid_id: one for one in request.repairs.all()} if request else {}
        rows = [
            _with_defect(bid_id, names[bid_id], codes.get(code), repairs.get(bid_id))
            for bid_id, codes in found.items()
            if code in codes or bid_id in repairs
        ]
        if rows or request:
            shown = _asked(request, is_open=is_open, at=at) if request else None
            made.append(Defect(code, fields, tuple(sorted(rows, key=lambda one: one.name.number)), shown))
    return tuple(made)


def _codes(bid: Bid) -> Mapping[str, dict[str, str]]:
    return {one["code"]: one for one in bid.offer.findings}


def _with_defect(bid_id: UUID, name: BidName, finding: dict[str, str] | None, repair: Repair | None) -> BidWithDefect:
    return BidWithDefect(
        bid_id,
        name,
        finding,
        is_asked=repair is not None,
        answered_at=repair.answered_at if repair else None,
        before=tuple(repair.before.get("references", ())) if repair else (),
        after=tuple(repair.after.get("references", ())) if repair else (),
    )


def _asked(request: RepairRequest, *, is_open: bool, at: datetime) -> Asked:
    is_over = not is_open or at >= request.due_at
    return Asked(request.text, request.due_at, request.asked_at, request.asked_by.name, is_over)


def _to_mend(repair: Repair, offer: Offer, *, is_closed: bool, at: datetime) -> ToMend:
    request = repair.request
    return ToMend(
        defect=request.defect,
        fields=tuple(request.fields),
        text=request.text,
        due_at=request.due_at,
        is_over=is_closed or at >= request.due_at,
        answered_at=repair.answered_at,
        answered_by=repair.answered_by.name if repair.answered_by else "",
        finding=next((one for one in offer.findings if one["code"] == request.defect), None),
        references=tuple(offer.references),
    )
