"""Pages of the lot at the edge of the shortlist (R13): inviting, drawing, the outcome and its proof."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import agreeing, correcting
from openinhuur.assessments.models import LotDraw, RankedBid, StepClosing
from openinhuur.bids import actions as bids
from openinhuur.bids.models import Offer
from openinhuur.domain import lot
from openinhuur.letters.models import Message
from tests.apps.house import AFTER, House, build
from tests.apps.keyholding import PASSPHRASES, KeyholdingHouse, with_keyholders
from tests.apps.test_lots import give, to_tie
from tests.web.accounts import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

LOT = "/aanvragen/T-1/loting/"
DRAWS, DRAWS_AT = "2026-06-29T15:05", AFTER + timedelta(hours=6)
clock = AFTER


@pytest.fixture(autouse=True)
def _browsers() -> None:
    browser_of.cache_clear()


def now() -> datetime:
    """The clock of these pages."""
    return clock


@pytest.fixture(autouse=True)
def at(settings, monkeypatch):
    """Moves the clock of these pages."""
    settings.CLOCK = f"{__name__}.now"
    monkeypatch.setattr(f"{__name__}.clock", AFTER)
    return lambda moment: monkeypatch.setattr(f"{__name__}.clock", moment)


@pytest.fixture
def tied() -> House:
    house = to_tie(build()).open()
    give(house, Pien=60, Robin=48, Sam=48)
    return house


def browser(house: House, name: str) -> Client:
    return browser_of(house[name].person_id)


def invite(house: House, draws_at: str = DRAWS, who: str = "Anna"):
    return browser(house, who).post(reverse("web:invite-lot", args=["T-1"]), {"invite-draws_at": draws_at})


@pytest.fixture
def invited(tied: House) -> House:
    assert invite(tied).status_code == 302
    return tied


@pytest.fixture
def drawn(invited: House, at) -> House:
    at(DRAWS_AT)
    for who in ("Anna", "Amir"):
        assert browser(invited, who).post(LOT).status_code == 302
    return invited


def test_r13_closing_step_2_with_a_tie_across_the_cut_leads_to_the_lot(tied):
    anna = browser(tied, "Anna")
    answer = anna.post(reverse("web:close-step-2", args=["T-1"]), follow=True)
    assert answer.redirect_chain == [(LOT, 302)]
    main = answer.text.partition("<main")[2]
    assert [name in main for name in ("Robin", "Sam", "Pien")] == [True, True, False]
    assert not StepClosing.objects.filter(step=2).exists()


def test_r6_the_page_of_the_lot_tells_no_rate(tied):
    Offer.objects.update(hourly_rate="123.45")
    assert not re.search(r"123[.,]45", browser(tied, "Anna").get(LOT).text)


def test_without_a_tie_the_page_says_when_a_lot_is_needed():
    house = to_tie(build()).open()
    anna = browser(house, "Anna")
    assert "Is er een loting nodig?" in anna.get(LOT).text
    give(house, Pien=60, Robin=60, Sam=48)
    page = anna.get(LOT).text
    assert "Er valt niets te loten" in page
    assert "invite-draws_at" not in page
    assert invite(house).status_code == 422


@pytest.mark.parametrize("moment", ["", "straks", "2026-06-29T13:04", "2026-06-28T12:00", "0001-01-01T00:00"])
def test_r13_a_moment_that_is_too_soon_is_refused(tied, moment):
    assert invite(tied, moment).status_code == 422
    assert not LotDraw.objects.exists()


def test_r13_the_suppliers_that_are_equal_see_when_and_nobody_else_does(invited):
    assert all(LOT in one.text for one in Message.objects.filter(kind="lot-invited"))
    rap = browser(invited, "Rap BV")
    page = rap.get(LOT).text
    assert "maandag 29 juni 2026, 15.05\xa0uur" in page
    assert "Robin" in page
    for name in ("Sam", "Pien", "Sterk"):
        assert name not in page.partition("<main")[2]
    assert LOT in rap.get(reverse("web:bids")).text
    assert LOT in rap.get(reverse("web:work")).text
    assert browser(invited, "Otto").get(LOT).status_code == 404
    for address in ("lot-proof", "lot-minutes"):
        assert rap.get(reverse(f"web:{address}", args=["T-1"])).status_code in {403, 404}
        assert browser(invited, "Anna").get(reverse(f"web:{address}", args=["T-1"])).status_code == 404


def test_r13_nobody_draws_before_the_moment(invited):
    anna = browser(invited, "Anna")
    assert 'method="post" novalidate><input' not in anna.get(LOT).text
    assert anna.post(LOT).status_code == 422
    assert LotDraw.objects.get().drawn_at is None


def test_r13_two_people_draw_and_one_twice_is_one(invited, at):
    at(DRAWS_AT)
    anna, amir = browser(invited, "Anna"), browser(invited, "Amir")
    for _ in range(2):
        anna.post(LOT)
    assert LotDraw.objects.get().drawn_at is None
    assert "Anna nam een beurt" in amir.get(LOT).text
    assert amir.post(LOT).status_code == 302
    assert LotDraw.objects.get().drawn_at == DRAWS_AT
    assert "Anna" in amir.get(LOT).text
    assert anna.post(LOT).status_code == 422


def test_r13_the_ranking_says_what_broke_the_tie_and_leads_to_the_lot(drawn):
    page = browser(drawn, "Brenda").get(reverse("web:matrix", args=["T-1"])).text
    assert page.count(f'href="{LOT}"') == 2
    assert "loting" in page


def test_r13_everybody_concerned_gets_the_proof_and_only_who_may_know_names_the_minutes(drawn):
    proof, minutes = (reverse(f"web:{name}", args=["T-1"]) for name in ("lot-proof", "lot-minutes"))
    for who in ("Anna", "Brenda", "Aukje", "Rap BV", "Sterk BV"):
        answer = browser(drawn, who).get(proof)
        assert lot.problems(lot.read(answer.content)) == []
    for who in ("Anna", "Brenda", "Aukje"):
        assert browser(drawn, who).get(minutes).headers["Content-Type"] == "application/pdf"
    for who in ("Rap BV", "Sterk BV"):
        assert browser(drawn, who).get(minutes).status_code == 403
    for address in (proof, minutes, LOT):
        assert browser(drawn, "Bas").get(address).status_code in {403, 404}
        assert browser(drawn, "Ingrid").get(address).status_code == 403
        assert browser(drawn, "Otto").get(address).status_code in {403, 404}


def test_r13_a_supplier_reads_the_outcome_for_its_own_bid(drawn):
    told = {who: "niet op de voordracht" in browser(drawn, who).get(LOT).text for who in ("Rap BV", "Sterk BV")}
    assert sorted(told.values()) == [False, True]


def test_r13_the_outcome_of_the_draw_stands_whatever_is_corrected_later(drawn):
    before = browser(drawn, "Rap BV").get(LOT).text.partition("<h1")[2]
    lost = RankedBid.objects.get(bid__call=drawn.call, passes=False).bid
    said = {"why": "Het cv was verwisseld.", "actor": drawn["Anna"], "at": DRAWS_AT}
    correction = correcting.propose(lost.pk, "3", Decimal(60), "Toch zes jaar.", **said)
    correcting.decide(correction.pk, accept=True, actor=drawn["Amir"], at=DRAWS_AT)
    assert RankedBid.objects.get(bid=lost).passes
    assert browser(drawn, "Rap BV").get(LOT).text.partition("<h1")[2] == before
    assert "Na de loting is een score gecorrigeerd" in browser(drawn, "Brenda").get(LOT).text


def test_r13_when_others_are_equal_now_they_are_invited_before_anybody_draws(invited, at):
    agreeing.agree(invited.bids["Sam"], "3", 60, "", actor=invited["Amir"], at=AFTER)
    agreeing.agree(invited.bids["Pien"], "3", 48, "Toch minder.", actor=invited["Amir"], at=AFTER)
    anna = browser(invited, "Anna")
    assert "Er staan nu andere inschrijvingen gelijk" in anna.get(LOT).text
    at(DRAWS_AT)
    assert anna.post(LOT).status_code == 422
    assert invite(invited, "2026-06-29T20:00").status_code == 302


def test_a_lot_that_is_not_needed_any_more_says_so_and_waits_for_nobody(invited):
    agreeing.agree(invited.bids["Sam"], "3", Decimal(36), "Toch minder.", actor=invited["Amir"], at=AFTER)
    assessments.close_step_2("T-1", actor=invited["Anna"], at=AFTER)
    rap = browser(invited, "Rap BV")
    assert "Er is geen loting meer nodig" in rap.get(LOT).text
    assert LOT not in rap.get(reverse("web:work")).text
    page = browser(invited, "Anna").get(LOT).text
    assert "Is er een loting nodig?" in page
    assert "<form class=" not in page


def test_only_the_desk_invites_and_draws(invited, at):
    at(DRAWS_AT)
    for who in ("Brenda", "Aukje", "Ingrid", "Rap BV"):
        assert browser(invited, who).post(LOT).status_code == 403
        assert invite(invited, who=who).status_code == 403
    assert browser(invited, "Brenda").get(LOT).status_code == 200


def test_the_work_list_tells_when_and_then_asks_to_draw(invited, at):
    anna, work = browser(invited, "Anna"), reverse("web:work")
    assert "Er wordt geloot tussen inschrijvingen die gelijk staan" in anna.get(work).text
    at(DRAWS_AT)
    assert "Loot, met twee mensen samen" in anna.get(work).text


@pytest.fixture
def kept() -> KeyholdingHouse:
    house = build()
    kept = with_keyholders(house)
    to_tie(house)
    for name in ("Anna", "Amir"):
        kept.take_turn(name)
    bids.read_bids("T-1", actor=house["Anna"], at=AFTER)
    give(house, Pien=60, Robin=48, Sam=48)
    invite(house)
    return kept


def test_r13_keyholders_draw_with_a_passphrase_or_with_words_on_paper(kept, at):
    house = kept.house
    at(DRAWS_AT)
    anna, amir = browser(house, "Anna"), browser(house, "Amir")
    assert 'name="passphrase"' in anna.get(LOT).text
    wrong = anna.post(LOT, {"passphrase": "een heel andere wachtzin"})
    assert wrong.status_code == 422
    assert "een heel andere wachtzin" not in wrong.text
    assert anna.post(LOT, {"passphrase": PASSPHRASES["Anna"]}).status_code == 302
    paper = kept.papers["Ahmed"]
    again = amir.post(LOT, {"holder": paper.holder.pk, "words": "aap noot mies"})
    assert again.status_code == 422
    assert amir.post(LOT, {"holder": paper.holder.pk, "words": paper.words.reveal().decode()}).status_code == 302
    page = amir.get(LOT).text
    assert "met het papier van Ahmed" in page
    assert lot.problems(lot.read(bytes(LotDraw.objects.get().proof.content))) == []
