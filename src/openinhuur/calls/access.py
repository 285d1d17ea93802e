"""The only door to a call."""

from openinhuur.calls.models import Call
from openinhuur.domain.roles import Actor, NotAllowed, NotFound, NotTheirs, Role, Verb
from openinhuur.parties.queries import is_admitted

OF_THE_BUYER = {Role.BUYER, Role.INTERVIEWER, Role.AUDITOR}


def get(number: str, *, actor: Actor, to: Verb, locked: bool = False) -> Call:
    """The call, if this actor may do this to it.

    Args:
        locked: hold the row until the transaction ends, for decisions that depend on it.

    Raises:
        NotFound: no such call, or not theirs to know of.
        NotAllowed: they may know of it, but not do this.
    """
    calls = Call.objects.select_related("buyer", "desk", "category")
    if locked:
        calls = calls.select_for_update(no_key=True, of=("self",))
    call = calls.filter(number=number).first()
    if call is None:
        raise NotFound(what=f"call:{number}")
    if call.published_at is None and not takes_part(actor, call):
        raise NotTheirs(what=f"call:{number}")
    if to is Verb.READ_CALL:
        return call
    actor.require(to)
    if not takes_part(actor, call):
        raise NotAllowed(verb=to.value)
    return call


def takes_part(actor: Actor, call: Call) -> bool:
    """Whether somebody stands on the side of the call that their role says: its desk, its buyer, its suppliers."""
    if actor.organisation_id is None:
        return False
    if actor.has(Role.DESK) or actor.has(Role.ADMINISTRATOR):
        return actor.organisation_id == call.desk_id
    if actor.roles & OF_THE_BUYER:
        return actor.organisation_id == call.buyer_id
    return (
        actor.has(Role.SUPPLIER)
        and call.published_at is not None
        and is_admitted(actor.organisation_id, call.category_id)
    )
