"""Organisations, the people in them, and admission to a purchasing system."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, Role, Verb
from openinhuur.journal.actions import record
from openinhuur.parties.models import (
    Admission,
    Category,
    Membership,
    Organisation,
    Passport,
    PurchasingSystem,
)


class AlreadyDecided(Refusal):
    """Somebody else decided this in the meantime. Fields: ``what``."""


@dataclass(frozen=True, slots=True)
class Registration:
    """An organisation as the trade register knows it."""

    name: str
    kvk_number: str
    vat_number: str
    street: str
    postcode: str
    city: str
    email: str
    oin: str = ""
    iban: str = ""


@dataclass(frozen=True, slots=True)
class PassportFacts:
    """What a supplier shows once for all calls."""

    waadi_registered_on: date | None
    sna_registered: bool
    is_sole_worker: bool
    g_account_iban: str


@transaction.atomic
def register(
    registration: Registration,
    *,
    kind: Organisation.Kind,
    passport: PassportFacts | None = None,
    actor: Actor,
    at: datetime,
) -> Organisation:
    """Make an organisation known; a supplier with its passport."""
    actor.require(Verb.MANAGE)
    organisation = Organisation.objects.create(
        kind=kind,
        name=registration.name,
        kvk_number=registration.kvk_number,
        vat_number=registration.vat_number,
        oin=registration.oin,
        street=registration.street,
        postcode=registration.postcode,
        city=registration.city,
        email=registration.email,
        iban=registration.iban,
    )
    if passport:
        Passport.objects.create(
            supplier=organisation,
            waadi_registered_on=passport.waadi_registered_on,
            sna_registered=passport.sna_registered,
            is_sole_worker=passport.is_sole_worker,
            g_account_iban=passport.g_account_iban,
        )
    record("organisation.registered", actor=actor, at=at, subject=f"organisation:{organisation.pk}",
           name=organisation.name, kind=organisation.kind, kvk_number=organisation.kvk_number)  # fmt: skip
    return organisation


@transaction.atomic
def give_roles(
    person_id: int, organisation_id: int, roles: frozenset[Role], *, actor: Actor, at: datetime
) -> Membership:
    """Make a person a member of an organisation, with these roles."""
    actor.require(Verb.MANAGE)
    membership = Membership.objects.create(
        person_id=person_id, organisation_id=organisation_id, roles=sorted(role.value for role in roles)
    )
    record("membership.given", actor=actor, at=at, subject=f"organisation:{organisation_id}",
           person=person_id, roles=membership.roles)  # fmt: skip
    return membership


@transaction.atomic
def open_purchasing_system(buyer_id: int, *, name: str, category: str, actor: Actor, at: datetime) -> Category:
    """Start a purchasing system of a buyer with one category."""
    actor.require(Verb.ADMIT)
    system = PurchasingSystem.objects.create(buyer_id=buyer_id, name=name)
    made = Category.objects.create(purchasing_system=system, name=category)
    record("purchasing-system.opened", actor=actor, at=at, subject=f"category:{made.pk}", name=name,
           category=category)  # fmt: skip
    return made


@transaction.atomic
def ask_admission(category_id: int, *, actor: Actor, at: datetime) -> Admission:
    """A supplier asks to join a category, for its own organisation."""
    actor.require(Verb.BID)
    admission = Admission.objects.create(category_id=category_id, supplier_id=actor.organisation, received_at=at)
    record("admission.asked", actor=actor, at=at, subject=f"admission:{admission.pk}",
           supplier=actor.organisation_id)  # fmt: skip
    return admission


@transaction.atomic
def admit(admission_id: int, *, actor: Actor, at: datetime) -> None:
    """Admit a supplier to the category it asked for.

    Raises:
        AlreadyDecided: the admission was decided before.
    """
    actor.require(Verb.ADMIT)
    undecided = Admission.objects.filter(pk=admission_id, admitted_at__isnull=True)
    if undecided.update(admitted_at=at, decided_by_id=actor.person) != 1:
        raise AlreadyDecided(what=f"admission:{admission_id}")
    record("admission.granted", actor=actor, at=at, subject=f"admission:{admission_id}")
