"""The only door to organisations, people, passports and admissions."""

import hashlib
from datetime import datetime
from uuid import UUID

from openinhuur.accounts.models import Person
from openinhuur.domain import membership as domain
from openinhuur.domain.roles import Actor, NotFound, NotTheirs, Role, Verb
from openinhuur.parties.models import (
    Admission,
    Category,
    Invitation,
    Membership,
    Organisation,
    Paper,
    Passport,
    PurchasingSystem,
)


def organisation(organisation_id: int, *, actor: Actor, to: Verb, locked: bool = False) -> Organisation:
    """An organisation: one's own, or any for who manages the house.

    Raises:
        NotFound: no such organisation, or not theirs to know of.
        NotAllowed: their role cannot do this.
    """
    actor.require(to)
    organisations = Organisation.objects.all()
    if locked:
        organisations = organisations.select_for_update()
    found = organisations.filter(pk=organisation_id).first()
    if found is None:
        raise NotFound(what=f"organisation:{organisation_id}")
    if not _is_theirs(found.pk, actor):
        raise NotTheirs(what=f"organisation:{organisation_id}")
    return found


def own_desk(desk_id: int, *, actor: Actor, to: Verb, locked: bool = False) -> Organisation:
    """The desk that somebody works for.

    Raises:
        NotFound: it is not theirs, or no desk.
        NotAllowed: their role cannot do this.
    """
    found = organisation(desk_id, actor=actor, to=to, locked=locked)
    if found.kind != Organisation.Kind.DESK or actor.organisation_id != found.pk:
        raise NotTheirs(what=f"organisation:{desk_id}")
    return found


def membership(membership_id: int, *, actor: Actor, to: Verb, or_own: bool = False, locked: bool = False) -> Membership:
    """A membership that has not ended.

    Args:
        or_own: one's own membership needs no role.

    Raises:
        NotFound, NotAllowed.
    """
    current = Membership.objects.select_related("organisation", "person")
    if locked:
        current = current.select_for_update(of=("self",))
    found = current.filter(pk=membership_id, ended_at__isnull=True).first()
    is_own = found is not None and or_own and found.person_id == actor.person_id
    if not is_own:
        actor.require(to)
    if found is None:
        raise NotFound(what=f"membership:{membership_id}")
    if not (is_own or _is_theirs(found.organisation_id, actor)):
        raise NotTheirs(what=f"membership:{membership_id}")
    return found


def colleague(membership_id: int, *, of: Membership) -> Membership:
    """Another current membership of the same organisation.

    Raises:
        NotFound.
    """
    current = Membership.objects.select_for_update(of=("self",)).filter(
        organisation_id=of.organisation_id, ended_at__isnull=True, person__is_active=True
    )
    found = current.filter(pk=membership_id).exclude(pk=of.pk).first()
    if found is None:
        raise NotFound(what=f"membership:{membership_id}")
    return found


def invitation(invitation_id: UUID, *, actor: Actor, to: Verb) -> Invitation:
    """An invitation of an organisation one manages.

    Raises:
        NotFound, NotAllowed.
    """
    actor.require(to)
    found = Invitation.objects.select_related("organisation").filter(pk=invitation_id).first()
    if found is None:
        raise NotFound(what=f"invitation:{invitation_id}")
    if not _is_theirs(found.organisation_id, actor):
        raise NotTheirs(what=f"invitation:{invitation_id}")
    return found


def invited(secret: str, *, email: str | None, at: datetime, locked: bool = False) -> Invitation:
    """The invitation whose link holds this secret, as long as it can be accepted: knowing the secret is the permission.

    Args:
        email: the address of who is signed in; None is somebody who only holds the link.

    Raises:
        NotFound, InvitationForSomebodyElse, InvitationWithdrawn, InvitationUsed, InvitationExpired.
    """
    invitations = Invitation.objects.select_related("organisation", "invited_by")
    if locked:
        invitations = invitations.select_for_update(of=("self",))
    found = invitations.filter(secret_sha256=hashed(secret)).first()
    if found is None:
        raise NotFound(what="invitation")
    facts = domain.Invitation(
        found.email, found.invited_at, found.expires_at, accepted_at=found.accepted_at, withdrawn_at=found.withdrawn_at
    )
    domain.check_invitation(facts, email=found.email if email is None else email, at=at)
    return found


def hashed(secret: str) -> str:
    """What is kept of the secret of an invitation."""
    return hashlib.sha256(secret.encode()).hexdigest()


def person(person_id: int, *, actor: Actor, to: Verb, locked: bool = False) -> Person:
    """An account, for who manages the house.

    Raises:
        NotFound, NotAllowed.
    """
    actor.require(to)
    people = Person.objects.all()
    if locked:
        people = people.select_for_update()
    found = people.filter(pk=person_id).first()
    if found is None:
        raise NotFound(what=f"person:{person_id}")
    return found


def passport(supplier_id: int, *, actor: Actor, to: Verb, locked: bool = False) -> Passport:
    """The passport of a supplier: its own, or of a supplier that asked for admission where the actor works.

    Raises:
        NotFound, NotAllowed.
    """
    actor.require(to)
    passports = Passport.objects.select_related("supplier")
    if locked:
        passports = passports.select_for_update(of=("self",))
    found = passports.filter(supplier_id=supplier_id).first()
    if found is None:
        raise NotFound(what=f"passport:{supplier_id}")
    if not (_is_own_supplier(supplier_id, actor) or _knows_supplier(supplier_id, actor)):
        raise NotTheirs(what=f"passport:{supplier_id}")
    return found


def paper(key: UUID, *, actor: Actor, to: Verb) -> Paper:
    """A paper in a passport the actor may see.

    Raises:
        NotFound, NotAllowed.
    """
    actor.require(to)
    found = Paper.objects.select_related("passport__supplier", "document").filter(key=key).first()
    if found is None:
        raise NotFound(what=f"paper:{key}")
    passport(found.passport.supplier_id, actor=actor, to=to)
    return found


def system(system_id: int, *, actor: Actor, to: Verb) -> PurchasingSystem:
    """A purchasing system, for the desk that runs it and the buyer whose it is.

    Raises:
        NotFound, NotAllowed.
    """
    actor.require(to)
    found = PurchasingSystem.objects.select_related("buyer", "desk").filter(pk=system_id).first()
    if found is None:
        raise NotFound(what=f"purchasing-system:{system_id}")
    if not works_for(found, actor):
        raise NotTheirs(what=f"purchasing-system:{system_id}")
    return found


def category(category_id: int, *, actor: Actor, to: Verb) -> Category:
    """A category: every supplier may know of it; the others as for `system`.

    Raises:
        NotFound, NotAllowed.
    """
    actor.require(to)
    found = Category.objects.select_related("purchasing_system__buyer").filter(pk=category_id).first()
    if found is None:
        raise NotFound(what=f"category:{category_id}")
    if not (actor.has(Role.SUPPLIER) or works_for(found.purchasing_system, actor)):
        raise NotTheirs(what=f"category:{category_id}")
    return found


def admission(admission_id: int, *, actor: Actor, to: Verb, locked: bool = False) -> Admission:
    """An admission: of one's own company, or in a purchasing system where one works.

    Raises:
        NotFound, NotAllowed.
    """
    actor.require(to)
    admissions = Admission.objects.select_related("supplier", "category__purchasing_system__buyer")
    if locked:
        admissions = admissions.select_for_update(of=("self",))
    found = admissions.filter(pk=admission_id).first()
    if found is None:
        raise NotFound(what=f"admission:{admission_id}")
    if not (_is_own_supplier(found.supplier_id, actor) or works_for(found.category.purchasing_system, actor)):
        raise NotTheirs(what=f"admission:{admission_id}")
    return found


def works_for(system: PurchasingSystem, actor: Actor) -> bool:
    """Whether somebody works for the desk that runs the system, or for the buyer whose it is."""
    return actor.organisation_id is not None and actor.organisation_id in {system.desk_id, system.buyer_id}


def _is_own_supplier(supplier_id: int, actor: Actor) -> bool:
    return actor.has(Role.SUPPLIER) and actor.organisation_id == supplier_id


def _knows_supplier(supplier_id: int, actor: Actor) -> bool:
    """Whether the supplier ever asked for admission to a system of the actor's desk or buyer."""
    return any(
        works_for(one.category.purchasing_system, actor)
        for one in Admission.objects.select_related("category__purchasing_system").filter(supplier_id=supplier_id)
    )


def _is_theirs(organisation_id: int, actor: Actor) -> bool:
    return actor.organisation_id == organisation_id or actor.may(Verb.MANAGE)
