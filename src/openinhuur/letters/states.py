"""Where an e-mail is on its way: waiting → sent → bounced, or waiting → failed."""

from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from django.db.models import Q

from openinhuur.domain.errors import Refusal


class State(StrEnum):
    """Waiting for the worker; taken by the mail server; refused by it for good; taken, and come back."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"


NOT_ARRIVED: Final = frozenset({State.FAILED, State.BOUNCED})

WHERE: Final = {
    State.WAITING: Q(sent_at__isnull=True, failed_at__isnull=True),
    State.SENT: Q(sent_at__isnull=False, bounced_at__isnull=True),
    State.FAILED: Q(failed_at__isnull=False),
    State.BOUNCED: Q(bounced_at__isnull=False),
}
"""`state`, for the database."""


class NothingToMend(Refusal):
    """The e-mail waits, was sent, or was seen to before. Fields: ``state`` (code)."""


class TextForgotten(Refusal):
    """Its text held a link that opens something and was not kept, so it cannot be sent again."""


class Dated(Protocol):
    """What the state follows from."""

    sent_at: datetime | None
    failed_at: datetime | None
    bounced_at: datetime | None


def state(message: Dated) -> State:
    """The state of an e-mail."""
    if message.failed_at:
        return State.FAILED
    if message.bounced_at:
        return State.BOUNCED
    return State.SENT if message.sent_at else State.WAITING


def check_not_arrived(message: Dated) -> State:
    """Only what failed or came back is mended.

    Raises:
        NothingToMend.
    """
    found = state(message)
    if found not in NOT_ARRIVED:
        raise NothingToMend(state=found.value)
    return found


def check_can_go_again(message: Dated, *, text: str) -> State:
    """Only what failed or came back is sent again, and only with the text it had.

    Raises:
        NothingToMend, TextForgotten.
    """
    found = check_not_arrived(message)
    if not text:
        raise TextForgotten
    return found
