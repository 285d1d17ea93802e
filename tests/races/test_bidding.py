"""Bids at the same moment, and at the last one: threads with one draft, real server processes with a slow sender."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction

from openinhuur.accounts.models import Person
from openinhuur.bids import actions as bids
from openinhuur.bids import drafted
from openinhuur.bids.actions import Looked, Receipt, sending
from openinhuur.bids.models import Bid, BidDraft, BidVersion, LateBid
from openinhuur.calls.models import Call
from openinhuur.domain.bid import DeadlinePassed
from openinhuur.domain.bid_draft import BidChangedSince
from openinhuur.installation.turns import AT_ONCE
from openinhuur.journal.actions import TAIL_LOCK
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import verify
from openinhuur.letters.models import Message
from tests.apps.bidding import written
from tests.apps.house import CLOSES, CV, IN_TIME, House, build, sealed_file
from tests.apps.jobs import tell_what_was_received
from tests.databases import own_database
from tests.web.accounts import account, signed_in

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

NAME = "test_hurry_bids"
BOUNDARY = "----a-boundary"


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, where things are really committed; it is thrown away afterwards."""
    with own_database(NAME, django_db_blocker):
        yield build()


def outcome_of(one: Callable[[], object]) -> object:
    """What it gave or raised, in a thread of its own."""
    try:
        return one()
    except Exception as error:
        return error
    finally:
        connections.close_all()


def at_once(*each: Callable[[], object]) -> list[object]:
    """All of it in threads that start together; what each gave, or raised."""
    ready = threading.Barrier(len(each))

    def do(one: Callable[[], object]) -> object:
        ready.wait(10)
        return outcome_of(one)

    with ThreadPoolExecutor(len(each)) as pool:
        return list(pool.map(do, each))


def test_the_same_draft_sent_by_many_at_once_is_one_bid_with_one_receipt(house: House) -> None:
    house.number = "H-1"
    house.publish()
    for _ in range(5):
        draft = written(house)
        version = BidDraft.objects.get(pk=draft.pk).version
        looked = Looked(version, 0, CV + os.urandom(8).hex().encode())
        before = (Bid.objects.count(), Entry.objects.filter(event="bid.received").count())
        send = partial(bids.send, draft.pk, looked, actor=house["Sterk BV"], at=IN_TIME)
        found = at_once(*[send] * 4)
        assert len({repr(one) for one in found}) == 1, found
        after = (Bid.objects.count(), Entry.objects.filter(event="bid.received").count())
        assert (after[0] - before[0], after[1] - before[1]) == (1, 1)
    assert verify().first_broken is None


@contextmanager
def end_of_the_journal_held() -> Iterator[None]:
    """Nobody else writes an entry meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TAIL_LOCK])
        yield


def until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.005)


def waits_for_the_journal() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return bool(cursor.fetchone()[0])


def sent_together(first: Callable[[], object], others: Sequence[Callable[[], object]]) -> list[object]:
    """The first cannot go on; meanwhile the others come, each after the one before it waits. What came of each."""
    with ThreadPoolExecutor(1 + len(others)) as pool:
        with end_of_the_journal_held():
            asked = [pool.submit(outcome_of, first)]
            until(waits_for_the_journal)
            for place, one in enumerate(others, 1):
                asked.append(pool.submit(outcome_of, one))
                until(lambda place=place: len(sending._RECEIVED._queue) == place)
        return [one.result() for one in asked]


def drafts_on(house: House, numbers: Sequence[str], whose: Sequence[str]) -> list[tuple[str, BidDraft]]:
    """A whole draft of each supplier on each call."""
    found = []
    for number in numbers:
        house.number = number
        house.publish()
        found += [(who, written(house, who)) for who in whose]
    return found


def transactions_of(found: Sequence[object]) -> list[int]:
    """How many bids each transaction received."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM bids_bidversion WHERE bid_id = ANY(%s) GROUP BY xmin::text::bigint ORDER BY 1",
            [[one.bid_id for one in found if isinstance(one, Receipt)]],
        )
        return [count for (count,) in cursor.fetchall()]


def test_what_is_sent_at_the_same_moment_is_received_in_one_transaction_each_as_it_is(house: House) -> None:
    drafts = drafts_on(house, ["M-1", "M-2", "M-3"], ["Sterk BV", "Rap BV"])

    def send(place: int, at: datetime = IN_TIME, *, looked: int = 0) -> Callable[[], object]:
        who, draft = drafts[place]
        version = BidDraft.objects.get(pk=draft.pk).version + looked
        return partial(
            bids.send, draft.pk, Looked(version, 0, CV + os.urandom(4).hex().encode()), actor=house[who], at=at
        )

    again = send(1)
    late = send(2, CLOSES)
    changed = send(3, looked=1)
    found = sent_together(send(0), [again, late, changed, send(4), send(5), again])
    assert [type(one) for one in found] == [
        Receipt, Receipt, DeadlinePassed, BidChangedSince, Receipt, Receipt, Receipt,
    ]  # fmt: skip
    assert found[6] == found[1]  # pressed twice: the same receipt, of the transaction before
    assert transactions_of(found) == [1, 3]
    positions = [found[place].journal_position for place in (0, 1, 4, 5)]
    assert positions == list(range(positions[0], positions[0] + 4))
    assert Entry.objects.get(position=positions[3] + 1).event == "bid.refused-late"
    assert verify().first_broken is None
    for one in found:
        if isinstance(one, Receipt):
            assert sealed_file(one.bid_id).is_file()


def test_what_the_database_refuses_for_one_is_received_of_the_others(house: House) -> None:
    drafts = drafts_on(house, ["M-4", "M-5"], ["Sterk BV", "Rap BV"])
    _, unlucky = drafts[2]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;"
            "CREATE TRIGGER refuse BEFORE INSERT ON bids_bid FOR EACH ROW"
            f" WHEN (NEW.call_id = {unlucky.call_id} AND NEW.supplier_id = {unlucky.supplier_id})"
            " EXECUTE FUNCTION refuse()"
        )
    sends = [
        partial(bids.send, draft.pk, Looked(draft.version, 0), actor=house[who], at=IN_TIME) for who, draft in drafts
    ]
    found = sent_together(sends[0], sends[1:])
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION refuse CASCADE")
    assert [isinstance(one, Receipt) for one in found] == [True, True, False, True]
    assert isinstance(found[2], DatabaseError)
    assert Bid.objects.filter(call=unlucky.call, supplier=unlucky.supplier).count() == 0
    assert isinstance(sends[2](), Receipt)
    assert verify().first_broken is None


@dataclass(frozen=True, slots=True)
class Site:
    """Server processes on the database of the test, and somebody's cookies for them."""

    ports: tuple[int, ...]
    cookies: str
    token: str


@contextmanager
def served(count: int) -> Iterator[tuple[int, ...]]:
    """So many real web servers, each a process of its own, with the clock of this machine."""
    ports, started = [], []
    at = connection.settings_dict
    address = f"postgresql://{at['USER']}@localhost/{at['NAME']}?host={at['HOST']}&port={at['PORT'] or 5432}"
    given = os.environ | {
        "DATABASE_URL": os.environ.get("DATABASE_URL") or address,
        "OPENINHUUR_DEMO": "1",
        "OPENINHUUR_SECRET_KEY": settings.SECRET_KEY,
        "OPENINHUUR_SEALED_FOLDER": settings.SEALED_FOLDER,
        "OPENINHUUR_VAULT_KEY_FILE": str(settings.VAULT_KEY_FILE),
    }
    for _ in range(count):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            ports.append(free.getsockname()[1])
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", f"from openinhuur.cli.server import serve; serve({ports[-1]})"],
                env=given | {"DJANGO_SETTINGS_MODULE": "openinhuur.config.settings"},
                cwd=Path(__file__).parents[2],
            )
        )
    try:
        for port in ports:
            _wait_for(port)
        yield tuple(ports)
    finally:
        for one in started:
            one.terminate()
        for one in started:
            one.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as asked:
                asked.request("GET", "/healthz/")
                with asked.getresponse() as answer:
                    if answer.status == 200:
                        return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(port)


def form(draft: BidDraft, token: str, *, cv: bytes, is_whole: bool = True) -> bytes:
    """The form with which a bid is sent, as a browser writes it."""
    fields = {"csrfmiddlewaretoken": token, "version": str(draft.version), "correction": "0"}
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{said}\r\n'.encode()
             for name, said in fields.items()]  # fmt: skip
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="cv"; filename="cv.pdf"\r\n'
    parts.append(head.encode() + b"Content-Type: application/pdf\r\n\r\n" + cv + b"\r\n")
    if is_whole:
        parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="whole"\r\n\r\n1\r\n'.encode())
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def head(path: str, site: Site, length: int) -> bytes:
    """The lines before a form."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {site.cookies}\r\nConnection: close\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def post(port: int, path: str, site: Site, body: bytes, *, pause: float = 0.0, cut: bool = False) -> bytes:
    """Send a form; the last half of it after a pause, or never."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
        middle = len(body) // 2
        link.sendall(head(path, site, len(body)) + body[:middle])
        time.sleep(pause)
        if cut:
            return b""
        link.sendall(body[middle:])
        return b"".join(iter(lambda: link.recv(65536), b""))


@pytest.fixture(scope="module")
def site(house: House) -> Generator[Site]:
    """Two server processes, and Saskia signed in."""
    before = settings.SESSION_COOKIE_NAME
    settings.SESSION_COOKIE_NAME = "session"
    browser = signed_in(account(Person.objects.get(pk=house["Sterk BV"].person)))
    settings.SESSION_COOKIE_NAME = before
    token = "a" * 32
    cookies = f"session={browser.cookies['session'].value}; csrftoken={token}"
    with served(2) as ports:
        yield Site(ports, cookies, token)


def closes_in(house: House, number: str, seconds: float) -> datetime:
    """A call of the cast that closes so many seconds from now, by the clock of this machine."""
    house.number = number
    house.publish()
    closes_at = datetime.now(UTC) + timedelta(seconds=seconds)
    Call.objects.filter(number=number).update(closes_at=closes_at)
    return closes_at


def path_of(draft_id: UUID) -> str:
    return f"/inschrijvingen/{draft_id}/"


def drafted_for(house: House) -> BidDraft:
    return BidDraft.objects.get(pk=written(house, cv=None).pk)


def test_two_processes_that_get_the_same_form_at_once_store_one_bid(house: House, site: Site) -> None:
    closes_in(house, "H-2", 3600)
    draft = drafted_for(house)
    body = form(draft, site.token, cv=CV)
    sending = [lambda port=port: post(port, path_of(draft.pk), site, body) for port in site.ports * 2]
    found = at_once(*sending)
    assert {one.split(b"\r\n")[0] for one in found if isinstance(one, bytes)} == {b"HTTP/1.1 302 Found"}, found
    leads = {line for one in found if isinstance(one, bytes) for line in one.split(b"\r\n") if line[:9] == b"location:"}
    assert len(leads) == 1
    assert BidVersion.objects.filter(bid__call=house.call).count() == 1
    tell_what_was_received()
    assert Message.objects.filter(kind="bid-received", about="call:H-2").count() == 1


def test_r8_a_slow_sender_that_began_in_time_and_ends_late_is_late_refused_recorded_and_told(
    house: House, site: Site
) -> None:
    closes_at = closes_in(house, "H-3", 2)
    draft = drafted_for(house)
    Call.objects.filter(number="H-3").update(closes_at=(closes_at := datetime.now(UTC) + timedelta(seconds=2)))
    answer = post(site.ports[0], path_of(draft.pk), site, form(draft, site.token, cv=CV), pause=3)
    assert answer.startswith(b"HTTP/1.1 409")
    assert "Te laat" in answer.decode()
    late = LateBid.objects.get(call=house.call)
    assert closes_at + timedelta(seconds=0.5) < late.received_at
    assert not Bid.objects.filter(call=house.call).exists()
    assert Entry.objects.filter(event="bid.refused-late", subject="call:H-3").count() == 1


def test_r8_a_slow_sender_that_ends_in_time_is_in_time(house: House, site: Site) -> None:
    closes_in(house, "H-4", 3600)
    draft = drafted_for(house)
    before = datetime.now(UTC)
    answer = post(site.ports[1], path_of(draft.pk), site, form(draft, site.token, cv=CV), pause=1.5)
    assert answer.startswith(b"HTTP/1.1 302")
    received_at = BidVersion.objects.get(bid__call=house.call).received_at
    assert received_at > before + timedelta(seconds=1.4)  # its last byte, not its first


def test_r8_what_had_arrived_in_time_is_in_time_however_long_it_waits_for_its_turn(house: House, site: Site) -> None:
    closes_in(house, "H-7", 3600)
    drafts = [drafted_for(house) for _ in range(AT_ONCE)]
    closes_in(house, "H-8", 3600)
    last = drafted_for(house)
    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        with transaction.atomic():
            Call.objects.select_for_update().get(number="H-7")  # so that the server has its hands full
            busy = [
                pool.submit(post, site.ports[0], path_of(one.pk), site, form(one, site.token, cv=CV)) for one in drafts
            ]
            time.sleep(1.5)
            sent = pool.submit(post, site.ports[0], path_of(last.pk), site, form(last, site.token, cv=CV))
            time.sleep(1)
            assert not any(one.done() for one in (*busy, sent))
            closed_at = datetime.now(UTC)
            Call.objects.filter(number="H-8").update(closes_at=closed_at)
        answers = [one.result() for one in (*busy, sent)]
    assert {one.split(b"\r\n")[0] for one in answers} == {b"HTTP/1.1 302 Found"}
    assert BidVersion.objects.get(bid__call=house.call).received_at < closed_at - timedelta(seconds=0.5)


def test_those_who_send_slowly_hold_up_nobody(house: House, site: Site) -> None:
    closes_in(house, "H-9", 3600)
    draft, body = drafted_for(house), b"x" * 1000
    links = [socket.create_connection(("127.0.0.1", site.ports[0]), timeout=10) for _ in range(5 * AT_ONCE)]
    for one in links:
        one.sendall(head(path_of(draft.pk), site, 2 * len(body)) + body)
    answer = post(site.ports[0], path_of(draft.pk), site, form(draft, site.token, cv=CV))
    assert answer.startswith(b"HTTP/1.1 302")
    for one in links:
        one.close()


def test_a_sending_that_breaks_off_leaves_nothing(house: House, site: Site) -> None:
    closes_in(house, "H-5", 3600)
    draft = drafted_for(house)
    post(site.ports[0], path_of(draft.pk), site, form(draft, site.token, cv=CV), cut=True)
    without_end = form(draft, site.token, cv=CV, is_whole=False)
    answer = post(site.ports[0], path_of(draft.pk), site, without_end)
    assert answer.startswith(b"HTTP/1.1 422")
    assert not Bid.objects.filter(call=house.call).exists()
    assert drafted.file(draft, drafted.CV) is None


def test_what_says_that_it_is_too_large_is_refused_before_it_came(house: House, site: Site) -> None:
    closes_in(house, "H-6", 3600)
    draft = drafted_for(house)
    with socket.create_connection(("127.0.0.1", site.ports[0]), timeout=10) as link:
        link.sendall(head(path_of(draft.pk), site, 50 * 2**20) + b"x" * 1000)
        assert link.recv(65536).startswith(b"HTTP/1.1 413")
