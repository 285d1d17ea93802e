"""How the vaults of a desk are kept: what it chose, and the keys of the people who hold a part now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from openinhuur.documents.vaults import Keeping
from openinhuur.domain import sealing as domain
from openinhuur.domain.roles import MAY, Verb
from openinhuur.domain.sealing import SealedBy
from openinhuur.parties.models import Keyholder, Membership, SealingChoice


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A keyholder as their desk sees them. ``is_current``: they get a part of vaults that are made now."""

    id: int
    name: str
    since_at: datetime
    is_current: bool


def keeping_of(desk_id: int) -> Keeping:
    """How a vault that is made now is kept.

    Raises:
        SealingNotChosen: nobody has chosen yet. TooFewKeyholders: fewer hold a key than was chosen.
    """
    choice = SealingChoice.objects.filter(desk=desk_id).order_by("pk").last()
    if choice is None:
        raise domain.SealingNotChosen(desk=desk_id)
    if SealedBy(choice.sealed_by) is SealedBy.SERVER:
        return Keeping(SealedBy.SERVER)
    holders = list(current_holders(desk_id).select_related("key")[: domain.MOST_HOLDERS])
    domain.check_holders(now=len(holders), asked=choice.holders or domain.HOLDERS)
    return Keeping(SealedBy.KEYHOLDERS, choice.needed, [one.key for one in holders])


def current_holders(desk_id: int) -> QuerySet[Keyholder]:
    """Who holds a key, still works for the desk, and may still open bids."""
    openers = [role.value for role, verbs in MAY.items() if Verb.OPEN in verbs]
    members = Membership.objects.filter(
        organisation=desk_id, ended_at__isnull=True, person__is_active=True, roles__overlap=openers
    )
    return Keyholder.objects.filter(desk=desk_id, ended_at__isnull=True, person__in=members.values("person"))


def holders_of(desk_id: int) -> list[HolderRow]:
    """Everybody whose key was not given up, by name."""
    current = set(current_holders(desk_id).values_list("pk", flat=True))
    found = Keyholder.objects.filter(desk=desk_id, ended_at__isnull=True).select_related("person")
    return [
        HolderRow(one.pk, one.person.name, one.registered_at, one.pk in current)
        for one in found.order_by("person__name")
    ]
