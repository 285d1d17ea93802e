"""All admitted suppliers of the category are invited at once, with proof of sending each (R27)."""

from datetime import datetime

from openinhuur.calls import addresses
from openinhuur.calls.models import Call, InvitationToBid
from openinhuur.domain.roles import Actor
from openinhuur.journal.actions import record
from openinhuur.parties import notices
from openinhuur.parties.queries import admitted_suppliers


def invite(call: Call, *, actor: Actor, at: datetime) -> int:
    """Write to every supplier that is admitted to the category now; returns how many. Part of publication."""
    suppliers = admitted_suppliers(call.category_id)
    messages = notices.tell_all(
        suppliers,
        "call-invitation",
        about=call.subject,
        desk=call.desk_id,
        page=addresses.call(call.number),
        words={
            "number": call.number,
            "title": call.title,
            "buyer": call.buyer.name,
            "category": call.category.name,
            "closes_at": call.closes_at,
            "questions_close_at": call.questions_close_at,
        },
        at=at,
        once=f"call-invitation:{call.number}",
    )
    invitations = InvitationToBid.objects.bulk_create(
        InvitationToBid(call=call, supplier=one, invited_at=at) for one in suppliers
    )
    InvitationToBid.messages.through.objects.bulk_create(
        InvitationToBid.messages.through(invitationtobid=one, message=message)
        for one in invitations
        for message in messages[one.supplier_id]
    )
    record("suppliers.invited", actor=actor, at=at, subject=call.subject, suppliers=len(suppliers))
    return len(suppliers)
