"""Pages of a correction, a withdrawal and a confirmation: written, looked at by a second person, read by everybody."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from openinhuur.accounts.models import Person
from openinhuur.bids.models import BidConfirmation
from openinhuur.calls import corrected
from openinhuur.calls.actions import correcting
from openinhuur.calls.models import Correction, Withdrawal
from openinhuur.flow import correcting as flow
from openinhuur.flow import withdrawing
from tests.apps.house import CLOSES, PUBLISHED, House, build
from tests.web.accounts import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

EARLY = PUBLISHED + timedelta(days=2)
WHY = "Een vraag liet zien dat dit er verkeerd stond."
CLOCK = {"at": EARLY}
CLIENTS: dict[str, Client] = {}


def on_the_day() -> datetime:
    """The clock of these pages."""
    return CLOCK["at"]


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.CLOCK = "tests.web.test_correction_pages.on_the_day"
    CLOCK["at"] = EARLY
    CLIENTS.clear()


@pytest.fixture
def house(db: None) -> House:
    house = build().publish(description=[("De opdracht", "Notuleren.")])
    house.bid("Sterk BV", "Pien", at=PUBLISHED + timedelta(days=1))
    return house


def browser(house: House, name: str) -> Client:
    """Somebody signed in; the same browser each time in one test."""
    if name not in CLIENTS:
        needs_app = name not in {"Sterk BV", "Rap BV", "Otto"}
        CLIENTS[name] = signed_in(account(Person.objects.get(pk=house[name].person), with_app=needs_app))
    return CLIENTS[name]


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def address(name: str) -> str:
    return reverse(f"web:{name}", args=["T-1"])


def fields(page: str) -> dict[str, object]:
    """What a browser would send back of a form that nobody touched."""
    found: dict[str, object] = {}
    main = page[page.index("<main") :]
    for tag in re.findall(r"<input[^>]*>", main):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if not name or (' type="checkbox"' in tag and " checked" not in tag) or 'name="csrf' in tag:
            continue
        if ' type="checkbox"' in tag or name[1] == "place":
            found.setdefault(name[1], []).append(value[1])  # type: ignore[attr-defined]
        else:
            found[name[1]] = value[1] if value else ""
    found |= dict(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', main, re.DOTALL))
    for name, inside in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', main, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        found[name] = chosen[1] if chosen else ""
    return found


def write(house: House, said: dict[str, str], who: str = "Anna") -> Correction:
    return flow.write("T-1", said, reason=WHY, actor=house[who], at=EARLY)


def publish(house: House) -> Correction:
    seen = corrected.fingerprint(Correction.objects.latest("number"))
    return flow.publish("T-1", seen=seen, actor=house["Amir"], at=EARLY)


# Writing


def test_a_form_that_nobody_touched_changes_nothing(house: House) -> None:
    client = browser(house, "Anna")
    page = client.get(address("correct-call"))
    assert page.status_code == 200
    answer = client.post(address("correct-call"), fields(page.content.decode()) | {"reason": WHY})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.content.decode()
    assert not Correction.objects.exists()


def test_what_is_changed_on_the_form_waits_for_a_second_person(house: House) -> None:
    client = browser(house, "Brenda")
    said = fields(client.get(address("correct-call")).content.decode())
    changed = {"reason": WHY, "hours_per_week": "32", "requirements.r1.text": "Anders", "working_days": ["mon", "fri"]}
    answer = client.post(address("correct-call"), said | changed)
    assert answer.headers["Location"] == address("correction")
    found = {one["path"]: one["after"] for one in Correction.objects.get().changes}
    assert found == {"hours_per_week": "32", "requirements.r1.text": "Anders", "working_days": "mon,fri"}


def test_days_that_are_all_ticked_off_are_a_change_too(house: House) -> None:
    client = browser(house, "Anna")
    said = fields(client.get(address("correct-call")).content.decode())
    said.pop("working_days")
    client.post(address("correct-call"), said | {"reason": WHY})
    assert Correction.objects.get().changes[0]["after"] == ""


def test_what_was_typed_is_kept_beside_what_is_wrong(house: House) -> None:
    client = browser(house, "Anna")
    answer = client.post(address("correct-call"), {"hours_per_week": "veel", "reason": "Daarom."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#hours_per_week"' in page
    assert 'value="veel"' in page
    assert "Daarom." in page
    assert "In de aanvraag staat nu: 36" in text(answer)


def test_a_text_that_nobody_touched_is_no_change_however_a_browser_ends_its_lines(house: House) -> None:
    said = {"description.d1.text": "Notuleren.\r\nElke week.", "hours_per_week": "veel", "reason": WHY}
    write(house, {"description.d1.text": "Notuleren.\nElke week."})
    publish(house)
    answer = browser(house, "Anna").post(address("correct-call"), said)
    assert text(answer).count("In de aanvraag staat nu") == 1


@pytest.mark.parametrize("name", ["reason", "not_material_reason"])
def test_a_reason_that_lacks_is_asked_at_its_field(house: House, name: str) -> None:
    said = {"hours_per_week": "32", "reason": WHY, name: "typfout"}
    answer = browser(house, "Anna").post(address("correct-call"), said)
    assert answer.status_code == 422
    assert f'href="#{name}"' in answer.content.decode()


def test_later_dates_are_proposed_and_nothing_is_saved_yet(house: House) -> None:
    client = browser(house, "Anna")
    CLOCK["at"] = CLOSES - timedelta(days=3)
    refused = client.post(address("correct-call"), {"hours_per_week": "32", "reason": WHY})
    assert refused.status_code == 422
    assert "Vul latere datums in" in text(refused)
    filled = client.post(address("correct-call"), {"hours_per_week": "32", "reason": WHY, "later": "1"})
    assert filled.status_code == 200
    assert not Correction.objects.exists()
    page = filled.content.decode()
    assert 'value="2026-07-06T09:00"' in page
    assert 'value="32"' in page
    assert client.post(address("correct-call"), fields(page)).status_code == 302


def test_what_is_frozen_is_told_with_what_is_possible(house: House) -> None:
    page = browser(house, "Anna").get(address("correct-call"))
    assert "Plaatsen op de voordracht" in text(page)
    assert address("withdraw-call") in page.content.decode()
    assert 'name="shortlist_size"' not in page.content.decode()
    refused = browser(house, "Anna").post(address("correct-call"), {"shortlist_size": "4", "reason": WHY})
    assert refused.status_code == 422


@pytest.mark.parametrize(
    "said", [{"title": "\0"}, {"title": "x" * 30000}, {"reason": "\0"}, {"reason": "x" * 9000}, {"place": "title"}, {}]
)
def test_whatever_is_sent_is_answered(house: House, said: dict[str, str]) -> None:
    answer = browser(house, "Anna").post(address("correct-call"), {"hours_per_week": "32"} | said)
    assert answer.status_code == 422


# The second person


def test_the_second_person_sees_what_it_does_and_publishes_it(house: House) -> None:
    write(house, {"hours_per_week": "32"})
    client = browser(house, "Amir")
    page = client.get(address("correction"))
    assert "Dit maakt uit voor inschrijvingen" in text(page)
    assert "2 leveranciers" in text(page)
    assert "in de kluis" not in text(page).lower()  # nor how many there are: the call does not say that this is shown
    assert "Sterk BV" not in page.content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]
    assert client.post(address("correction"), {"seen": "iets anders"}).status_code == 409
    assert client.post(address("correction"), {"seen": seen}).headers["Location"] == address("call")
    assert Correction.objects.get().published_at is not None


def test_who_wrote_it_can_change_it_or_take_it_back(house: House) -> None:
    write(house, {"hours_per_week": "32"})
    client = browser(house, "Anna")
    page = client.get(address("correction")).content.decode()
    assert "Maak deze correctie bekend" not in page
    assert client.post(address("correction"), {"seen": ""}).status_code == 403
    assert 'value="32"' in client.get(address("correct-call")).content.decode()
    assert client.post(address("send-back-correction")).status_code == 302
    assert client.get(address("correction")).status_code == 404
    assert client.post(address("correction")).status_code == 409


def test_a_correction_is_sent_back_with_a_reason_that_its_writer_reads(house: House) -> None:
    write(house, {"hours_per_week": "32"})
    amir = browser(house, "Amir")
    assert amir.get(address("correct-call")).status_code == 409
    assert amir.post(address("send-back-correction"), {"reason": ""}).status_code == 422
    assert amir.get(address("send-back-correction")).status_code == 302
    amir.post(address("send-back-correction"), {"reason": "Het waren 34 uur, kijk nog eens."})
    page = browser(house, "Anna").get(address("correct-call"))
    assert "Teruggestuurd door Amir" in text(page)
    assert "Het waren 34 uur" in text(page)
    assert 'value="32"' in page.content.decode()


def test_work_lists_lead_to_what_waits_for_somebody_else(house: House) -> None:
    write(house, {"hours_per_week": "32"})
    assert address("correction") in browser(house, "Amir").get(reverse("web:work")).content.decode()
    assert address("correction") not in browser(house, "Anna").get(reverse("web:work")).content.decode()
    withdrawing.ask("T-1", WHY, actor=house["Brenda"], at=EARLY)
    assert address("withdraw-call") in browser(house, "Amir").get(reverse("web:work")).content.decode()
    assert address("withdraw-call") not in browser(house, "Brenda").get(reverse("web:work")).content.decode()


# For everybody


def test_everybody_reads_what_was_corrected_in_both_texts_and_both_languages(house: House) -> None:
    write(house, {"hours_per_week": "32", "description.d1.text": "Notuleren en adviseren.", "vog_required": "yes"})
    publish(house)
    page = Client().get(address("call"))
    for part in ("Correctie 1", WHY, "Notuleren en adviseren.", "Ja", "Dit maakt uit voor inschrijvingen"):
        assert part in text(page), part
    assert "<del>" in page.content.decode()
    with translation.override("en"):
        english = reverse("web:call", args=["T-1"])
    page = Client().get(english)
    assert "Correction 1" in text(page)
    assert "The work De opdracht: Text" in text(page)
    assert "Correct or extend" not in text(page)


def test_a_withdrawn_call_says_so_and_why_at_its_own_address(house: House) -> None:
    asked = withdrawing.ask("T-1", WHY, actor=house["Brenda"], at=EARLY)
    withdrawing.withdraw("T-1", seen=asked.pk, actor=house["Anna"], at=EARLY)
    page = Client().get(address("call"))
    assert page.status_code == 200
    assert "Ingetrokken op" in text(page)
    assert WHY in text(page)
    assert browser(house, "Anna").get(address("correct-call")).status_code == 409
    assert browser(house, "Anna").get(address("withdraw-call")).status_code == 409


def test_a_draft_is_not_corrected(house: House) -> None:
    from openinhuur.calls import actions as calls  # noqa: PLC0415 (only here)

    house.number = "T-2"
    calls.write(house.draft(), actor=house["Anna"], at=PUBLISHED)
    for name in ("correct-call", "withdraw-call"):
        assert browser(house, "Anna").get(reverse(f"web:{name}", args=["T-2"])).status_code == 409


# Withdrawing


def test_a_withdrawal_is_asked_and_decided_on_one_page(house: House) -> None:
    brenda, anna = browser(house, "Brenda"), browser(house, "Anna")
    assert brenda.post(address("withdraw-call"), {"reason": ""}).status_code == 422
    assert brenda.post(address("withdraw-call"), {"reason": "nee"}).status_code == 422
    assert brenda.post(address("withdraw-call"), {"reason": WHY}).headers["Location"] == address("withdraw-call")
    assert "Iemand anders van de inhuurdesk of de opdrachtgever" in text(brenda.get(address("withdraw-call")))
    assert anna.get(address("decide-withdrawal")).status_code == 302
    assert anna.post(address("decide-withdrawal"), {"reason": ""}).status_code == 422
    asked = Withdrawal.objects.get()
    assert brenda.post(address("decide-withdrawal"), {"withdraw": asked.pk}).status_code == 403
    assert anna.post(address("decide-withdrawal"), {"withdraw": "9" * 30}).status_code == 409
    assert anna.post(address("decide-withdrawal"), {"withdraw": asked.pk}).headers["Location"] == address("call")
    assert house.call.withdrawn_at == EARLY


def test_a_withdrawal_is_taken_back_or_refused(house: House) -> None:
    withdrawing.ask("T-1", WHY, actor=house["Brenda"], at=EARLY)
    assert browser(house, "Brenda").post(address("decide-withdrawal")).status_code == 302
    withdrawing.ask("T-1", WHY, actor=house["Brenda"], at=EARLY)
    said = {"reason": "De aanvraag is nog steeds nodig."}
    assert browser(house, "Anna").post(address("decide-withdrawal"), said).status_code == 302
    assert Withdrawal.objects.filter(is_withdrawn=False).count() == 2


# Confirming


def test_a_supplier_reads_what_changed_and_confirms_its_bid(house: House) -> None:
    write(house, {"hours_per_week": "32"})
    publish(house)
    client = browser(house, "Sterk BV")
    assert "Versie 1 van uw inschrijving moet worden bevestigd" in text(client.get(reverse("web:work")))
    assert address("confirm-bids") in client.get(reverse("web:work")).content.decode()
    assert "Uw inschrijving moet worden bevestigd" in text(client.get(address("call")))
    page = client.get(address("confirm-bids"))
    assert "Correctie 1" in text(page)
    bid = house.bids["Pien"]
    for wrong in ({}, {"bid": "geen"}, {"bid": bid, "seen": "geen"}, {"bid": bid, "seen": "9" * 40}):
        assert client.post(address("confirm-bids"), wrong).status_code in {404, 409}
    answer = client.post(address("confirm-bids"), {"bid": bid, "seen": "1"}, follow=True)
    assert "Bevestigd op" in text(answer)
    assert "Niets te bevestigen" in text(answer)
    assert BidConfirmation.objects.count() == 1
    assert "Uw inschrijving moet worden bevestigd" not in text(client.get(address("call")))
    assert address("confirm-bids") not in client.get(reverse("web:work")).content.decode()


def test_nobody_confirms_a_bid_of_somebody_else(house: House) -> None:
    write(house, {"hours_per_week": "32"})
    publish(house)
    rival = browser(house, "Rap BV")
    assert rival.get(address("confirm-bids")).status_code == 404
    assert rival.post(address("confirm-bids"), {"bid": house.bids["Pien"], "seen": "1"}).status_code == 404
    assert browser(house, "Anna").get(address("confirm-bids")).status_code == 403


def test_a_bid_that_lapsed_says_so_to_its_supplier(house: House) -> None:
    write(house, {"hours_per_week": "32"})
    publish(house)
    CLOCK["at"] = CLOSES + timedelta(minutes=5)
    client = browser(house, "Sterk BV")
    assert "niet vóór de sluiting bevestigd" in text(client.get(address("confirm-bids")))
    house.open()
    assert "niet bevestigd, en daarom niet geopend" in text(client.get(address("confirm-bids")))
    assert "Niet geopend" in text(client.get(reverse("web:work")))


def test_a_correction_that_was_dropped_is_never_public(house: House) -> None:
    write(house, {"hours_per_week": "32"})
    correcting.drop("T-1", actor=house["Anna"], at=EARLY)
    assert "Correctie 1" not in text(Client().get(address("call")))
