"""Reports of mail servers: what came back is written beside the message, once; whatever else is sent breaks nothing."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from openinhuur.journal.models import Entry
from openinhuur.letters import bouncing, message_ids, outbox, reports
from openinhuur.letters.actions import Recipient
from openinhuur.letters.bouncing import Outcome
from openinhuur.letters.models import Message
from openinhuur.letters.reports import LONGEST, LONGEST_REASON, Action
from openinhuur.letters.states import State, state

AT = datetime(2026, 6, 16, 8, tzinfo=UTC)
SENT = AT + timedelta(minutes=1)
BACK = AT + timedelta(minutes=5)
REPORTS = Path(__file__).parents[1] / "examples" / "reports"
WORDS = {"sender": "Gemeente", "subject": "Toelating", "organisation": "Sterk BV", "inviter": "Brenda",
         "expires_at": AT, "path": "/brieven/1/"}  # fmt: skip


def report(name: str, message_id: UUID | str, **changed: str) -> bytes:
    """An example, about this message; ``changed``: other words in it."""
    text = (REPORTS / f"{name}.eml").read_text().replace("MESSAGE-ID", str(message_id))
    for before, after in changed.items():
        assert before in text
        text = text.replace(before, after)
    return text.encode()


def written(kind: str = "letter", **facts: object) -> Message:
    """A message that the mail server took."""
    to = Recipient("Pien de Vries", "pien@example.net")
    message = outbox.write(kind, to=to, language="nl", about="call:30534", desk=3, words=WORDS, at=AT)
    assert message is not None
    Message.objects.filter(pk=message.pk).update(**{"sent_at": SENT, **facts})
    message.refresh_from_db()
    return message


def entries() -> list[tuple[str, str, dict[str, object]]]:
    return list(Entry.objects.filter(event__startswith="message.").values_list("event", "subject", "facts"))


# what a report says


UNKNOWN_USER = "550 5.1.1 <pien@example.net>: Recipient address rejected: User unknown in virtual mailbox table"
NO_ANSWER = "connect to mx.example.net[192.0.2.7]:25: Connection timed out"
POLICY = "550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy"


@pytest.mark.parametrize(
    ("name", "action", "status", "reason"),
    [
        ("postfix", Action.FAILED, "5.1.1", UNKNOWN_USER),
        ("postfix-delayed", Action.DELAYED, "4.4.1", NO_ANSWER),
        ("exim", Action.FAILED, "5.0.0", "552 Mailbox is full"),
        ("without-the-mail", Action.FAILED, "5.7.1", POLICY),
    ],
)
def test_the_reports_of_mail_servers_are_read(name: str, action: Action, status: str, reason: str) -> None:
    message_id = uuid4()
    found = reports.read(report(name, message_id))
    assert found is not None
    assert (found.message_id, found.sending) == (message_id, 1)
    assert (found.action, found.status, found.reason) == (action, status, f"{status} {reason}")


@pytest.mark.parametrize("name", ["delivered", "vacation"])
def test_what_tells_of_no_trouble_is_no_report(name: str) -> None:
    assert reports.read(report(name, uuid4())) is None


def test_a_report_on_a_mail_of_somebody_else_names_none_of_ours() -> None:
    found = reports.read(report("somebody-elses", ""))
    assert found is not None
    assert (found.message_id, found.status, found.reason) == (None, "5.1.1", "5.1.1")


def test_a_server_that_gave_up_after_delays_has_failed_whatever_the_status() -> None:
    found = reports.read(report("postfix-delayed", uuid4(), delayed="failed"))
    assert found is not None
    assert (found.action, found.status) == (Action.FAILED, "4.4.1")


def test_a_report_without_reason_still_has_words() -> None:
    bare = report("exim", uuid4(), **{"Status: 5.0.0\n": "", "Diagnostic-Code: smtp; 552 Mailbox is full\n": ""})
    found = reports.read(bare)
    assert found is not None
    assert (found.status, found.reason) == ("", "failed")


def test_a_reason_is_one_line_of_visible_characters_and_cut() -> None:
    long = report("exim", uuid4(), **{"Mailbox is full": "vol\u202e\u0000 " + "x" * 1000})
    found = reports.read(long)
    assert found is not None
    assert len(found.reason) == LONGEST_REASON
    assert found.reason.startswith("5.0.0 552 vol")
    assert found.reason.isprintable()


@given(st.uuids(), st.integers(1, 9999), st.from_regex(r"[a-z]{1,9}\.example", fullmatch=True))
def test_a_message_id_is_read_as_it_was_made(message_id: UUID, sending: int, domain: str) -> None:
    assert message_ids.read(f"Message-ID: {message_ids.made(message_id, sending, domain)}") == (message_id, sending)


# hostile input


REPORT = b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"


def deep(levels: int) -> bytes:
    """A report in a report in a report …"""
    heads = "".join(f"Content-Type: multipart/report; boundary=b{one}\n\n--b{one}\n" for one in range(levels))
    return heads.encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 1000,
        b"Content-Type: multipart/report\n\nno parts",
        b"Content-Type: multipart/report; boundary=\xff\xfe\n\n--\xff\xfe\n",
        REPORT + b"\n\nAction: failed",
        deep(40),
        deep(5000),
        b"Content-Type: message/rfc822\n\n" * 20_000,
        b"Content-Type: multipart/report; boundary=b\n\n" + b"--b\nContent-Type: message/delivery-status\n\n" * 12_000,
        REPORT + b"Action: failed\n\n" * 30_000,
        b"Content-Type: multipart/report; boundary=b\n" + b"X: y\n" * 100_000,
        b"Content-Type: multipart/report; boundary=b\nX: " + b" y\n" * 150_000,
    ],
    ids=range(12),
)
def test_hostile_input_is_put_aside_within_seconds(content: bytes) -> None:
    begun = time.process_time()
    found = reports.read(content)
    assert found is None or found.message_id is None
    assert time.process_time() - begun < 5


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.sampled_from((REPORTS / "postfix.eml").read_bytes().splitlines(keepends=True)),
            st.sampled_from([b"--b\n", b"Content-Type: ", b"multipart/report; boundary=b\n", b"\n\n", b"=?utf-8?b?"]),
        ),
        max_size=40,
    )
)
def test_whatever_is_sent_it_is_a_report_or_it_is_not(pieces: list[bytes]) -> None:
    reports.read(b"Content-Type: multipart/report; boundary=b\n\n" + b"".join(pieces))
    reports.read(b"".join(pieces))


def test_of_a_report_with_a_large_mail_in_it_the_headers_are_read() -> None:
    message_id = uuid4()
    large = report("exim", message_id).replace(b"Beste Pien de Vries,", b"x" * 70 + b"\n" + b"eHg=\n" * LONGEST)
    assert len(large) > 2 * LONGEST
    found = reports.read(large)
    assert found is not None
    assert found.message_id == message_id


# what is made of it


@pytest.mark.django_db
def test_what_came_back_is_written_beside_the_message_and_in_the_journal() -> None:
    message = written()
    assert bouncing.note(report("postfix", message.pk), at=BACK) is Outcome.BOUNCED
    message.refresh_from_db()
    assert state(message) is State.BOUNCED
    assert (message.sent_at, message.bounced_at) == (SENT, BACK)
    assert message.report.startswith("5.1.1 550 5.1.1 <pien@example.net>")
    assert entries() == [("message.bounced", "call:30534", {"message": str(message.pk), "status": "5.1.1"})]
    assert Entry.objects.get(event="message.bounced").actor == "mail server"


@pytest.mark.django_db
def test_two_reports_of_one_mail_are_one() -> None:
    message = written()
    bouncing.note(report("postfix", message.pk), at=BACK)
    assert bouncing.note(report("exim", message.pk), at=BACK + timedelta(days=1)) is Outcome.KNOWN
    assert bouncing.note(report("postfix-delayed", message.pk), at=BACK + timedelta(days=1)) is Outcome.KNOWN
    message.refresh_from_db()
    assert message.bounced_at == BACK
    assert len(entries()) == 1


@pytest.mark.django_db
def test_a_delay_is_noted_and_is_no_bounce_and_a_bounce_may_follow() -> None:
    message = written()
    assert bouncing.note(report("postfix-delayed", message.pk), at=BACK) is Outcome.DELAYED
    message.refresh_from_db()
    assert (state(message), message.delayed_at, entries()) == (State.SENT, BACK, [])
    assert message.report.startswith("4.4.1 connect to")
    assert bouncing.note(report("postfix", message.pk), at=BACK + timedelta(days=5)) is Outcome.BOUNCED
    message.refresh_from_db()
    assert message.report.startswith("5.1.1")


@pytest.mark.django_db
def test_what_came_back_was_sent_even_if_the_worker_died_before_it_wrote_so() -> None:
    message = written("invitation", sent_at=None)
    assert bouncing.note(report("postfix", message.pk), at=BACK) is Outcome.BOUNCED
    message.refresh_from_db()
    assert (message.sent_at, message.bounced_at) == (BACK, BACK)
    assert (message.text, message.html) == ("", "")


@pytest.mark.django_db
def test_a_report_on_an_earlier_sending_is_not_about_this_one() -> None:
    message = written(sending=2)
    assert bouncing.note(report("postfix", message.pk), at=BACK) is Outcome.KNOWN
    assert bouncing.note(report("postfix", f"{message.pk}.2"), at=BACK) is Outcome.BOUNCED


@pytest.mark.django_db
def test_what_was_refused_before_it_left_does_not_come_back() -> None:
    message = written(sent_at=None, failed_at=SENT, last_error="550 no")
    assert bouncing.note(report("postfix", message.pk), at=BACK) is Outcome.KNOWN


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (report("postfix", uuid4()), Outcome.UNKNOWN),
        (report("somebody-elses", ""), Outcome.UNKNOWN),
        (report("vacation", uuid4()), Outcome.NO_REPORT),
        (b"\xff" * 100, Outcome.NO_REPORT),
    ],
)
def test_what_is_not_about_a_mail_of_ours_is_logged_and_nothing_else(
    content: bytes, outcome: Outcome, caplog: pytest.LogCaptureFixture
) -> None:
    written()
    assert bouncing.note(content, at=BACK) is outcome
    assert len(caplog.records) == 1
    assert "pien" not in caplog.text
    assert (entries(), Message.objects.filter(report="").count()) == ([], 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"sent_at": None, "bounced_at": BACK, "report": "5.1.1"}, "message_bounced_was_sent"),
        ({"bounced_at": BACK}, "message_bounced_was_sent"),
        ({"seen_to_at": BACK}, "message_seen_to_did_not_arrive"),
    ],
)
def test_the_database_refuses_what_cannot_be(facts: dict[str, object], constraint: str) -> None:
    message = written()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**facts)
