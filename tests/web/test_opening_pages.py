"""Pages of the opening: turns in two browsers, what holds it back, reading on, double offers, the minutes."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from openinhuur.accounts.models import Person
from openinhuur.bids import actions as bids
from openinhuur.bids.double_offers import doubles_of
from openinhuur.bids.models import Bid, DoubleOffer, Minutes, Offer, Opening, OpeningTurn
from openinhuur.calls import actions as calls
from openinhuur.calls.actions import withdrawing
from openinhuur.domain.sealing import ATTEMPTS
from openinhuur.journal.models import Entry
from openinhuur.web import opening as views
from openinhuur.wording.refusals import STATUS
from tests.apps.house import AFTER, CLOSES, IN_TIME, PUBLISHED, House, build, sealed_file
from tests.apps.keyholding import PASSPHRASES, KeyholdingHouse, with_keyholders
from tests.web.accounts import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

CLOCK = {"at": AFTER}
CLIENTS: dict[str, Client] = {}
SUPPLIERS = {"Sterk BV", "Rap BV", "Otto"}
WHY = "Sterk BV heeft geen getekende machtiging van de kandidaat."


def on_the_day() -> datetime:
    """The clock of these pages."""
    return CLOCK["at"]


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.CLOCK = "tests.web.test_opening_pages.on_the_day"
    CLOCK["at"] = AFTER
    CLIENTS.clear()


@pytest.fixture
def house(db: None) -> House:
    """A published call with two bids in its vault, of which the server keeps the key."""
    house = build().publish()
    house.bid("Sterk BV", "Pien Herkenbaar", "123.45")
    house.bid("Rap BV", "Robin")
    return house


@pytest.fixture
def kept(db: None) -> KeyholdingHouse:
    """The same, with the key split over Anna, Amir and Ahmed."""
    kept = with_keyholders(build())
    kept.house.publish().bid("Sterk BV", "Pien")
    return kept


def browser(house: House, name: str) -> Client:
    """Somebody signed in; the same browser each time in one test."""
    if name not in CLIENTS:
        CLIENTS[name] = signed_in(account(Person.objects.get(pk=house[name].person), with_app=name not in SUPPLIERS))
    return CLIENTS[name]


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def address(name: str = "opening", *more: object) -> str:
    return reverse(f"web:{name}", args=["T-1", *more])


def looks(house: House, name: str) -> str:
    response = browser(house, name).get(address())
    assert response.status_code == 200
    return text(response)


def takes_turn(house: House, name: str, **typed: object):
    return browser(house, name).post(address(), typed, follow=True)


def opened(house: House, reader: str = "Anna") -> None:
    for name in ("Anna", "Amir"):
        takes_turn(house, name)
    browser(house, reader).post(address("read-bids"))


# Before the deadline


def test_before_the_deadline_nobody_sees_how_many_there_are_or_takes_a_turn(house: House) -> None:
    CLOCK["at"] = CLOSES - timedelta(milliseconds=1)
    for name in ("Anna", "Brenda", "Aukje"):
        said = looks(house, name)
        assert "De inschrijvingen zijn verzegeld" in said
        assert "in de kluis." not in said
        assert "Neem uw beurt" not in said
    refused = takes_turn(house, "Anna")
    assert refused.status_code == STATUS["still-sealed"]
    assert not OpeningTurn.objects.exists()
    assert Entry.objects.filter(event="access.refused", facts__refusal="still-sealed").count() == 1


def test_it_says_which_keyholders_can_come(kept: KeyholdingHouse) -> None:
    CLOCK["at"] = IN_TIME
    said = looks(kept.house, "Anna")
    assert "2 van deze 3 sleutelhouders" in said
    assert said.count("kan een beurt nemen") == 3


# Turns


def test_two_people_each_take_their_turn_in_their_own_browser(house: House) -> None:
    assert "Er liggen 2 inschrijvingen in de kluis." in looks(house, "Anna")
    said = text(takes_turn(house, "Anna"))
    assert "nog 1 persoon nodig" in said
    assert "Anna nam een beurt" in said
    assert "nog 1 ander nodig" in said
    assert not Opening.objects.exists()
    assert "Neem uw beurt en open de kluis" in looks(house, "Brenda")
    assert "De kluis is open." in text(takes_turn(house, "Brenda"))
    opening = Opening.objects.get()
    assert {opening.first_opener_id, opening.second_opener_id} == {house["Anna"].person, house["Brenda"].person}


def test_r19_one_person_who_presses_again_opens_nothing(house: House) -> None:
    for _ in range(3):
        takes_turn(house, "Anna")
    assert (OpeningTurn.objects.count(), Opening.objects.exists()) == (1, False)


def test_a_turn_holds_for_an_hour_and_is_shown_no_longer(house: House) -> None:
    takes_turn(house, "Anna")
    CLOCK["at"] = AFTER + timedelta(hours=1)
    assert "Beurten genomen: 0 van 2" in looks(house, "Amir")
    takes_turn(house, "Amir")
    assert not Opening.objects.exists()


def test_keyholders_open_with_passphrases_that_never_come_back_on_a_page(kept: KeyholdingHouse) -> None:
    house = kept.house
    said = takes_turn(house, "Anna", passphrase="niet deze wachtzin hoor").content.decode()  # noqa: S106
    assert "Dit is niet uw wachtzin" in said
    assert "niet deze wachtzin hoor" not in said
    assert not OpeningTurn.objects.exists()
    takes_turn(house, "Anna", passphrase=PASSPHRASES["Anna"])
    response = takes_turn(house, "Amir", passphrase=PASSPHRASES["Amir"])
    assert PASSPHRASES["Amir"] not in response.content.decode()
    assert Opening.objects.exists()


def test_an_empty_passphrase_is_asked_for_beside_the_field(kept: KeyholdingHouse) -> None:
    response = takes_turn(kept.house, "Anna", passphrase="")
    assert response.status_code == 422
    assert "#id_passphrase" in response.content.decode()


def test_after_five_wrong_passphrases_there_is_a_pause(kept: KeyholdingHouse) -> None:
    for _ in range(ATTEMPTS):
        takes_turn(kept.house, "Anna", passphrase="steeds weer iets anders")  # noqa: S106
    said = text(takes_turn(kept.house, "Anna", passphrase=PASSPHRASES["Anna"]))
    assert "te vaak" in said
    assert not OpeningTurn.objects.exists()


def test_the_paper_of_an_absent_keyholder_counts_as_a_turn(kept: KeyholdingHouse) -> None:
    house = kept.house
    takes_turn(house, "Anna", passphrase=PASSPHRASES["Anna"])
    ahmed = kept.papers["Ahmed"]
    words = ahmed.words.reveal().decode()
    wrong = takes_turn(house, "Brenda", holder=ahmed.holder.pk, words="academic acid " * 16)
    assert "academic acid" not in wrong.content.decode()
    assert not Opening.objects.exists()
    response = takes_turn(house, "Brenda", holder=ahmed.holder.pk, words=words)
    assert words not in response.content.decode()
    assert "met het papier van Ahmed" in text(response)
    assert Opening.objects.exists()


def test_a_paper_of_somebody_elses_vault_is_no_choice(kept: KeyholdingHouse) -> None:
    response = takes_turn(kept.house, "Brenda", holder=999_999_999, words="een twee drie")
    assert response.status_code == 422
    assert "een twee drie" not in response.content.decode()


def test_what_holds_the_opening_back_is_named_with_a_link(house: House) -> None:
    calls.ask("T-1", "Mag dit?", actor=house["Sterk BV"], at=PUBLISHED)
    withdrawing.ask("T-1", "De functie is vervallen na een reorganisatie.", is_signed=False, actor=house["Brenda"],
                    at=IN_TIME)  # fmt: skip
    page = browser(house, "Anna").get(address()).content.decode()
    assert reverse("web:questions", args=["T-1"]) in page[page.index("held-back") :]
    assert reverse("web:withdraw-call", args=["T-1"]) in page
    takes_turn(house, "Anna")
    assert "Eerst moet zijn afgehandeld" in looks(house, "Amir")
    assert takes_turn(house, "Amir").status_code == 422
    assert not Opening.objects.exists()


# Reading, and what came out


def test_reading_on_goes_a_few_at_a_time_and_ends_with_the_minutes(house: House, monkeypatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 1)
    for name in ("Anna", "Amir"):
        takes_turn(house, name)
    assert "0 van 2 inschrijvingen behandeld" in looks(house, "Anna")
    browser(house, "Anna").post(address("read-bids"))
    assert "1 van 2 inschrijvingen behandeld" in looks(house, "Brenda")
    browser(house, "Brenda").post(address("read-bids"))
    said = looks(house, "Aukje")
    assert "Alle inschrijvingen zijn behandeld: 2 van 2 geopend" in said
    assert "Proces-verbaal 1 (pdf)" in said


def test_a_page_follows_the_reading_until_the_minutes_are_there(house: House) -> None:
    """They are made a moment after the last bid was read; who looked on just then never saw them come."""

    def follows() -> list[bool]:
        page = browser(house, "Aukje").get(address()).content.decode()
        return [one in page for one in ("data-reading", "web/opening.")]

    opened(house)
    assert follows() == [False, False]
    Minutes.objects.all().delete()
    assert "Alle inschrijvingen zijn behandeld" in looks(house, "Aukje")
    assert follows() == [True, True]


def test_r6_neither_the_page_nor_the_minutes_tell_a_rate_or_a_candidate(house: House) -> None:
    opened(house)
    for name in ("Anna", "Brenda", "Aukje"):
        said = looks(house, name)
        assert "Sterk BV" in said
        for secret in ("Herkenbaar", "123,45", "123.45"):
            assert secret not in said, secret
        paper = browser(house, name).get(address("minutes", 1))
        assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
        assert "no-store" in paper["Cache-Control"]


def test_a_bid_that_does_not_open_is_shown_with_why_and_can_be_tried_again(house: House) -> None:
    whole = sealed_file(house.bids["Robin"]).read_bytes()
    sealed_file(house.bids["Robin"]).write_bytes(b"weg")
    opened(house)
    said = looks(house, "Anna")
    assert "1 van 2 geopend" in said
    assert "Ontsleutelen lukt niet" in said
    sealed_file(house.bids["Robin"]).write_bytes(whole)
    browser(house, "Anna").post(address("read-bids"), {"again": "1"})
    assert "2 van 2 geopend" in looks(house, "Anna")
    assert "Proces-verbaal 2" in looks(house, "Anna")


def test_a_hostile_cv_is_a_finding_with_its_reason(house: House) -> None:
    house.bid("Rap BV", "Ranja", cv=b"PK\x03\x04 geen pdf")
    opened(house)
    said = looks(house, "Anna")
    assert "Het cv kon niet worden gelezen: " in said
    assert "3 van 3 geopend" in said


def test_what_came_late_lapsed_or_was_withdrawn_is_told(house: House) -> None:
    gone = house.bid("Rap BV", "Ranja")
    bids.withdraw(gone, actor=house["Rap BV"], at=IN_TIME)
    with pytest.raises(Exception, match="deadline-passed"):
        house.bid("Rap BV", "Ruud", at=CLOSES)
    assert "09.00.00,000" in looks(house, "Anna")
    opened(house)
    said = looks(house, "Brenda")
    assert "ingetrokken" in said
    assert "Rap BV: maandag 29 juni 2026, 09.00.00,000" in said


def test_the_auditor_reads_along_and_does_nothing(house: House) -> None:
    assert "Neem uw beurt" not in looks(house, "Aukje")
    assert takes_turn(house, "Aukje").status_code == 403
    opened(house)
    assert browser(house, "Aukje").post(address("read-bids")).status_code == 403
    assert browser(house, "Aukje").post(address("double-offer"), {"seen": ""}).status_code == 403


def test_others_see_none_of_it(house: House) -> None:
    opened(house)
    for name in ("Sterk BV", "Rap BV", "Otto", "Bas", "Ingrid", "Abel"):
        for page in (address(), address("minutes", 1)):
            assert browser(house, name).get(page).status_code in {403, 404}, (name, page)
        for page in (address(), address("read-bids")):
            assert browser(house, name).post(page).status_code in {403, 404}, (name, page)
    assert browser(house, "Anna").get(address("minutes", 2)).status_code == 404
    assert browser(house, "Anna").get(reverse("web:opening", args=["T-404"])).status_code == 404


# One candidate, several suppliers (R25)


@pytest.fixture
def doubled(house: House) -> House:
    house.bids["rap"] = house.bid("Rap BV", "pien  herkenbaar")
    opened(house)
    return house


def test_r25_a_double_offer_is_decided_on_the_page(doubled: House) -> None:
    said = looks(doubled, "Anna")
    assert "Eén kandidaat, meer leveranciers" in said
    assert "Besluit" not in looks(doubled, "Brenda").partition("Eén kandidaat, meer leveranciers")[2][:600]
    key = doubles_of(doubled.call)[0].key
    sent = {"seen": key, "decision": "1", "reason": "nee"}  # Rap BV, Sterk BV
    refused = browser(doubled, "Anna").post(address("double-offer"), sent)
    assert refused.status_code == 422
    browser(doubled, "Anna").post(address("double-offer"), sent | {"reason": WHY})
    decision = DoubleOffer.objects.get()
    assert (decision.set_aside_id, decision.reason) == (doubled.bids["Pien Herkenbaar"], WHY)
    said = looks(doubled, "Aukje")
    assert WHY in said
    assert "de inschrijving van Sterk BV is terzijde gelegd" in said


def test_r25_what_was_decided_or_changed_meanwhile_is_not_decided_again(doubled: House) -> None:
    key = doubles_of(doubled.call)[0].key
    sent = {"seen": key, "decision": "stand", "reason": WHY}
    assert browser(doubled, "Anna").post(address("double-offer"), sent).status_code == 302
    assert browser(doubled, "Amir").post(address("double-offer"), sent).status_code == 409
    assert browser(doubled, "Amir").post(address("double-offer"), {"seen": "x" * 5000}).status_code == 409
    assert DoubleOffer.objects.count() == 1


def test_r25_a_bid_that_is_not_part_of_it_is_no_choice(doubled: House) -> None:
    key = doubles_of(doubled.call)[0].key
    for other in (str(doubled.bids["Robin"]), "2", "-1"):
        sent = {"seen": key, "decision": other, "reason": WHY}
        assert browser(doubled, "Anna").post(address("double-offer"), sent).status_code == 422
    assert Bid.objects.filter(set_aside_at__isnull=False).count() == 0


# Around it


def test_the_work_list_leads_to_the_opening_and_english_is_complete(house: House) -> None:
    work = browser(house, "Anna").get(reverse("web:work")).content.decode()
    assert address() in work
    with translation.override("en"):
        page = text(browser(house, "Anna").get(address()))
    assert "Open the bids together" in page
    assert "Take your turn" in page


def test_the_page_does_not_become_slower_with_more_bids(house: House, django_assert_max_num_queries) -> None:
    for number in range(12):
        house.bid("Rap BV", f"Kandidaat {number}")
    opened(house)
    browser(house, "Anna").post(address("read-bids"))
    assert Offer.objects.count() == 14
    with django_assert_max_num_queries(40):
        browser(house, "Anna").get(address())
