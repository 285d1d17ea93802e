"""The main menu: what somebody finds there follows from what they may do."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openinhuur.domain.roles import Verb
from openinhuur.web.requests import Request

ITEMS: Final = (
    (_("My work"), "web:work", None),
    (_("Calls"), "web:calls", Verb.READ_CALL),
    (_("Writing"), "web:drafts", Verb.WRITE_CALL),
    (_("My bids"), "web:bids", Verb.BID),
    (_("Passport"), "web:passport", Verb.WRITE_PASSPORT),
    (_("Admissions"), "web:admissions", Verb.READ_ADMISSION),
    (_("Purchasing systems"), "web:systems", Verb.ADMIT),
    (_("Organisation"), "web:organisation", Verb.READ_ORGANISATION),
    (_("All organisations"), "web:organisations", Verb.MANAGE),
    (_("Outbox"), "web:outbox", Verb.READ_OUTBOX),
    (_("Journal"), "web:journal", Verb.READ_JOURNAL),
)
"""Name, address, and the verb that opens it (None: whoever is signed in)."""


def menu(request: Request) -> list[tuple[str, str, bool]]:
    """Name, address, and whether it is this page."""
    found = []
    for name, address, verb in ITEMS:
        if request.actor.person_id is not None if verb is None else request.actor.may(verb):
            target = reverse(address)
            found.append((str(name), target, request.path == target))
    return found
