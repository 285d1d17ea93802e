"""Whether somebody can bid on a call now, and if not, why."""

from datetime import datetime

from openinhuur.calls.models import Call
from openinhuur.domain.roles import Actor, Role
from openinhuur.parties.models import Admission


def why_not(call: Call, *, actor: Actor, at: datetime) -> str:
    """Why somebody cannot bid on a call now, as a code; empty: they can."""
    if call.withdrawn_at is not None:
        return "withdrawn"
    if at >= call.closes_at:
        return "closed"
    if not actor.has(Role.SUPPLIER):
        return "sign-in"
    states = Admission.objects.filter(supplier=actor.organisation_id, category=call.category_id)
    known = set(states.values_list("state", flat=True))
    return "" if "admitted" in known else "suspended" if "suspended" in known else "not-admitted"
