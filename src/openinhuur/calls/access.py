"""The only door to a call, and to a draft of one."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from openinhuur.calls.models import Call, Draft
from openinhuur.documents.models import Vault
from openinhuur.domain.call import CallWithdrawn
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, NotAllowed, NotFound, NotTheirs, Role, Verb
from openinhuur.installation import rows
from openinhuur.parties.models import Category
from openinhuur.parties.queries import admitted_among, is_admitted

OVER_WHEN_WITHDRAWN = frozenset({
    Verb.PUBLISH, Verb.WITHDRAW, Verb.ASK, Verb.ANSWER, Verb.BID, Verb.OPEN, Verb.JUDGE, Verb.ASSIGN, Verb.SCORE,
    Verb.CLOSE_STEP, Verb.SELECT, Verb.INTERVIEW, Verb.AWARD, Verb.SIGN, Verb.DECLARE_INTERESTS, Verb.RESOLVE_INTERESTS,
})  # fmt: skip
"""What nobody does any more in a call that was withdrawn; it can be read for ever."""

DECIDING = ("number", "buyer", "desk", "category", "published_at", "withdrawn_at", "closes_at", "max_bids_per_supplier",
            "vault")  # fmt: skip
"""Of a call, what decides about a bid; the rest of its seventy columns is read when somebody asks for it."""

SEALING = ("public_key", "lot_commitment")
"""The same of its vault."""

OF_THE_BUYER = {Role.BUYER, Role.INTERVIEWER, Role.AUDITOR}


def get(number: str, *, actor: Actor, to: Verb, locked: bool = False) -> Call:
    """The call, if this actor may do this to it.

    Args:
        locked: hold the row until the transaction ends, for decisions that depend on it.

    Raises:
        NotFound: no such call, or not theirs to know of.
        NotAllowed: they may know of it, but not do this.
        CallWithdrawn: nobody does this in it any more.
    """
    calls = Call.objects.select_related("buyer", "desk", "category")
    if locked:
        calls = calls.select_for_update(no_key=True, of=("self",))
    return _allowed(calls.filter(number=number).first(), f"call:{number}", actor=actor, to=to)


def hold(asked: Sequence[tuple[int, Actor]], *, to: Verb) -> list[Call | Refusal]:
    """Calls that somebody asks for, as `get` gives them or refuses them, held in one order: for where everybody waits
    for one another. Of each, and of its vault, only what decides about a bid was read.

    Args:
        asked: a call and who asks for it.
    """
    calls = list({call_id for call_id, _ in asked})
    held = rows.some(Call, "id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", [calls], only=DECIDING)
    vaults = rows.some(Vault, "id = ANY(%s)", [[one.vault_id for one in held]], only=SEALING)
    of_number = {one.pk: one for one in vaults}
    for one in held:
        one.vault = of_number[one.vault_id] if one.vault_id else None
    found = {one.pk: one for one in held}
    suppliers = {actor.organisation_id for _, actor in asked if actor.organisation_id is not None}
    admitted = admitted_among(suppliers, {one.category_id for one in found.values()})

    def allowed(call_id: int, actor: Actor) -> Call | Refusal:
        try:
            return _allowed(found.get(call_id), f"call with id {call_id}", admitted.__contains__, actor=actor, to=to)
        except Refusal as refusal:
            return refusal

    return [allowed(call_id, actor) for call_id, actor in asked]


def _is_admitted(pair: tuple[int, int]) -> bool:
    return is_admitted(*pair)


def _allowed(
    call: Call | None, what: str, admitted: Callable[[tuple[int, int]], bool] = _is_admitted, *, actor: Actor, to: Verb
) -> Call:
    if call is None:
        raise NotFound(what=what)
    if call.published_at is None and not takes_part(actor, call, admitted):
        raise NotTheirs(what=what)
    if to is Verb.READ_CALL:
        return call
    actor.require(to)
    if not takes_part(actor, call, admitted):
        raise NotAllowed(verb=to.value)
    check_not_withdrawn(call, to)
    return call


def check_not_withdrawn(call: Call, to: Verb) -> None:
    """Refuse what is over in a withdrawn call.

    Raises:
        CallWithdrawn.
    """
    if call.withdrawn_at is not None and to in OVER_WHEN_WITHDRAWN:
        raise CallWithdrawn(withdrawn_at=call.withdrawn_at)


def takes_part(actor: Actor, call: Call, admitted: Callable[[tuple[int, int]], bool] = _is_admitted) -> bool:
    """Whether somebody stands on the side of the call that their role says: its desk, its buyer, its suppliers.

    Args:
        admitted: whether a supplier is admitted to a category.
    """
    if actor.organisation_id is None:
        return False
    if actor.has(Role.DESK) or actor.has(Role.ADMINISTRATOR):
        return actor.organisation_id == call.desk_id
    if actor.roles & OF_THE_BUYER:
        return actor.organisation_id == call.buyer_id
    return (
        actor.has(Role.SUPPLIER)
        and call.published_at is not None
        and admitted((actor.organisation_id, call.category_id))
    )


def get_draft(draft_id: UUID, *, actor: Actor, to: Verb = Verb.WRITE_CALL, locked: bool = False) -> Draft:
    """The draft, if this actor may do this to it: people of its desk, and of its buyer.

    Raises:
        NotFound: no such draft, or not theirs to know of.
        NotAllowed: their role does not do this.
    """
    if locked:  # on its own, and read after that: a joined row would be as it was before the wait
        Draft.objects.select_for_update(no_key=True).filter(pk=draft_id).only("pk").first()
    draft = Draft.objects.select_related("buyer", "desk", "category", "call").filter(pk=draft_id).first()
    if draft is None:
        raise NotFound(what=f"draft:{draft_id}")
    if not actor.may(Verb.WRITE_CALL) or actor.organisation_id not in {draft.desk_id, draft.buyer_id}:
        raise NotTheirs(what=f"draft:{draft_id}")
    actor.require(to)
    if to is Verb.PUBLISH and actor.organisation_id != draft.desk_id:
        raise NotAllowed(verb=to.value)
    return draft


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """The drafts and templates that they may write on.

    Raises:
        NotAllowed: their role writes no calls.
    """
    actor.require(Verb.WRITE_CALL)
    side = Q(desk=actor.organisation) if actor.has(Role.DESK) else Q(buyer=actor.organisation)
    return Draft.objects.filter(side, discarded_at__isnull=True)


def writes_in(category: Category, actor: Actor) -> bool:
    """Whether it is a category in which their desk or their buyer writes calls."""
    system = category.purchasing_system
    if not actor.may(Verb.WRITE_CALL):
        return False
    return actor.organisation_id == (system.desk_id if actor.has(Role.DESK) else system.buyer_id)
