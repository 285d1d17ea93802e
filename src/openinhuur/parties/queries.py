from dataclasses import dataclass

from openinhuur.domain.roles import ANYONE, Actor, Role
from openinhuur.parties.models import Admission, Membership


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody whose eyes the demo can lend."""

    person_id: int
    name: str
    roles: tuple[Role, ...]
    organisation: str


def cast() -> list[CastMember]:
    """Everybody with a role, the desk and the buyer first."""
    members = Membership.objects.select_related("person", "organisation").order_by(
        "organisation__kind", "organisation__name", "person__name"
    )
    found = [
        CastMember(one.person_id, one.person.name, tuple(map(Role, one.roles)), one.organisation.name)
        for one in members
    ]
    return sorted(found, key=lambda member: Role.SUPPLIER in member.roles)


def actor_for(person_id: int) -> Actor:
    """A person with the roles of their membership; nobody known is a visitor."""
    member = (
        Membership.objects.select_related("person")
        .filter(person_id=person_id, person__is_active=True)
        .order_by("pk")
        .first()
    )
    if member is None:
        return ANYONE
    return Actor(person_id, member.person.name, frozenset(map(Role, member.roles)), member.organisation_id)


def is_admitted(supplier_id: int | None, category_id: int) -> bool:
    """Whether the supplier is admitted to the category."""
    return Admission.objects.filter(
        supplier_id=supplier_id, category_id=category_id, admitted_at__isnull=False
    ).exists()
