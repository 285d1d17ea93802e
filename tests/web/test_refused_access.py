"""Who tries what is not theirs finds nothing, and the journal knows."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openinhuur.accounts.models import Person
from openinhuur.domain.roles import NotAllowed, NotFound, NotTheirs, Role
from openinhuur.flow import refused
from openinhuur.journal.models import Entry
from openinhuur.letters.models import Message
from openinhuur.parties.actions import people
from tests.apps.house import BEFORE, IN_TIME, House, build
from tests.web.accounts import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]


@pytest.fixture
def house() -> House:
    return build().to_award()


def _as(house: House, who: str) -> Client:
    return signed_in(account(Person.objects.get(pk=house[who].person), with_app=who not in house.suppliers))


def _noted() -> list[Entry]:
    return list(Entry.objects.filter(event="access.refused"))


def test_another_suppliers_letter_is_not_there_and_the_attempt_is_written_down(house):
    letter = house.call.award.letters.get(bid__supplier__name="Rap BV").letter
    response = _as(house, "Sterk BV").get(reverse("web:letter", args=[letter.pk]))
    assert response.status_code == 404
    [entry] = _noted()
    assert entry.actor.startswith("Saskia #")
    assert entry.subject.startswith("bid:")


def test_a_letter_that_never_was_looks_the_same_and_is_no_attempt(house):
    client = _as(house, "Sterk BV")
    theirs = client.get(reverse("web:letter", args=[house.call.award.letters.first().letter.pk]))
    nobodys = client.get(reverse("web:letter", args=[uuid4()]))
    assert theirs.status_code in {200, 404}
    assert nobodys.status_code == 404
    assert all(not entry.subject.startswith("letter:") for entry in _noted())


def test_another_buyer_sees_nothing_of_a_call_that_is_judged(house):
    client = _as(house, "Bas")
    for page in ("progress", "matrix", "interviews", "letters", "contract"):
        assert client.get(reverse(f"web:{page}", args=["T-1"])).status_code in {403, 404}
    assert {entry.actor for entry in _noted()} == {f"Bas #{house['Bas'].person} (buyer)"}


def test_the_same_attempt_is_one_entry_in_ten_minutes(house):
    client = _as(house, "Bas")
    for _ in range(5):
        client.get(reverse("web:matrix", args=["T-1"]))
    assert len(_noted()) == 1


def test_what_does_not_exist_is_not_written_down(house):
    refused.note(NotFound(what="call:nergens"), actor=house["Bas"], page="web:matrix", at=IN_TIME)
    assert not _noted()


@pytest.mark.parametrize("refusal", [NotTheirs(what="bid:1"), NotAllowed(verb="score")])
def test_an_attempt_long_after_is_a_new_one(refusal, house):
    for at in (BEFORE, BEFORE, IN_TIME):
        refused.note(refusal, actor=house["Bas"], page="web:matrix", at=at)
    assert len(_noted()) == 2


def test_a_very_long_name_fits(house):
    refused.note(NotAllowed(verb="score"), actor=house["Bas"], page="x" * 5000, at=IN_TIME)
    assert len(_noted()) == 1


def test_the_secret_of_an_invitation_is_not_written_down(house):
    Client().post(reverse("web:invitation", args=["geheim"]))
    people.invite(house.desk.pk, email="x@example.org", roles=frozenset({Role.DESK}), actor=house["Abel"], at=BEFORE)
    secret = Message.objects.get(kind="invitation").text.partition("/uitnodiging/")[2].partition("/")[0]
    _as(house, "Bas").post(reverse("web:invitation", args=[secret]))
    Client().post(reverse("web:invitation", args=[secret]))
    assert secret
    assert all(secret not in str(entry.facts) + entry.subject for entry in Entry.objects.all())
