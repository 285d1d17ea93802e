"""Sending what is in the outbox: a job per message, or per few of many at once, done by ``openinhuur worker``.

At least once: a message whose worker was killed after the mail server took it, is sent again. Both then have the
same Message-ID, by which mail programs and people see that they are one. That is at most one message per worker:
each is written down before the next is handed over.
"""

import logging
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from email.utils import format_datetime, formataddr, parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.module_loading import import_string
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from openinhuur.letters import message_ids
from openinhuur.letters.models import Message

if TYPE_CHECKING:
    from procrastinate.types import JSONDict

MAIL = "mail"
"""The queue of e-mails. Without a mail server nobody works on it, and messages wait."""

AT_ONCE = 25
"""Messages of one job, over one connection: few enough for any mail server, and for other workers to share in."""

MOST_ATTEMPTS = 80
LONGEST_WAIT = 3600
FIRST_PERMANENT = 500

log = logging.getLogger(__name__)


class Backoff(BaseRetryStrategy):
    """Tries again what went wrong. That it is given up is written in the message, not here."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:  # noqa: ARG002 (its own shape)
        """When a job that went wrong is tried again."""
        return RetryDecision(retry_in={"seconds": seconds_to_wait(job.attempts)})


def seconds_to_wait(attempts: int) -> int:
    """Again after 2, 4, 8, … seconds, then every hour; `MOST_ATTEMPTS` takes about three days, so a weekend."""
    return min(2 << min(attempts, 11), LONGEST_WAIT)


class BeingSent(Exception):
    """Another worker has this message in hand; look again later whether it succeeded."""


def queue_all(messages: Sequence[Message]) -> None:
    """Jobs for many messages; in the transaction that writes them."""
    ids = [str(one.pk) for one in messages]
    jobs: list[JSONDict] = [
        {"message_ids": ids[first : first + AT_ONCE]}  # type: ignore[dict-item] # a list of texts is JSON too
        for first in range(0, len(ids), AT_ONCE)
    ]
    if jobs:
        send_many.batch_defer(*jobs)


@app.task(name="letters.send", queue=MAIL, retry=Backoff())
def send(*, message_id: str) -> None:
    """The job: send a message of the outbox, if that was not done yet."""
    deliver(UUID(message_id), now=import_string(settings.CLOCK))


@app.task(name="letters.send_many", queue=MAIL, retry=Backoff())
def send_many(*, message_ids: list[str]) -> None:
    """The job: send a few messages, each in a transaction of its own, over one connection.

    What goes wrong with one message gets a job of its own, and when the mail server is gone so does all that is left.
    """
    with _line() as line:
        for position, message_id in enumerate(message_ids):
            try:
                _deliver(UUID(message_id), line, now=import_string(settings.CLOCK))
            except (BeingSent, SMTPRecipientsRefused, SMTPDataError):
                _later([message_id])
            except OSError:
                _later(message_ids[position:])
                break


def deliver(message_id: UUID, *, now: Callable[[], datetime]) -> None:
    """Hand one message to the mail server, and write down how that went.

    Raises:
        BeingSent, OSError: what went wrong may go right later.
    """
    with _line() as line:
        _deliver(message_id, line, now=now)


def _deliver(message_id: UUID, line: BaseEmailBackend, *, now: Callable[[], datetime]) -> None:
    """As `deliver`. The row is locked meanwhile, so nobody else sends it; only this row is in the transaction."""
    with transaction.atomic():
        waiting = Message.objects.filter(pk=message_id, sent_at=None, failed_at=None)
        message = waiting.select_for_update(skip_locked=True).first()
        if message is None:
            if waiting.exists():
                raise BeingSent(message_id)
            return
        problem = _hand_over(message, line)
        _write_down(message, problem, at=now())
    if problem and not message.failed_at:
        raise problem


def _later(message_ids: list[str]) -> None:
    """A job for each of them alone, which tries again as long as it takes."""
    jobs: list[JSONDict] = [{"message_id": one} for one in message_ids]
    send.configure(schedule_in={"seconds": seconds_to_wait(0)}).batch_defer(*jobs)


@contextmanager
def _line() -> Generator[BaseEmailBackend]:
    """A connection to the mail server, not opened yet.

    Raises:
        OSError: there is no mail server.
    """
    if not settings.HAS_MAIL:
        raise OSError("OPENINHUUR_MAIL is not set")
    line: BaseEmailBackend = get_connection()
    try:
        yield line
    finally:
        with suppress(OSError):  # a bad goodbye does not change what was taken
            line.close()


def _hand_over(message: Message, line: BaseEmailBackend) -> OSError | ValueError | None:
    try:
        line.open()
        line.send_messages([_email(message)])
    except (OSError, ValueError) as problem:  # what a mail server or the network can do, or an address that is none
        return problem
    return None


def _email(message: Message) -> EmailMultiAlternatives:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=settings.BOUNCES_EMAIL,
        to=[formataddr((message.recipient_name, message.recipient_email))],
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": message_ids.made(message.pk, message.sending, domain),
            "Date": format_datetime(message.again_at or message.queued_at),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
            **_stopping(message),
        },
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    if message.document:
        email.attach(message.document.name, bytes(message.document.content), message.document.media_type)
    return email


def _stopping(message: Message) -> dict[str, str]:
    """What makes mail programs show their own button to stop (RFC 2369, RFC 8058)."""
    if not message.stop_address:
        return {}
    return {"List-Unsubscribe": f"<{message.stop_address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _write_down(message: Message, problem: OSError | ValueError | None, *, at: datetime) -> None:
    message.attempts += 1
    message.last_error = _in_short(problem) if problem else ""
    if problem is None:
        message.sent_at = at
    elif _is_permanent(problem) or message.attempts >= MOST_ATTEMPTS:
        message.failed_at = at
        log.warning("message %s (%s) was not sent, and will not be", message.pk, message.kind)
    if message.sent_at or message.failed_at:
        message.forget_secret()
    message.save(update_fields=["attempts", "last_error", "sent_at", "failed_at", "text", "html", "stop_address"])


def _is_permanent(problem: OSError | ValueError) -> bool:
    """Whether trying again cannot help: the address or the message is refused for good.

    That we are not let in (a wrong password, a sender that is not accepted) is not: that is mended on our side.
    """
    match problem:
        case SMTPRecipientsRefused():
            return all(code >= FIRST_PERMANENT for code, _ in problem.recipients.values())
        case SMTPDataError():
            return problem.smtp_code >= FIRST_PERMANENT
        case OSError():
            return False
    return True


def _in_short(problem: OSError | ValueError) -> str:
    match problem:
        case SMTPRecipientsRefused():
            said = " ".join(f"{code} {_text(text)}" for code, text in problem.recipients.values())
        case SMTPResponseException():
            said = f"{problem.smtp_code} {_text(problem.smtp_error)}"
        case OSError():
            said = problem.strerror or str(problem)
        case _:
            said = str(problem)
    return " ".join(f"{type(problem).__name__}: {said}".split())[:200]


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
