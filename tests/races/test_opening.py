"""An opening that is interrupted, or done by two at the same moment: nothing is lost and nothing is there twice."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.db import connection

from openinhuur.bids import actions as bids
from openinhuur.bids import ceremony
from openinhuur.bids.models import Bid, Minutes, Offer, Opening, OpeningTurn
from openinhuur.domain.bid import AlreadyOpened
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import verify
from openinhuur.parties.models import Candidate
from tests.apps.house import AFTER, House, build
from tests.databases import own_database
from tests.races.test_hurry import while_held

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

NAME = "test_opening"
COMMAND = Path(sys.executable).with_name("openinhuur")
MANY = 12
READER = """
    import django
    from datetime import datetime
    django.setup()
    from django.db import connection
    connection.settings_dict.update({database!r})
    from openinhuur.bids.actions import read_bids
    from openinhuur.parties.queries import actor_for
    read_bids({number!r}, actor=actor_for({person}, has_second_factor=True), at=datetime.fromisoformat({at!r}))
"""


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, where things are really committed; it is thrown away afterwards."""
    with own_database(NAME, django_db_blocker):
        yield build()


@pytest.fixture
def house(everybody: House, request: pytest.FixtureRequest) -> House:
    """A call of its own for each test, with bids in its vault."""
    everybody.number, everybody.bids = f"T-{abs(hash(request.node.name)) % 10**6}", {}
    everybody.publish()
    return everybody


def fill(house: House, count: int) -> None:
    for number in range(count):
        house.bid(("Sterk BV", "Rap BV")[number % 2], f"Kandidaat {number}")


def open_it(house: House) -> None:
    ceremony.take_turn(house.number, actor=house["Anna"], at=AFTER)
    ceremony.take_turn(house.number, actor=house["Amir"], at=AFTER)


def read(house: House, name: str = "Amir") -> int:
    return bids.read_bids(house.number, actor=house[name], at=AFTER)


def is_whole(house: House) -> bool:
    """Every bid was read once, with one entry in the journal, one CV and one minutes."""
    found = Offer.objects.filter(bid__call=house.call)
    told = Entry.objects.filter(event="bid.opened", subject=house.call.subject).values_list("facts__bid", flat=True)
    asked = sorted(str(one) for one in Bid.objects.filter(call=house.call).values_list("pk", flat=True))
    assert sorted(told) == asked
    assert sorted(str(one.pk) for one in found) == asked
    assert Candidate.objects.filter(offers__bid__call=house.call).distinct().count() == len(asked)
    assert Minutes.objects.get(opening__call=house.call).opened == len(asked)
    return verify().first_broken is None


def reader(house: House) -> "subprocess.Popen[bytes]":
    """Another process that reads the bids of the call."""
    script = textwrap.dedent(READER).format(
        database={key: connection.settings_dict[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")},
        number=house.number,
        person=house["Amir"].person,
        at=AFTER.isoformat(),
    )
    return subprocess.Popen([sys.executable, "-c", script])


def test_a_reader_that_is_killed_in_the_middle_loses_nothing_and_another_goes_on(house: House) -> None:
    fill(house, MANY)
    open_it(house)
    killed = reader(house)
    deadline = time.monotonic() + 60
    while (done := Offer.objects.filter(bid__call=house.call).count()) < 2:
        assert killed.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.kill(killed.pid, signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    left = MANY - Offer.objects.filter(bid__call=house.call).count()
    assert (done >= 2, left > 0) == (True, True)
    assert read(house) == left
    assert is_whole(house)


def test_a_worker_reads_by_itself_what_two_people_opened(house: House) -> None:
    fill(house, 3)
    open_it(house)
    facts = connection.get_connection_params()
    known = {name: facts[name] for name in ("host", "port", "user", "password", "dbname") if facts.get(name)}
    environment = os.environ | {"DATABASE_URL": f"postgresql:///?{urlencode(known)}"}
    worker = subprocess.Popen([COMMAND, "worker"], env=environment)
    deadline = time.monotonic() + 60
    try:
        while not Minutes.objects.filter(opening__call=house.call).exists():
            assert worker.poll() is None, "the worker ended"
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        worker.terminate()
        worker.wait(30)
    assert is_whole(house)


def test_two_second_persons_at_the_same_moment_open_once(house: House) -> None:
    fill(house, 2)
    ceremony.take_turn(house.number, actor=house["Anna"], at=AFTER)
    raised = while_held(
        lambda: ceremony.take_turn(house.number, actor=house["Amir"], at=AFTER),
        lambda: ceremony.take_turn(house.number, actor=house["Brenda"], at=AFTER),
    )
    assert [type(one) for one in raised] == [AlreadyOpened]
    opening = Opening.objects.get(call=house.call)
    assert {opening.first_opener_id, opening.second_opener_id} == {house["Anna"].person, house["Amir"].person}
    assert Entry.objects.filter(event="vault.opened", subject=house.call.subject).count() == 1


def test_two_first_persons_at_the_same_moment_are_two_people(house: House) -> None:
    fill(house, 1)
    raised = while_held(
        lambda: ceremony.take_turn(house.number, actor=house["Anna"], at=AFTER),
        lambda: ceremony.take_turn(house.number, actor=house["Amir"], at=AFTER),
    )
    assert raised == []
    assert Opening.objects.filter(call=house.call).count() == 1


def test_one_person_twice_at_the_same_moment_is_one_turn(house: House) -> None:
    fill(house, 1)
    raised = while_held(*[lambda: ceremony.take_turn(house.number, actor=house["Anna"], at=AFTER)] * 2)
    assert raised == []
    assert OpeningTurn.objects.filter(call=house.call).count() == 1
    assert not Opening.objects.filter(call=house.call).exists()


def test_two_readers_beside_each_other_read_every_bid_once(house: House) -> None:
    fill(house, 5)
    open_it(house)
    assert while_held(lambda: None, lambda: read(house, "Anna")) == []
    assert read(house) == 0
    assert is_whole(house)


def test_two_who_offer_one_candidate_find_each_other_when_read_at_the_same_moment(house: House) -> None:
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "PIEN")
    open_it(house)
    other = reader(house)
    read(house, "Anna")
    assert other.wait(60) == 0
    found = [one.findings for one in Offer.objects.filter(bid__call=house.call)]
    assert [[finding["code"] for finding in findings] for findings in found] == [["offered-twice"], ["offered-twice"]]
    assert is_whole(house)
