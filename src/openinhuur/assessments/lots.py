"""The lot at the edge of the shortlist (R13): the tied bidders are invited, two people draw, and step 2 is closed.

Each of who draws takes a turn in their own session, as at the opening; where the secret was split over keyholders, a
turn brings a part of it. From the moment that the secret is known no points change any more: the draw is the closing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.assessments import lot_papers, places, steps
from openinhuur.assessments.models import LotDraw, LotTurn
from openinhuur.bids import ceremony
from openinhuur.bids.ceremony import Brought
from openinhuur.bids.models import Bid, BidVersion
from openinhuur.calls.models import Call
from openinhuur.documents import vaults
from openinhuur.documents.models import Vault
from openinhuur.domain import lot as domain
from openinhuur.domain import ranking, sealing
from openinhuur.domain.bid import OPENERS_NEEDED
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor
from openinhuur.journal.actions import record


@dataclass(frozen=True, slots=True)
class Drawing:
    """How far the draw is. ``order``: the ranking, once it was drawn."""

    taken: int
    needed: int
    order: tuple[ranking.Place, ...] = ()


@transaction.atomic
def invite(number: str, *, draws_at: datetime, actor: Actor, at: datetime) -> LotDraw:
    """Invite the suppliers of the bids that are equal across the cut; again when others are equal now.

    Raises:
        NothingToDraw, LotNoticeTooShort, LotDrawnAlready. ScoreMissing, StepClosed, StepNotClosed, StillSealed.
    """
    call = steps.call_to_close(number, 2, actor=actor)
    before = LotDraw.objects.filter(call=call).first()
    domain.check_invitation(draws_at=draws_at, drawn_at=before.drawn_at if before else None, at=at)
    tied = equal_now(call)
    LotTurn.objects.filter(draw__call=call).delete()
    draw, _ = LotDraw.objects.update_or_create(
        call=call,
        defaults={"tied": tied, "draws_at": draws_at, "invited_at": at, "invited_by_id": actor.person},
    )
    if before is not None:
        lot_papers.tell_not_in_it(before, bids_of([one for one in before.tied if one not in tied]), at=at)
    lot_papers.tell_invited(draw, bids_of(tied), at=at)
    record("lot.invited", actor=actor, at=at, subject=call.subject, bids=tied, draws_at=draws_at)
    return draw


def take_turn(number: str, *, brought: Brought | None = None, actor: Actor, at: datetime) -> Drawing:
    """Take a turn at the draw, at the announced moment or later; with the last one the lot is drawn.

    Raises:
        LotNotInvited, LotTooEarly, LotTieChanged, LotDrawnAlready. KeyholdersNeeded, NotAKeyholder, PassphraseWrong,
        WordsWrong, TooManyAttempts, PartUsedAlready.
    """
    outcome = _take_turn(number, brought=brought, actor=actor, at=at)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


@transaction.atomic
def forget_turns(*, at: datetime) -> int:
    """Throw the parts away of turns after which nobody drew; returns how many. Nothing depends on when this runs."""
    waiting = LotTurn.objects.filter(draw__drawn_at__isnull=True).select_related("draw")
    stale = [turn.pk for turn in waiting if not _counts(turn, turn.draw, at)]
    LotTurn.objects.filter(pk__in=stale).delete()
    return len(stale)


def equal_now(call: Call) -> list[str]:
    """The bids that are equal across the cut, when the call says that a lot decides.

    Raises:
        NothingToDraw. JudgementMissing, ScoreMissing: it is not known yet.
    """
    entries = [one.entry for one in places.counted(call)]
    rule = ranking.TieAcrossCut(call.tie_across_cut)
    tied = ranking.tied_across_cut(entries, shortlist_size=call.shortlist_size)
    if rule is not ranking.TieAcrossCut.LOT or not tied:
        raise domain.NothingToDraw(number=call.number)
    return sorted(tied)


def bids_of(bid_ids: Sequence[str]) -> list[Bid]:
    """The rows of these bids, by supplier."""
    found = Bid.objects.filter(pk__in=bid_ids).select_related("supplier", "offer__candidate")
    return list(found.order_by("supplier__name", "pk"))


def counting(draw: LotDraw, *, at: datetime) -> list[LotTurn]:
    """The turns that wait for others; once the lot was drawn, those that drew it."""
    turns = LotTurn.objects.filter(draw=draw).select_related("person", "holder__person").order_by("taken_at", "pk")
    return [one for one in turns if draw.drawn_at is not None or _counts(one, draw, at)]


@transaction.atomic
def _take_turn(number: str, *, brought: Brought | None, actor: Actor, at: datetime) -> Drawing | Refusal:
    call = steps.call_to_close(number, 2, actor=actor)
    draw = LotDraw.objects.filter(call=call).first()
    if draw is None:
        raise domain.LotNotInvited(number=number)
    domain.check_draw(draws_at=draw.draws_at, drawn_at=draw.drawn_at, at=at)
    if equal_now(call) != draw.tied:
        raise domain.LotTieChanged(number=number)
    assert call.vault is not None  # noqa: S101 (published_call_has_vault)
    part = ceremony.bring(call, call.vault, brought, purpose=vaults.Purpose.LOT, actor=actor, at=at)
    if isinstance(part, Refusal):
        return part
    _keep(draw, call.vault, part, actor=actor, at=at)
    turns = list(LotTurn.objects.filter(draw=draw).order_by("taken_at", "pk"))
    needed = max(call.vault.needed or 0, OPENERS_NEEDED)
    if len(turns) < needed:
        return Drawing(len(turns), needed)
    order = _draw(call, draw, call.vault, turns, actor=actor, at=at)
    return Drawing(len(turns), needed, tuple(order))


def _keep(draw: LotDraw, vault: Vault, part: ceremony.Part | None, *, actor: Actor, at: datetime) -> None:
    for turn in LotTurn.objects.filter(draw=draw):
        if turn.person_id == actor.person or not _counts(turn, draw, at):
            turn.delete()
    holder = part.holder if part else None
    if holder is not None and LotTurn.objects.filter(draw=draw, holder=holder).exists():
        raise sealing.PartUsedAlready(call=draw.call.number)
    LotTurn.objects.create(
        draw=draw,
        person_id=actor.person,
        holder=holder,
        taken_at=at,
        part=vaults.for_a_while(part.secret, bound_to=_bound_to(vault)) if part else None,
    )
    record("lot.turn-taken", actor=actor, at=at, subject=draw.call.subject, holder=holder.pk if holder else None)


def _draw(
    call: Call, draw: LotDraw, vault: Vault, turns: Sequence[LotTurn], *, actor: Actor, at: datetime
) -> list[ranking.Place]:
    """Reveal the secret, order every bid of step 2, keep the ranking and the proof, and close the step."""
    kept = [bytes(turn.part) for turn in turns if turn.part is not None]
    secret = vaults.lot_of(vault, [vaults.from_a_while_ago(one, bound_to=_bound_to(vault)) for one in kept]).reveal()
    found = places.counted(call)
    last = _last_receipts([one.entry.bid for one in found])
    receipts = list(BidVersion.objects.filter(bid__call=call).values_list("fingerprint", flat=True))
    drawn = domain.order(secret, receipts, among=list(last.values()))
    lots = {bid: drawn.index(fingerprint) for bid, fingerprint in last.items()}
    tied = sorted(last[bid] for bid in draw.tied)
    proof = domain.Proof(
        call=call.number,
        commitment=vault.lot_commitment,
        secret=secret.hex(),
        receipts=tuple(sorted(receipts)),
        tied=tuple(tied),
        order=tuple(one for one in drawn if one in set(tied)),
    )
    order = places.ranked(call, [one.entry for one in found], lots=lots)
    draw.drawn_at, draw.secret, draw.lots = at, secret.hex(), lots
    draw.proof = lot_papers.keep_proof(proof, at=at)
    draw.minutes = lot_papers.minutes(
        draw, proof, bids_of(draw.tied), [turn.person.name for turn in turns], order, at=at
    )
    draw.save()
    LotTurn.objects.filter(draw=draw).update(part=None)
    record("lot.drawn", actor=actor, at=at, subject=call.subject, bids=sorted(draw.tied, key=lots.__getitem__),
           secret=draw.secret, commitment=proof.commitment, proof=draw.proof.sha256,
           minutes=draw.minutes.sha256)  # fmt: skip
    places.keep(order, found)
    steps.close(call, 2, actor=actor, at=at, bids=sum(one.passes for one in order), places=places.said(order))
    lot_papers.tell_drawn(draw, bids_of(draw.tied), {one.bid: one for one in order}, at=at)
    return order


def _last_receipts(bid_ids: Sequence[str]) -> dict[str, str]:
    """Bid → the fingerprint of its last version."""
    rows = BidVersion.objects.filter(bid__in=map(UUID, bid_ids)).order_by("version").values_list("bid", "fingerprint")
    return {str(bid): fingerprint for bid, fingerprint in rows}


def _counts(turn: LotTurn, draw: LotDraw, at: datetime) -> bool:
    return sealing.turn_counts(taken_at=turn.taken_at, closes_at=draw.draws_at, call_closes_at=draw.draws_at, at=at)


def _bound_to(vault: Vault) -> str:
    return f"part of lot of vault:{vault.pk}"
