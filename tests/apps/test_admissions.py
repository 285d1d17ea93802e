"""Admission to a purchasing system: asked, repaired, decided in time, suspended, renewed; what bids notice of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from pytest_django import DjangoAssertNumQueries

from openinhuur.accounts.models import Person
from openinhuur.assessments import actions as assessments
from openinhuur.bids import actions as bids
from openinhuur.bids.models import Bid
from openinhuur.domain.admission import (
    AdmissionIncomplete,
    AlreadyExtended,
    ExtensionReasonMissing,
    PurchasingSystemClosed,
    RefusalReasonMissing,
    RenewalState,
    State,
    Step,
    StepNotPossible,
    SuspensionReasonMissing,
    Terms,
)
from openinhuur.domain.bid import BidReadable
from openinhuur.domain.errors import Refusal
from openinhuur.domain.paper import PaperKind
from openinhuur.domain.passport import Item, Lack, Register
from openinhuur.domain.requirements import ReasonMissing
from openinhuur.domain.roles import ANYONE, Actor, NotAllowed, NotFound, Role
from openinhuur.domain.scoring import StepClosed
from openinhuur.journal.models import Entry
from openinhuur.letters.models import Message
from openinhuur.parties import facts, listings
from openinhuur.parties.actions import admissions, organisations, passports, people, registers, systems
from openinhuur.parties.interests import OwnCompany
from openinhuur.parties.models import Admission, AdmissionStep, Category, Passport, PurchasingSystem, Renewal
from tests.apps.house import AFTER, BEFORE, CV, IN_TIME, House, person, registration, submission

AT = datetime(2026, 6, 22, 8, tzinfo=UTC)
REASON = "De verzekering is verlopen."


@dataclass(frozen=True, slots=True)
class Otto:
    """A supplier that asked to be admitted on Monday 22 June 2026."""

    house: House
    id: int

    @property
    def row(self) -> Admission:
        """The admission as it is now."""
        return Admission.objects.get(pk=self.id)

    @property
    def actor(self) -> Actor:
        """Who asked."""
        return self.house["Otto"]

    @property
    def desk(self) -> Actor:
        """Who decides."""
        return self.house["Anna"]

    def told(self) -> list[str]:
        """The kinds of e-mail that were written about it."""
        about = Message.objects.filter(about=f"admission:{self.id}")
        return list(about.order_by("queued_at", "pk").values_list("kind", flat=True))

    def events(self) -> list[str]:
        """What the journal says of it."""
        return list(Entry.objects.filter(subject=f"admission:{self.id}").values_list("event", flat=True))

    def steps(self) -> list[tuple[str, str, str]]:
        """What was done to it."""
        rows = AdmissionStep.objects.filter(admission=self.id).select_related("by")
        return [(one.step, one.by.name, one.reason) for one in rows]


@pytest.fixture
def otto(house: House) -> Otto:
    return Otto(house, admissions.ask(house.category_id, actor=house["Otto"], at=AT).pk)


def system(house: House) -> PurchasingSystem:
    return Category.objects.select_related("purchasing_system").get(pk=house.category_id).purchasing_system


def change(house: House, **changed: object) -> None:
    PurchasingSystem.objects.filter(pk=system(house).pk).update(**changed)


def requires(house: House, *items: Item) -> None:
    change(house, requires=[one.value for one in items])


def message(admission_id: int, kind: str) -> Message:
    return Message.objects.get(about=f"admission:{admission_id}", kind=kind)


def admission_of(house: House, supplier: str) -> int:
    return Admission.objects.get(supplier=house.suppliers[supplier], category=house.category_id).pk


def suspend(house: House, supplier: str = "Sterk BV") -> int:
    admission_id = admission_of(house, supplier)
    admissions.suspend(admission_id, REASON, actor=house["Anna"], at=IN_TIME)
    return admission_id


# Asking.


def test_r15_a_request_of_22_june_is_decided_by_6_july_and_by_13_july_with_a_reason(otto: Otto) -> None:
    assert otto.row.due_on == date(2026, 7, 6)
    later = AT + timedelta(days=10)
    admissions.extend(otto.id, "De gevraagde stukken komen uit het buitenland.", actor=otto.desk, at=later)
    assert (otto.row.due_on, otto.row.is_extended, otto.row.state) == (date(2026, 7, 13), True, "asked")
    assert otto.told() == ["admission-extended"]
    with pytest.raises(AlreadyExtended):
        admissions.extend(otto.id, "Nog een keer om een andere reden.", actor=otto.desk, at=later)


def test_r15_more_time_needs_a_reason_in_words(otto: Otto) -> None:
    with pytest.raises(ExtensionReasonMissing):
        admissions.extend(otto.id, "druk", actor=otto.desk, at=AT)


def test_a_supplier_asks_once_as_long_as_its_request_stands(otto: Otto) -> None:
    with pytest.raises(admissions.AlreadyAsked) as refused:
        admissions.ask(otto.house.category_id, actor=otto.actor, at=AT)
    assert refused.value.fields == {"admission": otto.id}
    admissions.withdraw(otto.id, actor=otto.actor, at=AT)
    assert admissions.ask(otto.house.category_id, actor=otto.actor, at=AT).pk != otto.id


def test_only_a_supplier_with_a_passport_asks_for_itself(house: House) -> None:
    for who in ("Anna", "Brenda", "Abel", "Aukje"):
        with pytest.raises(NotAllowed):
            admissions.ask(house.category_id, actor=house[who], at=AT)
    with pytest.raises(NotAllowed):
        admissions.ask(house.category_id, actor=ANYONE, at=AT)
    with pytest.raises(NotFound):
        admissions.ask(0, actor=house["Otto"], at=AT)
    Passport.objects.filter(supplier=house.suppliers["Otto BV"]).delete()
    with pytest.raises(admissions.PassportMissing):
        admissions.ask(house.category_id, actor=house["Otto"], at=AT)


def test_nobody_asks_before_a_system_opens_or_after_it_has_closed(house: House) -> None:
    change(house, open_from=date(2026, 6, 23), open_until=date(2026, 6, 25))
    with pytest.raises(admissions.PurchasingSystemNotOpen):
        admissions.ask(house.category_id, actor=house["Otto"], at=AT)
    with pytest.raises(PurchasingSystemClosed):
        admissions.ask(house.category_id, actor=house["Otto"], at=AT + timedelta(days=3))
    assert admissions.ask(house.category_id, actor=house["Otto"], at=AT + timedelta(days=2)).due_on == date(2026, 7, 8)


# Deciding.


def test_who_has_all_that_is_required_is_admitted_and_told(otto: Otto) -> None:
    admissions.admit(otto.id, actor=otto.desk, at=AT)
    assert (otto.row.state, otto.row.decided_at, otto.row.decided_by_id) == ("admitted", AT, otto.desk.person_id)
    assert otto.steps() == [("admit", "Anna", "")]
    assert otto.events() == ["admission.asked", "admission.granted"]
    told = message(otto.id, "admission-granted")
    assert told.recipient_email == Person.objects.get(pk=otto.actor.person).email
    assert f"/toelatingen/{otto.id}/" in told.text


def test_who_lacks_something_on_that_day_is_not_admitted_yet(otto: Otto) -> None:
    requires(otto.house, Item.WAADI, Item.INSURANCE)
    with pytest.raises(AdmissionIncomplete) as refused:
        admissions.admit(otto.id, actor=otto.desk, at=AT)
    assert refused.value.fields == {"items": ["waadi", "insurance"]}
    assert otto.row.state == "asked"
    registers.record_check(
        otto.row.supplier_id, Register.WAADI, is_confirmed=True, found="", evidence=None, actor=otto.desk, at=AT
    )
    passports.add_paper(
        otto.row.supplier_id, kind=PaperKind.INSURANCE, content=CV, name="polis.pdf", issued_on=date(2026, 1, 1),
        expires_on=date(2026, 6, 23), actor=otto.actor, at=AT,
    )  # fmt: skip
    with pytest.raises(AdmissionIncomplete):
        admissions.admit(otto.id, actor=otto.desk, at=AT + timedelta(days=2))
    admissions.admit(otto.id, actor=otto.desk, at=AT + timedelta(days=1))


def test_what_lacks_is_asked_brought_and_decided_and_the_term_goes_on_meanwhile(otto: Otto) -> None:
    with pytest.raises(admissions.StepReasonMissing):
        admissions.ask_repair(otto.id, "polis", actor=otto.desk, at=AT)
    admissions.ask_repair(otto.id, "De polis is niet leesbaar.", actor=otto.desk, at=AT)
    assert (otto.row.state, otto.row.repair_due_on) == ("repair-asked", date(2026, 6, 29))
    assert otto.row.due_on == date(2026, 7, 6)
    with pytest.raises(StepNotPossible):
        admissions.admit(otto.id, actor=otto.desk, at=AT)
    with pytest.raises(NotFound):
        admissions.repair(otto.id, "", actor=otto.house["Rap BV"], at=AT)
    with pytest.raises(NotAllowed):
        admissions.repair(otto.id, "", actor=otto.desk, at=AT)
    admissions.repair(otto.id, " Een nieuwe polis staat erin. ", actor=otto.actor, at=AT)
    assert (otto.row.state, otto.row.repair_due_on) == ("asked", None)
    admissions.admit(otto.id, actor=otto.desk, at=AT)
    assert otto.steps() == [
        ("ask-repair", "Anna", "De polis is niet leesbaar."),
        ("repair", "Otto", "Een nieuwe polis staat erin."),
        ("admit", "Anna", ""),
    ]
    assert sorted(otto.told()) == ["admission-granted", "admission-repair-asked"]
    assert "maandag 29 juni 2026" in message(otto.id, "admission-repair-asked").text


def test_who_is_refused_gets_a_letter_that_says_why_and_what_they_can_do(otto: Otto) -> None:
    change(otto.house, open_until=date(2027, 1, 1))
    with pytest.raises(RefusalReasonMissing):
        admissions.refuse(otto.id, "onvolledig", actor=otto.desk, at=AT)
    reasons = "De verzekering is verlopen.\n\nDe eigen verklaring is niet ondertekend."
    letter = admissions.refuse(otto.id, reasons, actor=otto.desk, at=AT)
    with pypdfium2.PdfDocument(bytes(letter.document.content)) as pdf:
        text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
        assert letter.document.pages == len(pdf) == 1
    said = " ".join(text.split())
    for part in (
        "22 juni 2026",
        "Op maandag 22 juni 2026 vroeg u om toelating tot de categorie „Bestuur”",
        "dynamisch aankoopsysteem „DAS” van Gemeente A",
        "Inhuurdesk heeft namens Gemeente A besloten u niet toe te laten.",
        "De verzekering is verlopen.",
        "De eigen verklaring is niet ondertekend.",
        "opnieuw om toelating vragen, zolang het aankoopsysteem open is: tot en met donderdag 31 december 2026.",
        otto.house.desk.email,
        "voorleggen aan de rechter",
        "Anna",
    ):
        assert part in said
    assert AdmissionStep.objects.get(admission=otto.id).letter_id == letter.pk
    assert (otto.row.state, otto.row.decided_at) == ("refused", AT)
    assert message(otto.id, "admission-refused").document_id == letter.document_id
    assert admissions.ask(otto.house.category_id, actor=otto.actor, at=AT).state == "asked"


def test_the_letter_is_for_the_supplier_and_the_desk_and_nobody_else(otto: Otto) -> None:
    letter = admissions.refuse(otto.id, REASON, actor=otto.desk, at=AT)
    for who in ("Otto", "Anna", "Brenda", "Aukje"):
        assert listings.letter(letter.pk, actor=otto.house[who], at=AT).media_type == "application/pdf"
    for who, refusal in (("Rap BV", NotFound), ("Bas", NotFound), ("Ingrid", NotAllowed)):
        with pytest.raises(refusal):
            listings.letter(letter.pk, actor=otto.house[who], at=AT)


def test_a_suspended_supplier_is_reinstated_or_its_admission_ends(otto: Otto) -> None:
    admissions.admit(otto.id, actor=otto.desk, at=AT)
    with pytest.raises(SuspensionReasonMissing):
        admissions.suspend(otto.id, "", actor=otto.desk, at=AT)
    admissions.suspend(otto.id, REASON, actor=otto.desk, at=AT)
    requires(otto.house, Item.INSURANCE)
    admissions.reinstate(otto.id, "De polis is verlengd.", actor=otto.desk, at=AT)
    assert (otto.row.state, otto.row.decided_at) == ("admitted", AT)
    journal = Entry.objects.get(event="admission.reinstated", subject=f"admission:{otto.id}")
    assert journal.facts == {"lacking": ["insurance"]}
    with pytest.raises(admissions.StepReasonMissing):
        admissions.end(otto.id, "klaar", actor=otto.desk, at=AT)
    admissions.end(otto.id, "Op verzoek van de leverancier.", actor=otto.desk, at=AT)
    assert otto.row.state == "ended"
    assert sorted(otto.told()) == [
        "admission-ended", "admission-granted", "admission-reinstated", "admission-suspended",
    ]  # fmt: skip
    assert otto.events()[2:] == ["admission.suspended", "admission.reinstated", "admission.ended"]


Decide = Callable[[int, Actor], object]
DECISIONS: dict[str, Decide] = {
    "ask-repair": lambda pk, actor: admissions.ask_repair(pk, REASON, actor=actor, at=AT),
    "extend": lambda pk, actor: admissions.extend(pk, REASON, actor=actor, at=AT),
    "admit": lambda pk, actor: admissions.admit(pk, actor=actor, at=AT),
    "refuse": lambda pk, actor: admissions.refuse(pk, REASON, actor=actor, at=AT),
    "suspend": lambda pk, actor: admissions.suspend(pk, REASON, actor=actor, at=AT),
    "reinstate": lambda pk, actor: admissions.reinstate(pk, actor=actor, at=AT),
    "end": lambda pk, actor: admissions.end(pk, REASON, actor=actor, at=AT),
    "renewal": lambda pk, actor: admissions.ask_renewal(pk, actor=actor, at=AT),
}


@pytest.mark.parametrize("decide", DECISIONS.values(), ids=list(DECISIONS))
def test_only_the_desk_of_the_system_decides_and_nobody_on_their_own_company(otto: Otto, decide: Decide) -> None:
    house = otto.house
    elsewhere = organisations.register(
        registration("Andere desk", 8), kind=organisations.Kind.DESK, actor=house["Abel"], at=AT
    )
    daan = person("Daan", elsewhere, Role.DESK)
    for actor, refusal in (
        (otto.actor, NotAllowed), (house["Rap BV"], NotAllowed), (house["Brenda"], NotAllowed), (ANYONE, NotAllowed),
        (house["Aukje"], NotAllowed), (daan, NotFound),
    ):  # fmt: skip
        with pytest.raises(refusal):
            decide(otto.id, actor)
    with pytest.raises(NotFound):
        decide(0, otto.desk)
    otto_bv = house.suppliers["Otto BV"].pk
    people.give_roles(otto.desk.person, otto_bv, frozenset({Role.SUPPLIER}), actor=house["Abel"], at=AT)
    with pytest.raises(OwnCompany):
        decide(otto.id, otto.desk)
    assert (otto.row.state, otto.steps()) == ("asked", [])


def test_withdrawing_is_for_the_supplier_itself(otto: Otto) -> None:
    for actor, refusal in ((otto.house["Rap BV"], NotFound), (otto.desk, NotAllowed)):
        with pytest.raises(refusal):
            admissions.withdraw(otto.id, actor=actor, at=AT)


@pytest.mark.parametrize("step", ["ask-repair", "extend", "admit", "refuse", "suspend"])
def test_a_request_that_was_withdrawn_is_not_decided_any_more(otto: Otto, step: str) -> None:
    admissions.withdraw(otto.id, actor=otto.actor, at=AT)
    with pytest.raises(StepNotPossible):
        DECISIONS[step](otto.id, otto.desk)
    assert otto.told() == []


# A renewed self-declaration.


def declare(house: House, expires_on: date | None = None, at: datetime = AT) -> None:
    passports.add_paper(
        house["Sterk BV"].organisation, kind=PaperKind.SELF_DECLARATION, content=CV, name="uea.pdf",
        issued_on=date(2026, 6, 1), expires_on=expires_on, actor=house["Sterk BV"], at=at,
    )  # fmt: skip


def test_r16_a_renewed_self_declaration_asked_on_22_june_is_due_on_29_june(house: House) -> None:
    pk = admission_of(house, "Sterk BV")
    renewal = admissions.ask_renewal(pk, actor=house["Anna"], at=AT)
    assert renewal.due_on == date(2026, 6, 29)
    assert "maandag 29 juni 2026" in message(pk, "declaration-asked").text
    with pytest.raises(admissions.RenewalRunning):
        admissions.ask_renewal(pk, actor=house["Anna"], at=AT)
    states = [listings.renewals_due(actor=house["Anna"], at=AT + timedelta(days=days))[0].state for days in (7, 8)]
    assert states == [RenewalState.RUNNING, RenewalState.OVERDUE]


def test_r16_a_new_self_declaration_is_the_answer_in_every_category(house: House) -> None:
    second = systems.add_category(system(house).pk, "Juridisch", actor=house["Anna"], at=AT
    )  # fmt: skip
    asked = admissions.ask(second.pk, actor=house["Sterk BV"], at=AT).pk
    admissions.admit(asked, actor=house["Anna"], at=AT)
    for pk in (asked, admission_of(house, "Sterk BV")):
        admissions.ask_renewal(pk, actor=house["Anna"], at=AT)
    declare(house, expires_on=date(2026, 6, 21))
    renewals = Renewal.objects.filter(admission__supplier=house.suppliers["Sterk BV"])
    assert renewals.filter(answered_at=None).count() == 2  # one that has expired counts for nothing
    declare(house)
    assert renewals.filter(answered_at=AT, paper__kind="self-declaration").count() == 2
    subjects = {one.subject for one in Entry.objects.filter(event="renewal.answered")}
    assert {f"admission:{one.admission_id}" for one in renewals} <= subjects
    assert listings.renewals_due(actor=house["Anna"], at=AT) == []
    passports.remove_paper(renewals[0].paper.key, actor=house["Sterk BV"], at=AT)
    assert admissions.ask_renewal(asked, actor=house["Anna"], at=AT).answered_at is None


def test_r16_only_who_is_admitted_is_asked(otto: Otto) -> None:
    with pytest.raises(admissions.NotAdmitted):
        admissions.ask_renewal(otto.id, actor=otto.desk, at=AT)


# What bids notice of a suspension.


def test_a_suspended_supplier_sends_and_replaces_no_bid_but_can_withdraw_one(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    suspend(house)
    with pytest.raises(NotAllowed):
        bids.submit("T-1", submission("Piet"), actor=house["Sterk BV"], at=IN_TIME)
    with pytest.raises(NotAllowed):
        bids.replace(bid_id, submission("Pien", "90.00"), actor=house["Sterk BV"], at=IN_TIME)
    bids.withdraw(bid_id, actor=house["Sterk BV"], at=IN_TIME)
    assert Bid.objects.get(pk=bid_id).withdrawn_at == IN_TIME


@pytest.fixture
def opened(house: House) -> House:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    house.open()
    for bid_id in house.bids.values():
        assessments.judge_rest_met(bid_id, actor=house["Anna"], at=AFTER)
    return house


def test_step_1_does_not_close_while_a_person_still_has_to_decide_on_a_suspended_supplier(opened: House) -> None:
    pk = suspend(opened)
    with pytest.raises(assessments.SuppliersNotAdmitted) as refused:
        assessments.close_step_1("T-1", actor=opened["Anna"], at=AFTER)
    assert refused.value.fields == {"suppliers": ["Sterk BV"]}
    admissions.reinstate(pk, actor=opened["Anna"], at=AFTER)
    assert assessments.close_step_1("T-1", actor=opened["Anna"], at=AFTER) == 2


def test_the_bid_of_a_suspended_supplier_is_set_aside_with_a_reason_and_the_others_go_on(opened: House) -> None:
    suspend(opened)
    pien, robin = opened.bids["Pien"], opened.bids["Robin"]
    with pytest.raises(BidReadable):
        assessments.set_aside(robin, REASON, actor=opened["Anna"], at=AFTER)
    with pytest.raises(ReasonMissing):
        assessments.set_aside(pien, " ", actor=opened["Anna"], at=AFTER)
    with pytest.raises(NotAllowed):
        assessments.set_aside(pien, REASON, actor=opened["Brenda"], at=AFTER)
    assessments.set_aside(pien, REASON, actor=opened["Anna"], at=AFTER)
    assert assessments.close_step_1("T-1", actor=opened["Anna"], at=AFTER) == 1
    assert Entry.objects.get(event="bid.set-aside", subject="call:T-1").facts["reason"] == REASON


def test_after_step_1_no_bid_is_set_aside_any_more(opened: House) -> None:
    assessments.close_step_1("T-1", actor=opened["Anna"], at=AFTER)
    suspend(opened)
    with pytest.raises(StepClosed):
        assessments.set_aside(opened.bids["Pien"], REASON, actor=opened["Anna"], at=AFTER)


# Purchasing systems.


def open_system(house: House, by: str = "Anna", **changed: object) -> PurchasingSystem:
    asked: dict[str, object] = {
        "name": "DAS Inhuur", "open_from": date(2026, 6, 22), "open_until": None, "categories": ["ICT", "Juridisch"],
        "requires": {Item.INSURANCE, Item.WAADI}, "terms": None, "fee_payer": "buyer",
    }  # fmt: skip
    return systems.open_system(house.buyer.pk, **asked | changed, actor=house[by], at=AT)  # type: ignore[arg-type] # a test's own fields


def test_a_desk_opens_a_system_of_a_buyer_under_the_terms_of_the_law(house: House) -> None:
    made = open_system(house)
    assert (made.desk_id, made.buyer_id, made.requires) == (house.desk.pk, house.buyer.pk, ["waadi", "insurance"])
    assert [one.name for one in made.categories.all()] == ["ICT", "Juridisch"]
    assert facts.terms_on(made, date(2026, 6, 22)) == Terms(10, 15, 5, 5)
    assert facts.regime_on(made, date(2030, 1, 1)).fee_payer == "buyer"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"open_until": date(2026, 6, 22)}, systems.ClosesBeforeOpening),
        ({"name": " "}, systems.NameNotUsable),
        ({"name": "x" * 201}, systems.NameNotUsable),
        ({"categories": []}, systems.NameNotUsable),
        ({"categories": ["ICT", ""]}, systems.NameNotUsable),
        ({"categories": ["ICT", " ict "]}, systems.CategoryExists),
        ({"terms": Terms(decision=0)}, systems.TermsNotPossible),
        ({"terms": Terms(decision=10, decision_extended=9)}, systems.TermsNotPossible),
        ({"by": "Abel"}, None),
        ({"by": "Brenda"}, NotAllowed),
        ({"by": "Sterk BV"}, NotAllowed),
    ],
)
def test_a_system_that_cannot_be_is_not_opened(
    house: House, changed: dict[str, object], refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        assert open_system(house, **changed).pk  # type: ignore[arg-type] # a test's own fields
        return
    with pytest.raises(refusal):
        open_system(house, **changed)  # type: ignore[arg-type] # a test's own fields


def test_only_a_desk_opens_a_system_and_only_of_a_buyer(house: House) -> None:
    nobody = Actor(house["Abel"].person_id, "Abel", frozenset({Role.ADMINISTRATOR}), house.buyer.pk)
    house.people["Abel"] = nobody
    with pytest.raises(systems.NotADesk):
        open_system(house, by="Abel")
    house.buyer = house.suppliers["Sterk BV"]
    with pytest.raises(NotFound):
        open_system(house)


def test_terms_change_for_what_is_asked_from_that_day_on_and_are_never_changed_back(otto: Otto) -> None:
    house, pk = otto.house, system(otto.house).pk
    tomorrow = AT + timedelta(days=1)
    ask: dict[str, object] = {"terms": Terms(5, 8, 5, 2), "fee_payer": "buyer", "actor": house["Anna"], "at": AT}
    with pytest.raises(systems.RegimeInPast):
        systems.change_regime(pk, valid_from=date(2026, 6, 21), **ask)  # type: ignore[arg-type] # as above
    systems.change_regime(pk, valid_from=date(2026, 6, 23), **ask)  # type: ignore[arg-type] # as above
    with pytest.raises(systems.RegimeExists):
        systems.change_regime(pk, valid_from=date(2026, 6, 23), **ask)  # type: ignore[arg-type] # as above
    admissions.extend(otto.id, "De stukken komen uit het buitenland.", actor=otto.desk, at=tomorrow)
    assert otto.row.due_on == date(2026, 7, 13)
    admissions.withdraw(otto.id, actor=otto.actor, at=tomorrow)
    assert admissions.ask(house.category_id, actor=otto.actor, at=tomorrow).due_on == date(2026, 6, 30)
    with pytest.raises(NotAllowed):
        systems.change_regime(pk, valid_from=date(2026, 7, 1), **ask | {"actor": house["Brenda"]})  # type: ignore[arg-type] # as above


def test_another_desk_does_not_know_the_system(house: House) -> None:
    elsewhere = organisations.register(
        registration("Andere desk", 8), kind=organisations.Kind.DESK, actor=house["Abel"], at=AT
    )
    with pytest.raises(NotFound):
        systems.add_category(system(house).pk, "ICT", actor=person("Daan", elsewhere, Role.DESK), at=AT)


# What the pages show.


def test_the_page_of_an_admission_says_where_it_stands_and_what_each_can_do(otto: Otto) -> None:
    requires(otto.house, Item.INSURANCE)
    admissions.ask_repair(otto.id, REASON, actor=otto.desk, at=AT)
    late = AT + timedelta(days=15)
    page = listings.admission_page(otto.id, actor=otto.actor, at=late)
    row = page.admission
    assert (row.state, row.due_on, row.days_left, row.is_late) == (State.REPAIR_ASKED, date(2026, 7, 6), -1, True)
    assert (row.repair_due_on, row.is_repair_late) == (date(2026, 6, 29), True)
    assert [(one.item, one.code) for one in row.shortfalls] == [(Item.INSURANCE, Lack.MISSING)]
    assert [(one.step, one.by, one.reason, one.letter_id) for one in page.history] == [
        (Step.ASK_REPAIR, "Anna", REASON, None)
    ]
    assert page.steps == (Step.REPAIR, Step.WITHDRAW)
    assert listings.admission_page(otto.id, actor=otto.desk, at=late).steps == (Step.EXTEND, Step.REFUSE)
    for who in ("Brenda", "Aukje"):
        assert listings.admission_page(otto.id, actor=otto.house[who], at=late).steps == ()
    for who in ("Rap BV", "Bas"):
        with pytest.raises(NotFound):
            listings.admission_page(otto.id, actor=otto.house[who], at=late)


def test_admitting_is_offered_only_when_nothing_lacks_and_not_for_ones_own_company(otto: Otto) -> None:
    assert listings.admission_page(otto.id, actor=otto.desk, at=AT).steps == (
        Step.ASK_REPAIR, Step.EXTEND, Step.ADMIT, Step.REFUSE,
    )  # fmt: skip
    requires(otto.house, Item.SELF_DECLARATION)
    assert Step.ADMIT not in listings.admission_page(otto.id, actor=otto.desk, at=AT).steps
    otto_bv = otto.house.suppliers["Otto BV"].pk
    people.give_roles(otto.desk.person, otto_bv, frozenset({Role.SUPPLIER}), actor=otto.house["Abel"], at=AT)
    assert listings.admission_page(otto.id, actor=otto.desk, at=AT).steps == ()


def test_a_renewal_is_offered_as_long_as_none_runs(house: House) -> None:
    pk = admission_of(house, "Sterk BV")
    assert listings.admission_page(pk, actor=house["Anna"], at=AT).may_ask_renewal
    assert not listings.admission_page(pk, actor=house["Sterk BV"], at=AT).may_ask_renewal
    admissions.ask_renewal(pk, actor=house["Anna"], at=AT)
    page = listings.admission_page(pk, actor=house["Anna"], at=AT)
    assert (page.may_ask_renewal, page.admission.renewal) == (False, RenewalState.RUNNING)


def test_a_supplier_sees_its_own_requests_and_what_it_can_ask_for(otto: Otto) -> None:
    open_system(otto.house)
    open_system(otto.house, name="Later", open_from=date(2026, 7, 1))
    assert [one.id for one in listings.admissions_of_supplier(actor=otto.actor, at=AT)] == [otto.id]
    found = listings.open_categories(actor=otto.actor, at=AT)
    mine = [one for one in found if one.system == "DAS Inhuur"]
    assert [one.category for one in mine] == ["ICT", "Juridisch"]
    assert [one.item for one in mine[0].shortfalls] == [Item.WAADI, Item.INSURANCE]
    assert not {"Later", "DAS"} & {one.system for one in found}
    admissions.withdraw(otto.id, actor=otto.actor, at=AT)
    assert otto.house.category_id in [one.id for one in listings.open_categories(actor=otto.actor, at=AT)]
    for read in (listings.admissions_of_supplier, listings.open_categories):
        with pytest.raises(NotAllowed):
            read(actor=otto.desk, at=AT)


def ask_all(house: House, many: int) -> list[int]:
    asked = []
    for serial in [one for one in range(8, 60) if _has_check_digit(one)][:many]:
        supplier = organisations.register(
            registration(f"BV {serial}", serial), kind=organisations.Kind.SUPPLIER,
            passport=organisations.PassportFacts(None, sna_registered=False, is_sole_worker=True, g_account_iban=""),
            actor=house["Abel"], at=BEFORE,
        )  # fmt: skip
        actor = person(f"P{serial}", supplier, Role.SUPPLIER)
        asked.append(admissions.ask(house.category_id, actor=actor, at=AT + timedelta(days=serial)).pk)
    return asked


def _has_check_digit(serial: int) -> bool:
    digits = f"{serial:08}"
    return sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11 != 10


def test_what_waits_longest_stands_on_top_and_what_is_late_above_all(otto: Otto) -> None:
    later = ask_all(otto.house, 3)
    rows = listings.admissions_to_decide(actor=otto.desk, at=AT + timedelta(days=15))
    assert [one.id for one in rows] == [otto.id, *later]
    assert [one.is_late for one in rows] == [True, False, False, False]
    assert listings.admissions_to_decide(actor=otto.house["Bas"], at=AT) == []


def test_lists_cost_the_same_with_many_rows(otto: Otto, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    house, asked = otto.house, ask_all(otto.house, 6)
    for pk in asked[:4]:
        admissions.admit(pk, actor=house["Anna"], at=AT)
        admissions.ask_renewal(pk, actor=house["Anna"], at=AT)
    requires(house, *Item)
    with django_assert_max_num_queries(6):
        assert len(listings.admissions_to_decide(actor=house["Anna"], at=AT)) == 3
    with django_assert_max_num_queries(2):
        assert len(listings.renewals_due(actor=house["Anna"], at=AT)) == 4
    pk = system(house).pk
    with django_assert_max_num_queries(2):
        assert len(listings.register_of_admitted(pk)) == 6
    with django_assert_max_num_queries(12):
        listings.admission_page(asked[0], actor=house["Anna"], at=AT)


def test_the_register_of_who_is_admitted_is_for_everybody_and_leaves_out_who_is_suspended(house: House) -> None:
    pk = system(house).pk
    assert [one.supplier for one in listings.register_of_admitted(pk)] == ["Rap BV", "Sterk BV"]
    suspend(house)
    assert [one.supplier for one in listings.register_of_admitted(pk)] == ["Rap BV"]
    with pytest.raises(NotFound):
        listings.register_of_admitted(0)


def test_a_category_is_added_once(house: House) -> None:
    pk = system(house).pk
    systems.add_category(pk, "ICT", actor=house["Anna"], at=AT)
    with pytest.raises(systems.CategoryExists):
        systems.add_category(pk, "ict", actor=house["Anna"], at=AT)
    assert Category.objects.filter(purchasing_system=pk, name="ICT").count() == 1
