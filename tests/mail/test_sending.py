"""From the outbox to a real mail server: at least once, recognisably one, whatever is killed or closed meanwhile."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from openinhuur.documents.actions import keep
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient
from openinhuur.letters.models import Message
from openinhuur.letters.sending import MOST_ATTEMPTS, deliver, seconds_to_wait
from tests.mail.conftest import PATIENCE, MailHouse, free_port, wait_until

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

AT = datetime(2026, 6, 29, 7, tzinfo=UTC)
SENT = datetime(2026, 6, 29, 7, 1, tzinfo=UTC)
WORDS = {"sender": "Gemeente Zoetermeer", "subject": "Toelating", "path": "/brieven/1/"}


def write(name: str, kind: str = "letter", **more: object) -> Message:
    words = {**WORDS, "organisation": "Sterk BV", "inviter": "Pien", "expires_at": AT}
    to = Recipient("Pien de Vries", f"{name}@example.org")
    found = outbox.write(kind, to=to, language="nl", about="admission:12", words=words, at=AT, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def is_done(message: Message) -> bool:
    message.refresh_from_db()
    return message.sent_at is not None or message.failed_at is not None


def test_a_mail_arrives_with_text_page_attachment_and_headers(house: MailHouse, no_worker: None) -> None:
    house.open_server()
    document = keep(b"%PDF-1.7 een brief", name="brief één.pdf", media_type="application/pdf", at=AT)
    message = write("pien", document=document)
    deliver(message.pk, now=lambda: SENT)
    [mail] = house.mails()
    assert mail["From"] == "Inhuurdesk Zuid <inhuur@example.org>"
    assert mail["To"] == "Pien de Vries <pien@example.org>"
    assert mail["Subject"] == message.subject
    assert mail["Message-ID"] == f"<{message.pk}@example.org>"
    assert mail["Date"].datetime == AT
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "nl"
    text, page, *attachments = (part for part in mail.walk() if not part.is_multipart())
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert "http://localhost:8000/brieven/1/" in text.get_content()
    assert "http://localhost:8000/brieven/1/" in page.get_content()
    assert [(one.get_filename(), one.get_content()) for one in attachments] == [("brief één.pdf", document.content)]
    message.refresh_from_db()
    assert (message.sent_at, message.attempts, message.last_error) == (SENT, 1, "")


def test_what_was_sent_is_not_sent_again(house: MailHouse, no_worker: None) -> None:
    house.open_server()
    message = write("pien")
    for _ in range(2):
        deliver(message.pk, now=lambda: SENT)
    assert len(house.mails()) == 1


def test_put_off_is_tried_again_and_refused_is_not_and_a_secret_is_forgotten(house: MailHouse) -> None:
    house.open_server()
    busy, unknown, invited = write("busy"), write("unknown"), write("invited", kind="invitation")
    with house.worker():
        wait_until(lambda: all(map(is_done, (busy, unknown, invited))))
    assert (busy.attempts, busy.failed_at, busy.last_error) == (2, None, "")
    assert len(house.mails("busy")) == 1
    assert (unknown.attempts, unknown.sent_at) == (1, None)
    assert unknown.last_error == "SMTPRecipientsRefused: 550 5.1.1 nobody of that name"
    assert house.mails("unknown") == []
    [mail] = house.mails("invited")
    assert "/brieven/1/" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert (invited.text, invited.html) == ("", "")


def test_serving_brings_mail_too_once_the_mail_server_is_up_and_leaves_nobody_behind(
    house: MailHouse, built: Path
) -> None:
    message = write("pien")
    serving = house.start("serve", "--port", str(free_port()))
    wait_until(lambda: Message.objects.filter(pk=message.pk, attempts=1).exists())
    message.refresh_from_db()
    assert message.sent_at is message.failed_at is None
    assert message.last_error == "ConnectionRefusedError: Connection refused"
    house.open_server()
    wait_until(lambda: is_done(message))
    serving.terminate()
    serving.wait(PATIENCE)
    assert message.last_error == ""
    assert len(house.mails("pien")) == 1
    with pytest.raises(ProcessLookupError):
        os.killpg(serving.pid, 0)


def test_nothing_is_lost_when_the_worker_is_killed_in_the_middle(house: MailHouse) -> None:
    house.open_server()
    with transaction.atomic():
        messages = [write("slow" if number == 100 else "pien") for number in range(200)]
    worker = house.start("worker")
    wait_until(lambda: house.mails("slow"))
    worker.kill()  # the server has the mail of number 100, and the worker has not heard so
    worker.wait()
    assert 1 <= Message.objects.filter(sent_at=None).count() < 200
    half_a_minute_passes()
    with house.worker():
        wait_until(lambda: not Message.objects.filter(sent_at=None).exists())
    ids = [str(mail["Message-ID"]) for mail in house.mails()]
    assert set(ids) == {f"<{message.pk}@example.org>" for message in messages}
    assert len(ids) == 201
    assert ids.count(f"<{messages[100].pk}@example.org>") == 2


def half_a_minute_passes() -> None:
    """A worker that was not heard of for that long is taken for dead."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '31 seconds'")


def test_a_mail_server_that_does_not_let_us_in_is_tried_again_and_its_password_stays_secret(
    house: MailHouse, no_worker: None, settings: "SettingsWrapper"
) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "anna", "geheim123"
    house.open_server()
    message = write("pien")
    with pytest.raises(OSError, match="AUTH"):
        deliver(message.pk, now=lambda: SENT)
    message.refresh_from_db()
    assert message.last_error.startswith("SMTPNotSupportedError")
    assert "geheim123" not in message.last_error
    assert message.failed_at is None


def test_it_is_given_up_after_about_three_days(house: MailHouse, no_worker: None) -> None:
    message = write("pien")
    Message.objects.filter(pk=message.pk).update(attempts=MOST_ATTEMPTS - 1)
    deliver(message.pk, now=lambda: SENT)
    message.refresh_from_db()
    assert message.failed_at == SENT
    assert 2.5 < sum(map(seconds_to_wait, range(MOST_ATTEMPTS))) / 86400 < 3.5
