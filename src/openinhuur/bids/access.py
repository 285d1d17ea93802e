"""The only door to a bid. Before the opening there is nothing behind it but ciphertext."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from openinhuur.bids.models import Bid, BidDraft
from openinhuur.calls.access import check_not_withdrawn, takes_part
from openinhuur.calls.models import Call
from openinhuur.domain.roles import Actor, NotFound, NotTheirs, Role, Verb
from openinhuur.installation import rows


def get(bid_id: UUID, *, actor: Actor, to: Verb, locked: bool = False) -> Bid:
    """The bid, if this actor may do this to it.

    Raises:
        NotFound: no such bid, or another supplier's, buyer's or desk's.
        NotAllowed: their role cannot do this.
        CallWithdrawn: nobody does this in its call any more.
    """
    actor.require(to)
    bids = Bid.objects.select_related("call", "supplier")
    if locked:
        bids = bids.select_for_update(no_key=True, of=("self",))
    bid = bids.filter(pk=bid_id).first()
    if bid is None:
        raise NotFound(what=f"bid:{bid_id}")
    if not _is_theirs(bid, actor):
        raise NotTheirs(what=f"bid:{bid_id}")
    check_not_withdrawn(bid.call, to)
    return bid


def get_draft(draft_id: UUID, *, actor: Actor, to: Verb = Verb.BID, locked: bool = False) -> BidDraft:
    """A draft of a bid, for the people of its supplier who bid; for everybody else there is none.

    Raises:
        NotAllowed: nobody is signed in. NotFound: no such draft, or not of their company.
    """
    drafts = BidDraft.objects.select_related("bid")
    if locked:
        drafts = drafts.select_for_update(no_key=True, of=("self",))
    else:
        drafts = drafts.select_related("changed_by", "call__buyer", "call__vault")
    return check_draft(drafts.filter(pk=draft_id).first(), draft_id, actor=actor, to=to)


def hold_drafts(draft_ids: Collection[UUID]) -> dict[UUID, BidDraft]:
    """Drafts, held in one order; for each of them `check_draft` still says whose it is."""
    drafts = rows.some(BidDraft, "id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", [list(draft_ids)])
    prefetch_related_objects([one for one in drafts if one.bid_id], "bid")
    return {one.pk: one for one in drafts}


def check_draft(draft: BidDraft | None, draft_id: UUID, *, actor: Actor, to: Verb = Verb.BID) -> BidDraft:
    """The draft, for the people of its supplier who bid.

    Raises:
        NotAllowed: nobody is signed in. NotFound: no such draft, or not of their company.
    """
    if actor.person_id is None:
        actor.require(to)
    if draft is None:
        raise NotFound(what=f"bid-draft:{draft_id}")
    if not (actor.has(Role.SUPPLIER) and actor.may(to) and actor.organisation_id == draft.supplier_id):
        raise NotTheirs(what=f"bid-draft:{draft_id}")
    return draft


def standing(call: Call) -> QuerySet[Bid]:
    """The bids that are judged: not withdrawn, not lapsed, and not set aside."""
    return standing_in([call.pk])


def standing_in(calls: Iterable[int]) -> QuerySet[Bid]:
    """As `standing`, of many calls at once."""
    return Bid.objects.filter(
        call__in=calls, withdrawn_at__isnull=True, lapsed_at__isnull=True, set_aside_at__isnull=True
    )


def _is_theirs(bid: Bid, actor: Actor) -> bool:
    if actor.has(Role.SUPPLIER):
        return actor.organisation_id == bid.supplier_id
    return takes_part(actor, bid.call)
