"""Passports, admissions and purchasing systems as pages: who sees what, what a form keeps, what a step does."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from openinhuur.domain.admission import Terms
from openinhuur.domain.membership import Kind
from openinhuur.domain.paper import PaperKind
from openinhuur.domain.passport import Item, Register
from openinhuur.domain.roles import Role
from openinhuur.parties.actions import admissions, organisations, passports, registers, systems
from openinhuur.parties.models import Admission, Paper, Passport, PurchasingSystem, RegisterCheck
from tests.apps.house import BEFORE, CV, START, House, build, person, registration

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

MONDAY = datetime(2026, 6, 22, 8, tzinfo=UTC)
TODAY = MONDAY.date()
DECLARED = {
    "lends_staff": "on",
    "waadi_registered_on": "2020-01-01",
    "wtta_status": "none",
    "wtta_since_on": "",
    "sna_registered": "on",
    "g_account_iban": "NL66INGB0990001008",
    "has_allocation_function": "on",
}
TERMS = {"decision_days": "8", "decision_days_extended": "12", "declaration_days": "5", "repair_days": "4",
         "fee_payer": "buyer"}  # fmt: skip


def on_monday() -> datetime:
    """The clock of these pages."""
    return MONDAY


@pytest.fixture(autouse=True)
def _on_monday(settings) -> None:
    settings.DEMO = True
    settings.CLOCK = "tests.web.test_admission_pages.on_monday"


@pytest.fixture
def house() -> House:
    """The cast, and a system that requires things; nobody asked for its category yet."""
    return build()


@pytest.fixture
def system(house: House) -> PurchasingSystem:
    """A second system, that requires an insurance and a look in the trade register."""
    return systems.open_system(
        house.buyer.pk, name="DAS 2", open_from=BEFORE.date(), open_until=None, categories=["Secretaris"],
        requires=[Item.INSURANCE, Item.TRADE_REGISTER], terms=None, fee_payer="supplier",
        actor=house["Anna"], at=BEFORE,
    )  # fmt: skip


@pytest.fixture
def asked(house: House, system: PurchasingSystem) -> Admission:
    """Otto BV asked for the second system a week ago."""
    return admissions.ask(system.categories.get().pk, actor=house["Otto"], at=MONDAY - timedelta(days=7))


def look(house: House, who: str) -> Client:
    """A browser in which somebody of the cast is signed in."""
    client = Client()
    client.post(reverse("play"), {"person": house[who].person})
    return client


def address(page: str, *args: object) -> str:
    with translation.override("en"):
        return reverse(f"web:{page}", args=args)


def show(house: House, who: str, page: str, *args: object) -> HttpResponse:
    return look(house, who).get(address(page, *args))


def send(house: House, who: str, page: str, *args: object, **fields: object) -> HttpResponse:
    return look(house, who).post(address(page, *args), fields)


def pdf(name: str = "polis.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, CV, "application/pdf")


def words(response: HttpResponse) -> str:
    """What stands on a page, without the tags."""
    text = re.sub(r"<[^>]*>", " ", response.text.partition("<main")[2])
    return " ".join(text.replace("&nbsp;", " ").replace("&#x27;", "'").split())


def insure(house: House, who: str = "Otto", expires_on: date = date(2026, 12, 31)) -> Paper:
    return passports.add_paper(
        house[who].organisation, kind=PaperKind.INSURANCE, content=CV, name="polis.pdf", issued_on=date(2026, 1, 1),
        expires_on=expires_on, actor=house[who], at=MONDAY,
    )  # fmt: skip


def confirm(house: House, register: Register = Register.TRADE_REGISTER) -> RegisterCheck:
    return registers.record_check(
        house["Otto"].organisation, register, is_confirmed=True, found="Staat er.", evidence=None,
        actor=house["Anna"], at=MONDAY,
    )  # fmt: skip


# the passport


def test_an_empty_passport_says_what_to_do(house):
    company = organisations.register(registration("Nieuw BV", 8), kind=Kind.SUPPLIER, actor=START, at=BEFORE)
    house.people["Nienke"] = person("Nienke", company, Role.SUPPLIER)
    text = words(show(house, "Nienke", "passport"))
    assert "Your passport is still empty." in text
    assert "Fill in the passport" in text


def test_the_passport_tells_what_is_due_and_what_the_law_will_ask(house, asked):
    insure(house, expires_on=TODAY + timedelta(days=12))
    text = words(show(house, "Otto", "passport"))
    assert "Insurance policy Valid until Saturday 4 July 2026. in 12 days" in text
    assert "From Friday 1 January 2027 the law asks this of who lends staff." in text
    assert "Registration in the trade register has not been looked up yet" in text


def test_r16_an_open_renewal_stands_in_the_passport_until_a_new_declaration_comes(house):
    mine = Admission.objects.get(supplier__name="Sterk BV")
    admissions.ask_renewal(mine.pk, actor=house["Anna"], at=MONDAY)
    assert "Add it before or on Monday 29 June 2026." in words(show(house, "Sterk BV", "passport"))
    sent = {"kind": "self-declaration", "file": pdf("uea.pdf"), "issued_on": "2026-06-22", "expires_on": ""}
    assert send(house, "Sterk BV", "add-paper", **sent).status_code == 302
    assert "is asked for" not in words(show(house, "Sterk BV", "passport"))


def test_the_passport_is_changed_in_one_form(house):
    version = Passport.objects.get(supplier__name="Otto BV").version
    response = send(house, "Otto", "change-passport", **DECLARED | {"sna_registered": ""}, version=version)
    assert response.headers["Location"] == address("passport")
    assert Passport.objects.get(supplier__name="Otto BV").sna_registered is False


def test_what_a_colleague_changed_meanwhile_is_shown_and_what_was_typed_is_kept(house):
    assert send(house, "Otto", "change-passport", **DECLARED, version=1).status_code == 302
    mine = DECLARED | {"waadi_registered_on": "2019-05-06", "version": 1}
    response = send(house, "Otto", "change-passport", **mine)
    assert response.status_code == 422
    assert 'value="2019-05-06"' in response.text
    assert "Your form says something else about: Registered as a lender of staff since" in words(response)
    assert 'name="version" value="2"' in response.text
    assert send(house, "Otto", "change-passport", **mine | {"version": 2}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"waadi_registered_on": "2027-01-01"}, "waadi_registered_on"),
        ({"wtta_status": "notified"}, "wtta_since_on"),
        ({"g_account_iban": "NL91ABNA0417164300"}, "g_account_iban"),
        ({"wtta_status": "x"}, "wtta_status"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(changed, field, house):
    response = send(house, "Otto", "change-passport", **DECLARED | changed, version=1)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.text or f'href="#id_{field}"' in response.text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"file": SimpleUploadedFile("polis.pdf", b"geen pdf")}, "file"),
        ({"file": ""}, "file"),
        ({"issued_on": "2026-06-23"}, "issued_on"),
        ({"expires_on": "2025-12-31"}, "expires_on"),
        ({"kind": "photo"}, "kind"),
    ],
)
def test_a_paper_that_cannot_be_is_refused_beside_its_field(changed, field, house):
    sent = {"kind": "insurance", "file": pdf(), "issued_on": "2026-01-01", "expires_on": "2026-12-31"}
    response = send(house, "Otto", "add-paper", **sent | changed)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.text
    assert not Paper.objects.exists()


def test_a_paper_opens_for_its_supplier_and_where_it_asked_for_admission_only(house, asked):
    key = insure(house).key
    seen = {who: show(house, who, "paper", key).status_code for who in house.people}
    assert {who for who, status in seen.items() if status == 200} == {"Otto", "Anna", "Amir", "Aukje", "Abel"}
    assert set(seen.values()) == {200, 403, 404}
    response = show(house, "Otto", "paper", key)
    assert response.content == CV
    assert "no-store" in response.headers["Cache-Control"]
    assert 'filename="polis.pdf"' in response.headers["Content-Disposition"]


def test_a_paper_is_removed_with_a_button_and_by_nobody_else(house, asked):
    key = insure(house).key
    assert show(house, "Otto", "remove-paper", key).status_code == 405
    assert send(house, "Anna", "remove-paper", key).status_code == 403
    assert send(house, "Rap BV", "remove-paper", key).status_code == 404
    assert send(house, "Otto", "remove-paper", key).status_code == 302
    assert "polis.pdf" not in show(house, "Otto", "passport").text


# the same passport, for who decides


def test_the_desk_sees_the_passport_once_the_supplier_asked(house, system):
    supplier = house["Otto"].organisation
    assert show(house, "Anna", "supplier-passport", supplier).status_code == 404
    admissions.ask(system.categories.get().pk, actor=house["Otto"], at=MONDAY)
    seen = {who: show(house, who, "supplier-passport", supplier).status_code for who in house.people}
    assert {who for who, status in seen.items() if status == 200} == {"Otto", "Anna", "Amir", "Aukje", "Abel"}


def test_what_was_found_in_a_register_is_kept_with_who_looked(house, asked):
    supplier = house["Otto"].organisation
    sent = {"register": "trade-register", "is_confirmed": "yes", "found": "Staat er.", "evidence": pdf("kvk.pdf")}
    response = send(house, "Anna", "check-register", supplier, **sent)
    assert response.headers["Location"] == address("supplier-passport", supplier)
    text = words(show(house, "Anna", "supplier-passport", supplier))
    assert "Trade register (KvK) confirmed Staat er. What was kept of it Anna" in text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"is_confirmed": "no"}, "found"),
        ({"is_confirmed": ""}, "is_confirmed"),
        ({"register": ""}, "register"),
        ({"evidence": SimpleUploadedFile("kvk.png", b"geen plaatje")}, "evidence"),
    ],
)
def test_a_register_check_that_says_too_little_is_refused(changed, field, house, asked):
    sent = {"register": "waadi", "is_confirmed": "yes", "found": ""}
    response = send(house, "Anna", "check-register", house["Otto"].organisation, **sent | changed)
    assert response.status_code == 422
    assert f"id_{field}_error" in response.text
    assert not RegisterCheck.objects.exists()


def test_only_who_checks_registers_finds_that_form(house, asked):
    for who in ("Otto", "Brenda", "Aukje", "Abel"):
        assert show(house, who, "check-register", house["Otto"].organisation).status_code == 403


# admissions


def test_a_supplier_sees_what_it_asked_for_and_what_it_can_ask_for(house, system):
    text = words(show(house, "Sterk BV", "admissions"))
    assert "You can bid on calls in this category." in text
    assert "Ask for admission : Secretaris" in text
    assert "Insurance is not there" in text


def test_asking_first_shows_what_the_desk_will_see_and_what_is_missing(house, system):
    category = system.categories.get().pk
    text = words(show(house, "Otto", "ask-admission", category))
    assert "What the hiring desk will see" in text
    assert "Insurance is not there" in text
    response = send(house, "Otto", "ask-admission", category)
    admission = Admission.objects.get(supplier__name="Otto BV")
    assert response.headers["Location"] == address("admission", admission.pk)
    assert send(house, "Otto", "ask-admission", category).status_code == 409
    assert show(house, "Otto", "ask-admission", category).status_code == 404
    assert show(house, "Anna", "ask-admission", category).status_code == 403


def test_r15_what_is_late_stands_on_top_and_says_by_how_many_working_days(house, system):
    first, second = system.categories.get(), systems.add_category(system.pk, "Griffie", actor=house["Anna"], at=BEFORE)
    admissions.ask(first.pk, actor=house["Otto"], at=MONDAY)
    admissions.ask(second.pk, actor=house["Rap BV"], at=MONDAY - timedelta(days=18))  # a Thursday; due Thursday 18 June
    text = words(show(house, "Anna", "admissions"))
    assert text.index("Rap BV") < text.index("Otto BV")
    assert "2 working days late" in text
    assert "10 working days left" in text


@pytest.mark.parametrize(("who", "status"), [("Brenda", 200), ("Aukje", 200), ("Abel", 200), ("Ingrid", 403)])
def test_who_only_reads_admissions_finds_no_step_to_take(who, status, house, asked):
    assert show(house, who, "admissions").status_code == status
    response = show(house, who, "admission", asked.pk)
    assert response.status_code == status
    if who in {"Brenda", "Aukje"}:
        assert "What you can do now" not in response.text


def test_r15_the_page_explains_until_when_and_what_is_missing(house, asked):
    text = words(show(house, "Anna", "admission", asked.pk))
    assert "Decision before or on Monday 29 June 2026 10 working days after receipt on Monday 15 June 2026." in text
    assert "5 working days left" in text
    assert "Registration in the trade register has not been looked up yet" in text
    assert "You can admit the supplier once nothing is missing." in text
    assert address("admission-step", asked.pk, "admit") not in show(house, "Anna", "admission", asked.pk).text


def test_a_supplier_that_has_everything_is_admitted_with_one_button(house, asked):
    insure(house)
    confirm(house)
    assert "Nothing is missing. From now on the supplier can bid" in words(show(house, "Anna", "admission", asked.pk))
    assert send(house, "Anna", "admission-step", asked.pk, "admit").status_code == 302
    text = words(show(house, "Otto", "admission", asked.pk))
    assert "Admission granted Anna" in text


def test_a_refused_step_keeps_what_was_typed(house, asked):
    response = send(house, "Anna", "admission-step", asked.pk, "refuse", reason="..")
    assert response.status_code == 422
    assert "why the supplier is not admitted" in words(response)
    assert re.search(r'id="refuse_reason"[^>]*>\s*\.\.</textarea>', response.text)
    assert re.search(r"<details open>\s*<summary>Do not admit", response.text)
    assert response.text.count("<details open>") == 1


def test_a_step_that_came_too_late_still_shows_what_was_typed(house, asked):
    admissions.withdraw(asked.pk, actor=house["Otto"], at=MONDAY)
    response = send(house, "Anna", "admission-step", asked.pk, "ask-repair", reason="De polis ontbreekt nog.")
    assert response.status_code == 422
    assert "De polis ontbreekt nog." in response.text
    assert "has moved on" in words(response)


def test_admitting_while_something_is_missing_says_so(house, asked):
    response = send(house, "Anna", "admission-step", asked.pk, "admit")
    assert response.status_code == 422
    assert Admission.objects.get(pk=asked.pk).state == "asked"


@pytest.mark.parametrize(
    ("who", "step", "status"),
    [
        ("Otto", "admit", 403),
        ("Brenda", "refuse", 403),
        ("Anna", "withdraw", 403),
        ("Rap BV", "withdraw", 404),
        ("Bas", "admit", 403),
        ("Anna", "promote", 404),
        ("Abel", "extend", 302),
    ],
)
def test_a_step_is_taken_by_who_may_take_it(who, step, status, house, asked):
    response = send(house, who, "admission-step", asked.pk, step, reason="Er is meer tijd nodig.")
    assert response.status_code == status


def test_the_address_of_a_step_leads_back_to_the_admission(house, asked):
    response = show(house, "Anna", "admission-step", asked.pk, "refuse")
    assert response.headers["Location"] == address("admission", asked.pk)


def test_what_is_missing_is_asked_for_and_brought(house, asked):
    send(house, "Anna", "admission-step", asked.pk, "ask-repair", reason="De polis ontbreekt nog.")
    text = words(show(house, "Otto", "admission", asked.pk))
    assert "What is missing comes in before or on Monday 29 June 2026" in text
    assert "De polis ontbreekt nog." in text
    assert send(house, "Otto", "admission-step", asked.pk, "repair", reason="").status_code == 302
    assert "What was lacking brought" in words(show(house, "Anna", "admission", asked.pk))


def test_an_admitted_supplier_is_asked_for_a_new_declaration_from_its_page(house):
    admission = Admission.objects.get(supplier__name="Sterk BV")
    assert send(house, "Anna", "admission-step", admission.pk, "ask-renewal").status_code == 302
    text = words(show(house, "Anna", "admissions"))
    assert "Sterk BV Bestuur Monday 22 June 2026 Monday 29 June 2026 5 working days left" in text
    assert "Ask for a new self-declaration" not in words(show(house, "Anna", "admission", admission.pk))


def test_the_letter_of_a_refusal_opens_for_its_supplier_and_where_it_was_decided(house, asked):
    letter = admissions.refuse(asked.pk, "De polis ontbreekt.", actor=house["Anna"], at=MONDAY)
    assert address("letter", letter.pk) in show(house, "Otto", "admission", asked.pk).text
    seen = {who: show(house, who, "letter", letter.pk).status_code for who in house.people}
    may_read = {"Otto", "Anna", "Amir", "Abel", "Aukje", "Brenda"}
    assert {who for who, status in seen.items() if status == 200} == may_read
    assert seen["Rap BV"] == seen["Bas"] == 404
    assert show(house, "Otto", "letter", letter.pk).content.startswith(b"%PDF-")


# purchasing systems


def test_a_system_shows_its_terms_then_now_and_to_come(house, system):
    systems.change_regime(
        system.pk, valid_from=TODAY, terms=Terms(9, 14, 5, 5), fee_payer="supplier", actor=house["Anna"], at=MONDAY
    )
    response = send(house, "Anna", "regime", system.pk, valid_from="2026-08-01", **TERMS)
    assert response.headers["Location"] == address("system", system.pk)
    text = words(show(house, "Brenda", "system", system.pk))
    assert "past Monday 5 January 2026 up to and including Sunday 21 June 2026 10 15 5 5 supplier" in text
    assert "now Monday 22 June 2026 up to and including Friday 31 July 2026 9 14 5 5 supplier" in text
    assert "to come from Saturday 1 August 2026 8 12 5 4 buyer" in text
    assert "Other terms from a day on" not in text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"valid_from": "2026-06-21"}, "valid_from"),
        ({"decision_days": "13"}, "decision_days"),
        ({"repair_days": "0"}, "repair_days"),
        ({"fee_payer": "nobody"}, "fee_payer"),
    ],
)
def test_terms_that_cannot_be_are_refused_beside_their_field(changed, field, house, system):
    response = send(house, "Anna", "regime", system.pk, **{"valid_from": "2026-08-01"} | TERMS | changed)
    assert response.status_code == 422
    assert f"id_{field}_error" in response.text
    assert system.regimes.count() == 1


def test_a_desk_opens_a_system_with_the_terms_of_the_law_filled_in(house):
    shown = show(house, "Anna", "open-system").text
    assert re.search(r'name="decision_days" value="10"', shown)
    sent = {"buyer": house.buyer.pk, "name": "DAS 3", "open_from": "2026-07-01", "open_until": "",
            "categories": "Secretaris\r\n\r\nGriffie", "requires": ["sna", "insurance"]}  # fmt: skip
    response = send(house, "Anna", "open-system", **sent, **TERMS)
    opened = PurchasingSystem.objects.get(name="DAS 3")
    assert response.headers["Location"] == address("system", opened.pk)
    assert [one.name for one in opened.categories.all()] == ["Griffie", "Secretaris"]
    assert opened.requires == ["sna", "insurance"]
    text = words(show(house, "Anna", "systems"))
    assert "Not open yet DAS 3" in text


def test_a_system_that_closes_before_it_opens_is_refused_and_what_was_typed_is_kept(house):
    sent = {"buyer": house.buyer.pk, "name": "DAS 3", "open_from": "2026-07-01", "open_until": "2026-06-30",
            "categories": "Secretaris"}  # fmt: skip
    response = send(house, "Anna", "open-system", **sent, **TERMS)
    assert response.status_code == 422
    assert "id_open_until_error" in response.text
    assert "Secretaris" in response.text


@pytest.mark.parametrize("page", ["systems", "system", "open-system", "regime"])
def test_systems_are_for_who_works_with_them(page, house, system):
    args = [system.pk] if page in {"system", "regime"} else []
    for who in ("Otto", "Ingrid"):
        assert show(house, who, page, *args).status_code == 403
    assert show(house, "Bas", page, *args).status_code == {"systems": 200, "system": 404}.get(page, 403)


def test_lists_cost_no_more_questions_when_they_grow(house, system, django_assert_max_num_queries):
    category = system.categories.get().pk
    client = look(house, "Anna")
    client.get(address("admissions"))
    for who in ("Otto", "Rap BV", "Sterk BV"):
        admissions.ask(category, actor=house[who], at=MONDAY)
    with django_assert_max_num_queries(25):
        client.get(address("admissions"))
    with django_assert_max_num_queries(25):
        client.get(address("system", system.pk))
