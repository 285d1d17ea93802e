"""Telling people of new calls in the searches that they keep: at once, each morning, or each Monday morning."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from django.db import transaction
from django.db.models import Max

from openinhuur.calls import addresses
from openinhuur.calls.kept_searches import in_words, search_of, token
from openinhuur.calls.models import Alert, Call
from openinhuur.domain.alert import Frequency, tells_up_to
from openinhuur.flow.queries.matching import newly_found
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient
from openinhuur.letters.outbox import Addressed
from openinhuur.wording import formats
from openinhuur.wording.message_text import Listed

MOST: Final = 50
"""Calls of one e-mail; all of them stand behind its link."""


def tell(*, at: datetime) -> int:
    """Write to everybody for whom there is something new; returns how many e-mails.

    May be run as often as one likes, also by two workers at once: nobody hears of the same call twice.
    """
    return sum(_tell_as(frequency, up_to=tells_up_to(frequency, at=at), at=at) for frequency in Frequency)


def _tell_as(frequency: Frequency, *, up_to: datetime, at: datetime) -> int:
    """The new calls of one search are looked up once, for everybody who keeps it."""
    newest = Call.objects.filter(published_at__lte=up_to).aggregate(newest=Max("published_at"))["newest"]
    if newest is None:
        return 0
    waiting = Alert.objects.filter(frequency=frequency.value, confirmed_at__isnull=False, told_until__lt=newest)
    in_order = waiting.order_by("query", "pk")
    return sum(_tell_of(list(alerts), up_to, at=at) for _, alerts in groupby(in_order, key=lambda one: one.query))


def _tell_of(alerts: Sequence[Alert], up_to: datetime, *, at: datetime) -> int:
    search = search_of(alerts[0])
    since = min(one.told_until for one in alerts if one.told_until)
    found = newly_found(search, since=since, up_to=up_to, at=at)
    calls = list(Call.objects.filter(pk__in=found).select_related("buyer").order_by("closes_at"))
    words = {language: in_words(search, language) for language in {one.language for one in alerts}}
    return sum(_tell(one, calls, words[one.language], up_to, at=at) for one in alerts)


@transaction.atomic
def _tell(alert: Alert, calls: Iterable[Call], words: str, up_to: datetime, *, at: datetime) -> bool:
    before = alert.told_until
    if Alert.objects.filter(pk=alert.pk, told_until=before).update(told_until=up_to) != 1:
        return False  # another worker was first, or it was stopped
    new = [one for one in calls if before and one.published_at and one.published_at > before]
    if not new:
        return False
    mail = Addressed(
        Recipient("", alert.email),
        alert.language,
        {"search": words, "count": len(new), "path": addresses.search(alert.query)[alert.language]},
        listed=[_listed(one, alert.language) for one in new[:MOST]],
        stop=addresses.stop_alert(token(alert))[alert.language],
    )
    outbox.write_all("alert-found", [mail], about=alert.subject, desk=None, at=at)
    return True


def _listed(call: Call, language: str) -> Listed:
    until = formats.moment(call.closes_at, language)
    return Listed(f"{call.title}, {call.buyer.name} ({until})", addresses.call(call.number)[language])
