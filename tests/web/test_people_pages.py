"""Organisations and people as pages: who sees what, what a form keeps, and how an invitation brings somebody in."""

import re
from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from openinhuur.accounts.models import Person
from openinhuur.domain.membership import expires_at
from openinhuur.domain.roles import Role
from openinhuur.letters.models import Message
from openinhuur.parties.actions import people
from openinhuur.parties.models import Invitation, Membership, Organisation
from openinhuur.web.sign_in import session
from tests.apps.house import START, House, build, person, registration
from tests.apps.test_people import AT, JOOST, membership_of, secret_in
from tests.web.accounts import PASSWORD, account, newcomer, sign_in, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

SIGN_UP = {"name": "Joost", "email": JOOST, "password1": PASSWORD, "password2": PASSWORD}
COMPANY = {
    "name": "Joost BV", "kvk_number": "8000.0008", "vat_number": "NL000000085B01", "street": "Straat 1",
    "postcode": "1234ab", "city": "Stad", "email": "post@example.org", "iban": "NL91 ABNA 0417 1643 00",
}  # fmt: skip
now = AT


def on_that_day() -> datetime:
    """The clock of these pages."""
    return now


@pytest.fixture(autouse=True)
def _on_that_day(settings) -> None:
    settings.DEMO = True
    settings.CLOCK = "tests.web.test_people_pages.on_that_day"
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def house() -> House:
    return build()


def be(house: House, who: str | None) -> Client:
    """A browser in which somebody of the cast is signed in."""
    client = Client()
    if who:
        client.post(reverse("play"), {"person": house[who].person_id})
    return client


def invite(house: House, email: str = JOOST, *roles: Role) -> str:
    """The address of the page of an invitation."""
    wanted = frozenset(roles or {Role.INTERVIEWER})
    people.invite(house.buyer.pk, email=email, roles=wanted, actor=house["Berend"], at=AT)
    return reverse("web:invitation", args=[secret_in(Message.objects.filter(recipient_email=email).last())])


def invite_supplier(house: House) -> str:
    """The same, to work where no second factor is asked."""
    people.invite(house.suppliers["Sterk BV"].pk, email=JOOST, roles=frozenset({Role.SUPPLIER}),
                  actor=house["Sterk BV"], at=AT)  # fmt: skip
    return reverse("web:invitation", args=[secret_in(Message.objects.get(recipient_email=JOOST))])


def addresses(house: House) -> dict[str, str]:
    """Every page about Sterk BV, its only person and its invitation."""
    sterk, saskia = house.suppliers["Sterk BV"].pk, membership_of(house["Sterk BV"])
    return {
        "party": reverse("web:party", args=[sterk]),
        "change": reverse("web:change-organisation", args=[sterk]),
        "invite": reverse("web:invite", args=[sterk]),
        "member": reverse("web:member", args=[saskia.pk]),
        "end": reverse("web:end-membership", args=[saskia.pk]),
        "suspend": reverse("web:suspend-person", args=[saskia.person_id]),
        "organisations": reverse("web:organisations"),
        "register": reverse("web:register"),
    }


MAY_OPEN = {
    "Abel": {"party", "change", "invite", "member", "end", "suspend", "organisations", "register"},
    "Sterk BV": {"change", "invite", "member", "end"},
    "Rap BV": set(),
    "Berend": set(),
    "Anna": set(),
    "Brenda": set(),
    "Aukje": set(),
    None: set(),
}


@pytest.mark.parametrize("who", MAY_OPEN)
def test_a_page_opens_for_exactly_who_may(house: House, who: str | None) -> None:
    client = be(house, who)
    opened = {page for page, address in addresses(house).items() if client.get(address).status_code == 200}
    assert opened == MAY_OPEN[who]


@pytest.mark.parametrize(
    ("who", "status"), [("Rap BV", 404), ("Berend", 404), ("Anna", 403), ("Brenda", 403), (None, 403)]
)
def test_a_form_about_another_organisation_is_not_taken(house: House, who: str | None, status: int) -> None:
    people.invite(house.suppliers["Sterk BV"].pk, email=JOOST, roles=frozenset({Role.SUPPLIER}),
                  actor=house["Sterk BV"], at=AT)  # fmt: skip
    client, pages = be(house, who), addresses(house)
    withdraw = reverse("web:withdraw-invitation", args=[Invitation.objects.get().pk])
    sent = {
        pages["invite"]: {"email": "ander@example.org", "roles": ["supplier"]},
        pages["change"]: COMPANY,
        pages["member"]: {"roles": ["supplier"]},
        pages["end"]: {},
        withdraw: {},
    }
    assert {client.post(address, values).status_code for address, values in sent.items()} == {status}
    assert client.post(pages["suspend"], {"reason": "Zomaar."}).status_code == 403
    assert Invitation.objects.get().withdrawn_at is None
    assert membership_of(house["Sterk BV"]).roles == ["organisation-administrator", "supplier"]


@pytest.mark.parametrize(
    "name", ["party", "change-organisation", "invite", "member", "end-membership", "suspend-person"]
)
def test_what_is_not_there_is_not_found(house: House, name: str) -> None:
    assert be(house, "Abel").get(reverse(f"web:{name}", args=[999_999])).status_code == 404


@pytest.mark.parametrize("name", ["reinstate-person", "switch"])
def test_what_only_does_something_is_not_opened(house: House, name: str) -> None:
    arguments = [house["Ingrid"].person] if name == "reinstate-person" else []
    assert be(house, "Abel").get(reverse(f"web:{name}", args=arguments)).status_code == 405


# one's own organisation


def test_an_organisation_shows_what_each_of_its_people_needs(house: House) -> None:
    invite(house)
    seen = be(house, "Ingrid").get(reverse("web:organisation")).text
    assert "Gemeente A" in seen
    assert "NL91 ABNA 0417 1643 00" in seen
    assert "Berend" in seen
    assert JOOST not in seen
    assert "@example.org" not in re.sub(r"post1@example\.org", "", seen)
    managed = be(house, "Berend").get(reverse("web:organisation")).text
    assert JOOST in managed
    assert reverse("web:invite", args=[house.buyer.pk]) in managed
    assert reverse("web:invite", args=[house.buyer.pk]) not in seen
    leaving = reverse("web:end-membership", args=[membership_of(house["Ingrid"]).pk])
    assert leaving in seen


def test_a_mail_with_an_invitation_leaves_and_its_secret_stays_in_it(house: House) -> None:
    client = be(house, "Berend")
    sent = {"email": f" {JOOST.upper()} ", "roles": ["interviewer", "buyer"]}
    response = client.post(reverse("web:invite", args=[house.buyer.pk]), sent, follow=True)
    assert response.redirect_chain == [(reverse("web:organisation"), 302)]
    assert JOOST in response.text
    assert secret_in(Message.objects.get(recipient_email=JOOST)) not in response.text
    assert Invitation.objects.get().roles == ["buyer", "interviewer"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"email": JOOST}, "id_roles"),
        ({"email": "geen adres", "roles": ["buyer"]}, "id_email"),
        ({"email": "", "roles": ["buyer"]}, "id_email"),
        ({"email": JOOST, "roles": ["desk"]}, "id_roles"),
        ({"email": "ingrid", "roles": ["buyer"]}, "id_email"),
    ],
)
def test_what_is_wrong_with_an_invitation_stands_beside_it(house: House, sent: dict[str, str], field: str) -> None:
    if sent["email"] == "ingrid":
        sent = sent | {"email": Person.objects.get(pk=house["Ingrid"].person).email}
    response = be(house, "Berend").post(reverse("web:invite", args=[house.buyer.pk]), sent)
    assert response.status_code == 422
    assert f'id="{field}_error"' in response.text
    assert f'href="#{field}"' in response.text
    assert f'value="{sent["email"]}"' in response.text or not sent["email"]
    assert not Message.objects.filter(kind="invitation").exists()


def test_an_invitation_is_withdrawn_with_one_button(house: House) -> None:
    page, client = invite(house), be(house, "Berend")
    withdraw = reverse("web:withdraw-invitation", args=[Invitation.objects.get().pk])
    assert withdraw in client.get(reverse("web:organisation")).text
    assert client.post(withdraw).headers["Location"] == reverse("web:organisation")
    assert client.post(withdraw).status_code == 409
    assert Client().get(page).status_code == 409


def test_details_are_changed_and_every_typing_error_is_shown_at_once(house: House) -> None:
    client, address = be(house, "Sterk BV"), addresses(house)["change"]
    assert "Sterk BV" in client.get(address).text
    wrong = client.post(address, COMPANY | {"vat_number": "NL1", "postcode": "12", "iban": "NL00"})
    assert wrong.status_code == 422
    for field, typed in (("vat_number", "NL1"), ("postcode", "12"), ("iban", "NL00")):
        assert f'id="id_{field}_error"' in wrong.text
        assert f'value="{typed}"' in wrong.text
    assert client.post(address, COMPANY).headers["Location"] == reverse("web:organisation")
    changed = house.suppliers["Sterk BV"]
    changed.refresh_from_db()
    assert (changed.name, changed.postcode, changed.kvk_number) == ("Joost BV", "1234 AB", "80000004")


def test_roles_are_changed_and_the_last_administrator_stays_one(house: House) -> None:
    client = be(house, "Berend")
    ingrid, berend = (membership_of(house[who]) for who in ("Ingrid", "Berend"))
    address = reverse("web:member", args=[ingrid.pk])
    assert client.post(address, {"roles": ["buyer"]}).headers["Location"] == reverse("web:organisation")
    assert membership_of(house["Ingrid"]).roles == ["buyer"]
    refused = client.post(reverse("web:member", args=[berend.pk]), {"roles": ["buyer", "auditor"]})
    assert refused.status_code == 422
    assert 'id="id_roles_error"' in refused.text
    assert re.search(r'value="auditor"[^>]*checked', refused.text)


def test_who_leaves_is_out_at_once(house: House) -> None:
    client = be(house, "Ingrid")
    address = reverse("web:end-membership", args=[membership_of(house["Ingrid"]).pk])
    assert client.get(address).status_code == 200
    assert client.post(address).headers["Location"] == reverse("web:calls")
    assert client.get(reverse("web:organisation")).headers["Location"] == reverse("web:found")


def test_the_last_administrator_can_only_hand_over(house: House) -> None:
    client = be(house, "Berend")
    address = reverse("web:end-membership", args=[membership_of(house["Berend"]).pk])
    refused = client.post(address, {"successor": ""})
    assert refused.status_code == 422
    assert 'id="id_successor_error"' in refused.text
    foreign = client.post(address, {"successor": str(membership_of(house["Bas"]).pk)})
    assert foreign.status_code == 422
    assert client.post(address, {"successor": str(membership_of(house["Ingrid"]).pk)}).status_code == 302
    assert "organisation-administrator" in membership_of(house["Ingrid"]).roles


def test_the_only_person_of_a_company_reads_why_they_cannot_leave(house: House) -> None:
    client, address = be(house, "Sterk BV"), addresses(house)["end"]
    assert 'name="successor"' not in client.get(address).text
    refused = client.post(address)
    assert refused.status_code == 422
    assert 'id="errors"' in refused.text


# a company of one's own


def test_who_belongs_nowhere_is_led_to_registering_a_company(house: House) -> None:
    client = signed_in(newcomer())
    assert client.get(reverse("web:organisation")).headers["Location"] == reverse("web:found")
    assert client.get(reverse("web:found")).status_code == 200
    response = client.post(reverse("web:found"), COMPANY)
    assert response.headers["Location"] == reverse("web:passport")
    company = Organisation.objects.get(kvk_number="80000008")
    assert (company.name, company.kind, company.iban) == ("Joost BV", "supplier", "NL91ABNA0417164300")
    assert client.get(reverse("web:organisation")).status_code == 200
    assert client.get(reverse("web:found")).headers["Location"] == reverse("web:organisation")
    assert client.post(reverse("web:found"), COMPANY).status_code == 302
    assert Organisation.objects.filter(name="Joost BV").count() == 1


def test_a_company_that_is_known_is_said_beside_its_number(house: House) -> None:
    client = signed_in(newcomer())
    response = client.post(reverse("web:found"), COMPANY | {"kvk_number": "80000004"})
    assert response.status_code == 422
    assert 'id="id_kvk_number_error"' in response.text
    assert 'value="80000004"' in response.text


@pytest.mark.parametrize("missing", sorted(set(COMPANY) - {"iban"}))
def test_a_company_says_all_of_itself_but_its_account(house: House, missing: str) -> None:
    client = signed_in(newcomer())
    response = client.post(reverse("web:found"), COMPANY | {missing: " "})
    assert response.status_code == 422
    assert f'id="id_{missing}_error"' in response.text


@pytest.mark.parametrize(("field", "value"), [("name", "x" * 201), ("name", "a\x00b"), ("city", "x" * 101)])
def test_what_does_not_fit_is_refused_in_the_form(house: House, field: str, value: str) -> None:
    client = signed_in(newcomer())
    assert client.post(reverse("web:found"), COMPANY | {field: value}).status_code == 422


def test_nobody_registers_a_company_without_an_account(house: House) -> None:
    assert Client().get(reverse("web:found")).headers["Location"].startswith(reverse("account_login"))
    assert Client().post(reverse("web:found"), COMPANY).status_code == 403


# two organisations


def test_who_belongs_to_two_organisations_works_for_one_at_a_time(house: House) -> None:
    saskia, first = house["Sterk BV"].person, addresses(house)["member"]
    people.give_roles(saskia, house.suppliers["Rap BV"].pk, frozenset({Role.SUPPLIER}), actor=START, at=AT)
    client = be(house, "Sterk BV")
    assert "<h1" in client.get(reverse("web:organisation")).text
    response = client.post(reverse("web:switch"), {"organisation": house.suppliers["Rap BV"].pk})
    assert response.headers["Location"] == reverse("web:work")
    assert re.search(r"<h1[^>]*>Rap BV", client.get(reverse("web:organisation")).text)
    assert client.get(first).status_code == 403


@pytest.mark.parametrize("asked", ["", "x", "0", "-1", "９", "buyer"])
def test_nobody_works_for_an_organisation_of_others(house: House, asked: str) -> None:
    client = be(house, "Sterk BV")
    wanted = str(house.buyer.pk) if asked == "buyer" else asked
    assert client.post(reverse("web:switch"), {"organisation": wanted}).status_code == 404
    assert session.ORGANISATION not in client.session
    assert Client().post(reverse("web:switch"), {"organisation": wanted}).status_code == 404


# all organisations


def test_organisations_are_listed_and_searched(house: House) -> None:
    client, address = be(house, "Abel"), reverse("web:organisations")

    def names(query: str) -> list[str]:
        return re.findall(r'<th role="rowheader"[^>]*><a[^>]*>([^<]*)', client.get(address + query).text)

    assert len(names("")) == 6
    assert names("?kind=buyer") == ["Gemeente A", "Gemeente B"]
    assert names("?q=sterk&kind=supplier") == ["Sterk BV"]
    assert names("?q=80000004") == ["Sterk BV"]
    assert names("?q=nergens") == []
    for strange in ("?page=x", "?page=-1", "?page=0", "?page=" + "9" * 5000, "?kind=x", "?q=%00", "?q=" + "a" * 500):
        assert client.get(address + strange).status_code == 200


def test_what_was_searched_for_is_shown_as_text(house: House) -> None:
    client = be(house, "Abel")
    text = client.get(reverse("web:organisations"), {"q": '"><b>&kind=desk'}).text
    assert "<b>" not in text
    assert "q=%22%3E%3Cb%3E%26kind%3Ddesk" in text


def test_a_buyer_is_registered_with_its_first_administrator(house: House) -> None:
    client = be(house, "Abel")
    sent = COMPANY | {"name": "Gemeente C", "kind": "buyer", "administrator": JOOST}
    response = client.post(reverse("web:register"), sent, follow=True)
    made = Organisation.objects.get(name="Gemeente C")
    assert response.redirect_chain == [(reverse("web:party", args=[made.pk]), 302)]
    assert JOOST in response.text
    assert Message.objects.get(recipient_email=JOOST).kind == "invitation"
    again = client.post(reverse("web:register"), sent | {"administrator": "geen adres"})
    assert again.status_code == 422
    assert 'id="id_administrator_error"' in again.text
    assert re.search(r'value="buyer"[^>]*checked', again.text)


def test_who_manages_the_house_comes_back_to_the_organisation_it_was_about(house: House) -> None:
    client = be(house, "Abel")
    party = reverse("web:party", args=[house.buyer.pk])
    ingrid = membership_of(house["Ingrid"])
    done = [
        client.post(reverse("web:invite", args=[house.buyer.pk]), {"email": JOOST, "roles": ["buyer"]}),
        client.post(reverse("web:withdraw-invitation", args=[Invitation.objects.get().pk])),
        client.post(reverse("web:member", args=[ingrid.pk]), {"roles": ["buyer"]}),
        client.post(reverse("web:suspend-person", args=[ingrid.person_id]), {"reason": "Zoek."}),
        client.post(reverse("web:reinstate-person", args=[ingrid.person_id])),
        client.post(reverse("web:end-membership", args=[ingrid.pk])),
    ]
    assert [response.headers["Location"] for response in done] == [party] * len(done)


# suspended accounts


def test_a_suspended_person_is_out_at_the_next_page(house: House) -> None:
    victim, abel = be(house, "Brenda"), be(house, "Abel")
    assert victim.get(reverse("web:organisation")).status_code == 200
    suspend = reverse("web:suspend-person", args=[house["Brenda"].person])
    assert abel.post(suspend, {"reason": " "}).status_code == 422
    assert abel.post(suspend, {"reason": "Telefoon gestolen."}).status_code == 302
    assert victim.get(reverse("web:organisation")).headers["Location"].startswith(reverse("account_login"))
    assert "Brenda" not in victim.get("/").text
    assert victim.post(reverse("web:switch"), {"organisation": house.buyer.pk}).status_code == 404
    page = abel.get(reverse("web:party", args=[house.buyer.pk])).text
    assert "verdict--bad" in page
    again = reverse("web:reinstate-person", args=[house["Brenda"].person])
    assert again in abel.get(reverse("web:member", args=[membership_of(house["Brenda"]).pk])).text
    assert abel.post(again).status_code == 302
    assert "Brenda" in be(house, "Brenda").get("/").text


def test_a_suspended_person_does_not_sign_in_and_joins_nothing(house: House) -> None:
    page = invite(house)
    joost = newcomer(JOOST, "Joost")
    client = signed_in(joost)
    assert client.get(page).status_code == 200
    people.suspend(joost.person.pk, "Zoek.", actor=house["Abel"], at=AT)
    client.post(page)
    sign_in(client, JOOST)
    client.post(page)
    assert not Membership.objects.filter(person=joost.person).exists()


def test_nobody_suspends_themselves(house: House) -> None:
    abel = membership_of(house["Abel"])
    client = be(house, "Abel")
    address = reverse("web:suspend-person", args=[abel.person_id])
    assert address not in client.get(reverse("web:member", args=[abel.pk])).text
    assert client.post(address, {"reason": "Klaar."}).status_code == 422


# an invitation


def follow(client: Client, response: HttpResponse) -> HttpResponse:
    return client.get(response.headers["Location"])


def test_somebody_new_makes_an_account_comes_back_and_joins(house: House) -> None:
    page, client = invite_supplier(house), Client()
    first = client.get(page)
    assert "Saskia" in first.text
    assert "Sterk BV" in first.text
    assert JOOST not in first.text
    door = client.post(page)
    assert door.headers["Location"].startswith(f"{reverse('account_signup')}?next=")
    form = follow(client, door).text
    assert f'value="{JOOST}"' in form
    assert f'name="next" value="{page}"' in form
    back = client.post(reverse("account_signup"), SIGN_UP | {"next": page})
    assert back.headers["Location"] == page  # no e-mail to confirm: the link was proof of the address
    assert client.post(page).headers["Location"] == reverse("web:work")
    assert re.search(r"<h1[^>]*>Sterk BV", client.get(reverse("web:organisation")).text)
    assert client.post(page).status_code == 409


def test_who_joins_a_buyer_goes_on_to_a_second_factor(house: House) -> None:
    page, client = invite(house), Client()
    client.post(page)
    client.post(reverse("account_signup"), SIGN_UP | {"next": page})
    assert client.post(page).status_code == 302
    assert client.get(reverse("web:work")).headers["Location"] == reverse("mfa_index")


def test_who_has_an_account_signs_in_and_comes_back(house: House) -> None:
    page, joost, client = invite(house), newcomer(JOOST, "Joost"), Client()
    door = client.post(page)
    assert door.headers["Location"].startswith(f"{reverse('account_login')}?next=")
    assert "account_verified_email" not in client.session
    assert sign_in(client, JOOST, next=page).headers["Location"] == page
    assert "<button" in client.get(page).text
    assert client.post(page).status_code == 302
    assert Membership.objects.get(person=joost.person).organisation == house.buyer


def test_an_invitation_brings_nobody_in_under_another_address(house: House) -> None:
    page, client = invite(house), Client()
    client.post(page)
    client.post(reverse("account_signup"), SIGN_UP | {"email": "ander@example.org", "next": page})
    assert not Person.objects.filter(email="ander@example.org").exists()
    assert Person.objects.get(email=JOOST)


def test_somebody_else_learns_nothing_but_that_it_is_not_theirs(house: House) -> None:
    page = invite(house)
    for client in (be(house, "Rap BV"), signed_in(newcomer("ander@example.org"))):
        for response in (client.get(page), client.post(page)):
            assert response.status_code == 403
            assert not {JOOST, "Gemeente A", "Berend"} & set(re.findall(r"[\w@.]+|Gemeente A", response.text))
            assert f'name="next" value="{page}"' in response.text
    assert Invitation.objects.get().accepted_at is None


def test_who_signs_out_there_comes_back_to_the_invitation(house: House) -> None:
    page, client = invite(house), signed_in(newcomer("ander@example.org"))
    assert client.post(reverse("account_logout"), {"next": page}).headers["Location"] == page
    assert client.get(page).status_code == 200


def test_who_joins_a_second_organisation_works_for_it_at_once(house: House) -> None:
    ralf = account(Person.objects.get(pk=house["Rap BV"].person))
    people.invite(house.suppliers["Sterk BV"].pk, email=ralf.person.email, roles=frozenset({Role.SUPPLIER}),
                  actor=house["Sterk BV"], at=AT)  # fmt: skip
    message = Message.objects.get(recipient_email=ralf.person.email, kind="invitation")
    page = reverse("web:invitation", args=[secret_in(message)])
    client = signed_in(ralf)
    client.post(page)
    assert re.search(r"<h1[^>]*>Sterk BV", client.get(reverse("web:organisation")).text)


@pytest.mark.parametrize("guess", ["x", "a" * 43, "%00", "é"])
def test_a_link_that_was_guessed_opens_nothing(house: House, guess: str) -> None:
    invite(house)
    for client in (Client(), be(house, "Rap BV")):
        for send in (client.get, client.post):
            assert send(reverse("web:invitation", args=[guess])).status_code == 404


def test_a_link_does_not_open_after_its_last_day(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    page = invite(house)
    monkeypatch.setattr("tests.web.test_people_pages.now", expires_at(AT))
    client = Client()
    assert client.get(page).status_code == client.post(page).status_code == 409
    assert "account_verified_email" not in client.session


def test_the_address_of_an_invitation_stays_a_secret(house: House) -> None:
    page = invite(house)
    people_at_the_door = [Client(), be(house, "Rap BV"), signed_in(newcomer(JOOST, "Joost"))]
    answers = [client.get(page) for client in people_at_the_door]
    answers.append(Client().get(reverse("web:invitation", args=["guess"])))
    for answer in answers:
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer.headers["Cache-Control"]


def test_the_link_of_the_mail_is_the_address_of_the_page(house: House) -> None:
    people.invite(house.buyer.pk, email=JOOST, roles=frozenset({Role.BUYER}), actor=house["Berend"], at=AT)
    message = Message.objects.get(recipient_email=JOOST)
    for language in ("nl", "en"):
        Person.objects.filter(pk=house["Berend"].person).update(language=language)
        people.invite(house.buyer.pk, email=f"{language}@example.org", roles=frozenset({Role.BUYER}),
                      actor=house["Berend"], at=AT + timedelta(hours=1))  # fmt: skip
        message = Message.objects.get(recipient_email=f"{language}@example.org")
        with translation.override(language):
            assert reverse("web:invitation", args=[secret_in(message)]) in message.text


def test_forms_ask_for_their_token(house: House) -> None:
    page, client = invite(house), Client(enforce_csrf_checks=True)
    for address in (page, reverse("web:found"), reverse("web:switch")):
        assert client.post(address).status_code == 403


def test_a_list_of_people_costs_the_same_however_long_it_is(house: House, django_assert_max_num_queries) -> None:
    for number in range(20):
        person(f"Persoon {number}", house.buyer, Role.INTERVIEWER)
        invite(house, f"p{number}@example.org")
    client = be(house, "Berend")
    with django_assert_max_num_queries(12):
        client.get(reverse("web:organisation"))
    abel = be(house, "Abel")
    with django_assert_max_num_queries(12):
        abel.get(reverse("web:organisations"))


def test_a_page_says_its_company_number_is_that_of_the_test(house: House) -> None:
    assert registration("Joost BV", 8).vat_number == COMPANY["vat_number"]
