"""Nobody decides on, or looks up, a company of their own."""

from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor
from openinhuur.parties.models import Membership, Organisation


class OwnCompany(Refusal):
    """Who belongs to a supplier does not decide on it for a desk. Fields: ``supplier``."""


def require_not_own(supplier: Organisation, *, actor: Actor) -> None:
    """Somebody may work for a desk and for a supplier; then a colleague decides.

    Raises:
        OwnCompany.
    """
    if is_own(supplier.pk, actor=actor):
        raise OwnCompany(supplier=supplier.name)


def is_own(supplier_id: int, *, actor: Actor) -> bool:
    """Whether the actor belongs to the supplier, in whatever role and for whomever they act now."""
    own = Membership.objects.filter(organisation_id=supplier_id, ended_at__isnull=True)
    return actor.person_id is not None and own.filter(person_id=actor.person_id).exists()
