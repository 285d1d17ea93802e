"""Pages for visitors come from memory, and never say what is no longer so. Each client is a server process."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openinhuur.calls import actions as calls
from openinhuur.journal.queries import public_revision
from openinhuur.parties.actions import organisations
from openinhuur.web import kept_pages
from tests.apps.house import AFTER, BEFORE, CLOSES, PUBLISHED, SIGNED, House, build, registration

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

MILLISECOND = timedelta(milliseconds=1)
NOW = PUBLISHED + timedelta(hours=1)
clock = NOW
PAGES = ("/", "/en/", "/aanvragen/T-1/", "/en/calls/T-1/", "/aanvragen/T-1/vragen/", "/?q=secretaris")


def now() -> datetime:
    """The clock of these pages."""
    return clock


@pytest.fixture(autouse=True)
def _kept(settings, monkeypatch) -> None:
    settings.CLOCK = "tests.web.test_kept_pages.now"
    settings.PAGES_IN_MEMORY = 10_000_000
    monkeypatch.setattr("tests.web.test_kept_pages.clock", NOW)


@pytest.fixture
def at(monkeypatch) -> Callable[[datetime], None]:
    """Set the clock."""
    return lambda moment: monkeypatch.setattr("tests.web.test_kept_pages.clock", moment)


@pytest.fixture
def house() -> House:
    """The cast, with an open call."""
    return build().publish()


def queries_of(client: Client, address: str, **headers: str) -> int:
    """How many queries an answer costs."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers=headers).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_asked_again_costs_one_query_and_is_the_same_to_the_letter(address, house):
    server = Client()
    first = server.get(address)
    assert queries_of(server, address) == 1
    again = server.get(address)
    assert (again.content, dict(again.items())) == (first.content, dict(first.items()))
    assert "Content-Security-Policy" in again.headers
    assert again.headers["X-Frame-Options"] == "DENY"


def test_what_happens_is_visible_on_the_next_request_in_every_process(house):
    servers = [Client(), Client()]
    for server in servers:
        assert "T-2" not in server.get("/").text
    house.number = "T-2"
    house.publish()
    for server in servers:
        assert "T-2" in server.get("/").text


def test_an_action_that_did_not_happen_changes_nothing(house):
    server = Client()
    before, page = public_revision(), server.get("/").content
    house.number = "T-2"
    with transaction.atomic():
        house.publish()
        assert public_revision() != before
        transaction.set_rollback(True)
    assert public_revision() == before
    assert server.get("/").content == page


def test_another_name_of_a_buyer_is_on_every_page_at_once(house):
    server = Client()
    assert all("Gemeente A" in server.get(one).text for one in ("/", "/aanvragen/T-1/"))
    organisations.change(house.buyer.pk, registration("Gemeente Anders", 1), actor=house["Abel"], at=NOW)
    assert all("Gemeente Anders" in server.get(one).text for one in ("/", "/aanvragen/T-1/"))


def test_what_no_visitor_reads_leaves_pages_where_they_are(house):
    server = Client()
    server.get("/")
    house.bid("Sterk BV", "Pien", at=NOW)
    house.number = "T-2"
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    assert queries_of(server, "/") == 1


def test_every_step_to_the_contract_is_told_to_visitors_at_once(house, at):
    server, seen = Client(), []

    def look() -> None:
        page = server.get("/aanvragen/T-1/").text
        assert page == Client().get("/aanvragen/T-1/").text
        seen.append(page)

    look()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    at(AFTER)
    look()
    for step in (house.open, house.judge_all_met, lambda: house.score(Pien=60, Robin=48)):
        step()
        look()
    at(SIGNED)
    look()
    assert len(set(seen)) >= 4


def test_a_page_of_a_millisecond_before_the_deadline_is_not_open_at_the_deadline(house, at):
    server = Client()
    at(CLOSES - MILLISECOND)
    assert "Open voor inschrijving" in server.get("/aanvragen/T-1/").text
    assert "T-1" in server.get("/").text
    assert queries_of(server, "/aanvragen/T-1/") == queries_of(server, "/") == 1
    at(CLOSES)
    assert "Open voor inschrijving" not in server.get("/aanvragen/T-1/").text
    assert "T-1" not in server.get("/").text


def test_the_time_that_is_left_is_never_behind_by_a_millisecond(house, at):
    server = Client()
    for left in (timedelta(days=3), timedelta(days=2), timedelta(hours=7), timedelta(hours=2), timedelta(minutes=5)):
        for moment in (CLOSES - left, CLOSES - left + MILLISECOND):
            at(moment)
            for address in ("/", "/aanvragen/T-1/"):
                assert server.get(address).content == Client().get(address).content


def test_a_call_comes_near_without_anybody_doing_anything(house, at):
    server = Client()
    at(CLOSES - timedelta(days=3) - MILLISECOND)
    assert "T-1" not in server.get("/?within=3").text
    at(CLOSES - timedelta(days=3))
    assert "T-1" in server.get("/?within=3").text


def test_a_clock_that_is_put_back_gets_no_page_of_the_future(house, at):
    server = Client()
    at(CLOSES)
    server.get("/aanvragen/T-1/")
    at(CLOSES - MILLISECOND)
    assert "Open voor inschrijving" in server.get("/aanvragen/T-1/").text


def test_who_has_a_session_gets_a_page_of_their_own_and_leaves_none(house, settings):
    settings.DEMO = True
    server = Client()
    server.post(reverse("play"), {"person": house["Anna"].person})
    assert "Anna" in server.get("/").text
    server.cookies.clear()
    assert "Anna" not in server.get("/").text
    assert queries_of(server, "/") == 1
    assert queries_of(server, "/", cookie=f"{settings.SESSION_COOKIE_NAME}=made-up") > 1
    assert queries_of(server, "/", cookie="theme=dark") == 1


@pytest.mark.parametrize("address", ["/aanvragen/T-9/", "/nergens/", "/account/login/", "/?colour=red", "/healthz/"])
def test_what_is_not_a_public_page_is_not_kept(address, house, monkeypatch):
    server, kept = Client(), []
    monkeypatch.setattr(kept_pages.Memory, "put", lambda *args, **_: kept.append(args))
    server.get(address)
    server.post("/")
    server.head("/")
    assert kept == []


def test_another_host_gets_no_page_of_ours(house):
    server = Client()
    server.get("/")
    assert server.get("/", headers={"host": "evil.example"}).status_code == 400


def test_memory_is_bounded_and_keeps_what_is_asked_for(house):
    memory = kept_pages.Memory()
    pages = {number: kept_pages.Kept(b"x" * 1000, (), NOW, CLOSES) for number in range(10)}
    room = 3 * pages[0].size
    for number, page in pages.items():
        memory.put("r", ("http", "host", str(number), ""), page, room=room)
        memory.get("r", ("http", "host", "0", ""), at=NOW)
    found = [n for n in pages if memory.get("r", ("http", "host", str(n), ""), at=NOW)]
    assert found == [0, 8, 9]
    memory.put("r", ("http", "host", "large", ""), kept_pages.Kept(b"x" * room, (), NOW, CLOSES), room=room)
    assert memory.get("r", ("http", "host", "large", ""), at=NOW) is None
    memory.put("s", ("http", "host", "1", ""), pages[1], room=room)
    assert memory.get("r", ("http", "host", "0", ""), at=NOW) is None
