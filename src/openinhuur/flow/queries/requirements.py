"""Step 1 at the desk: bids by requirements, what a rule proposes, what a person decided, and what can be mended."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from openinhuur.assessments import interests, proposals
from openinhuur.assessments.models import RepairRequest, RequirementJudgement
from openinhuur.bids import access as bids
from openinhuur.bids.models import Bid
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call, Requirement
from openinhuur.domain.repair import REPAIRABLE
from openinhuur.domain.requirements import Fact
from openinhuur.domain.roles import Actor, NotFound, Verb


@dataclass(frozen=True, slots=True)
class RequirementCell:
    """One requirement of one bid. ``met``: decided (None: not yet); ``proposed``: by a rule (None: it cannot tell).

    ``facts``: why the rule proposes so; ``claim``: what the supplier says; ``by``: who decided.
    """

    number: str
    claim: str
    proposed: bool | None
    facts: tuple[Fact, ...]
    met: bool | None
    reason: str
    evidence: str
    by: str


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A bid with its cells, what was seen at the opening, and why it was set aside (empty: it was not)."""

    bid_id: UUID
    supplier: str
    candidate: str
    is_read: bool
    cells: list[RequirementCell]
    findings: list[dict[str, str]]
    repairs: list[tuple[str, datetime | None]]


@dataclass(frozen=True, slots=True)
class Defect:
    """What can be mended: how many bids have it, in which fields, and whether it was asked."""

    code: str
    fields: tuple[str, ...]
    bids: int
    asked_at: datetime | None
    due_at: datetime | None
    answered: int


@dataclass(frozen=True, slots=True)
class RequirementsPage:
    """The matrix of step 1. ``decided``, ``total``: cells."""

    number: str
    title: str
    requirements: list[tuple[str, str]]
    rows: list[RequirementRow]
    defects: list[Defect]
    decided: int
    total: int
    invitations_by_on: date
    is_open: bool


def requirements_page(number: str, *, actor: Actor, at: datetime) -> RequirementsPage:
    """Bids by requirements, for the desk, after they declared their interests.

    Raises:
        NotFound: the vault is not open. InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    del at
    call = calls.get(number, actor=actor, to=Verb.JUDGE)
    interests.check_may_assess(call, actor=actor)
    if not hasattr(call, "opening"):
        raise NotFound(what=f"requirements:{number}")
    published = list(call.requirements.all())
    found = _bids(call)
    rows = [_row(bid, published) for bid in found]
    return RequirementsPage(
        number=call.number,
        title=call.title,
        requirements=[(one.number, one.text) for one in published],
        rows=rows,
        defects=_defects(call, found),
        decided=sum(cell.met is not None for row in rows for cell in row.cells),
        total=len(rows) * len(published),
        invitations_by_on=call.invitations_by_on,
        is_open=not call.closings.filter(step=1).exists(),
    )


def _bids(call: Call) -> list[Bid]:
    rows = bids.standing(call).select_related("offer__candidate", *proposals.JOINED)
    found = rows.prefetch_related("judgements__by", "repairs__request", *proposals.FETCHED)
    return list(found.order_by("supplier__name", "pk"))


def _row(bid: Bid, published: list[Requirement]) -> RequirementRow:
    judged = {one.requirement_id: one for one in bid.judgements.all()}
    offer = getattr(bid, "offer", None)
    return RequirementRow(
        bid_id=bid.pk,
        supplier=bid.supplier.name,
        candidate=offer.candidate.name if offer else "",
        is_read=offer is not None,
        cells=[_cell(bid, one, judged.get(one.pk)) for one in published],
        findings=list(offer.findings) if offer else [],
        repairs=[(one.request.defect, one.answered_at) for one in bid.repairs.all()],
    )


def _cell(bid: Bid, requirement: Requirement, judged: RequirementJudgement | None) -> RequirementCell:
    offer = getattr(bid, "offer", None)
    proposal = proposals.proposal(bid, requirement) if offer else None
    return RequirementCell(
        number=requirement.number,
        claim=offer.requirement_claims.get(requirement.number, "") if offer else "",
        proposed=proposal.met if proposal else None,
        facts=proposal.explanation if proposal else (),
        met=judged.is_met if judged else None,
        reason=judged.reason if judged else "",
        evidence=judged.evidence if judged else "",
        by=judged.by.name if judged else "",
    )


def _defects(call: Call, found: list[Bid]) -> list[Defect]:
    having = Counter(code for bid in found for code in _codes(bid) & set(REPAIRABLE))
    asked = {one.defect: one for one in RepairRequest.objects.filter(call=call).prefetch_related("repairs")}
    return [
        Defect(
            code=code,
            fields=REPAIRABLE[code],
            bids=having[code],
            asked_at=request.asked_at if request else None,
            due_at=request.due_at if request else None,
            answered=sum(one.answered_at is not None for one in request.repairs.all()) if request else 0,
        )
        for code in REPAIRABLE
        if having[code] or code in asked
        for request in [asked.get(code)]
    ]


def _codes(bid: Bid) -> set[str]:
    offer = getattr(bid, "offer", None)
    return {one["code"] for one in offer.findings} if offer else set()
