"""Mail servers report what they could not deliver; it is written beside the message, once."""

import logging
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import transaction

from openinhuur.domain.roles import Actor
from openinhuur.journal.actions import record
from openinhuur.letters import reports
from openinhuur.letters.models import Message
from openinhuur.letters.reports import Action, Report

MAIL_SERVER: Final = Actor(None, "mail server", frozenset(), None)
"""Who says so. Only who got the e-mail, or brought it, knows its Message-ID."""

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What was made of a report."""

    BOUNCED = "bounced"
    DELAYED = "delayed"
    KNOWN = "known"
    UNKNOWN = "unknown"
    NO_REPORT = "no-report"


def note(content: bytes, *, at: datetime) -> Outcome:
    """Write down what one report of a mail server says. It is never refused: that would be reported too."""
    report = reports.read(content)
    if report is None:
        log.warning("an e-mail to the address for reports is no report of a mail server (%s bytes)", len(content))
        return Outcome.NO_REPORT
    outcome = _note(report, report.message_id, at=at) if report.message_id else Outcome.UNKNOWN
    if outcome is Outcome.UNKNOWN:
        log.warning("a mail server reports on an e-mail that is not ours: %s", report.status or report.action)
    return outcome


@transaction.atomic
def _note(report: Report, message_id: UUID, *, at: datetime) -> Outcome:
    message = Message.objects.select_for_update(of=("self",)).filter(pk=message_id).first()
    if message is None:
        return Outcome.UNKNOWN
    if message.sending != report.sending or message.bounced_at or message.failed_at:
        return Outcome.KNOWN
    message.report = report.reason
    if report.action is Action.DELAYED:
        message.delayed_at = at
        message.save(update_fields=["report", "delayed_at"])
        return Outcome.DELAYED
    message.sent_at = message.sent_at or at  # it came back, so it was taken, whatever became of the worker
    message.bounced_at = at
    message.forget_secret()
    message.save(update_fields=["report", "sent_at", "bounced_at", "text", "html"])
    record("message.bounced", actor=MAIL_SERVER, at=at, subject=message.about, message=message.pk,
           status=report.status)  # fmt: skip
    return Outcome.BOUNCED
