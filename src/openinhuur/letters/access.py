"""The only door to the e-mails of a desk."""

from uuid import UUID

from django.db.models import QuerySet

from openinhuur.domain.roles import Actor, NotFound, NotTheirs, Verb
from openinhuur.letters.models import Message


def messages(*, actor: Actor) -> QuerySet[Message]:
    """The outbox of the actor's desk.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.READ_OUTBOX)
    return Message.objects.filter(desk_id=actor.organisation)


def message(message_id: UUID, *, actor: Actor, to: Verb, locked: bool = False) -> Message:
    """An e-mail in the outbox of the actor's desk. What stands in nobody's outbox is not there.

    Raises:
        NotFound, NotAllowed.
    """
    actor.require(to)
    rows = Message.objects.all()
    if locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=message_id).first()
    if found is None:
        raise NotFound(what=f"message:{message_id}")
    if found.desk_id is None or found.desk_id != actor.organisation_id:
        raise NotTheirs(what=f"message:{message_id}")
    return found
