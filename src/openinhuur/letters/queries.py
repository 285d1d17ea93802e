from dataclasses import dataclass
from datetime import datetime

from openinhuur.letters.models import Message


@dataclass(frozen=True, slots=True)
class WrittenMessage:
    """An e-mail as it was written."""

    to: str
    subject: str
    text: str
    queued_at: datetime


def latest(most: int = 50) -> list[WrittenMessage]:
    """The last e-mails, the newest first. Only the played case shows them: some open an account."""
    return [
        WrittenMessage(one.recipient_email, one.subject, one.text, one.queued_at)
        for one in Message.objects.order_by("-queued_at")[:most]
    ]
