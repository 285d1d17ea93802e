"""Pages on which a defect is asked from all bids with it, and mended by who was asked; nobody else sees them."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openinhuur.assessments.models import Repair, RepairRequest
from openinhuur.bids.models import Offer
from openinhuur.domain.roles import Role
from openinhuur.letters.models import Message
from tests.apps.house import AFTER, House, build, person
from tests.web.accounts import browser_of
from tests.web.test_bid_pages import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

DEFECT, TEXT = "too-few-references", "Noem nog een referentie."
DUE = "2026-06-30T09:00"
clock = AFTER


@pytest.fixture(autouse=True)
def _browsers() -> None:
    browser_of.cache_clear()


def now() -> datetime:
    """The clock of these pages."""
    return clock


@pytest.fixture(autouse=True)
def _clock(settings, monkeypatch) -> None:
    settings.CLOCK = f"{__name__}.now"
    monkeypatch.setattr(f"{__name__}.clock", AFTER)


@pytest.fixture
def house() -> House:
    """Robin and Sam have one reference where two are asked; Pien is in order."""
    house = build().publish(cv_rules_broken="repair")
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", references=("Gemeente A, griffier",))
    house.bid("Sterk BV", "Sam", references=("Gemeente B, griffier",))
    return house.open()


def browser(house: House, name: str) -> Client:
    return browser_of(house[name].person_id)


def said(text: str = TEXT, due_at: str = DUE, defect: str = DEFECT) -> dict[str, str]:
    return {"defect": defect, f"{defect}-text": text, f"{defect}-due_at": due_at}


ASK = "/aanvragen/T-1/eisen/herstellen/"


def mend_address(house: House, candidate: str = "Robin") -> str:
    return reverse("web:mend-bid", args=[house.bids[candidate]])


def references(text: str = "Gemeente A\nGemeente C", **more: str) -> dict[str, str]:
    return {"defect": DEFECT, f"{DEFECT}-references": text, "whole": "1", **more}


@pytest.fixture
def asked(house: House) -> House:
    assert browser(house, "Anna").post(ASK, said()).status_code == 302
    return house


def test_the_matrix_of_step_1_leads_to_what_can_be_mended(house):
    anna = browser(house, "Anna")
    assert ASK in anna.get(reverse("web:requirements", args=["T-1"])).text
    page = anna.get(ASK).text
    assert [name in page for name in ("Robin", "Sam", "Pien")] == [True, True, False]
    assert "Vraag het bij alle 2 inschrijvingen" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "nee"},
        {"due_at": ""},
        {"due_at": "morgen"},
        {"due_at": "2026-06-29T08:00"},
        {"due_at": "0001-01-01T00:00"},
        {"defect": "cv-too-long"},
        {"defect": "hourly-rate"},
        {"defect": "x" * 200},
        {"text": "a\0b"},
    ],
)
def test_what_cannot_be_asked_is_refused_and_what_was_typed_is_kept(house, wrong):
    answer = browser(house, "Anna").post(ASK, said(**wrong))
    assert answer.status_code == 422
    assert not RepairRequest.objects.exists()
    if "due_at" in wrong:
        assert TEXT in answer.text


def test_everybody_with_the_defect_is_asked_once_and_the_e_mail_leads_to_the_page(asked):
    links = {
        one.text.partition("/inschrijvingen/")[2].split("/")[0] for one in Message.objects.filter(kind="repair-asked")
    }
    assert links == {str(asked.bids["Robin"]), str(asked.bids["Sam"])}
    anna = browser(asked, "Anna")
    assert anna.post(ASK, said()).status_code == 422
    page = anna.get(ASK).text
    assert "Hersteld: 0 van 2" in page
    assert "<form class=" not in page


def test_a_supplier_mends_what_was_asked_and_only_that(asked):
    rap, address = browser(asked, "Rap BV"), mend_address(asked)
    assert address in rap.get(reverse("web:bids")).text
    assert address in rap.get(reverse("web:work")).text
    page = rap.get(address).text
    assert TEXT in page
    assert "Gemeente A, griffier" in page
    assert 'type="file"' not in page
    rate = Offer.objects.get(bid=asked.bids["Robin"]).hourly_rate
    sent = references(**{f"{DEFECT}-cv": "x", "hourly_rate": "1.00", f"{DEFECT}-hourly_rate": "1.00"})
    assert rap.post(address, sent).status_code == 302
    offer = Offer.objects.get(bid=asked.bids["Robin"])
    assert (offer.references, offer.hourly_rate, offer.findings) == (["Gemeente A", "Gemeente C"], rate, [])
    assert "Dit is nu in orde." in rap.get(address).text
    assert address not in rap.get(reverse("web:work")).text
    assert "Hersteld: 1 van 2" in browser(asked, "Amir").get(ASK).text


@pytest.mark.parametrize(
    "sent",
    [
        references(""),
        references("\n".join(["Gemeente"] * 50)),
        references("a\0b"),
        {"defect": DEFECT, f"{DEFECT}-references": "Gemeente A"},
    ],
    ids=["empty", "too many", "a sign that cannot be kept", "broken off"],
)
def test_what_is_not_an_answer_is_refused(asked, sent):
    assert browser(asked, "Rap BV").post(mend_address(asked), sent).status_code == 422
    assert Repair.objects.filter(answered_at__isnull=False).count() == 0


def test_another_defect_than_was_asked_is_not_mended(asked):
    rap = browser(asked, "Rap BV")
    assert rap.post(mend_address(asked), {"defect": "cv-too-long", "whole": "1"}).status_code in {404, 409, 422}
    assert rap.post(mend_address(asked), {}).status_code in {404, 409, 422}


def test_r8_the_term_is_held_to_the_last_byte(asked, monkeypatch):
    rap = browser(asked, "Rap BV")
    due_at = RepairRequest.objects.get().due_at
    monkeypatch.setattr(f"{__name__}.clock", due_at)
    assert "<form class=" not in rap.get(mend_address(asked)).text
    assert rap.post(mend_address(asked), references()).status_code == 422
    monkeypatch.setattr(f"{__name__}.clock", due_at - timedelta(milliseconds=1))
    assert rap.post(mend_address(asked), references()).status_code == 302


def test_nobody_sees_or_mends_the_bid_of_another(asked):
    for who in ("Sterk BV", "Otto"):
        stranger = browser(asked, who)
        assert stranger.get(mend_address(asked)).status_code == 404
        assert stranger.post(mend_address(asked), references()).status_code == 404
    for who in ("Anna", "Brenda", "Aukje", "Bas"):
        assert browser(asked, who).get(mend_address(asked)).status_code == 403
    rap = browser(asked, "Rap BV")
    assert rap.get(reverse("web:mend-bid", args=[uuid4()])).status_code == 404
    assert browser(asked, "Sterk BV").get(mend_address(asked, "Pien")).status_code == 404
    for who in ("Brenda", "Aukje", "Rap BV"):
        assert browser(asked, who).get(ASK).status_code == 403
        assert browser(asked, who).post(ASK, said()).status_code == 403


def test_r22_who_did_not_declare_sees_no_defects(house):
    house.people["Dirk"] = person("Dirk", house.desk, Role.DESK)
    assert browser(house, "Dirk").get(ASK).status_code in {403, 409}


def test_where_the_call_says_otherwise_nothing_can_be_asked(settings):
    house = build().publish(cv_rules_broken="not-met")
    house.bid("Rap BV", "Robin", references=("Gemeente A, griffier",))
    anna = browser(house.open(), "Anna")
    page = anna.get(ASK).text
    assert "De aanvraag zegt niet dat dit hersteld kan worden." in page
    assert "<form class=" not in page
    assert anna.post(ASK, said()).status_code == 422


def test_a_cv_is_mended_with_a_file_that_is_looked_through(settings):
    house = build().publish(cv_rules_broken="repair", cv_language="en")
    house.bid("Rap BV", "Robin")
    anna = browser(house.open(), "Anna")
    assert anna.post(ASK, said(defect="cv-other-language")).status_code == 302
    rap, address = browser(house, "Rap BV"), mend_address(house)
    assert 'type="file"' in rap.get(address).text
    defect = {"defect": "cv-other-language"}
    assert rap.post(address, {**defect, "whole": "1"}).status_code == 422
    bad = {**defect, "cv-other-language-cv": pdf(b"MZ"), "whole": "1"}
    assert rap.post(address, bad).status_code == 422
    before = Offer.objects.get(bid=house.bids["Robin"]).cv_id
    good = {**defect, "cv-other-language-cv": pdf(), "whole": "1"}
    assert rap.post(address, good).status_code == 302
    assert Offer.objects.get(bid=house.bids["Robin"]).cv_id != before
    assert "Nog steeds gevonden" in rap.get(address).text


def test_the_desk_finds_in_its_work_list_what_to_ask_and_what_waits(house):
    anna, work = browser(house, "Anna"), reverse("web:work")
    assert "vraag om herstel" in anna.get(work).text
    anna.post(ASK, said())
    page = anna.get(work).text
    assert "vraag om herstel" not in page
    for bid_id in house.bids.values():
        anna.post(reverse("web:judge-rest", args=["T-1", bid_id]))
    assert "Leveranciers herstellen hun inschrijving" in anna.get(work).text
