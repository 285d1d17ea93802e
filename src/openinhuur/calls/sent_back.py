"""Telling who wrote something that a second person sent it back, and why."""

from datetime import datetime

from openinhuur.accounts.models import Person
from openinhuur.calls.models import Call
from openinhuur.domain.roles import Actor
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient
from openinhuur.parties.addresses import Paths


def tell(kind: str, writer: Person, call: Call, *, reason: str, page: Paths, actor: Actor, at: datetime) -> None:
    """An e-mail in the language of who wrote it.

    Args:
        kind: of the e-mail: "answers-sent-back", "correction-sent-back", "withdrawal-refused".
        page: where it can be mended, or read.
    """
    outbox.write(
        kind,
        to=Recipient(writer.name, writer.email),
        language=writer.language,
        about=call.subject,
        desk=call.desk_id,
        words={
            "by": actor.name,
            "number": call.number,
            "title": call.title,
            "reason": reason,
            "path": page[writer.language],
        },
        at=at,
    )
