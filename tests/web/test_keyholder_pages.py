"""Pages about who keeps the keys: choosing, becoming a keyholder, another passphrase, stopping."""

import re
from base64 import b64decode
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from openinhuur.accounts.models import Person
from openinhuur.calls.actions import drafting
from openinhuur.documents import personal_keys
from openinhuur.documents.reading import read_pdf
from openinhuur.documents.shares import Secret
from openinhuur.domain.roles import Role
from openinhuur.journal.models import Entry
from openinhuur.parties.models import Keyholder, SealingChoice
from tests.apps.house import BEFORE, House, build, person
from tests.apps.keyholding import PASSPHRASES, with_keyholders
from tests.apps.test_publication import WHOLE
from tests.web.accounts import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

SUPPLIERS = {"Sterk BV", "Rap BV", "Otto"}
CLIENTS: dict[str, Client] = {}
TYPED = "zeven rode fietsen op zolder"


def on_the_day() -> datetime:
    """The clock of these pages."""
    return BEFORE


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.CLOCK = "tests.web.test_keyholder_pages.on_the_day"
    CLIENTS.clear()


@pytest.fixture
def house(db: None) -> House:
    """A desk that has not chosen yet."""
    house = build()
    SealingChoice.objects.all().delete()
    return house


def browser(house: House, name: str) -> Client:
    if name not in CLIENTS:
        CLIENTS[name] = signed_in(account(Person.objects.get(pk=house[name].person), with_app=name not in SUPPLIERS))
    return CLIENTS[name]


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def address(name: str = "keyholders", *more: object) -> str:
    return reverse(f"web:{name}", args=more)


def becomes(house: House, name: str, passphrase: str = TYPED, again: str | None = None):
    typed = {"passphrase": passphrase, "again": passphrase if again is None else again}
    return browser(house, name).post(address("become-keyholder"), typed)


def test_the_page_says_that_nobody_chose_and_who_may(house: House) -> None:
    assert "Er is nog niet gekozen" in text(browser(house, "Anna").get(address()))
    assert "De beheerder van de inhuurdesk kiest." in text(browser(house, "Anna").get(address()))
    assert address("choose-sealing") in browser(house, "Abel").get(address()).content.decode()


def test_the_administrator_chooses_people(house: House) -> None:
    sent = {"sealed_by": "keyholders", "needed": "2", "holders": "3", "reason": ""}
    response = browser(house, "Abel").post(address("choose-sealing"), sent, follow=True)
    assert "Er moeten nog 3 mensen sleutelhouder worden" in text(response)
    assert SealingChoice.objects.get().chosen_by_id == house["Abel"].person


def test_the_server_keeps_the_keys_with_a_reason_only(house: House) -> None:
    sent = {"sealed_by": "server", "needed": "", "holders": "", "reason": "ja"}
    refused = browser(house, "Abel").post(address("choose-sealing"), sent)
    assert refused.status_code == 422
    assert "#id_reason" in refused.content.decode()
    sent["reason"] = "Bij deze desk werken twee mensen."
    assert "Aanvragen kunnen worden gepubliceerd." in text(
        browser(house, "Abel").post(address("choose-sealing"), sent, follow=True)
    )


@pytest.mark.parametrize(("needed", "holders"), [("1", "3"), ("3", "2"), ("2", "17"), ("", ""), ("x", "y")])
def test_what_cannot_be_split_is_refused(house: House, needed: str, holders: str) -> None:
    sent = {"sealed_by": "keyholders", "needed": needed, "holders": holders, "reason": ""}
    assert browser(house, "Abel").post(address("choose-sealing"), sent).status_code == 422
    assert not SealingChoice.objects.exists()


def test_a_new_keyholder_sees_the_words_and_the_paper_this_one_time(house: House) -> None:
    response = becomes(house, "Anna")
    page = response.content.decode()
    words = re.findall(r'<li lang="en">(\w+)</li>', page)
    assert len(words) == 33
    assert "no-store" in response["Cache-Control"]
    key = Keyholder.objects.get().key
    assert personal_keys.open_with_words(key, Secret.typed(" ".join(words))) is not None
    assert personal_keys.open_with_passphrase(key, Secret.typed(TYPED)) is not None
    pdf = b64decode(re.search(r"base64,([A-Za-z0-9+/=]+)", page)[1])
    said = " ".join(read_pdf(pdf).pages)
    assert all(word in said for word in words)
    again = browser(house, "Anna").get(address()).content.decode()
    assert not any(f">{word}<" in again for word in words)
    assert becomes(house, "Anna").status_code == 422
    assert Keyholder.objects.count() == 1


def test_what_is_typed_never_comes_back_and_stands_nowhere(house: House) -> None:
    for response in (
        becomes(house, "Anna", "anna"),
        becomes(house, "Anna", TYPED, TYPED + " x"),
        becomes(house, "Anna", TYPED, ""),
        becomes(house, "Anna", "lang" * 300),
    ):
        assert response.status_code == 422
        page = response.content.decode()
        assert TYPED not in page
        assert "lang" * 20 not in page
    assert not Keyholder.objects.exists()
    becomes(house, "Anna")
    assert not [one for one in Entry.objects.all() if TYPED in str(one.facts)]


def test_an_error_report_hides_what_was_typed(house: House, settings, client) -> None:
    """Django leaves these fields out of what it reports, as the view says."""
    from django.test import RequestFactory  # noqa: PLC0415

    from openinhuur.web.keyholders import become  # noqa: PLC0415

    request = RequestFactory().post("/", {"passphrase": TYPED, "again": TYPED})
    request.actor, request.at = house["Sterk BV"], BEFORE
    response = become(request)
    assert response.status_code == 403
    assert {"passphrase", "again"} <= set(request.sensitive_post_parameters)
    del settings, client


def test_a_passphrase_is_changed_by_who_knows_it(house: House) -> None:
    becomes(house, "Anna")
    new = "acht blauwe kragen aan de wand"
    wrong = {"old": "iets heel anders dan dat", "new": new, "again": new}
    refused = browser(house, "Anna").post(address("change-passphrase"), wrong)
    assert (refused.status_code, new in refused.content.decode()) == (422, False)
    browser(house, "Anna").post(address("change-passphrase"), wrong | {"old": TYPED})
    assert personal_keys.open_with_passphrase(Keyholder.objects.get().key, Secret.typed(new)) is not None


def test_a_key_is_given_up_by_its_holder_or_the_administrator_only(house: House) -> None:
    kept = with_keyholders(house)
    anna, amir = (kept.papers[name].holder.pk for name in ("Anna", "Amir"))
    assert browser(house, "Anna").get(address("end-keyholder", amir)).status_code == 403
    assert browser(house, "Anna").post(address("end-keyholder", amir)).status_code == 403
    assert browser(house, "Anna").get(address("end-keyholder", anna)).status_code == 200
    assert browser(house, "Anna").post(address("end-keyholder", anna)).status_code == 302
    assert browser(house, "Abel").post(address("end-keyholder", amir)).status_code == 302
    assert Keyholder.objects.filter(ended_at__isnull=True).count() == 1
    assert browser(house, "Abel").post(address("end-keyholder", amir)).status_code == 404


def test_calls_behind_the_keys_are_named_with_who_can_open_them(house: House) -> None:
    with_keyholders(house)
    house.publish()
    said = text(browser(house, "Abel").get(address()))
    assert "Nodig: 2 van Ahmed, Amir, Anna." in said


def test_nobody_else_comes_here(house: House) -> None:
    stranger = person("Dirk", house.other_buyer, Role.BUYER)
    house.people["Dirk"] = stranger
    for name in ("Brenda", "Dirk", "Aukje", "Ingrid", "Sterk BV", "Berend"):
        for page in ("keyholders", "choose-sealing", "become-keyholder", "change-passphrase"):
            assert browser(house, name).get(address(page)).status_code in {403, 404}, (name, page)
        assert becomes(house, name).status_code in {403, 404}
    assert not Keyholder.objects.exists()


def test_the_administrator_does_not_become_a_keyholder_and_the_desk_does_not_choose(house: House) -> None:
    assert becomes(house, "Abel").status_code == 403
    assert browser(house, "Anna").post(address("choose-sealing"), {"sealed_by": "server"}).status_code == 403


def test_the_work_list_leads_here_while_a_call_waits_for_it(house: House) -> None:
    for name in ("Anna", "Abel"):
        assert address() not in browser(house, name).get(reverse("web:work")).content.decode()
    drafting.start(house.category_id, content={**WHOLE, "number": "T-9"}, actor=house["Amir"], at=BEFORE)
    for name in ("Anna", "Abel"):
        assert address() in browser(house, name).get(reverse("web:work")).content.decode()
    for name in PASSPHRASES:
        if name in house.people:
            becomes(house, name, PASSPHRASES[name])
    browser(house, "Abel").post(
        address("choose-sealing"), {"sealed_by": "keyholders", "needed": "2", "holders": "2", "reason": ""}
    )
    assert address() not in browser(house, "Anna").get(reverse("web:work")).content.decode()


def test_it_reads_in_english_too(house: House) -> None:
    with translation.override("en"):
        assert "Who keeps the keys of sealed bids?" in text(browser(house, "Abel").get(address()))
        assert "If a passphrase is lost" in text(browser(house, "Abel").get(address()))
