"""Sets the stage for the example case: organisations, people with roles, and admission to the system."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from openinhuur.accounts import actions as accounts
from openinhuur.demo.case import Case, CaseBuyer, CaseDesk, CasePerson, CaseSupplier
from openinhuur.demo.confirmed import Table
from openinhuur.demo.papers import show_papers
from openinhuur.domain.membership import Kind
from openinhuur.domain.roles import Actor, Role
from openinhuur.domain.sealing import SealedBy
from openinhuur.parties.actions import admissions, keyholders, organisations, people, systems
from openinhuur.parties.actions.organisations import Registration
from openinhuur.parties.models import Category, Organisation
from openinhuur.parties.queries import actor_for

INSTALLATION = Actor(None, "installatie", frozenset({Role.ADMINISTRATOR}), None)
"""Who acts before there are people."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Who is who: organisations and people by their key in the case; ``suppliers`` by supplier key."""

    organisations: dict[str, Organisation]
    people: dict[str, Actor]
    suppliers: dict[str, Actor]
    category: Category


def set_stage(case: Case, confirmed: Table) -> Stage:
    """Register everybody, and admit every supplier to the category."""
    at = confirmed["published"]["registered_at"]
    known = _organisations(case, at)
    cast = {person.key: _person(person, known, at) for person in case.people}
    suppliers = {person.organisation: cast[person.key] for person in case.people if Role.SUPPLIER in person.roles}
    desk = cast[confirmed["published"]["by"]]
    sealing = confirmed["sealing"]
    keyholders.choose(
        known["desk"].pk, SealedBy(sealing["by"]), reason=sealing["reason"], actor=cast[sealing["chosen_by"]], at=at
    )
    system = systems.open_system(
        known["buyer"].pk,
        name=confirmed["purchasing_system"],
        open_from=at.date(),
        open_until=None,
        categories=[confirmed["category"]],
        requires=[],
        terms=None,
        fee_payer="supplier",
        actor=desk,
        at=at,
    )
    category = system.categories.get()
    show_papers(confirmed["papers"], known, suppliers)
    for position, supplier in enumerate(suppliers.values()):
        asked_at = confirmed["published"]["admissions_from"] + timedelta(hours=3 * position)
        admission = admissions.ask(category.pk, actor=supplier, at=asked_at)
        admissions.admit(admission.pk, actor=desk, at=asked_at + timedelta(days=3))
    return Stage(known, cast, suppliers, category)


def _organisations(case: Case, at: datetime) -> dict[str, Organisation]:
    facts = _registration(case.buyer, oin=case.buyer.oin)
    buyer = organisations.register(facts, kind=Kind.BUYER, actor=INSTALLATION, at=at)
    facts = _registration(case.desk, iban=case.desk.iban)
    desk = organisations.register(facts, kind=Kind.DESK, actor=INSTALLATION, at=at)
    suppliers = {
        one.key: organisations.register(
            _registration(one, iban=one.iban),
            kind=Kind.SUPPLIER,
            passport=organisations.PassportFacts(
                one.waadi_registered_on, one.sna_registered, one.is_sole_worker, one.g_account_iban
            ),
            actor=INSTALLATION,
            at=at,
        )
        for one in case.suppliers
    }
    return {"buyer": buyer, "desk": desk, **suppliers}


def _registration(party: CaseBuyer | CaseDesk | CaseSupplier, *, oin: str = "", iban: str = "") -> Registration:
    return Registration(
        name=party.name,
        kvk_number=party.kvk_number,
        vat_number=party.vat_number,
        street=party.street,
        postcode=party.postcode,
        city=party.city,
        email=party.email,
        oin=oin,
        iban=iban,
    )


def _person(person: CasePerson, organisations: dict[str, Organisation], at: datetime) -> Actor:
    account = accounts.register(email=person.email, name=person.name, actor=INSTALLATION)
    organisation = organisations[person.organisation]
    people.give_roles(account.pk, organisation.pk, frozenset(person.roles), actor=INSTALLATION, at=at)
    return actor_for(account.pk, has_second_factor=True)
