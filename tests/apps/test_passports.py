"""The passport of a supplier: what it declares, its papers, what expires, and what somebody looked up."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pytest_django import DjangoAssertNumQueries

from openinhuur.accounts.models import Person
from openinhuur.cli import tasks
from openinhuur.documents.models import Document
from openinhuur.domain.lender import WttaStatus
from openinhuur.domain.numbers import IbanInvalid, NotAGAccount
from openinhuur.domain.paper import ExpiresBeforeIssued, IssuedInFuture, PaperKind
from openinhuur.domain.passport import Item, Lack, Register
from openinhuur.domain.roles import ANYONE, NotAllowed, NotFound, Role
from openinhuur.flow import daily
from openinhuur.journal.models import Entry
from openinhuur.letters.models import Message
from openinhuur.parties import facts, listings, registers, uploads
from openinhuur.parties.actions import admissions, organisations, passports, people, systems
from openinhuur.parties.actions.registers import FoundMissing, record_check
from openinhuur.parties.interests import OwnCompany
from openinhuur.parties.models import Category, ExpiryNotice, Paper, Passport, PurchasingSystem, RegisterCheck
from openinhuur.parties.uploads import EvidenceNotUsable, PaperNotReadable
from tests.apps.house import CV, House, person, registration

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

AT = datetime(2026, 6, 22, 8, tzinfo=UTC)
TODAY = date(2026, 6, 22)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on"


def sterk(house: House) -> int:
    return house.suppliers["Sterk BV"].pk


def add(house: House, kind: PaperKind = PaperKind.INSURANCE, *, content: bytes = CV, name: str = "polis.pdf",
        issued_on: date = date(2026, 1, 1), expires_on: date | None = date(2026, 7, 20), by: str = "Sterk BV",
        at: datetime = AT) -> Paper:  # fmt: skip
    actor = house[by]
    return passports.add_paper(
        actor.organisation, kind=kind, content=content, name=name, issued_on=issued_on, expires_on=expires_on,
        actor=actor, at=at,
    )  # fmt: skip


def declared(house: House, **changed: object) -> passports.Declared:
    return replace(facts.declared(Passport.objects.get(supplier=sterk(house))), **changed)  # type: ignore[arg-type] # a test's own fields


def change(house: House, *, version: int = 1, **changed: object) -> int:
    return passports.change(
        sterk(house), declared(house, **changed), version=version, actor=house["Sterk BV"], at=AT
    )  # fmt: skip


def check(house: House, register: Register = Register.WAADI, *, is_confirmed: bool = True, found: str = "",
          evidence: bytes | None = None, name: str = "", by: str = "Anna") -> RegisterCheck:  # fmt: skip
    return record_check(
        sterk(house), register, is_confirmed=is_confirmed, found=found, evidence=evidence, evidence_name=name,
        actor=house[by], at=AT,
    )  # fmt: skip


def system(house: House) -> PurchasingSystem:
    return Category.objects.select_related("purchasing_system").get(pk=house.category_id).purchasing_system


def requires(house: House, *items: Item) -> None:
    PurchasingSystem.objects.filter(pk=system(house).pk).update(requires=[one.value for one in items])


def written(house: House, event: str) -> dict[str, object]:
    facts: dict[str, object] = Entry.objects.get(event=event, subject=f"organisation:{sterk(house)}").facts
    return facts


def papers(house: House) -> list[Paper]:
    return list(Paper.objects.filter(passport__supplier__in=house.suppliers.values()))


def notices(house: House) -> list[int]:
    rows = ExpiryNotice.objects.filter(paper__in=papers(house))
    return sorted(rows.values_list("days_ahead", flat=True))


def messages(house: House) -> list[Message]:
    about = [f"organisation:{one.pk}" for one in house.suppliers.values()]
    return list(Message.objects.filter(about__in=about, kind__startswith="paper"))


def lacks(house: House) -> dict[Item, Lack]:
    page = listings.passport_page(sterk(house), actor=house["Sterk BV"], at=AT)
    found = next(one for one in page.systems if one.system_id == system(house).pk)
    return {one.item: one.code for one in found.shortfalls}


# What a supplier declares.


def test_a_passport_is_changed_by_its_supplier_and_the_journal_says_what_without_the_account(house: House) -> None:
    assert change(house, sna_registered=False, g_account_iban="nl66 ingb 0990 0010 08") == 2
    row = Passport.objects.get(supplier=sterk(house))
    assert (row.version, row.sna_registered, row.g_account_iban) == (2, False, "NL66INGB0990001008")
    assert written(house, "passport.changed") == {"changed": ["sna_registered"], "version": 2}


def test_of_two_who_change_a_passport_the_second_is_told_and_nothing_is_lost(house: House) -> None:
    change(house, sna_registered=False)
    with pytest.raises(passports.ChangedMeanwhile):
        change(house, is_sole_worker=True)
    assert not Passport.objects.get(supplier=sterk(house)).is_sole_worker


@pytest.mark.parametrize(
    ("changed", "refusal", "field"),
    [
        ({"waadi_registered_on": date(2026, 6, 23)}, passports.DayInFuture, "waadi_registered_on"),
        (
            {"wtta_status": WttaStatus.NOTIFIED, "wtta_since_on": date(2026, 6, 23)},
            passports.DayInFuture,
            "wtta_since_on",
        ),
        ({"wtta_status": WttaStatus.ADMITTED}, passports.WttaDayMissing, "wtta_since_on"),
        ({"g_account_iban": "NL91ABNA0417164300"}, NotAGAccount, "g_account_iban"),
        ({"g_account_iban": "NL91ABNA0417164301"}, IbanInvalid, "g_account_iban"),
    ],
)
def test_what_cannot_be_so_is_refused_beside_its_field(
    house: House, changed: dict[str, object], refusal: type[Exception], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        change(house, **changed)
    assert refused.value.fields["field"] == field  # type: ignore[attr-defined] # a refusal has fields


def test_a_day_without_a_status_of_the_wtta_is_not_kept(house: House) -> None:
    change(house, wtta_since_on=TODAY)
    assert Passport.objects.get(supplier=sterk(house)).wtta_since_on is None


def test_a_passport_is_written_by_its_own_supplier_only(house: House) -> None:
    mine = declared(house)
    for who, refusal in (("Rap BV", NotFound), ("Anna", NotAllowed), ("Brenda", NotAllowed), ("Abel", NotAllowed)):
        with pytest.raises(refusal):
            passports.change(sterk(house), mine, version=1, actor=house[who], at=AT)
    with pytest.raises(NotAllowed):
        passports.change(sterk(house), mine, version=1, actor=ANYONE, at=AT)


# Papers.


def test_a_paper_is_kept_as_it_is_with_a_name_that_is_safe(house: House) -> None:
    paper = add(house, name="C:\\mijn polissen\\..\\polis\u202efdp.exe\0 2026.PDF")
    document = Document.objects.get(pk=paper.document_id)
    assert (document.name, document.media_type, document.pages) == ("polis fdp.exe 2026.pdf", "application/pdf", 1)
    assert bytes(document.content) == CV
    assert written(house, "paper.added")["sha256"] == document.sha256


@pytest.mark.parametrize("name", ["", "...", "/", "\0", "x" * 500])
def test_a_paper_always_has_a_name_of_at_most_200_characters(name: str) -> None:
    found = uploads.file_name(name, media_type=uploads.PDF, otherwise="insurance")
    assert 5 <= len(found) <= 200
    assert found.endswith(".pdf")


def zip_called_pdf() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("polis.pdf", CV)
    return made.getvalue()


def encrypted() -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(CV)) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "broken"),
        (b"%PDF-1.7 en verder niets", "broken"),
        (zip_called_pdf(), "broken"),
        (encrypted(), "encrypted"),
        (CV + b" " * 11 * 2**20, "too-big"),
    ],
    ids=["empty", "no pdf", "zip", "encrypted", "11 MB"],
)
def test_what_cannot_be_read_as_a_pdf_is_refused_beside_the_file(house: House, content: bytes, reason: str) -> None:
    with pytest.raises(PaperNotReadable) as refused:
        add(house, content=content)
    assert (refused.value.fields["reason"], refused.value.fields["field"]) == (reason, "file")
    assert papers(house) == []


def test_the_days_on_a_paper_are_possible(house: House) -> None:
    with pytest.raises(IssuedInFuture):
        add(house, issued_on=date(2026, 6, 23))
    with pytest.raises(ExpiresBeforeIssued):
        add(house, expires_on=date(2025, 12, 31))


def test_the_papers_of_others_do_not_exist_for_a_rival_and_are_not_written_by_the_desk(house: House) -> None:
    paper = add(house)
    with pytest.raises(NotFound):
        passports.remove_paper(paper.key, actor=house["Rap BV"], at=AT)
    with pytest.raises(NotFound):
        listings.paper(paper.key, actor=house["Rap BV"], at=AT)
    with pytest.raises(NotAllowed):
        passports.remove_paper(paper.key, actor=house["Anna"], at=AT)
    with pytest.raises(NotAllowed):
        listings.paper(paper.key, actor=house["Brenda"], at=AT)
    assert bytes(listings.paper(paper.key, actor=house["Anna"], at=AT).content) == CV


def test_a_removed_paper_leaves_the_list_once_and_is_kept(house: House) -> None:
    requires(house, Item.INSURANCE)
    paper = add(house)
    assert lacks(house) == {}
    passports.remove_paper(paper.key, actor=house["Sterk BV"], at=AT)
    with pytest.raises(NotFound):
        passports.remove_paper(paper.key, actor=house["Sterk BV"], at=AT)
    assert lacks(house) == {Item.INSURANCE: Lack.MISSING}
    assert listings.passport_page(sterk(house), actor=house["Sterk BV"], at=AT).papers == ()
    assert bytes(listings.paper(paper.key, actor=house["Anna"], at=AT).content) == CV


# What expires.


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def test_a_supplier_is_told_30_14_and_3_days_ahead_and_once_it_has_expired_and_never_twice(house: House) -> None:
    add(house, expires_on=date(2026, 7, 20))
    told = []
    for day in (TODAY + timedelta(days=number) for number in range(-10, 60)):
        before = notices(house)
        passports.warn_of_expiry(at=on(day))
        told += [day] if notices(house) != before else []
    assert told == [date(2026, 6, 20), date(2026, 7, 6), date(2026, 7, 17), date(2026, 7, 21)]
    assert notices(house) == [0, 3, 14, 30]
    assert passports.warn_of_expiry(at=on(TODAY + timedelta(days=60))) == 0
    assert sorted(one.kind for one in messages(house)) == ["paper-expired", *["paper-expires"] * 3]
    journal = Entry.objects.filter(event="paper.expiry-notified", subject=f"organisation:{sterk(house)}")
    assert [one.facts["days_ahead"] for one in journal] == [30, 14, 3, 0]


def test_everybody_of_the_supplier_who_can_act_is_told_in_their_own_language(house: House) -> None:
    supplier = house.suppliers["Sterk BV"]
    for name in ("Sem", "Suus", "Siem"):
        person(name, supplier, Role.SUPPLIER)
    person("Sjoerd", supplier, Role.ORGANISATION_ADMINISTRATOR)
    Person.objects.filter(name="Sem").update(language="en")
    Person.objects.filter(name="Siem").update(is_active=False)
    add(house)
    daily.do(at=AT)
    sent = {one.recipient_name: one for one in messages(house)}
    assert set(sent) == {"Saskia", "Sem", "Suus"}
    assert sent["Sem"].subject == "A paper of Sterk BV expires soon: Insurance policy"
    assert "/en/passport/" in sent["Sem"].text
    assert "Monday 20 July 2026" in sent["Sem"].text
    assert sent["Saskia"].language == "nl"
    assert "maandag 20 juli 2026" in sent["Saskia"].text


def frozen() -> datetime:
    """The clock of the test below."""
    return AT


def test_a_worker_does_it_every_morning_by_the_clock_of_the_site(house: House, settings: "SettingsWrapper") -> None:
    add(house)
    settings.CLOCK = f"{__name__}.frozen"
    tasks.every_day(timestamp=0)
    assert [one.queued_at for one in messages(house)] == [AT]


def test_where_nobody_is_left_the_address_of_the_organisation_is_written_to(house: House) -> None:
    add(house)
    Person.objects.filter(name="Saskia").update(is_active=False)
    passports.warn_of_expiry(at=AT)
    assert [one.recipient_email for one in messages(house)] == [house.suppliers["Sterk BV"].email]


def test_nobody_is_told_of_a_paper_that_was_followed_up_or_removed_or_without_an_admission(house: House) -> None:
    add(house)
    add(house, expires_on=date(2027, 7, 20))
    removed = add(house, PaperKind.SNA_CERTIFICATE)
    passports.remove_paper(removed.key, actor=house["Sterk BV"], at=AT)
    add(house, by="Otto")
    passports.warn_of_expiry(at=AT)
    assert notices(house) == []


def test_of_other_papers_each_one_counts_by_itself(house: House) -> None:
    add(house, PaperKind.OTHER)
    add(house, PaperKind.OTHER, expires_on=date(2027, 7, 20))
    passports.warn_of_expiry(at=AT)
    assert notices(house) == [30]


# Looking up.


def test_what_somebody_looked_up_counts_until_somebody_looks_again_and_does_not_find_it(house: House) -> None:
    requires(house, Item.WAADI, Item.SNA)
    assert lacks(house) == {Item.WAADI: Lack.NOT_CHECKED, Item.SNA: Lack.NOT_CHECKED}
    check(house, Register.WAADI)
    check(house, Register.SNA)
    assert lacks(house) == {}
    check(house, Register.WAADI, is_confirmed=False, found="Staat niet meer als uitlener vermeld.")
    assert lacks(house) == {Item.WAADI: Lack.MISSING}


def test_that_a_register_does_not_confirm_is_written_down_in_words(house: House) -> None:
    with pytest.raises(FoundMissing):
        check(house, is_confirmed=False, found="nee")
    assert not RegisterCheck.objects.filter(supplier=sterk(house)).exists()


@pytest.mark.parametrize(
    ("evidence", "name", "kept"),
    [
        (CV, "uittreksel", ("uittreksel.pdf", "application/pdf")),
        (PNG, "schermafdruk.pdf", ("schermafdruk.pdf.png", "image/png")),
        (b"\xff\xd8\xff\xe0 foto", "", ("waadi.jpg", "image/jpeg")),
    ],
)
def test_evidence_is_known_by_what_it_holds(house: House, evidence: bytes, name: str, kept: tuple[str, str]) -> None:
    looked = check(house, evidence=evidence, name=name)
    document = listings.evidence(looked.pk, actor=house["Sterk BV"], at=AT)
    assert (document.name, document.media_type) == kept
    assert written(house, "register.checked")["evidence"] == document.sha256
    with pytest.raises(NotFound):
        listings.evidence(looked.pk, actor=house["Rap BV"], at=AT)


@pytest.mark.parametrize("evidence", [b"<svg/>", b"GIF89a", zip_called_pdf(), encrypted(), PNG + b"0" * 5 * 2**20])
def test_other_evidence_is_not_usable(house: House, evidence: bytes) -> None:
    with pytest.raises(EvidenceNotUsable) as refused:
        check(house, evidence=evidence)
    assert refused.value.fields["field"] == "evidence"


def test_only_the_desk_that_knows_the_supplier_looks_it_up_and_nobody_their_own_company(house: House) -> None:
    other = organisations.register(
        registration("Andere desk", 8), kind=organisations.Kind.DESK, actor=house["Abel"], at=AT
    )
    house.people["Daan"] = person("Daan", other, Role.DESK)
    for who, refusal in (("Sterk BV", NotAllowed), ("Brenda", NotAllowed), ("Daan", NotFound)):
        with pytest.raises(refusal):
            check(house, by=who)
    people.give_roles(house["Anna"].person, sterk(house), frozenset({Role.SUPPLIER}), actor=house["Abel"], at=AT)
    with pytest.raises(OwnCompany):
        check(house)


def test_no_register_is_asked_by_machine_as_long_as_none_can_be() -> None:
    assert set(registers.LOOKUPS) == set(Register)
    assert not any(registers.LOOKUPS.values())


# The page.


def test_the_page_of_a_passport_shows_what_is_there_what_expires_and_what_is_needed(house: House) -> None:
    requires(house, Item.WAADI, Item.INSURANCE, Item.SELF_DECLARATION)
    old = add(house, expires_on=date(2026, 6, 21))
    new = add(house, expires_on=date(2026, 6, 22))
    other = add(house, PaperKind.OTHER, expires_on=None, name="iets.pdf")
    check(house, evidence=PNG)
    page = listings.passport_page(sterk(house), actor=house["Anna"], at=AT)
    rows = {one.key: one for one in page.papers}
    assert (rows[old.key].is_expired, rows[old.key].days_left, rows[old.key].is_followed_up) == (True, -1, True)
    assert (rows[new.key].is_expired, rows[new.key].days_left, rows[new.key].is_followed_up) == (False, 0, False)
    assert (rows[other.key].is_expired, rows[other.key].days_left, rows[other.key].name) == (False, None, "iets.pdf")
    assert [one.key for one in page.expiring] == [new.key]
    assert [(one.rule.value, one.from_on, one.is_met) for one in page.needs] == [
        ("waadi", TODAY, True),
        ("notified", date(2027, 1, 1), False),
        ("admitted", date(2028, 1, 1), False),
    ]
    looked = page.checks[Register.WAADI]
    assert looked is not None
    assert (looked.checked_by, looked.has_evidence) == ("Anna", True)
    assert page.checks[Register.SNA] is None
    assert [one.system_id for one in page.systems] == [system(house).pk]
    assert [(one.item, one.code) for one in page.systems[0].shortfalls] == [(Item.SELF_DECLARATION, Lack.MISSING)]
    assert (page.may_write, page.may_check) == (False, True)


def test_a_passport_is_read_by_its_supplier_and_where_it_asked_to_be_admitted(house: House) -> None:
    for who in ("Sterk BV", "Anna", "Abel", "Aukje"):
        assert listings.passport_page(sterk(house), actor=house[who], at=AT).supplier == "Sterk BV"
    for who, refusal in (("Rap BV", NotFound), ("Brenda", NotAllowed), ("Ingrid", NotAllowed)):
        with pytest.raises(refusal):
            listings.passport_page(sterk(house), actor=house[who], at=AT)
    with pytest.raises(NotFound):
        listings.passport_page(house.suppliers["Otto BV"].pk, actor=house["Anna"], at=AT)


def test_the_page_costs_the_same_with_many_papers_looks_and_systems(
    house: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        add(house)
        check(house)
        systems.open_system(
            house.buyer.pk, name=f"DAS {number}", open_from=TODAY, open_until=None, categories=["A", "B"],
            requires=list(Item), terms=None, fee_payer="buyer", actor=house["Anna"], at=AT,
        )  # fmt: skip
    with django_assert_max_num_queries(10):
        page = listings.passport_page(sterk(house), actor=house["Sterk BV"], at=AT)
    assert len(page.systems) >= 5


def test_the_days_are_those_in_the_netherlands(house: House) -> None:
    late = datetime(2026, 6, 22, 22, 30, tzinfo=UTC)  # half past midnight there
    admissions.ask(house.category_id, actor=house["Otto"], at=late)
    add(house, issued_on=date(2026, 6, 23), by="Otto", at=late)
    assert [one.issued_on for one in papers(house)] == [date(2026, 6, 23)]
