"""From the outbox to a real mail server: at least once, recognisably one, whatever is killed or closed meanwhile."""

import os
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from openinhuur.documents.actions import keep
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient
from openinhuur.letters.models import Message
from openinhuur.letters.outbox import Addressed
from openinhuur.letters.sending import AT_ONCE, MOST_ATTEMPTS, deliver, seconds_to_wait, send_many
from openinhuur.letters.states import State, state
from openinhuur.wording.message_text import Listed
from tests.apps.test_bounces import report
from tests.mail.conftest import COMMAND, PATIENCE, MailHouse, free_port, half_a_minute_passes, wait_until

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

AT = datetime(2026, 6, 29, 7, tzinfo=UTC)
SENT = datetime(2026, 6, 29, 7, 1, tzinfo=UTC)
MANY = 1000
IN_HAND = 1
"""What a worker has in hand at any moment: it does one job at a time, and of that one message at a time."""
WORDS = {"sender": "Gemeente Zoetermeer", "subject": "Toelating", "path": "/brieven/1/"}


def write(name: str, kind: str = "letter", **more: object) -> Message:
    words = {**WORDS, "organisation": "Sterk BV", "inviter": "Pien", "expires_at": AT}
    to = Recipient("Pien de Vries", f"{name}@example.org")
    found = outbox.write(kind, to=to, language="nl", about="admission:12", desk=3, words=words, at=AT, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def invite(names: list[str]) -> list[Message]:
    """The e-mails of a publication to these suppliers, queued as `calls.actions.inviting` does."""
    words = {
        "number": "30534", "title": "Secretaris", "buyer": "Gemeente Zoetermeer", "category": "Bestuur",
        "closes_at": AT, "questions_close_at": AT, "path": "/aanvragen/30534/",
    }  # fmt: skip
    mails = [
        Addressed(
            Recipient(name, f"{name}@example.org"), "nl", {**words, "supplier": f"{name} BV"},
            once=f"call-invitation:30534:{number}",
        )
        for number, name in enumerate(names)
    ]  # fmt: skip
    return outbox.write_all("call-invitation", mails, about="call:30534", desk=3, at=AT)


def is_done(message: Message) -> bool:
    message.refresh_from_db()
    return message.sent_at is not None or message.failed_at is not None


def test_a_mail_arrives_with_text_page_attachment_and_headers(house: MailHouse, no_worker: None) -> None:
    house.open_server()
    document = keep(b"%PDF-1.7 een brief", name="brief één.pdf", media_type="application/pdf", at=AT)
    message = write("pien", document=document)
    deliver(message.pk, now=lambda: SENT)
    [mail] = house.mails()
    assert mail["Return-Path"] == "<bounces@example.org>"
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


def test_what_can_be_stopped_says_so_to_mail_programs_and_in_the_mail(house: MailHouse, no_worker: None) -> None:
    house.open_server()
    words = {"search": "Open aanvragen: jurist", "count": 2, "path": "/?q=jurist"}
    calls = [Listed(f"Jurist {number}, Gemeente Zoetermeer", f"/aanvragen/{number}/") for number in (1, 2)]
    mail = Addressed(Recipient("", "vera@example.org"), "nl", words, listed=calls, stop="/meldingen/x/stoppen/")
    [message] = outbox.write_all("alert-found", [mail], about="alert:1", desk=None, at=AT)
    deliver(message.pk, now=lambda: SENT)
    [arrived] = house.mails()
    assert arrived["List-Unsubscribe"] == "<http://localhost:8000/meldingen/x/stoppen/>"
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("plain", "html"):
        said = arrived.get_body((kind,)).get_content()  # type: ignore[union-attr]
        assert all(f"http://localhost:8000{path}" in said for path in ("/aanvragen/1/", "/aanvragen/2/"))
        assert "http://localhost:8000/meldingen/x/stoppen/" in said


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


# many at once


def test_r27_a_thousand_are_invited_once_each_although_the_worker_is_killed_at_the_worst_moment(
    house: MailHouse, record_testsuite_property: Callable[[str, object], None]
) -> None:
    house.open_server()
    names = [f"supplier{number}" for number in range(MANY)]
    names[2 * MANY // 5] = "slow"
    messages = invite(names)
    worker = house.start("worker")
    wait_until(lambda: house.mails("slow"))
    worker.kill()  # the server has this one, and the worker has not heard so
    worker.wait()
    before, begun = house.count(), time.monotonic()
    assert 0 < before < MANY
    half_a_minute_passes()
    with house.worker():
        wait_until(lambda: not Message.objects.filter(sent_at=None).exists())
    record_testsuite_property("e-mails a second", round((MANY - before) / (time.monotonic() - begun)))
    mails = house.mails()
    assert {str(mail["To"]) for mail in mails} == {f"{name} <{name}@example.org>" for name in names}
    times = Counter(str(mail["Message-ID"]) for mail in mails)
    assert set(times) == {f"<{one.pk}@example.org>" for one in messages}
    record_testsuite_property("repeats", times.total() - MANY)
    assert times.total() - MANY <= IN_HAND
    assert house.connections() <= MANY / AT_ONCE + 2


def test_of_many_one_that_is_put_off_or_refused_keeps_nobody_waiting(house: MailHouse, no_worker: None) -> None:
    house.open_server()
    messages = invite(["pien", "busy", "unknown", "last"])
    send_many(message_ids=[str(one.pk) for one in messages])
    for one in messages:
        one.refresh_from_db()
    assert [one.sent_at is not None for one in messages] == [True, False, False, True]
    assert [one.failed_at is not None for one in messages] == [False, False, True, False]
    assert [one.attempts for one in messages] == [1, 1, 1, 1]
    assert house.connections() == 1
    assert alone() == [str(messages[1].pk)]


def test_of_many_what_somebody_else_has_in_hand_is_looked_at_again(house: MailHouse, no_worker: None) -> None:
    house.open_server()
    messages = invite(["pien", "robin"])
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT 1 FROM letters_message WHERE id = %s FOR UPDATE", [messages[0].pk])
    send_many(message_ids=[str(one.pk) for one in messages])
    other.rollback()
    other.close()
    assert [mail["To"] for mail in house.mails()] == ["robin <robin@example.org>"]
    assert alone() == [str(messages[0].pk)]


def test_of_many_all_wait_when_the_server_is_away_and_all_arrive_once_it_is_back(house: MailHouse) -> None:
    messages = invite([f"supplier{number}" for number in range(2 * AT_ONCE)])
    with house.worker():
        wait_until(lambda: Message.objects.filter(attempts__gt=0).count() >= 3)
        house.open_server()
        wait_until(lambda: not Message.objects.filter(sent_at=None).exists())
    assert {str(mail["Message-ID"]) for mail in house.mails()} == {f"<{one.pk}@example.org>" for one in messages}
    assert house.count() == len(messages)


def alone() -> list[str]:
    """The messages that have a job of their own."""
    return [job.args["message_id"] for job in ProcrastinateJob.objects.filter(task_name="letters.send")]


# what came back


@pytest.mark.parametrize(
    ("name", "said", "becomes"),
    [
        ("postfix", "The e-mail came back", State.BOUNCED),
        ("postfix-delayed", "The e-mail is delayed", State.SENT),
        ("vacation", "This is no report", State.SENT),
        ("somebody-elses", "This is not about an e-mail of ours", State.SENT),
    ],
)
def test_a_mail_server_brings_a_report_and_is_never_refused(
    house: MailHouse, no_worker: None, name: str, said: str, becomes: State
) -> None:
    house.open_server()
    message = write("pien")
    deliver(message.pk, now=lambda: SENT)
    brought = bring(house, report(name, message.pk))
    assert (brought.returncode, brought.stdout.decode().startswith(said)) == (0, True)
    message.refresh_from_db()
    assert state(message) is becomes


def test_a_report_without_end_is_read_to_the_end_of_the_pipe_and_no_further_than_it_may(house: MailHouse) -> None:
    brought = bring(house, report("exim", "x") + b"x" * 20_000_000)
    assert brought.returncode == 0


def test_a_report_is_brought_again_later_when_the_database_is_away(house: MailHouse) -> None:
    house.environment["DATABASE_URL"] = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    brought = bring(house, report("postfix", "x"))
    assert brought.returncode == 75
    assert brought.stderr.decode().startswith("The database of DATABASE_URL cannot be reached")


def bring(house: MailHouse, content: bytes) -> subprocess.CompletedProcess[bytes]:
    """As a mail server does: the report goes into the command."""
    return subprocess.run(
        [COMMAND, "bounce"],
        input=content,
        env=house.environment | {"LANG": "en", "LC_ALL": ""},
        capture_output=True,
        check=False,
    )
