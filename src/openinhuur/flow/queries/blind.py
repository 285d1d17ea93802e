"""Checking blind CVs: which wait for somebody, and one of them with its boxes, for who took it up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from openinhuur.assessments import blinding, hidden, interests, steps
from openinhuur.assessments.blind_models import BlindCheck
from openinhuur.assessments.models import AssessorScore, Assignment
from openinhuur.bids.access import standing
from openinhuur.bids.models import Bid
from openinhuur.calls import access
from openinhuur.calls.models import Call
from openinhuur.domain.blind_check import BoxWrong
from openinhuur.domain.blinding import Box, Why, blinded
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.cv import CvPage, whole_pages
from openinhuur.flow.queries.names import bid_names
from openinhuur.flow.queries.tabs import tabs

WHOLE = Decimal(100)


class State(StrEnum):
    """How far the check of a CV is."""

    WAITS = "waits"
    TAKEN = "taken"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class BlindRow:
    """A CV to check. ``is_own``: the reader took it up; ``may_take``: they may, since they do not assess the bid."""

    bid_id: UUID
    name: str
    state: State
    checkers: tuple[str, ...]
    approved_by: str
    approved_at: datetime | None
    is_own: bool
    may_take: bool


@dataclass(frozen=True, slots=True)
class BlindPage:
    """All CVs of a call that is judged blind, while it is."""

    number: str
    title: str
    rows: tuple[BlindRow, ...]
    approved: int
    tabs: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShownBox:
    """A box with its index among all of the CV, and the words that lie under it."""

    index: int
    box: Box
    under: str


@dataclass(frozen=True, slots=True)
class PageToCheck:
    """A page as it was sent, with the boxes that lie over it."""

    page: CvPage
    boxes: tuple[ShownBox, ...]

    def box_at(self, edges: Sequence[Decimal]) -> Box:
        """The box from left, top, right and bottom in percent of the page; outwards, to whole pixels."""
        left, top, right, bottom = edges
        return Box(
            int(left * self.page.width / WHOLE),
            int(top * self.page.height / WHOLE),
            -int(-right * self.page.width // WHOLE),
            -int(-bottom * self.page.height // WHOLE),
            Why.PERSON,
        )

    def box_over(self, line: int) -> Box:
        """The box over a line.

        Raises:
            BoxWrong: the page has no such line.
        """
        words = next((one.words for one in self.page.lines if one.number == line), ())
        if not words:
            raise BoxWrong(page=self.page.number)
        return Box(
            min(one.left for one in words),
            min(one.top for one in words),
            max(one.right for one in words),
            max(one.bottom for one in words),
            Why.PERSON,
        )


@dataclass(frozen=True, slots=True)
class BlindCvPage:
    """One CV to check. ``seen``: the revision that is shown; ``claims``: what the supplier says, as assessors read."""

    number: str
    title: str
    bid_id: UUID
    name: str
    seen: int
    approved_at: datetime | None
    approved_by: str
    pages: tuple[PageToCheck, ...]
    words: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]
    boxes: int
    next_bid: UUID | None

    def page_to_check(self, number: int) -> PageToCheck:
        """A page by its number.

        Raises:
            BoxWrong: there is no such page.
        """
        found = next((one for one in self.pages if one.page.number == number), None)
        if found is None:
            raise BoxWrong(page=number)
        return found


def blind_page(number: str, *, actor: Actor, at: datetime) -> BlindPage:
    """Which CVs were checked, and which wait.

    Raises:
        NotFound: nothing is hidden in this call, or not any more. NotAllowed, StillSealed.
        InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    del at
    call = _call(number, actor=actor)
    rows = _rows(call, actor)
    return BlindPage(
        number=call.number,
        title=call.title,
        rows=rows,
        approved=sum(one.state is State.APPROVED for one in rows),
        tabs=tabs(call, milestones(call), actor=actor),
    )


def blind_cv_page(number: str, bid_id: UUID, *, actor: Actor, at: datetime) -> BlindCvPage:
    """A CV as it was sent, with its boxes: for who took up its check, and for nobody else.

    Raises:
        As `blind_page`; NotFound: they did not take it up.
    """
    call = _call(number, actor=actor)
    bids = standing(call).select_related("call", "supplier", "offer__cv", "offer__candidate")
    bid = bids.filter(pk=bid_id, offer__isnull=False).first()
    checks = BlindCheck.objects.select_related("approved_by").filter(bid=bid_id, checkers__person=actor.person)
    check = checks.filter(cv=bid.offer.cv_id).first() if bid else None
    if bid is None or check is None:
        raise NotFound(what=f"blind-cv:{bid_id}")
    pages = whole_pages(bid, actor=actor, at=at)
    rows = _rows(call, actor)
    waiting = [one.bid_id for one in rows if one.is_own and one.state is not State.APPROVED and one.bid_id != bid_id]
    return BlindCvPage(
        number=call.number,
        title=call.title,
        bid_id=bid_id,
        name=next(one.name for one in rows if one.bid_id == bid_id),
        seen=check.revision,
        approved_at=check.approved_at,
        approved_by=check.approved_by.name if check.approved_by else "",
        pages=tuple(PageToCheck(page, tuple(_shown(check, page))) for page in pages),
        words=tuple(check.words),
        claims=tuple(_claims(bid)),
        boxes=len(check.boxes),
        next_bid=waiting[0] if waiting else None,
    )


def _call(number: str, *, actor: Actor) -> Call:
    call = access.get(number, actor=actor, to=Verb.JUDGE)
    steps.require_opened(call)
    if not hidden.is_hidden(call):
        raise NotFound(what=f"blind:{number}")
    interests.check_may_assess(call, actor=actor)
    return call


def _rows(call: Call, actor: Actor) -> tuple[BlindRow, ...]:
    names = bid_names(call)
    cvs = dict(standing(call).filter(offer__isnull=False).values_list("pk", "offer__cv"))
    found = BlindCheck.objects.filter(bid__in=names).select_related("approved_by").prefetch_related("checkers__person")
    checks = {one.bid_id: one for one in found if one.cv_id == cvs[one.bid_id]}
    judged = {
        *Assignment.objects.filter(bid__in=names, assessor=actor.person).values_list("bid", flat=True),
        *AssessorScore.objects.filter(bid__in=names, by=actor.person).values_list("bid", flat=True),
    }
    return tuple(_row(bid, name.candidate, checks.get(bid), actor, may_take=bid not in judged)
                 for bid, name in names.items())  # fmt: skip


def _row(bid_id: UUID, name: str, check: BlindCheck | None, actor: Actor, *, may_take: bool) -> BlindRow:
    checkers = {one.person_id: one.person.name for one in check.checkers.all()} if check else {}
    state = State.WAITS if check is None else State.TAKEN if check.approved_at is None else State.APPROVED
    is_own = actor.person in checkers
    return BlindRow(
        bid_id=bid_id,
        name=name,
        state=state,
        checkers=tuple(checkers.values()),
        approved_by=check.approved_by.name if check and check.approved_by else "",
        approved_at=check.approved_at if check else None,
        is_own=is_own,
        may_take=may_take and not is_own,
    )


def _shown(check: BlindCheck, page: CvPage) -> list[ShownBox]:
    words = [word for line in page.lines for word in line.words]
    return [
        ShownBox(index, box, " ".join(word.text for word in words if box.covers(word)))
        for index, box in blinding.boxes_on(check, page.number)
    ]


def _claims(bid: Bid) -> list[tuple[str, str]]:
    known = hidden.known_of(bid)
    said = [(number, text) for number, text in bid.offer.requirement_claims.items() if text]
    said += [(number, claim["text"]) for number, claim in bid.offer.criterion_claims.items() if claim["text"]]
    return [(number, blinded(text, known)) for number, text in said]
