"""Organisations, as the trade register knows them."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from openinhuur.accounts.models import Person
from openinhuur.domain import numbers
from openinhuur.domain.errors import Refusal
from openinhuur.domain.membership import ADMINISTERS, ROLES_OF, Kind
from openinhuur.domain.roles import Actor, Role, Verb
from openinhuur.journal.actions import record
from openinhuur.parties import access
from openinhuur.parties.actions import people
from openinhuur.parties.models import Membership, Organisation, Passport


class AlreadyRegistered(Refusal):
    """An organisation with this trade register number is known. Fields: ``kvk_number``, ``field``."""


class AlreadyMember(Refusal):
    """Somebody belongs to an organisation already, and cannot found another. Fields: ``organisation``."""


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

    def checked(self) -> "Registration":
        """The same with every number in its standard form.

        Raises:
            KvkNumberInvalid, VatNumberInvalid, PostcodeInvalid, OinInvalid, IbanInvalid.
        """
        return replace(
            self,
            kvk_number=numbers.kvk_number(self.kvk_number),
            vat_number=numbers.vat_number(self.vat_number),
            postcode=numbers.postcode(self.postcode),
            oin=numbers.oin(self.oin) if self.oin else "",
            iban=numbers.iban(self.iban) if self.iban else "",
        )


@dataclass(frozen=True, slots=True)
class PassportFacts:
    """What a supplier shows once for all calls."""

    waadi_registered_on: date | None
    sna_registered: bool
    is_sole_worker: bool
    g_account_iban: str


NOTHING_YET = PassportFacts(None, sna_registered=False, is_sole_worker=False, g_account_iban="")
"""The passport of a supplier that still has to fill it in."""


@transaction.atomic
def register(
    registration: Registration,
    *,
    kind: Kind,
    passport: PassportFacts | None = None,
    actor: Actor,
    at: datetime,
) -> Organisation:
    """Make an organisation known; a supplier with its passport, which is empty when nothing is known yet.

    Raises:
        AlreadyRegistered, and what `Registration.checked` raises.
    """
    actor.require(Verb.MANAGE)
    return _register(registration, kind, passport, actor=actor, at=at)


@transaction.atomic
def register_and_invite(
    registration: Registration, *, kind: Kind, administrator: str, actor: Actor, at: datetime
) -> Organisation:
    """Make an organisation known and ask its first administrator, at this e-mail address, to join.

    Raises:
        NotAllowed, AlreadyRegistered, and what `Registration.checked` raises.
    """
    organisation = register(registration, kind=kind, actor=actor, at=at)
    people.invite(organisation.pk, email=administrator, roles=_first_roles(kind), actor=actor, at=at)
    return organisation


@transaction.atomic
def found(registration: Registration, *, actor: Actor, at: datetime) -> Organisation:
    """Somebody who signed up makes their company known as a supplier, and is its first administrator.

    Raises:
        AlreadyMember, AlreadyRegistered, and what `Registration.checked` raises.
    """
    Person.objects.select_for_update().get(pk=actor.person)  # of two at once, the second sees what the first founded
    current = Membership.objects.filter(person_id=actor.person, ended_at__isnull=True)
    if existing := current.select_related("organisation").first():
        raise AlreadyMember(organisation=existing.organisation.name)
    organisation = _register(registration, Kind.SUPPLIER, None, actor=actor, at=at)
    roles = sorted(role.value for role in _first_roles(Kind.SUPPLIER))
    Membership.objects.create(person_id=actor.person, organisation=organisation, roles=roles, given_at=at)
    record("membership.given", actor=actor, at=at, subject=f"organisation:{organisation.pk}",
           person=actor.person, roles=roles)  # fmt: skip
    return organisation


@transaction.atomic
def change(organisation_id: int, registration: Registration, *, actor: Actor, at: datetime) -> Organisation:
    """Correct the name, address or accounts of an organisation; its trade register number stays.

    Raises:
        NotFound, NotAllowed, and what `Registration.checked` raises.
    """
    organisation = access.organisation(organisation_id, actor=actor, to=Verb.MANAGE_PEOPLE, locked=True)
    new = replace(registration, kvk_number=organisation.kvk_number).checked()
    changed = [one.name for one in fields(new) if getattr(new, one.name) != getattr(organisation, one.name)]
    for name in changed:
        setattr(organisation, name, getattr(new, name))
    if changed:
        organisation.save(update_fields=changed)
        record("organisation.changed", actor=actor, at=at, subject=f"organisation:{organisation.pk}", changed=changed)
    return organisation


def _register(
    registration: Registration, kind: Kind, passport: PassportFacts | None, *, actor: Actor, at: datetime
) -> Organisation:
    new = registration.checked()
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(
                kind=kind.value, **{one.name: getattr(new, one.name) for one in fields(new)}
            )
    except IntegrityError:  # of two at once too, the second is refused
        raise AlreadyRegistered(kvk_number=new.kvk_number, field="kvk_number") from None
    if kind is Kind.SUPPLIER:
        passport = passport or NOTHING_YET
        Passport.objects.create(
            supplier=organisation,
            waadi_registered_on=passport.waadi_registered_on,
            sna_registered=passport.sna_registered,
            is_sole_worker=passport.is_sole_worker,
            g_account_iban=numbers.g_account_iban(passport.g_account_iban) if passport.g_account_iban else "",
        )
    record("organisation.registered", actor=actor, at=at, subject=f"organisation:{organisation.pk}",
           name=organisation.name, kind=organisation.kind, kvk_number=organisation.kvk_number)  # fmt: skip
    return organisation


def _first_roles(kind: Kind) -> frozenset[Role]:
    """What the first person of an organisation gets: who manages its people and, at a supplier, can do its work."""
    return (ADMINISTERS | {Role.SUPPLIER}) & ROLES_OF[kind]
