"""What every template may show: the state of the site, and in a played case the people to look through."""

from django.conf import settings
from django.http import HttpRequest

from openinhuur.domain.roles import ANYONE, Verb
from openinhuur.parties import queries as parties


def site(request: HttpRequest) -> dict[str, object]:
    """``demo``, ``cast`` (demo only), ``actor``, ``at`` and ``may_read_journal``."""
    actor = getattr(request, "actor", ANYONE)
    return {
        "demo": settings.DEMO,
        "cast": parties.cast() if settings.DEMO else [],
        "actor": actor,
        "at": getattr(request, "at", None),
        "may_read_journal": actor.may(Verb.READ_JOURNAL),
    }
