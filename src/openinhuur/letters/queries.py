"""The outbox as pages show it. Only reads; the number of queries does not grow with the rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Min, Q

from openinhuur.documents.models import Document
from openinhuur.domain.roles import Actor, Verb
from openinhuur.letters import access
from openinhuur.letters.models import Message
from openinhuur.letters.states import NOT_ARRIVED, WHERE, State, state

PAGE: Final = 50
NOT_SEEN_TO: Final = Q(sent_at__isnull=True) | Q(bounced_at__isnull=False)
"""What may still ask for something; the index `message_not_arrived` holds these and no others."""
ROW: Final = (
    "id", "language", "recipient_name", "recipient_email", "subject", "about", "queued_at", "sent_at", "failed_at",
    "bounced_at", "again_at", "delayed_at", "seen_to_at",
)  # fmt: skip
"""The columns of a row: not the texts."""


@dataclass(frozen=True, slots=True)
class WrittenMessage:
    """An e-mail as it was written."""

    to: str
    subject: str
    text: str
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class MailRow:
    """An e-mail in the outbox. ``since_at``: when it came in its state. ``again_at``: when it was queued once more."""

    id: UUID
    language: str
    name: str
    email: str
    subject: str
    about: str
    state: State
    since_at: datetime
    queued_at: datetime
    again_at: datetime | None
    is_delayed: bool
    is_seen_to: bool


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """A page of the outbox, the newest first. ``counts``: of the states that ask for something."""

    rows: list[MailRow]
    counts: Mapping[State, int]
    state: State | None
    about: str
    number: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class MailPage:
    """One e-mail. ``reason``: why it is delayed, failed or came back, in the words of a mail server.

    ``text`` is empty when it opens something; ``may_mend``: it did not arrive, and this actor may do something.
    """

    row: MailRow
    sent_at: datetime | None
    attempts: int
    reason: str
    text: str
    has_secret: bool
    file: str
    may_mend: bool
    may_go_again: bool


@dataclass(frozen=True, slots=True)
class NotArrived:
    """How many e-mails failed or came back, not seen to, and since when."""

    state: State
    count: int
    since_at: datetime


def latest(most: int = 50) -> list[WrittenMessage]:
    """The last e-mails, the newest first. Only the played case shows them: some open an account."""
    return [
        WrittenMessage(one.recipient_email, one.subject, one.text, one.queued_at)
        for one in Message.objects.order_by("-queued_at")[:most]
    ]


def outbox_page(*, actor: Actor, in_state: State | None = None, about: str = "", number: int = 1) -> OutboxPage:
    """The e-mails of the actor's desk.

    Args:
        about: only what is about this, as the journal names it: ``"call:30534"``; empty is everything.
        number: of the page, from 1.

    Raises:
        NotAllowed.
    """
    messages = access.messages(actor=actor).filter(Q(about=about) if about else Q())
    found = messages.filter(WHERE[in_state]) if in_state else messages
    first = (number - 1) * PAGE
    rows = [_row(one) for one in found.order_by("-queued_at", "pk").only(*ROW)[first : first + PAGE + 1]]
    asking = messages.filter(NOT_SEEN_TO, seen_to_at=None)
    counts = asking.aggregate(
        **{one.value: Count("pk", filter=WHERE[one]) for one in (State.WAITING, State.FAILED, State.BOUNCED)}
    )
    return OutboxPage(
        rows=rows[:PAGE],
        counts={State(name): count for name, count in counts.items()},
        state=in_state,
        about=about,
        number=number,
        has_more=len(rows) > PAGE,
    )


def mail_page(message_id: UUID, *, actor: Actor) -> MailPage:
    """One e-mail of the actor's desk.

    Raises:
        NotFound, NotAllowed.
    """
    message = access.message(message_id, actor=actor, to=Verb.READ_OUTBOX)
    row = _row(message)
    may_mend = row.state in NOT_ARRIVED and actor.may(Verb.RESEND)
    return MailPage(
        row=row,
        sent_at=message.sent_at,
        attempts=message.attempts,
        reason=message.report or message.last_error,
        text="" if message.has_secret else message.text,
        has_secret=message.has_secret,
        file=_file_name(message),
        may_mend=may_mend,
        may_go_again=may_mend and bool(message.text),
    )


def not_arrived(desk_id: int) -> list[NotArrived]:
    """What a desk has to see to: per state, what failed or came back."""
    asking = Message.objects.filter(NOT_SEEN_TO, desk_id=desk_id, seen_to_at=None)
    moments = {State.FAILED: "failed_at", State.BOUNCED: "bounced_at"}
    facts = asking.aggregate(
        **{f"{one}_count": Count(moment) for one, moment in moments.items()},
        **{f"{one}_since": Min(moment) for one, moment in moments.items()},
    )
    return [NotArrived(one, facts[f"{one}_count"], facts[f"{one}_since"]) for one in moments if facts[f"{one}_count"]]


def count_not_arrived() -> int:
    """How many e-mails of the whole house failed or came back, and were not seen to."""
    did_not = WHERE[State.FAILED] | WHERE[State.BOUNCED]
    return Message.objects.filter(did_not, NOT_SEEN_TO, seen_to_at=None).count()


def _file_name(message: Message) -> str:
    """The name of what is attached; what is in it is not read."""
    if message.document_id is None:
        return ""
    return Document.objects.filter(pk=message.document_id).values_list("name", flat=True).first() or ""


def _row(message: Message) -> MailRow:
    moments = (message.bounced_at, message.failed_at, message.sent_at, message.again_at)
    return MailRow(
        id=message.pk,
        language=message.language,
        name=message.recipient_name,
        email=message.recipient_email,
        subject=message.subject,
        about=message.about,
        state=state(message),
        since_at=next((one for one in moments if one), message.queued_at),
        queued_at=message.queued_at,
        again_at=message.again_at,
        is_delayed=message.delayed_at is not None and message.bounced_at is None,
        is_seen_to=message.seen_to_at is not None,
    )
