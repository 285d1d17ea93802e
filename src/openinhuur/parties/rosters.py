"""What the pages about organisations and their people show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from openinhuur.accounts.models import Person
from openinhuur.domain.membership import ADMINISTERS, Kind
from openinhuur.domain.roles import Actor, Role, Verb
from openinhuur.parties import access
from openinhuur.parties.models import Invitation, Membership, Organisation

PAGE_SIZE: Final = 50
IN_ORDER: Final = tuple(role.value for role in Role)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to the organisation. ``email`` is empty for who does not manage the people."""

    membership_id: int
    name: str
    email: str
    roles: tuple[Role, ...]
    is_reader: bool
    is_suspended: bool


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that was not accepted or withdrawn."""

    id: UUID
    email: str
    roles: tuple[Role, ...]
    expires_at: datetime
    has_expired: bool


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation with its people, the administrators first. Invitations are for who manages the people."""

    id: int
    kind: Kind
    name: str
    kvk_number: str
    vat_number: str
    oin: str
    street: str
    postcode: str
    city: str
    email: str
    iban: str
    members: tuple[Member, ...]
    invitations: tuple[OpenInvitation, ...]
    may_manage: bool

    @property
    def own_membership(self) -> int | None:
        """With what the reader belongs to it."""
        return next((one.membership_id for one in self.members if one.is_reader), None)


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in the list."""

    id: int
    kind: Kind
    name: str
    kvk_number: str
    city: str
    people: int


@dataclass(frozen=True, slots=True)
class OrganisationsPage:
    """Organisations that were looked for, a page of them, with the numbers of the pages beside it."""

    rows: tuple[OrganisationRow, ...]
    total: int
    previous: int | None
    next: int | None


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One member, and who could take over."""

    membership_id: int
    person_id: int
    name: str
    email: str
    roles: tuple[Role, ...]
    organisation_id: int
    organisation: str
    kind: Kind
    is_reader: bool
    is_suspended: bool
    is_last_administrator: bool
    colleagues: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """An account, with the organisations its person belongs to."""

    person_id: int
    name: str
    email: str
    is_suspended: bool
    organisations: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """What somebody is invited to. ``email`` is for the door to the account, never for the page."""

    organisation: str
    kind: Kind
    inviter: str
    roles: tuple[Role, ...]
    expires_at: datetime
    email: str
    has_account: bool


def organisation_page(organisation_id: int, *, actor: Actor, at: datetime) -> OrganisationPage:
    """One organisation: one's own, or any for who manages the house.

    Raises:
        NotFound, NotAllowed.
    """
    found = access.organisation(organisation_id, actor=actor, to=Verb.READ_ORGANISATION)
    may_manage = actor.may(Verb.MANAGE_PEOPLE)
    return OrganisationPage(
        id=found.pk,
        kind=Kind(found.kind),
        name=found.name,
        kvk_number=found.kvk_number,
        vat_number=found.vat_number,
        oin=found.oin,
        street=found.street,
        postcode=found.postcode,
        city=found.city,
        email=found.email,
        iban=found.iban,
        members=_members(found, actor=actor, may_manage=may_manage),
        invitations=_open_invitations(found, at=at) if may_manage else (),
        may_manage=may_manage,
    )


def organisations_page(*, actor: Actor, kind: Kind | None, text: str, number: int) -> OrganisationsPage:
    """Everybody the house knows, by name.

    Args:
        text: part of a name, or the beginning of a trade register number.
        number: of the page, from 1; a page that is not there is the last one.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.MANAGE)
    found = Organisation.objects.all()
    if kind:
        found = found.filter(kind=kind.value)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(kvk_number__startswith=text.replace(" ", "")))
    total = found.count()
    last = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, number), last)
    return OrganisationsPage(
        rows=_rows(found, page),
        total=total,
        previous=page - 1 if page > 1 else None,
        next=page + 1 if page < last else None,
    )


def member_page(membership_id: int, *, actor: Actor, or_own: bool = False) -> MemberPage:
    """One member, for who manages the people.

    Args:
        or_own: one's own membership needs no role.

    Raises:
        NotFound, NotAllowed.
    """
    found = access.membership(membership_id, actor=actor, to=Verb.MANAGE_PEOPLE, or_own=or_own)
    others = [one for one in _current(found.organisation) if one.pk != found.pk and one.person.is_active]
    return MemberPage(
        membership_id=found.pk,
        person_id=found.person_id,
        name=found.person.name,
        email=found.person.email,
        roles=_roles(found.roles),
        organisation_id=found.organisation_id,
        organisation=found.organisation.name,
        kind=Kind(found.organisation.kind),
        is_reader=found.person_id == actor.person_id,
        is_suspended=not found.person.is_active,
        is_last_administrator=_administers(found) and not any(map(_administers, others)),
        colleagues=tuple((one.pk, one.person.name) for one in others),
    )


def person_page(person_id: int, *, actor: Actor) -> PersonPage:
    """One account, for who manages the house.

    Raises:
        NotFound, NotAllowed.
    """
    found = access.person(person_id, actor=actor, to=Verb.MANAGE)
    current = Membership.objects.filter(person=found, ended_at__isnull=True).select_related("organisation")
    return PersonPage(
        person_id=found.pk,
        name=found.name,
        email=found.email,
        is_suspended=not found.is_active,
        organisations=tuple((one.organisation_id, one.organisation.name) for one in current),
    )


def invitation_page(secret: str, *, actor: Actor, at: datetime) -> InvitationPage:
    """What somebody is invited to who holds the link and, when signed in, has the address it was sent to.

    Raises:
        NotFound, InvitationForSomebodyElse, InvitationWithdrawn, InvitationUsed, InvitationExpired.
    """
    email = None if actor.person_id is None else Person.objects.get(pk=actor.person_id).email
    found = access.invited(secret, email=email, at=at)
    return InvitationPage(
        organisation=found.organisation.name,
        kind=Kind(found.organisation.kind),
        inviter=found.invited_by.name if found.invited_by else "",
        roles=_roles(found.roles),
        expires_at=found.expires_at,
        email=found.email,
        has_account=Person.objects.filter(email__iexact=found.email).exists(),
    )


def _members(organisation: Organisation, *, actor: Actor, may_manage: bool) -> tuple[Member, ...]:
    rows = sorted(_current(organisation), key=lambda one: not _administers(one))
    return tuple(
        Member(
            membership_id=one.pk,
            name=one.person.name,
            email=one.person.email if may_manage else "",
            roles=_roles(one.roles),
            is_reader=one.person_id == actor.person_id,
            is_suspended=not one.person.is_active,
        )
        for one in rows
    )


def _current(organisation: Organisation) -> QuerySet[Membership]:
    members = Membership.objects.filter(organisation=organisation, ended_at__isnull=True)
    return members.select_related("person").order_by("person__name", "pk")


def _open_invitations(organisation: Organisation, *, at: datetime) -> tuple[OpenInvitation, ...]:
    rows = Invitation.objects.filter(organisation=organisation, accepted_at__isnull=True, withdrawn_at__isnull=True)
    return tuple(
        OpenInvitation(one.pk, one.email, _roles(one.roles), one.expires_at, has_expired=at >= one.expires_at)
        for one in rows
    )


def _rows(found: QuerySet[Organisation], page: int) -> tuple[OrganisationRow, ...]:
    start = (page - 1) * PAGE_SIZE
    counted = found.annotate(people=Count("memberships", filter=Q(memberships__ended_at__isnull=True)))
    return tuple(
        OrganisationRow(one.pk, Kind(one.kind), one.name, one.kvk_number, one.city, one.people)
        for one in counted.order_by("name", "pk")[start : start + PAGE_SIZE]
    )


def _roles(codes: list[str]) -> tuple[Role, ...]:
    return tuple(map(Role, sorted(codes, key=IN_ORDER.index)))


def _administers(member: Membership) -> bool:
    return bool(ADMINISTERS & set(map(Role, member.roles)))
