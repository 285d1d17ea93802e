"""The outbox: what an e-mail says, once, with the transaction it tells about, and nothing that a person can slip in."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from openinhuur.cli.worker import Connector
from openinhuur.documents.actions import keep
from openinhuur.installation.mail import MailAddressWrong, PublicAddressWrong, bounces, public_address, sender, server
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient
from openinhuur.letters.models import Message
from openinhuur.letters.sending import deliver
from openinhuur.wording.messages import MESSAGES, one_line

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 29, 7, tzinfo=UTC)
LATER = datetime(2026, 6, 29, 7, 1, tzinfo=UTC)
PIEN = Recipient("Pien de Vries", "pien@example.org")
WORDS = {
    "sender": "Gemeente Zoetermeer",
    "subject": "Toelating",
    "organisation": "Sterk BV",
    "inviter": "Brenda",
    "expires_at": AT,
    "path": "/brieven/1/",
}


def write(
    kind: str = "letter", *, to: Recipient = PIEN, language: str = "nl", once: str = "", **words: object
) -> Message:
    found = outbox.write(
        kind, to=to, language=language, about="admission:12", desk=3, words=WORDS | words, at=AT, once=once
    )
    assert found is not None
    return found


def fields(kind: str) -> set[str]:
    """What the texts of a kind name."""
    text = MESSAGES[kind]
    said = [text.subject, *text.paragraphs, *(text.action or ())]
    return set(re.findall(r"%\((\w+)\)s", " ".join(map(str, said))))


def jobs() -> list[str]:
    return [job.args["message_id"] for job in ProcrastinateJob.objects.filter(task_name="letters.send")]


@pytest.fixture
def post(settings: "SettingsWrapper") -> list[mail.EmailMessage]:
    """What is sent, kept in memory."""
    settings.HAS_MAIL = True
    return mail.outbox


def test_a_message_is_a_row_and_a_job() -> None:
    message = write()
    message.refresh_from_db()
    assert (message.kind, message.language, message.about, message.queued_at) == ("letter", "nl", "admission:12", AT)
    assert (message.recipient_name, message.recipient_email) == ("Pien de Vries", "pien@example.org")
    assert (message.sent_at, message.failed_at, message.attempts, message.last_error) == (None, None, 0, "")
    assert jobs() == [str(message.pk)]


def test_nothing_is_left_when_the_transaction_is_rolled_back() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert jobs() == []


def test_what_a_task_writes_goes_with_the_transaction_of_the_task() -> None:
    with app.replace_connector(Connector(kwargs={"host": "nowhere"})), transaction.atomic():
        write()
        assert len(jobs()) == 1
        transaction.set_rollback(True)
    assert jobs() == []


def test_what_may_be_said_once_is_said_once() -> None:
    first = write(once="admission:12:asked")
    again = outbox.write("letter", to=PIEN, language="nl", about="admission:12", desk=3, words=WORDS, at=LATER,
                         once="admission:12:asked")  # fmt: skip
    assert again is None
    write()
    write()
    assert Message.objects.count() == len(jobs()) == 3
    assert jobs()[0] == str(first.pk)


@pytest.mark.parametrize("kind", MESSAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_is_whole_in_both_languages_as_text_and_as_page(kind: str, language: str) -> None:
    message = write(kind, language=language, **dict.fromkeys(fields(kind) - set(WORDS), "iets"))
    assert message.has_secret is MESSAGES[kind].has_secret
    page = Page(message.html)
    assert page.language == language
    for part in (message.subject, message.text, message.html):
        assert "%(" not in part
        assert part
    for paragraph in message.text.strip().split("\n\n"):
        assert paragraph.splitlines()[-1] in page.text
    assert page.links == ["http://localhost:8000/brieven/1/"] * 2


def test_a_moment_is_written_as_people_do() -> None:
    assert "Monday 29 June 2026, 09:00" in write("invitation", language="en").text


def test_who_has_no_name_is_greeted_all_the_same() -> None:
    assert write(to=Recipient("", "pien@example.org"), language="en").text.startswith("Dear sir or madam,\n")


def test_what_a_person_filled_in_is_text_on_a_page() -> None:
    message = write(sender='<b onclick="x">Kwaad & Co</b>', subject="</title><script>alert(1)</script>")
    page = Page(message.html)
    assert not {"b", "script"} & page.tags
    assert '<b onclick="x">Kwaad & Co</b>' in page.text
    assert '<b onclick="x">Kwaad & Co</b>' in message.text


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b", "\x00"])
def test_no_header_and_no_paragraph_can_be_slipped_in(ending: str, post: list[mail.EmailMessage]) -> None:
    wicked = f"Kwaad{ending}Bcc: ieder@example.org{ending}{ending}Betaal vandaag nog."
    message = write(to=Recipient(wicked, "pien@example.org"), sender=wicked, subject=wicked)
    assert len(message.subject.splitlines()) == len(message.recipient_name.splitlines()) == 1
    assert "Betaal vandaag nog." not in message.text.splitlines()
    deliver(message.pk, now=lambda: LATER)
    [sent] = post
    assert sent.message()["Bcc"] is None
    assert sent.recipients() == [sent.to[0]]


def test_an_address_that_is_none_fails_and_says_so(post: list[mail.EmailMessage], settings: "SettingsWrapper") -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    message = write(to=Recipient("Pien", "pien@example.org\nBcc: ieder@example.org"))
    deliver(message.pk, now=lambda: LATER)
    message.refresh_from_db()
    assert post == []
    assert (message.failed_at, message.sent_at) == (LATER, None)
    assert message.last_error


def test_characters_that_cannot_be_seen_are_left_out() -> None:
    assert one_line("Sterk\u202e BV\u200b \u00a0 Zuid") == "Sterk BV Zuid"


@pytest.mark.parametrize("path", ["@elders.example.org/", "https://elders.example.org/", "javascript:alert(1)", ""])
def test_a_link_leads_to_this_site_only(path: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(path)}$"):
        write(path=path)


def test_a_long_subject_is_cut_and_not_refused() -> None:
    assert write(subject="x" * 300).subject.endswith("x…")


def test_a_message_with_a_secret_is_forgotten_once_it_is_sent(post: list[mail.EmailMessage]) -> None:
    message = write("password-reset-key", until=LATER)
    deliver(message.pk, now=lambda: LATER)
    message.refresh_from_db()
    assert "/brieven/1/" in post[0].body
    assert (message.sent_at, message.text, message.html) == (LATER, "", "")


def test_the_file_of_a_letter_goes_with_it(post: list[mail.EmailMessage]) -> None:
    document = keep(b"%PDF", name="brief.pdf", media_type="application/pdf", at=AT)
    message = outbox.write(
        "letter", to=PIEN, language="nl", about="admission:12", desk=3, words=WORDS, at=AT, document=document
    )
    assert message is not None
    deliver(message.pk, now=lambda: LATER)
    [sent] = post
    assert sent.attachments == [("brief.pdf", b"%PDF", "application/pdf")]


def test_without_a_mail_server_nothing_is_sent_and_nothing_is_called_sent(settings: "SettingsWrapper") -> None:
    settings.HAS_MAIL = False
    message = write()
    with pytest.raises(OSError, match="OPENINHUUR_MAIL"):
        deliver(message.pk, now=lambda: LATER)
    message.refresh_from_db()
    assert (message.sent_at, message.attempts, mail.outbox) == (None, 0, [])


def test_a_message_that_is_gone_needs_no_sending(post: list[mail.EmailMessage]) -> None:
    deliver(uuid4(), now=lambda: LATER)
    assert post == []


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"sent_at": LATER, "failed_at": LATER, "last_error": "550"}, "message_sent_or_failed"),
        ({"failed_at": LATER}, "message_failed_for_a_reason"),
    ],
)
def test_the_database_refuses_what_cannot_be(facts: dict[str, object], constraint: str) -> None:
    message = write()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**facts)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 25, "", "", False, False)),
        ("smtps://anna:wacht%40woord@mail.example.org", ("mail.example.org", 465, "anna", "wacht@woord", True, False)),
        ("smtp+starttls://a:b@mail.example.org:2525", ("mail.example.org", 2525, "a", "b", False, True)),
    ],
)
def test_a_mail_address_is_taken_apart(url: str, found: tuple[object, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENINHUUR_MAIL", url)
    read = server()
    assert read is not None
    assert (read.host, read.port, read.user, read.password, read.has_tls, read.has_starttls) == found
    assert "wacht" not in repr(read)


@pytest.mark.parametrize(
    "url", ["mail.example.org", "https://mail.example.org", "smtp://", "smtp://anna@x", "smtp://x:poort", "smtp://x/y"]
)
def test_a_mail_address_that_is_none_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENINHUUR_MAIL", url)
    with pytest.raises(MailAddressWrong, match="OPENINHUUR_MAIL,"):
        server()


@pytest.mark.parametrize("text", ["", "inhuur", "a@example.org, b@example.org", "Naam, BV <a@example.org>"])
def test_who_mail_comes_from_has_to_be_said_once_it_is_sent(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENINHUUR_MAIL", "smtp://mail.example.org")
    monkeypatch.setenv("OPENINHUUR_MAIL_FROM", text)
    with pytest.raises(MailAddressWrong, match="OPENINHUUR_MAIL_FROM"):
        sender()


def test_reports_of_what_came_back_go_to_an_address_of_their_own_or_to_the_sender(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENINHUUR_MAIL_FROM", "Inhuurdesk Zuid <inhuur@example.org>")
    assert bounces() == "inhuur@example.org"
    monkeypatch.setenv("OPENINHUUR_MAIL_BOUNCES", "bounces@example.org")
    assert bounces() == "bounces@example.org"


@pytest.mark.parametrize("text", ["bounces", "Bounces <bounces@example.org>", "a@example.org, b@example.org"])
def test_reports_go_to_one_plain_address(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENINHUUR_MAIL_BOUNCES", text)
    with pytest.raises(MailAddressWrong, match="OPENINHUUR_MAIL_BOUNCES"):
        bounces()


@pytest.mark.parametrize("url", ["inhuur.example.org", "ftp://inhuur.example.org", "https://inhuur.example.org/pad"])
def test_a_public_address_is_the_address_of_a_site(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENINHUUR_ADDRESS", url)
    with pytest.raises(PublicAddressWrong):
        public_address()


class Page(HTMLParser):
    """What a reader sees of a page, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.language, self.links = "", "", list[str]()
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        if tag == "html":
            self.language = found["lang"] or ""
        if tag == "a":
            self.links.append(found["href"] or "")

    def handle_data(self, data: str) -> None:
        self.text += data
