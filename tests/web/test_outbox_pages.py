"""The pages of the outbox: what the desk reads there, the links that filter it, and the two buttons."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient
from openinhuur.letters.models import Message
from openinhuur.letters.queries import PAGE
from openinhuur.letters.states import State, state
from tests.apps.house import PUBLISHED, House, build
from tests.apps.test_outbox_of_desk import AT, LATER, WORDS, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

QUERIES = 4


@pytest.fixture(autouse=True)
def _played(settings) -> None:
    settings.DEMO = True


@pytest.fixture
def house() -> House:
    """The cast, and no e-mail at all."""
    made = build()
    Message.objects.all().delete()
    return made


def look(house: House, who: str) -> Client:
    client = Client()
    client.post(reverse("play"), {"person": house[who].person})
    return client


def address(page: str, *args: object) -> str:
    with translation.override("en"):
        return reverse(f"web:{page}", args=args)


def show(house: House, who: str, name: str, *args: object, **query: object) -> HttpResponse:
    return look(house, who).get(address(name, *args), query)


def words(response: HttpResponse) -> str:
    """What stands on a page, without the tags."""
    text = re.sub(r"<[^>]*>", " ", response.text.partition("<main")[2])
    return " ".join(text.replace("&nbsp;", " ").replace("\u00a0", " ").replace("&#x27;", "'").split())


def links(response: HttpResponse) -> list[str]:
    return [one.replace("&amp;", "&") for one in re.findall(r'href="(\?[^"]*)"', response.text)]


def test_an_empty_outbox_says_what_will_come(house):
    assert "No e-mail has been written yet. As soon as suppliers are told" in words(show(house, "Anna", "outbox"))


def test_the_menu_leads_there_for_who_may(house):
    for who, may in {"Anna": True, "Abel": True, "Brenda": False, "Sterk BV": False}.items():
        assert (f'href="{address("outbox")}"' in show(house, who, "work").text) is may


def test_every_state_is_a_word_with_an_icon(house):
    for one in State:
        write(house, one)
    page = show(house, "Anna", "outbox")
    assert "All Waiting (1) Sent Failed (1) Came back (1)" in words(page)
    for icon, word in {"clock": "Waiting", "check": "Sent", "cross": "Failed", "warning": "Came back"}.items():
        assert re.search(rf'icons[^"]*\.svg#{icon}"/></svg>{word}</span>', page.text), word


def test_filters_are_plain_links_that_keep_each_other(house):
    write(house, State.FAILED, about="call:T-1")
    write(house, State.FAILED, about="admission:7")
    write(house, about="call:T-1")
    page = show(house, "Anna", "outbox", state="failed", about="call:T-1")
    text = words(page)
    assert "Only about: Call T-1." in text
    assert text.count("Brief van Gemeente") == 1
    assert {"?about=call%3AT-1", "?state=sent&about=call%3AT-1", "?state=failed"} <= set(links(page))
    assert "Admission 7" in words(show(house, "Anna", "outbox"))


@pytest.mark.parametrize(
    "asked",
    [
        {"state": "x"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "9" * 40},
        {"page": "²"},
        {"about": "\x00"},
        {"about": "'"},
        {"about": "%d:%s"},
        {"about": "call:%(x)s"},
        {"about": "x" * 500},
    ],
)
def test_whatever_is_asked_there_is_a_page(house, asked):
    write(house)
    assert show(house, "Anna", "outbox", **asked).status_code == 200


def test_the_list_has_pages_of_fifty_and_as_many_queries_for_all(house, django_assert_num_queries):
    client = look(house, "Anna")
    write(house, State.FAILED, at=AT - timedelta(days=1))
    client.get(address("outbox"))
    with django_assert_num_queries(QUERIES):
        client.get(address("outbox"))
    mails = [outbox.Addressed(Recipient("", f"a{n}@example.org"), "nl", WORDS) for n in range(PAGE)]
    outbox.write_all("letter", mails, about="call:T-1", desk=house.desk.pk, at=AT)
    with django_assert_num_queries(QUERIES):
        first = client.get(address("outbox"))
    assert "?page=2" in links(first)
    assert "Newer e-mails" not in words(first)
    second = show(house, "Anna", "outbox", page="2")
    assert "Failed" in words(second).partition("Written")[2]
    assert "Older e-mails" not in words(second)


def test_a_message_says_how_it_went_and_what_it_says_in_its_own_language(house):
    message = write(house, State.BOUNCED)
    page = show(house, "Anna", "outbox-message", message.pk)
    text = words(page)
    for said in ("Came back It was sent, but could not be delivered.", "saskia@example.org", "5.1.1 nobody", "Call T-1",
                 "Gemeente heeft u een brief geschreven"):  # fmt: skip
        assert said in text, said
    assert re.search(r'class="letter-text[^>]* lang="nl"', page.text)


def test_what_opens_something_is_not_on_the_page(house):
    message = write(house, kind="invitation")
    page = show(house, "Anna", "outbox-message", message.pk)
    assert "/brieven/1/" not in page.text
    assert "Only who it is for reads its text." in words(page)


def test_a_message_that_came_back_is_sent_again_with_a_button(house):
    message = write(house, State.BOUNCED)
    client = look(house, "Anna")
    answer = client.post(address("send-again", message.pk), follow=True)
    assert "The e-mail is on its way again." in words(answer)
    assert "Queued again" in words(answer)
    message.refresh_from_db()
    assert state(message) is State.WAITING
    assert client.post(address("send-again", message.pk)).status_code == 409


def test_a_message_is_taken_off_the_work_list_with_a_button(house):
    message = write(house, State.FAILED)
    client = look(house, "Anna")
    with translation.override("en"):
        work = client.get(reverse("web:work"))
    assert f'href="{address("outbox")}?state=failed"' in work.text
    assert "See to e-mail that did not arrive Failed E-mails: 1" in words(work)
    assert "Somebody of the desk has seen to it." in words(client.post(address("see-to", message.pk), follow=True))
    with translation.override("en"):
        assert "See to e-mail" not in words(client.get(reverse("web:work")))


def test_a_message_without_its_text_has_no_button_and_is_refused_with_the_reason(house):
    message = write(house, State.FAILED, kind="invitation")
    message.forget_secret()
    message.save()
    page = show(house, "Anna", "outbox-message", message.pk)
    assert "Send again" not in words(page)
    assert "invite the person again" in words(page)
    answer = look(house, "Anna").post(address("send-again", message.pk))
    assert answer.status_code == 409
    assert "its text was not kept" in words(answer)


def test_nothing_is_done_with_a_get_and_nothing_by_others(house):
    message = write(house, State.FAILED)
    assert show(house, "Anna", "send-again", message.pk).status_code == 405
    for who, status in {"Brenda": 403, "Sterk BV": 403, "Aukje": 403}.items():
        for page in ("outbox-message", "outbox"):
            args = [message.pk] if page == "outbox-message" else []
            assert show(house, who, page, *args).status_code == status
        assert look(house, who).post(address("send-again", message.pk)).status_code == status
    account = write(house, desk=None, about="account")
    assert show(house, "Abel", "outbox-message", account.pk).status_code == 404
    message.refresh_from_db()
    assert (state(message), message.failed_at) == (State.FAILED, LATER)


def test_what_a_mail_is_about_leads_to_its_page(house):
    house.publish()
    Message.objects.all().delete()
    page = show(house, "Anna", "outbox-message", write(house, at=PUBLISHED).pk)
    assert f'href="{address("call", "T-1")}"' in page.text
