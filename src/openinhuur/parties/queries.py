from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from openinhuur.accounts.models import Person
from openinhuur.domain.call import FeePayer
from openinhuur.domain.dated import ValueUnknown
from openinhuur.domain.membership import Kind, needs_second_factor
from openinhuur.domain.roles import ANYONE, Actor, Role
from openinhuur.installation import rows
from openinhuur.parties.facts import regime_on
from openinhuur.parties.models import Admission, Membership, Organisation, PurchasingSystem

MEMBERSHIP: Final = "organisation.id, organisation.name, organisation.kind, membership.roles"
OF_A_PERSON: Final = """
       LEFT JOIN (parties_membership AS membership
                  JOIN parties_organisation AS organisation ON organisation.id = membership.organisation_id)
         ON membership.person_id = accounts_person.id AND membership.ended_at IS NULL
      WHERE accounts_person.id = %s AND accounts_person.is_active
   ORDER BY membership.id
"""
"""Read for every page of who is signed in."""

ADMITTED: Final = """
    SELECT supplier_id, category_id FROM parties_admission
     WHERE supplier_id = ANY(%s) AND category_id = ANY(%s) AND state = 'admitted'
"""


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody of the played case."""

    person_id: int
    name: str
    roles: tuple[Role, ...]
    organisation: str
    kind: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is now: the actor, and the other organisations they could act for.

    ``is_held_back``: their roles ask for a second factor that this session does not have, so they have none.
    """

    actor: Actor
    organisation: str
    is_held_back: bool
    roles: tuple[Role, ...]
    others: tuple[tuple[int, str], ...]


def cast() -> list[CastMember]:
    """Everybody with a role, the desk and the buyer first."""
    members = Membership.objects.filter(ended_at__isnull=True, person__is_active=True).select_related(
        "person", "organisation"
    )
    found = [
        CastMember(one.person_id, one.person.name, _in_order(one.roles), one.organisation.name,
                   one.organisation.kind)
        for one in members.order_by("organisation__kind", "organisation__name", "person__name")
    ]  # fmt: skip
    return sorted(found, key=lambda member: Role.SUPPLIER in member.roles)


def person(person_id: int) -> Person | None:
    """Somebody with what they belong to; None: no such person, or their account is suspended."""
    found = rows.joined(Person, OF_A_PERSON, [person_id], beside=MEMBERSHIP)
    if not found:
        return None
    somebody, _ = found[0]
    somebody.memberships_read = [membership for _, membership in found if membership[0] is not None]
    return somebody


def standing(person_id: int, organisation_id: int | None, *, has_second_factor: bool) -> Standing | None:
    """As `standing_of`; None as well: no such person, or their account is suspended."""
    found = person(person_id)
    return standing_of(found, organisation_id, has_second_factor=has_second_factor) if found else None


def standing_of(person: Person, organisation_id: int | None, *, has_second_factor: bool) -> Standing | None:
    """Somebody with the roles of one membership: of the organisation asked for, or else their first.

    None: they have no membership, and are a visitor with a name.
    """
    members = person.memberships_read
    if not members:
        return None
    member = next((one for one in members if one[0] == organisation_id), members[0])
    organisation, organisation_name, kind, roles = member
    others = tuple((one[0], one[1]) for one in members if one is not member)
    if needs_second_factor(Kind(kind)) and not has_second_factor:
        actor = Actor(person.pk, person.name, ANYONE.roles, None)
        return Standing(actor, organisation_name, is_held_back=True, roles=(), others=others)
    actor = Actor(person.pk, person.name, frozenset(map(Role, roles)), organisation)
    return Standing(actor, organisation_name, is_held_back=False, roles=_in_order(roles), others=others)


def actor_for(person_id: int, *, has_second_factor: bool) -> Actor:
    """A person with the roles of their first membership; nobody known is a visitor."""
    found = standing(person_id, None, has_second_factor=has_second_factor)
    return found.actor if found else ANYONE


def people_with(role: Role, organisation_id: int) -> dict[int, str]:
    """Who holds the role in an organisation now: person → name."""
    members = Membership.objects.filter(
        organisation=organisation_id, ended_at__isnull=True, person__is_active=True, roles__contains=[role.value]
    )
    return dict(members.order_by("person__name", "person").values_list("person", "person__name"))


def is_admitted(supplier_id: int | None, category_id: int) -> bool:
    """Whether the supplier is admitted to the category now: decided, and not suspended."""
    return Admission.objects.filter(supplier_id=supplier_id, category_id=category_id, state="admitted").exists()


def admitted_among(supplier_ids: Collection[int], category_ids: Collection[int]) -> set[tuple[int, int]]:
    """Which of these suppliers are admitted now to which of these categories: supplier and category."""
    with rows.prepared() as cursor:
        cursor.execute(ADMITTED, [list(supplier_ids), list(category_ids)])
        return set(cursor.fetchall())


def not_admitted(supplier_ids: Collection[int], category_id: int) -> set[int]:
    """Which of these suppliers are not admitted to the category now."""
    admitted = Admission.objects.filter(supplier__in=supplier_ids, category_id=category_id, state="admitted")
    return set(supplier_ids) - set(admitted.values_list("supplier_id", flat=True))


def admitted_suppliers(category_id: int) -> list[Organisation]:
    """The suppliers that are admitted to the category now, by name."""
    admitted = Admission.objects.filter(category_id=category_id, state="admitted").values("supplier")
    return list(Organisation.objects.filter(pk__in=admitted).order_by("name"))


def fee_payer(category_id: int, *, on: date) -> FeePayer:
    """Who pays the desk's fee on calls that are published in the category on that day (R40)."""
    try:
        return FeePayer(regime_on(PurchasingSystem.objects.get(categories=category_id), on).fee_payer)
    except ValueUnknown:
        return FeePayer.SUPPLIER


def _in_order(roles: list[str]) -> tuple[Role, ...]:
    """What somebody mainly is comes first."""
    return tuple(role for role in Role if role.value in roles)
