"""The lot between bids that are equal across the cut (R13): when, whose turn it is, what came out, what proves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openinhuur.assessments import lots, steps
from openinhuur.assessments.models import LotDraw, RankedBid, ScoreCorrection
from openinhuur.bids import minutes
from openinhuur.bids.models import Bid
from openinhuur.calls import access
from openinhuur.calls.models import Call
from openinhuur.documents.models import Vault
from openinhuur.documents.vaults import Purpose
from openinhuur.domain.call import NotPublished
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, NotFound, Role, Verb
from openinhuur.domain.sealing import SealedBy
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.names import Names, names_of
from openinhuur.flow.queries.score_corrections import Standing, ranking_in
from openinhuur.flow.queries.settlement import File
from openinhuur.flow.queries.tabs import tabs
from openinhuur.flow.queries.turns import HolderRow, TurnRow, holder_rows, turn_rows


@dataclass(frozen=True, slots=True)
class EqualBid:
    """A bid in the lot. ``place`` and ``passes``: in the ranking that the draw made, whatever was corrected later."""

    supplier: str
    candidate: str
    place: int | None = None
    passes: bool | None = None


@dataclass(frozen=True, slots=True)
class LotPage:
    """The lot for who takes part in the procedure.

    ``equal``: the bids that were invited; ``equal_now``: those that are equal now, for who may invite them.
    ``is_corrected``: a score was corrected after the draw. ``why_not``: why nobody can be invited now.
    ``may_draw``: the reader may take a turn, and it is time.
    """

    number: str
    title: str
    shortlist_size: int
    commitment: str
    invited_at: datetime | None
    invited_by: str
    draws_at: datetime | None
    drawn_at: datetime | None
    secret: str
    is_corrected: bool
    equal: list[EqualBid]
    equal_now: list[EqualBid]
    has_changed: bool
    why_not: Refusal | None
    may_invite: bool
    may_draw: bool
    is_due: bool
    is_split: bool
    needed: int
    holders: list[HolderRow]
    turns: list[TurnRow]
    tabs: frozenset[str]

    @property
    def may_bring(self) -> bool:
        """Whether the reader holds a part of the secret."""
        return any(one.is_reader for one in self.holders)

    @property
    def has_turn(self) -> bool:
        """Whether a turn of the reader waits for others."""
        return any(one.is_reader for one in self.turns)

    @property
    def missing(self) -> int:
        """How many turns are needed still."""
        return max(self.needed - len(self.turns), 0)


@dataclass(frozen=True, slots=True)
class OwnLotPage:
    """The lot for a supplier whose bid is in it: nothing of whom else it concerns, but how many bids there are.

    ``is_needless``: step 2 was closed without it, since the bids were not equal any more.
    """

    number: str
    title: str
    buyer: str
    desk_email: str
    bids: int
    draws_at: datetime
    drawn_at: datetime | None
    is_needless: bool
    commitment: str
    own: list[EqualBid]


def lot_page(number: str, *, actor: Actor, at: datetime) -> LotPage:
    """The lot, also before there is one: is it needed, and who is invited?

    Raises:
        NotFound, NotAllowed, NotPublished, StillSealed.
    """
    call = access.get(number, actor=actor, to=Verb.READ_ASSESSMENT)
    if call.published_at is None or call.vault is None:
        raise NotPublished(number=number)
    steps.require_opened(call)
    draw = _draw(call)
    may_close = actor.may(Verb.CLOSE_STEP) and call.withdrawn_at is None
    now, why_not = _equal_now(call) if may_close else ([], None)
    has_changed = draw is not None and draw.drawn_at is None and may_close and now != draw.tied
    taken = lots.counting(draw, at=at) if draw else []
    is_due = draw is not None and draw.drawn_at is None and at >= draw.draws_at
    names = names_of(call)
    return LotPage(
        number=call.number,
        title=call.title,
        shortlist_size=call.shortlist_size,
        commitment=call.vault.lot_commitment,
        invited_at=draw.invited_at if draw else None,
        invited_by=draw.invited_by.name if draw else "",
        draws_at=draw.draws_at if draw else None,
        drawn_at=draw.drawn_at if draw else None,
        secret=draw.secret if draw else "",
        is_corrected=_first_corrected(call) is not None,
        equal=_equal(draw, lots.bids_of(draw.tied), names) if draw else [],
        equal_now=sorted((EqualBid(*_name(one, names)) for one in lots.bids_of(now)), key=_by_name),
        has_changed=has_changed,
        why_not=why_not,
        may_invite=bool(now),
        may_draw=bool(now) and is_due and not has_changed,
        is_due=is_due,
        is_split=SealedBy(call.vault.sealed_by) is SealedBy.KEYHOLDERS,
        needed=minutes.needed(call.vault),
        holders=_holders(call, call.vault, draw, actor=actor, at=at),
        turns=turn_rows(taken, actor=actor),
        tabs=tabs(call, milestones(call), actor=actor),
    )


def own_lot_page(number: str, *, actor: Actor, at: datetime) -> OwnLotPage:
    """The lot for a supplier whose bid is in it.

    Raises:
        NotFound: no lot, or none of their bids is in it. NotAllowed.
    """
    del at
    call, draw = _own(number, actor=actor)
    found = lots.bids_of(draw.tied)
    return OwnLotPage(
        number=call.number,
        title=call.title,
        buyer=call.buyer.name,
        desk_email=call.desk.email,
        bids=len(found),
        draws_at=draw.draws_at,
        drawn_at=draw.drawn_at,
        is_needless=_draw(call) is None,
        commitment=call.vault.lot_commitment if call.vault else "",
        own=_equal(draw, [one for one in found if one.supplier_id == actor.organisation_id], Names(None)),
    )


def lot_minutes(number: str, *, actor: Actor, at: datetime) -> File:
    """The minutes of the lot, as PDF; they name everybody, so they are not for suppliers.

    Raises:
        NotFound: none was drawn. NotAllowed.
    """
    del at
    call = access.get(number, actor=actor, to=Verb.READ_ASSESSMENT)
    return _paper(LotDraw.objects.filter(call=call).first(), "minutes", number)


def lot_proof(number: str, *, actor: Actor, at: datetime) -> File:
    """The proof of the lot, to compute it again with `openinhuur lot verify`; also for suppliers whose bid was in it.

    Raises:
        NotFound: none was drawn. NotAllowed.
    """
    del at
    if actor.has(Role.SUPPLIER):
        return _paper(_own(number, actor=actor)[1], "proof", number)
    call = access.get(number, actor=actor, to=Verb.READ_ASSESSMENT)
    return _paper(LotDraw.objects.filter(call=call).first(), "proof", number)


def _equal_now(call: Call) -> tuple[list[str], Refusal | None]:
    """The bids that are equal across the cut, or why that is not known or not so."""
    try:
        steps.require_open(call, 2)
        return lots.equal_now(call), None
    except Refusal as refusal:
        return [], refusal


def _draw(call: Call) -> LotDraw | None:
    """The lot, unless step 2 was closed without it."""
    draw = LotDraw.objects.filter(call=call).select_related("invited_by").first()
    is_needless = draw is not None and draw.drawn_at is None and call.closings.filter(step=2).exists()
    return None if is_needless else draw


def _own(number: str, *, actor: Actor) -> tuple[Call, LotDraw]:
    call = access.get(number, actor=actor, to=Verb.READ_CALL)
    actor.require(Verb.READ_RECEIPT)
    draw = LotDraw.objects.filter(call=call).first()
    if draw is None or actor.organisation not in {one.supplier_id for one in lots.bids_of(draw.tied)}:
        raise NotFound(what=f"lot:{number}")
    return call, draw


def _equal(draw: LotDraw, bids: Sequence[Bid], names: Names) -> list[EqualBid]:
    """These bids of the lot, by name; with their places once it was drawn."""
    ranked = _as_drawn(draw.call) if draw.drawn_at else {}
    found = [
        EqualBid(*_name(bid, names), place=place.place if place else None, passes=place.passes if place else None)
        for bid in bids
        for place in [ranked.get(str(bid.pk))]
    ]
    return sorted(found, key=_by_name)


def _by_name(one: EqualBid) -> tuple[str, str]:
    return one.supplier, one.candidate


def _name(bid: Bid, names: Names) -> tuple[str, str]:
    return names.supplier(bid.supplier.name), names.candidate(bid.pk, bid.offer.candidate.name)


def _as_drawn(call: Call) -> dict[str, Standing]:
    """The ranking as the draw made it: what was kept before the first correction, or else what is kept now."""
    corrected = _first_corrected(call)
    if corrected is not None:
        return ranking_in(corrected.ranking_before)
    kept = RankedBid.objects.filter(bid__call=call)
    return {str(one.pk): Standing(one.place, one.total, one.passes) for one in kept}


def _first_corrected(call: Call) -> ScoreCorrection | None:
    accepted = ScoreCorrection.objects.filter(score__bid__call=call, is_accepted=True)
    return accepted.order_by("decided_at", "pk").first()


def _holders(call: Call, vault: Vault, draw: LotDraw | None, *, actor: Actor, at: datetime) -> list[HolderRow]:
    waiting = lots.counting(draw, at=at) if draw and draw.drawn_at is None else []
    return holder_rows(call, vault, Purpose.LOT, brought=waiting, actor=actor)


def _paper(draw: LotDraw | None, what: str, number: str) -> File:
    document = getattr(draw, what, None)
    if document is None:
        raise NotFound(what=f"{what}:{number}")
    return File(document.name, document.media_type, bytes(document.content))
