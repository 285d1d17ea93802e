"""The search that an alert keeps, in words, and the link in its e-mails: signed, and kept nowhere."""

from typing import Final
from urllib.parse import parse_qsl
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils import translation

from openinhuur.calls.models import Alert
from openinhuur.domain.alert import AlertGone
from openinhuur.domain.search import Search, parse
from openinhuur.parties.models import Organisation
from openinhuur.wording import searches

SALT: Final = "openinhuur.alert"


def search_of(alert: Alert) -> Search:
    """The search that is kept."""
    return parse(dict(parse_qsl(alert.query)))


def in_words(search: Search, language: str) -> str:
    """The search as people say it."""
    buyer = Organisation.objects.filter(pk=search.buyer).first() if search.buyer else None
    with translation.override(language):
        return searches.described(search, buyer=buyer.name if buyer else "")


def token(alert: Alert) -> str:
    """What the links of this alert end in: who has one may look at the alert, and stop it."""
    return Signer(salt=SALT).sign(alert.pk.hex)


def alert_of(said: str, *, locked: bool = False) -> Alert:
    """The alert that a link leads to.

    Raises:
        AlertGone: there is none (any more), or nobody sent that link.
    """
    try:
        alert_id = UUID(Signer(salt=SALT).unsign(said))
    except (BadSignature, ValueError):
        raise AlertGone from None
    alerts = Alert.objects.select_for_update() if locked else Alert.objects.all()
    found = alerts.filter(pk=alert_id).first()
    if found is None:
        raise AlertGone
    return found
