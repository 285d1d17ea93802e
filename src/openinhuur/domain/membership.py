"""Who belongs where: the roles an organisation can give, who manages its people, and invitations.

An organisation never stands without somebody who manages its people: the last one cannot leave or lose that role.
An invitation is for one address, once, and ends with the day it says.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from openinhuur.domain.calendars import end_of_day, local
from openinhuur.domain.dated import Dated, value_on
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Role

INVITATION_DAYS: tuple[Dated[int], ...] = (
    Dated(14, date(2020, 1, 1), None, "House rule: two weeks, so that a holiday does not cost an invitation"),
)


class NoRoleGiven(Refusal):
    """Somebody belongs to an organisation in a role, or not at all."""


class RolesNotPossible(Refusal):
    """This kind of organisation does not give these roles. Fields: ``roles``, ``kind`` (codes)."""


class LastAdministrator(Refusal):
    """Nobody would be left to manage the people of the organisation."""


class InvitationExpired(Refusal):
    """The invitation has ended. It can be sent anew."""


class InvitationUsed(Refusal):
    """An invitation is accepted once."""


class InvitationWithdrawn(Refusal):
    """Who invited has taken it back."""


class InvitationForSomebodyElse(Refusal):
    """The invitation was sent to another address, which is not told."""


class Kind(StrEnum):
    """What an organisation is."""

    BUYER = "buyer"
    DESK = "desk"
    SUPPLIER = "supplier"


ROLES_OF: Mapping[Kind, frozenset[Role]] = {
    Kind.BUYER: frozenset({Role.BUYER, Role.INTERVIEWER, Role.AUDITOR, Role.ORGANISATION_ADMINISTRATOR}),
    Kind.DESK: frozenset({Role.DESK, Role.AUDITOR, Role.ADMINISTRATOR}),
    Kind.SUPPLIER: frozenset({Role.SUPPLIER, Role.ORGANISATION_ADMINISTRATOR}),
}
ADMINISTERS: frozenset[Role] = frozenset({Role.ADMINISTRATOR, Role.ORGANISATION_ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation to join an organisation, sent to one address."""

    email: str
    invited_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None


def check_roles(kind: Kind, roles: Collection[Role]) -> None:
    """Every member has at least one role, and only roles that their kind of organisation gives.

    Raises:
        NoRoleGiven, RolesNotPossible.
    """
    if not roles:
        raise NoRoleGiven
    impossible = sorted(role.value for role in roles if role not in ROLES_OF[kind])
    if impossible:
        raise RolesNotPossible(roles=impossible, kind=kind.value)


def check_administrator_left(after: Collection[frozenset[Role]]) -> None:
    """Somebody who manages the people remains. ``after``: the roles of every member as they would become.

    Raises:
        LastAdministrator.
    """
    if not any(roles & ADMINISTERS for roles in after):
        raise LastAdministrator


def expires_at(invited_at: datetime) -> datetime:
    """The first moment at which an invitation no longer holds: the end of its last day in Amsterdam.

    >>> from datetime import UTC
    >>> expires_at(datetime(2026, 6, 22, 8, 15, tzinfo=UTC)).isoformat()
    '2026-07-06T22:00:00+00:00'
    """
    invited_on = local(invited_at).date()
    days = value_on(invited_on, INVITATION_DAYS, what="invitation-days").value
    return end_of_day(invited_on + timedelta(days=days))


def check_invitation(invitation: Invitation, *, email: str, at: datetime) -> None:
    """An invitation is accepted in time, once, by who reads the mail of the address it was sent to.

    Somebody else learns nothing about it, so the address comes first. Capitals in an address do not matter.

    Raises:
        InvitationForSomebodyElse, InvitationWithdrawn, InvitationUsed, InvitationExpired.
    """
    if _same_letters(email) != _same_letters(invitation.email):
        raise InvitationForSomebodyElse
    if invitation.withdrawn_at is not None:
        raise InvitationWithdrawn
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if at >= invitation.expires_at:
        raise InvitationExpired


def needs_second_factor(kind: Kind) -> bool:
    """Whether who works for such an organisation signs in with a second factor: everybody but a supplier.

    They see bids, points and personal data of others; a supplier sees its own.
    """
    return kind is not Kind.SUPPLIER


def _same_letters(email: str) -> bytes:
    """Only a to z: letters that merely look alike, or fold together in Unicode, make another address."""
    return email.strip().encode(errors="surrogatepass").lower()
