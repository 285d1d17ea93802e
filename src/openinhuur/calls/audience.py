"""Who hears of what is said about a call: everybody who could bid, and whoever else took part."""

from collections.abc import Iterable

from openinhuur.calls.models import Call
from openinhuur.parties.models import Organisation
from openinhuur.parties.queries import admitted_suppliers


def audience(call: Call, also: Iterable[Organisation] = ()) -> list[Organisation]:
    """The suppliers that are admitted now, that were invited, that asked something, and ``also``; by name."""
    invited = Organisation.objects.filter(pk__in=call.invitations.values("supplier"))
    asked = Organisation.objects.filter(pk__in=call.questions.values("supplier"))
    found = {one.pk: one for one in (*admitted_suppliers(call.category_id), *invited, *asked, *also)}
    return sorted(found.values(), key=lambda one: one.name)
