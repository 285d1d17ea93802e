"""In step 1: a defect that can be mended is asked from all bids with it alike, and mended in the named fields only."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.assessments import hidden, interests, steps
from openinhuur.assessments.models import Repair, RepairRequest
from openinhuur.bids import access as bids
from openinhuur.bids import addresses
from openinhuur.bids.mending import Mended, mend
from openinhuur.bids.models import Bid
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call
from openinhuur.documents.cv import read_cv
from openinhuur.domain import repair as domain
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.parties import notices


@transaction.atomic
def ask(number: str, defect: str, text: str, *, due_at: datetime, actor: Actor, at: datetime) -> RepairRequest:
    """Ask every supplier whose bid has this defect to mend it, in the same words and by the same term.

    Args:
        defect: the code of a finding at the opening (`domain.repair.REPAIRABLE`).
        text: what is lacking, and how to mend it.

    Raises:
        NotRepairable, NothingToRepair, RepairAskedAlready, RepairTermWrong, RepairUnexplained.
        StillSealed, StepClosed. InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    call = calls.get(number, actor=actor, to=Verb.JUDGE, locked=True)
    interests.check_may_assess(call, actor=actor)
    steps.require_opened(call)
    steps.require_open(call, 1)
    before = RepairRequest.objects.filter(call=call, defect=defect).first()
    domain.check_asking(
        defect,
        when_broken=call.cv_rules_broken,
        text=text,
        due_at=due_at,
        asked_at=before.asked_at if before else None,
        at=at,
    )
    found = _with_defect(call, defect)
    if not found:
        raise domain.NothingToRepair(defect=defect)
    request = RepairRequest.objects.create(
        call=call,
        defect=defect,
        fields=list(domain.REPAIRABLE[defect]),
        text=text.strip(),
        due_at=due_at,
        asked_at=at,
        asked_by_id=actor.person,
    )
    Repair.objects.bulk_create(Repair(request=request, bid=bid) for bid in found)
    for bid in found:
        _tell(request, bid, at=at)
    record("repair.asked", actor=actor, at=at, subject=call.subject, defect=defect, fields=request.fields,
           due_at=due_at, bids=[bid.pk for bid in found])  # fmt: skip
    return request


def answer(bid_id: UUID, defect: str, mended: Mended, *, actor: Actor, at: datetime) -> Repair:
    """The supplier mends its bid: only what was asked changes, and what stood there before is kept.

    Until the term ends they may send it again.

    Raises:
        NothingToRepair, RepairTermPassed, RepairFieldsWrong. StepClosed. BidIncomplete. NotReadable: the CV.
    """
    bids.get(bid_id, actor=actor, to=Verb.BID)
    if mended.cv is not None:
        mended = replace(mended, cv=read_cv(mended.cv).pdf)
    return _answer(bid_id, defect, mended, actor=actor, at=at)


def check_no_term_runs(call: Call, *, at: datetime) -> None:
    """Step 1 is not closed while somebody may still mend their bid.

    Raises:
        RepairsOpen.
    """
    waiting = Repair.objects.filter(request__call=call, answered_at__isnull=True)
    domain.check_no_term_runs(list(waiting.values_list("request__due_at", flat=True)), at=at)


@transaction.atomic
def _answer(bid_id: UUID, defect: str, mended: Mended, *, actor: Actor, at: datetime) -> Repair:
    bid = bids.get(bid_id, actor=actor, to=Verb.BID, locked=True)
    steps.require_open(bid.call, 1)
    repair = (
        Repair.objects.select_for_update(no_key=True, of=("self",))
        .select_related("request")
        .filter(bid=bid, request__defect=defect)
        .first()
    )
    if repair is None:
        raise domain.NothingToRepair(defect=defect)
    domain.check_answer(mended.fields, asked=repair.request.fields, due_at=repair.request.due_at, at=at)
    before, after = mend(bid, mended, at=at)
    repair.before = repair.before or before
    repair.after, repair.answered_at, repair.answered_by_id = after, at, actor.person
    repair.save()
    record("repair.answered", actor=actor, at=at, subject=bid.call.subject, bid=bid.pk, defect=defect,
           fields=sorted(mended.fields))  # fmt: skip
    return repair


def _with_defect(call: Call, defect: str) -> list[Bid]:
    found = bids.standing(call).filter(offer__findings__contains=[{"code": defect}])
    return list(found.select_related("supplier", "offer__candidate").order_by("supplier__name", "pk"))


def _tell(request: RepairRequest, bid: Bid, *, at: datetime) -> None:
    call = request.call
    notices.tell(
        bid.supplier,
        "repair-asked",
        about=call.subject,
        desk=None if hidden.is_hidden(call) else call.desk_id,
        page=addresses.mend(bid.pk),
        words={
            "number": call.number,
            "title": call.title,
            "candidate": bid.offer.candidate.name,
            "reason": request.text,
            "due_at": request.due_at,
        },
        at=at,
    )
