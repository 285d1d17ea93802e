"""Who belongs to which organisation, and in which roles."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from openinhuur.accounts.models import Person
from openinhuur.domain import membership as domain
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, Role, Verb
from openinhuur.journal.actions import record
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient
from openinhuur.parties import access, addresses
from openinhuur.parties.models import Invitation, Membership, Organisation


class AlreadyInOrganisation(Refusal):
    """This person is a member already: change their roles instead. Fields: ``field``."""


class NotYourself(Refusal):
    """Nobody suspends their own account. No fields."""


@transaction.atomic
def give_roles(
    person_id: int, organisation_id: int, roles: frozenset[Role], *, actor: Actor, at: datetime
) -> Membership:
    """Make a person a member of an organisation, with these roles.

    Raises:
        NoRoleGiven, RolesNotPossible, AlreadyInOrganisation.
    """
    actor.require(Verb.MANAGE)
    organisation = Organisation.objects.get(pk=organisation_id)
    domain.check_roles(domain.Kind(organisation.kind), roles)
    return _join(person_id, organisation, roles, actor=actor, at=at)


@transaction.atomic
def change_roles(membership_id: int, roles: frozenset[Role], *, actor: Actor, at: datetime) -> None:
    """Give a member other roles.

    Raises:
        NotFound, NotAllowed, NoRoleGiven, RolesNotPossible, LastAdministrator.
    """
    member = access.membership(membership_id, actor=actor, to=Verb.MANAGE_PEOPLE, locked=True)
    domain.check_roles(domain.Kind(member.organisation.kind), roles)
    _check_administrator_left(member, roles)
    member.roles = _plain(roles)
    member.save(update_fields=["roles"])
    record("membership.changed", actor=actor, at=at, subject=f"organisation:{member.organisation_id}",
           person=member.person_id, roles=member.roles)  # fmt: skip


@transaction.atomic
def end_membership(membership_id: int, *, actor: Actor, at: datetime) -> None:
    """Somebody leaves, or is removed; what they did stays in their name. Everybody may leave by themselves.

    Raises:
        NotFound, NotAllowed, LastAdministrator.
    """
    member = access.membership(membership_id, actor=actor, to=Verb.MANAGE_PEOPLE, or_own=True, locked=True)
    _check_administrator_left(member)
    member.ended_at = at
    member.save(update_fields=["ended_at"])
    record("membership.ended", actor=actor, at=at, subject=f"organisation:{member.organisation_id}",
           person=member.person_id, by_themselves=member.person_id == actor.person_id)  # fmt: skip


@transaction.atomic
def hand_over(membership_id: int, to_membership_id: int, *, actor: Actor, at: datetime) -> None:
    """Somebody leaves and a colleague takes over all their roles, in one step, so that nothing falls between.

    Raises:
        NotFound, NotAllowed.
    """
    member = access.membership(membership_id, actor=actor, to=Verb.MANAGE_PEOPLE, or_own=True, locked=True)
    successor = access.colleague(to_membership_id, of=member)
    successor.roles = sorted({*successor.roles, *member.roles})
    successor.save(update_fields=["roles"])
    member.ended_at = at
    member.save(update_fields=["ended_at"])
    record("membership.handed-over", actor=actor, at=at, subject=f"organisation:{member.organisation_id}",
           person=member.person_id, to=successor.person_id, roles=successor.roles)  # fmt: skip


@transaction.atomic
def invite(organisation_id: int, *, email: str, roles: frozenset[Role], actor: Actor, at: datetime) -> Invitation:
    """Ask somebody to join. Only the e-mail holds the secret of the link; an earlier link no longer works.

    Raises:
        NotFound, NotAllowed, NoRoleGiven, RolesNotPossible, AlreadyInOrganisation.
    """
    organisation = access.organisation(organisation_id, actor=actor, to=Verb.MANAGE_PEOPLE, locked=True)
    domain.check_roles(domain.Kind(organisation.kind), roles)
    members = Membership.objects.filter(organisation=organisation, ended_at__isnull=True)
    if members.filter(person__email__iexact=email).exists():
        raise AlreadyInOrganisation(field="email")
    replaced = Invitation.objects.filter(
        organisation=organisation, email__iexact=email, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=at)
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email.lower(),
        roles=_plain(roles),
        secret_sha256=access.hashed(secret),
        invited_by_id=actor.person_id,
        invited_at=at,
        expires_at=domain.expires_at(at),
    )
    record("invitation.made", actor=actor, at=at, subject=f"organisation:{organisation.pk}",
           invitation=invitation.pk, roles=invitation.roles, replaced=replaced)  # fmt: skip
    _write_to_invited(invitation, secret, actor=actor, at=at)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation_id: UUID, *, actor: Actor, at: datetime) -> Invitation:
    """An invitation that was not accepted yet can no longer be.

    Raises:
        NotFound, NotAllowed, InvitationUsed.
    """
    invitation = access.invitation(invitation_id, actor=actor, to=Verb.MANAGE_PEOPLE)
    unused = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True)
    if unused.update(withdrawn_at=at) != 1:
        raise domain.InvitationUsed
    record("invitation.withdrawn", actor=actor, at=at, subject=f"organisation:{invitation.organisation_id}",
           invitation=invitation.pk)  # fmt: skip
    return invitation


@transaction.atomic
def accept(secret: str, *, actor: Actor, at: datetime) -> Membership:
    """Join the organisation one was invited to, signed in with the address that was invited.

    Raises:
        NotFound, NotAllowed (nobody is signed in), InvitationForSomebodyElse, InvitationWithdrawn, InvitationUsed,
        InvitationExpired, AlreadyInOrganisation.
    """
    person = Person.objects.get(pk=actor.person)
    invitation = access.invited(secret, email=person.email, at=at, locked=True)
    invitation.accepted_at, invitation.accepted_by = at, person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    roles = frozenset(map(Role, invitation.roles))
    record("invitation.accepted", actor=actor, at=at, subject=f"organisation:{invitation.organisation_id}",
           invitation=invitation.pk)  # fmt: skip
    return _join(person.pk, invitation.organisation, roles, actor=actor, at=at)


@transaction.atomic
def suspend(person_id: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """Nobody gets in with this account any more, from this moment on, until it is reinstated.

    It can leave a buyer or a supplier without an administrator: meanwhile who manages the house manages its people.

    Raises:
        NotFound, NotAllowed, NotYourself, LastAdministrator: nobody would be left to manage the house.
    """
    person = access.person(person_id, actor=actor, to=Verb.MANAGE, locked=True)
    if person.pk == actor.person_id:
        raise NotYourself
    at_desks = Membership.objects.filter(
        person=person, ended_at__isnull=True, organisation__kind=domain.Kind.DESK.value
    )
    for member in at_desks.select_for_update(of=("self",)).order_by("organisation"):
        _check_administrator_left(member)
    _set_active(person, is_active=False)
    record("person.suspended", actor=actor, at=at, subject=f"person:{person.pk}", reason=reason)


@transaction.atomic
def reinstate(person_id: int, *, actor: Actor, at: datetime) -> None:
    """A suspended account works again.

    Raises:
        NotFound, NotAllowed.
    """
    person = access.person(person_id, actor=actor, to=Verb.MANAGE, locked=True)
    _set_active(person, is_active=True)
    record("person.reinstated", actor=actor, at=at, subject=f"person:{person.pk}")


def _set_active(person: Person, *, is_active: bool) -> None:
    person.is_active = is_active
    person.save(update_fields=["is_active"])


def _join(
    person_id: int, organisation: Organisation, roles: frozenset[Role], *, actor: Actor, at: datetime
) -> Membership:
    current = Membership.objects.filter(person_id=person_id, organisation=organisation, ended_at__isnull=True)
    if current.exists():
        raise AlreadyInOrganisation(field="email")
    membership = Membership.objects.create(
        person_id=person_id, organisation=organisation, roles=_plain(roles), given_at=at
    )
    record("membership.given", actor=actor, at=at, subject=f"organisation:{organisation.pk}",
           person=person_id, roles=membership.roles)  # fmt: skip
    return membership


def _check_administrator_left(member: Membership, roles: frozenset[Role] = frozenset()) -> None:
    """Whether somebody still manages the people once this member has these roles; who never did, changes nothing."""
    if domain.ADMINISTERS & set(map(Role, member.roles)):
        domain.check_administrator_left([*_roles_of_others(member), roles])


def _roles_of_others(member: Membership) -> list[frozenset[Role]]:
    """The roles of everybody else who stays and can sign in. Holds their organisation until the transaction ends."""
    Organisation.objects.select_for_update().get(pk=member.organisation_id)
    others = Membership.objects.filter(
        organisation_id=member.organisation_id, ended_at__isnull=True, person__is_active=True
    ).exclude(pk=member.pk)
    return [frozenset(map(Role, one.roles)) for one in others]


def _plain(roles: frozenset[Role]) -> list[str]:
    return sorted(role.value for role in roles)


def _write_to_invited(invitation: Invitation, secret: str, *, actor: Actor, at: datetime) -> None:
    """The e-mail with the link, in the language of who has an account already, else of who invites."""
    known = Person.objects.filter(email__iexact=invitation.email).first()
    reader = known or invitation.invited_by
    language = reader.language if reader else "nl"
    outbox.write(
        "invitation",
        to=Recipient(known.name if known else "", invitation.email),
        language=language,
        about=f"organisation:{invitation.organisation_id}",
        desk=_desk_that_invites(invitation.organisation, actor),
        words={
            "organisation": invitation.organisation.name,
            "inviter": actor.name,
            "expires_at": invitation.expires_at,
            "path": addresses.invitation(secret)[language],
        },
        at=at,
    )


def _desk_that_invites(organisation: Organisation, actor: Actor) -> int | None:
    """In whose outbox the invitation stands; whom a buyer or a supplier invites is its own affair."""
    if organisation.kind == Organisation.Kind.DESK:
        return organisation.pk
    return actor.organisation_id if actor.may(Verb.MANAGE) else None
