"""Correcting a call where later steps know more: whether its bids were opened, and who has to confirm one.

Everybody in the audience of a call reads the same e-mail, from the outbox of its desk. Who bid is known to no desk
before the opening, so what only bidders read stands in nobody's outbox.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from openinhuur.bids import access as bids
from openinhuur.bids.confirmations import to_confirm
from openinhuur.bids.models import Bid, BidVersion, Opening
from openinhuur.calls import access, addresses, corrected
from openinhuur.calls.actions import correcting
from openinhuur.calls.audience import audience
from openinhuur.calls.models import Call, Correction
from openinhuur.domain.roles import Actor, Verb
from openinhuur.parties import notices
from openinhuur.parties.models import Organisation


@transaction.atomic
def write(
    number: str, said: Mapping[str, str], *, reason: str, not_material_reason: str = "", actor: Actor, at: datetime
) -> Correction:
    """Write a correction, or change one's own that waits (`correcting.write`)."""
    call = access.get(number, actor=actor, to=Verb.WRITE_CALL, locked=True)
    return correcting.write(
        number, said, reason=reason, not_material_reason=not_material_reason, opened_at=opened_at(call), actor=actor,
        at=at,
    )  # fmt: skip


@transaction.atomic
def publish(number: str, *, seen: str, actor: Actor, at: datetime) -> Correction:
    """Publish what somebody else wrote (`correcting.publish`), and ask who bid before it to confirm.

    It is published after every bid that is in the vault, so that none of those passes for one that came later.
    """
    call = access.get(number, actor=actor, to=Verb.PUBLISH, locked=True)
    last = BidVersion.objects.filter(bid__call=call).aggregate(at=Max("received_at"))["at"]
    at = max(at, last) if last else at
    correction = correcting.publish(number, seen=seen, opened_at=opened_at(call), actor=actor, at=at)
    _tell_bidders(Call.objects.select_related("buyer").get(pk=call.pk), correction, at=at)
    return correction


def opened_at(call: Call) -> datetime | None:
    """When the bids of the call were opened."""
    opening = Opening.objects.filter(call=call).first()
    return opening.opened_at if opening else None


def bidders(call: Call) -> list[Organisation]:
    """The suppliers with a bid that they did not withdraw, by name."""
    bid = Bid.objects.filter(call=call, withdrawn_at__isnull=True).values("supplier")
    return list(Organisation.objects.filter(pk__in=bid).order_by("name"))


def not_in_audience(call: Call) -> list[Organisation]:
    """Who bid, and is not told as a part of the audience: admitted after the invitations, and not any more."""
    told = {one.pk for one in audience(call)}
    return [one for one in bidders(call) if one.pk not in told]


def _tell_bidders(call: Call, correction: Correction, *, at: datetime) -> None:
    waiting = {one.supplier_id for one in to_confirm(bids.standing(call))} if correction.is_material else set()
    _tell(call, correction, "bid-to-confirm", [one for one in bidders(call) if one.pk in waiting], at=at)
    _tell(call, correction, "call-corrected", [one for one in not_in_audience(call) if one.pk not in waiting], at=at)


def _tell(call: Call, correction: Correction, kind: str, suppliers: Collection[Organisation], *, at: datetime) -> None:
    places = corrected.places(call, corrected.changes_of(correction))
    notices.tell_all(
        suppliers,
        kind,
        about=call.subject,
        desk=None,
        page=addresses.confirm(call.number) if kind == "bid-to-confirm" else addresses.call(call.number),
        words=corrected.words(call, correction, places),
        at=at,
        once=f"{kind}:{call.number}:{correction.number}",
    )
