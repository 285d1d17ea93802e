"""The letters to who is not on the shortlist, on the pages: handed over by the desk, read by those who may."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from openinhuur.accounts.models import Person
from openinhuur.awards.models import PreparedLetter
from tests.apps.house import AFTER, House, build
from tests.web.accounts import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]


def on_the_day() -> datetime:
    return AFTER


def judged(house: House, **changed: object) -> House:
    """Pien and Robin are on the shortlist, Sam is third; step 2 is closed."""
    house.publish(**changed)
    for supplier, candidate in (("Sterk BV", "Pien"), ("Sterk BV", "Robin"), ("Rap BV", "Sam")):
        house.bid(supplier, candidate)
    return house.open().judge_all_met().score(Pien=60, Robin=48, Sam=36)


@pytest.fixture
def house(settings) -> House:
    settings.CLOCK = f"{__name__}.on_the_day"
    return build()


def browser(house: House, name: str) -> Client:
    return signed_in(account(Person.objects.get(pk=house[name].person), with_app=name != "Rap BV"))


def reads(client: Client, name: str, *more: object) -> str:
    answer = client.get(reverse(f"web:{name}", args=more or ["T-1"]))
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_desk_hands_over_and_reads_each_letter_beside_the_shortlist(house):
    judged(house)
    anna = browser(house, "Anna")
    assert "Ze gaan uit met de gunning." in reads(anna, "firm")
    anna.post(reverse("web:hand-over", args=["T-1"]))
    assert "1 brief aan wie niet op de voordracht staat klaargelegd; ze gaan uit met de gunning" in reads(anna, "firm")
    page = reads(anna, "letters")
    assert "Klaargelegd, niet verstuurd" in page
    assert "Sam" in page
    file = anna.get(reverse("web:letter", args=[PreparedLetter.objects.get().letter_id]))
    assert (file.status_code, file.headers["Content-Type"]) == (200, "application/pdf")


def test_what_is_only_prepared_is_not_there_for_its_supplier(house):
    judged(house)
    browser(house, "Anna").post(reverse("web:hand-over", args=["T-1"]))
    rap = browser(house, "Rap BV")
    assert rap.get(reverse("web:letter", args=[PreparedLetter.objects.get().letter_id])).status_code == 404
    assert "Klaargelegd" not in reads(rap, "letters")
    work = rap.get(reverse("web:work")).content.decode()
    assert "Wordt beoordeeld" in work


def test_where_the_call_says_so_the_supplier_reads_it_at_once(house):
    judged(house, rejections_sent="at-handing-over")
    anna = browser(house, "Anna")
    assert "Wie niet op de voordracht staat krijgt tegelijk een brief" in reads(anna, "firm")
    anna.post(reverse("web:hand-over", args=["T-1"]))
    rap, letter = browser(house, "Rap BV"), PreparedLetter.objects.get().letter_id
    assert rap.get(reverse("web:letter", args=[letter])).status_code == 200
    assert "Afwijzing van vóór de gunning" in reads(rap, "letters")


@pytest.mark.parametrize(("name", "status"), [("Brenda", 200), ("Aukje", 200), ("Ingrid", 403), ("Bas", 404)])
def test_who_runs_the_procedure_reads_what_is_prepared_and_nobody_else(house, name, status):
    judged(house)
    browser(house, "Anna").post(reverse("web:hand-over", args=["T-1"]))
    answer = browser(house, name).get(reverse("web:letter", args=[PreparedLetter.objects.get().letter_id]))
    assert answer.status_code == status
