"""The first page of everybody: what it answers, what it costs, and that every line leads somewhere."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from openinhuur.accounts.models import Person
from openinhuur.assessments import interests, interviews
from openinhuur.assessments.models import RankedBid
from openinhuur.bids import actions as bids
from openinhuur.calls import actions as calls
from openinhuur.contracts import actions as contracts
from openinhuur.domain import worklist
from openinhuur.domain.interview import Grade
from openinhuur.flow.queries.work.supplier import BidState
from openinhuur.parties.actions import admissions
from openinhuur.web.templatetags import work
from openinhuur.wording import codes
from tests.apps.house import AFTER, CLOSES, DECIDED, IN_TIME, MONDAY, PUBLISHED, SIGNED, House, build
from tests.apps.test_work import add_paper
from tests.web.accounts import newcomer, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

NO_MORE_QUERIES_THAN = 26
WRITTEN = datetime.fromisoformat("2026-08-18T08:00:00Z")
QUESTIONS = {
    "Sterk BV": "What is due, and what can you bid on?",
    "Anna": "What must be judged, and what is late?",
    "Brenda": "What waits for you?",
    "Ingrid": "What waits for you?",
    "Aukje": "Can each award be proven?",
    "Abel": "Is the house in order?",
    "Berend": "Are your people in order?",
}
clock = PUBLISHED


def now() -> datetime:
    """The clock of these pages."""
    return clock


@pytest.fixture(autouse=True)
def _played(settings, monkeypatch) -> None:
    settings.DEMO = True
    settings.CLOCK = "tests.web.test_work_page.now"
    monkeypatch.setattr("tests.web.test_work_page.clock", PUBLISHED)


@pytest.fixture
def house() -> House:
    """The cast, with a call that is not written yet."""
    return build()


@pytest.fixture
def at(monkeypatch) -> Callable[[datetime], None]:
    """Set the clock."""
    return lambda moment: monkeypatch.setattr("tests.web.test_work_page.clock", moment)


def look_as(house: House, who: str) -> Client:
    client = Client()
    client.post(reverse("play"), {"person": house[who].person})
    return client


def english(client: Client) -> str:
    with translation.override("en"):
        response = client.get(reverse("web:work"))
    assert response.status_code == 200
    return response.text


def main(text: str) -> str:
    return text.partition("<main")[2].partition("</main>")[0]


def links(text: str) -> set[str]:
    return set(re.findall(r'<a [^>]*href="([^"]+)"', main(text)))


def published(house: House) -> datetime:
    house.publish()
    house.bid("Sterk BV", "Pien", at=PUBLISHED)
    house.bid("Rap BV", "Robin", "100.00", at=PUBLISHED)
    return IN_TIME


def asked(house: House) -> datetime:
    published(house)
    calls.ask(house.number, "Mag het op afstand?", actor=house["Sterk BV"], at=PUBLISHED)
    interests.declare(house.number, has_relation=True, text="Mijn broer werkt er.", actor=house["Amir"], at=PUBLISHED)
    return house.call.questions_close_at


def closed(house: House) -> datetime:
    published(house)
    return CLOSES


def opened(house: House) -> datetime:
    published(house)
    bids.open_vault(house.number, actor=house["Anna"], second=house["Amir"], at=AFTER)
    return AFTER


def judged(house: House) -> datetime:
    published(house)
    house.open().judge_all_met()
    return AFTER


def scored(house: House) -> datetime:
    judged(house)
    house.score(Pien=60, Robin=48)
    return AFTER


def invited(house: House) -> datetime:
    scored(house)
    for one in RankedBid.objects.all():
        interviews.remark(one.pk, "1", "Werkte eerder aan iets anders.", actor=house["Brenda"], at=AFTER)
    chosen = list(house.bids.values())
    interviews.invite(house.number, chosen, reason="De beste twee.", actor=house["Brenda"], at=AFTER)
    interviews.plan(chosen[0], planned_at=DECIDED, actor=house["Brenda"], at=AFTER)
    return AFTER


def interviewed(house: House) -> datetime:
    scored(house)
    house.interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT)
    return AFTER


def awarded(house: House) -> datetime:
    interviewed(house)
    house.award("Pien")
    return DECIDED


def signed(house: House) -> datetime:
    awarded(house)
    contracts.sign(house.number, contract_number="C-1", start_on=MONDAY, actor=house["Brenda"], at=SIGNED)
    week = {MONDAY + timedelta(days=day): Decimal(9) for day in range(4)}
    contracts.write_hours("C-1", MONDAY, week, actor=house["Sterk BV"], at=WRITTEN)
    return WRITTEN


def reminded(house: House) -> datetime:
    published(house)
    admission = admissions.ask(house.category_id, actor=house["Otto"], at=PUBLISHED)
    admissions.ask_repair(admission.pk, "Stuur uw verzekering mee.", actor=house["Anna"], at=PUBLISHED)
    granted = house.suppliers["Sterk BV"].admissions.get()
    admissions.ask_renewal(granted.pk, actor=house["Anna"], at=PUBLISHED)
    add_paper(house, expires_on=IN_TIME.date())
    return IN_TIME


STATES = (published, reminded, asked, closed, opened, judged, scored, invited, interviewed, awarded, signed)


@pytest.mark.parametrize("who", QUESTIONS)
def test_everybody_is_asked_their_own_question(who, house):
    text = english(look_as(house, who))
    assert QUESTIONS[who] in re.sub(r"<[^>]+>", "", text)
    assert text.count("<h1") == 1


def test_who_belongs_to_no_organisation_is_told_what_to_do(house):
    text = english(signed_in(newcomer()))
    with translation.override("en"):
        assert links(text) == {reverse("web:found")}
    assert "Ask the colleague who manages its people for an invitation." in text


def test_a_visitor_is_asked_to_sign_in_first(house):
    address = reverse("web:work")
    assert Client().get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_line_leads_to_a_page_that_opens_for_its_reader(state, house, at, django_assert_max_num_queries):
    at(state(house))
    for who in (*QUESTIONS, "Rap BV", "Otto", "Bas"):
        client = look_as(house, who)
        with django_assert_max_num_queries(NO_MORE_QUERIES_THAN):
            text = client.get(reverse("web:work")).text
        found = {address: client.get(address).status_code for address in links(text)}
        assert (who, found) == (who, dict.fromkeys(found, 200))
        identities = re.findall(r'\sid="([^"]+)"', text)
        assert len(identities) == len(set(identities))


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_r7_no_supplier_ever_reads_of_another_or_of_a_candidate(state, house, at):
    at(state(house))
    for who, others in (("Sterk BV", ("Rap BV", "Ralf", "Robin")), ("Rap BV", ("Sterk", "Saskia", "Pien"))):
        text = main(look_as(house, who).get(reverse("web:work")).text)
        assert [name for name in (*others, "Otto") if name in text] == []


def test_what_is_late_says_so_in_words_on_top_of_the_list(house, at):
    closed(house)
    at(DECIDED)
    text = english(look_as(house, "Anna"))
    assert "1 is late." in text
    assert re.search(r'<li class="todo todo--late">.*?#warning"/></svg>\s*Late', text, re.DOTALL)


def test_the_desk_reads_how_much_of_a_step_is_done(house, at):
    at(judged(house))
    house.assign("Amir").give("Amir", "Pien", 60).finish("Amir", "Pien")
    assert "2 of 4 scores given" in english(look_as(house, "Anna"))


def test_every_task_has_words_and_a_page_and_no_others():
    every = {one.value for one in worklist.Task}
    assert set(codes.TABLES["task"]) == every
    assert set(work.PAGES) == set(worklist.Task)
    assert set(codes.TABLES["task_count"]) < every
    states = {one.value for one in BidState}
    assert set(codes.TABLES["own_bid"]) == set(work.OWN_BID_LOOKS) == states


def test_the_page_only_looks(house):
    client = look_as(house, "Anna")
    assert client.post(reverse("web:work")).status_code == 405
    assert client.head(reverse("web:work")).status_code == 200
    assert Person.objects.count() == len(house.people)
