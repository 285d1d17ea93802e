"""E-mails: written in the transaction of what they tell, and sent once that is committed (`letters.sending`).

    outbox.write("invitation", to=Recipient(…), language="nl", about="organisation:12", desk=3, words={…}, at=at)

What an e-mail says, per kind, stands in `wording.messages`. When the transaction is rolled back, nothing is sent.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from openinhuur.documents.models import Document
from openinhuur.letters.actions import Recipient
from openinhuur.letters.models import Message
from openinhuur.letters.sending import queue_all, send
from openinhuur.wording.message_text import Listed
from openinhuur.wording.messages import MESSAGES, Written, one_line, written

TEMPLATE = "messages/message.html"
LONGEST_SUBJECT = 200


def write(
    kind: str,
    *,
    to: Recipient,
    language: str,
    about: str,
    desk: int | None,
    words: Mapping[str, object],
    at: datetime,
    document: Document | None = None,
    once: str = "",
) -> Message | None:
    """Write an e-mail and queue it.

    Args:
        kind: one of `wording.messages.MESSAGES`.
        about: what it is about, as the journal names it: ``"admission:12"``.
        desk: the organisation that sees it in its outbox, and to whom; None for what no desk may know of: somebody's
            account, or who has sent a bid that is still sealed.
        words: the facts that the texts of this kind name.
        document: a file to attach.
        once: two messages with the same key are one; then the second is not written, and None is returned.
    """
    mail = Addressed(to, language, words, once=once)
    return _queue(_written(kind, mail, about=about, desk=desk, at=at, document=document))


@dataclass(frozen=True, slots=True)
class Addressed:
    """One of many e-mails of a kind: to whom, and what differs.

    Attributes:
        once: as for `write`.
        listed: a list of things to look at, each with the path of its page.
        stop: the path to which a mail program posts to stop these e-mails (RFC 8058).
    """

    to: Recipient
    language: str
    words: Mapping[str, object]
    once: str = ""
    listed: Sequence[Listed] = ()
    stop: str = ""


@transaction.atomic
def write_all(
    kind: str,
    mails: Iterable[Addressed],
    *,
    about: str,
    desk: int | None,
    at: datetime,
    document: Document | None = None,
) -> list[Message]:
    """As `write`, to many at once, in as many queries as for one.

    Returns:
        What was written now, in the order of ``mails``.
    """
    messages = [_written(kind, one, about=about, desk=desk, at=at, document=document) for one in mails]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    kept = set(Message.objects.filter(pk__in=[one.pk for one in messages]).values_list("pk", flat=True))
    now = [one for one in messages if one.pk in kept]
    queue_all(now)
    return now


def forget(about: Collection[str]) -> None:
    """Erase all e-mails about these, sent or not: whoever they were for asked so. In the transaction that does that."""
    Message.objects.filter(about__in=about).delete()


def _written(
    kind: str, mail: Addressed, *, about: str, desk: int | None, at: datetime, document: Document | None = None
) -> Message:
    said = written(
        kind,
        mail.words,
        name=mail.to.name,
        site=settings.PUBLIC_ADDRESS,
        language=mail.language,
        listed=mail.listed,
        stop=mail.stop,
    )
    message = _message(kind, to=mail.to, language=mail.language, subject=said.subject, about=about, at=at)
    message.text, message.html = _text(said), _html(said, mail.language)
    message.has_secret = MESSAGES[kind].has_secret
    message.document = document
    message.stop_address = said.stop
    message.desk_id = desk
    message.dedupe_key = mail.once or None
    return message


def _message(kind: str, *, to: Recipient, language: str, subject: str, about: str, at: datetime) -> Message:
    subject = one_line(subject)
    return Message(
        kind=kind,
        language=language,
        recipient_name=one_line(to.name),
        recipient_email=to.email,
        subject=subject if len(subject) <= LONGEST_SUBJECT else f"{subject[: LONGEST_SUBJECT - 1]}…",
        about=about,
        queued_at=at,
    )


@transaction.atomic
def _queue(message: Message) -> Message | None:
    """The row and the job that sends it, in one transaction; of two at once with one key, the second waits and sees."""
    Message.objects.bulk_create([message], ignore_conflicts=message.dedupe_key is not None)
    if message.dedupe_key and not Message.objects.filter(pk=message.pk).exists():
        return None
    send.defer(message_id=str(message.pk))
    return message


def _text(said: Written) -> str:
    *before, origin = said.paragraphs
    listed = [f"- {one.text}\n  {one.address}" for one in said.listed]
    action = [f"{said.label}:\n{said.address}"] if said.address else []
    stop = [f"{said.stop_label}: {said.stop}"] if said.stop else []
    return "\n\n".join([*before, *listed, *action, origin, *stop]) + "\n"


def _html(said: Written, language: str) -> str:
    *before, origin = said.paragraphs
    return render_to_string(
        TEMPLATE,
        {
            "language": language,
            "subject": said.subject,
            "before": before,
            "listed": said.listed,
            "label": said.label,
            "address": said.address,
            "origin": origin,
            "stop": said.stop,
            "stop_label": said.stop_label,
        },
    )
