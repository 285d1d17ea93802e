"""What the desk does about an e-mail that did not arrive: send it again, or see to it in another way."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.letters import access, states
from openinhuur.letters.models import Message
from openinhuur.letters.sending import send
from openinhuur.letters.states import NothingToMend


@transaction.atomic
def send_again(message_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Queue an e-mail that failed or came back once more, as it was, to the same address.

    Raises:
        NotFound, NotAllowed, NothingToMend, TextForgotten.
    """
    message = access.message(message_id, actor=actor, to=Verb.RESEND, locked=True)
    was = states.check_can_go_again(message, text=message.text)
    Message.objects.filter(pk=message.pk).update(
        sending=F("sending") + 1, again_at=at, sent_at=None, failed_at=None, attempts=0, last_error="",
        delayed_at=None, bounced_at=None, report="", seen_to_at=None,
    )  # fmt: skip
    send.defer(message_id=str(message.pk))
    record("message.queued-again", actor=actor, at=at, subject=message.about, message=message.pk, was=was)


@transaction.atomic
def see_to(message_id: UUID, *, actor: Actor, at: datetime) -> None:
    """It need not arrive any more, or it was told in another way: it leaves the work list.

    Raises:
        NotFound, NotAllowed, NothingToMend.
    """
    message = access.message(message_id, actor=actor, to=Verb.RESEND, locked=True)
    was = states.check_not_arrived(message)
    if Message.objects.filter(pk=message.pk, seen_to_at=None).update(seen_to_at=at) != 1:
        raise NothingToMend(state=was.value)
    record("message.seen-to", actor=actor, at=at, subject=message.about, message=message.pk, was=was)
