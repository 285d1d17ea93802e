"""A person decides on one candidate whom several suppliers offer (R25)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.bids import double_offers
from openinhuur.bids.actions.opening import put_aside
from openinhuur.bids.models import DoubleOffer, Opening
from openinhuur.calls import access as calls
from openinhuur.domain import double_offers as domain
from openinhuur.domain.bid import StillSealed
from openinhuur.domain.four_eyes import ChangedSince
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record


@transaction.atomic
def decide_double(
    number: str, seen: str, *, set_aside: UUID | None, reason: str, actor: Actor, at: datetime
) -> DoubleOffer:
    """All bids with this candidate are judged, or one of them is set aside.

    Only in step 1, so it is called by `openinhuur.assessments.actions.decide_double`.

    Args:
        seen: the bids that were looked at (`double_offers.Double.key`); with others since then it is refused.
        set_aside: which of them is not judged; None: all are.

    Raises:
        StillSealed, ChangedSince, NotFound, DoubleOfferUnexplained, OtherSupplierNamed.
    """
    call = calls.get(number, actor=actor, to=Verb.JUDGE, locked=True)
    if not Opening.objects.filter(call=call).exists():
        raise StillSealed(closes_at=call.closes_at)
    double = next((one for one in double_offers.doubles_of(call) if one.key == seen and not one.is_decided), None)
    if double is None:
        raise ChangedSince
    aside = next((one for one in double.bids if one.pk == set_aside), None)
    if set_aside is not None and aside is None:
        raise NotFound(what=f"bid:{set_aside}")
    others = [one.supplier.name for one in double.bids if aside is not None and one.supplier_id != aside.supplier_id]
    domain.check_decision(reason, others=others)
    decision = DoubleOffer.objects.create(
        call=call, set_aside=aside, reason=reason.strip(), decided_by_id=actor.person, decided_at=at
    )
    decision.bids.set(double.bids)
    record("double-offer.decided", actor=actor, at=at, subject=call.subject, bids=[one.pk for one in double.bids],
           set_aside=set_aside, reason=decision.reason)  # fmt: skip
    if aside is not None:
        put_aside(aside, decision.reason, actor=actor, at=at)
    return decision
