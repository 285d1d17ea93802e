"""Every write to an alert: asked, confirmed, changed, stopped. The journal knows that it was, and not for whom."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from openinhuur.calls import addresses
from openinhuur.calls.kept_searches import alert_of, in_words, token
from openinhuur.calls.models import Alert
from openinhuur.domain.alert import CONFIRM_WITHIN, MOST_OF_ONE, Frequency, kept
from openinhuur.domain.roles import Actor
from openinhuur.domain.search import Search
from openinhuur.journal.actions import record
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient


def ask(search: Search, *, email: str, frequency: Frequency, language: str, actor: Actor, at: datetime) -> None:
    """Somebody asks for e-mail about a search. Nothing is told apart by whether the address was known here.

    An alert that waits to be confirmed gets another e-mail, at most one an hour; one that runs gets none.
    """
    asked = kept(search)
    mine = Alert.objects.filter(email__iexact=email)
    if mine.filter(query=asked.query(), confirmed_at__isnull=False).exists() or mine.count() >= MOST_OF_ONE:
        return
    try:
        _ask(asked, email=email, frequency=frequency, language=language, actor=actor, at=at)
    except IntegrityError:  # twice at the same moment: one is enough
        if not mine.filter(query=asked.query()).exists():
            raise


@transaction.atomic
def _ask(search: Search, *, email: str, frequency: Frequency, language: str, actor: Actor, at: datetime) -> None:
    alert, is_new = Alert.objects.update_or_create(
        email=email.lower(),
        query=search.query(),
        defaults={"frequency": frequency.value, "language": language},
        create_defaults={"frequency": frequency.value, "language": language, "asked_at": at},
    )
    outbox.write(
        "alert-to-confirm",
        to=Recipient("", alert.email),
        language=language,
        about=alert.subject,
        desk=None,
        words={
            "search": in_words(search, language),
            "expires_at": alert.asked_at + CONFIRM_WITHIN,
            "path": addresses.alert(token(alert))[language],
        },
        at=at,
        once=f"{alert.subject}:{at:%Y%m%d%H}",
    )
    if is_new:
        record("alert.asked", actor=actor, at=at, subject=alert.subject, query=alert.query, frequency=frequency)


@transaction.atomic
def confirm(said: str, *, actor: Actor, at: datetime) -> Alert:
    """The link of the e-mail was followed: from now on new calls are told of. Twice is once.

    Raises:
        AlertGone.
    """
    alert = alert_of(said, locked=True)
    if alert.confirmed_at is None:
        alert.confirmed_at = alert.told_until = at
        alert.save(update_fields=["confirmed_at", "told_until"])
        record("alert.confirmed", actor=actor, at=at, subject=alert.subject)
    return alert


@transaction.atomic
def change(said: str, frequency: Frequency, *, actor: Actor, at: datetime) -> Alert:
    """Hear of new calls more or less often.

    Raises:
        AlertGone.
    """
    alert = alert_of(said, locked=True)
    if alert.frequency != frequency.value:
        alert.frequency = frequency.value
        alert.save(update_fields=["frequency"])
        record("alert.changed", actor=actor, at=at, subject=alert.subject, frequency=frequency)
    return alert


@transaction.atomic
def stop(said: str, *, actor: Actor, at: datetime) -> None:
    """Stop an alert: it is erased, with the address and the e-mails that were sent to it.

    Raises:
        AlertGone.
    """
    alert = alert_of(said, locked=True)
    record("alert.stopped", actor=actor, at=at, subject=alert.subject)
    _erase([alert])


@transaction.atomic
def erase_unconfirmed(*, actor: Actor, at: datetime) -> int:
    """Erase what nobody confirmed in time; returns how many."""
    unconfirmed = Alert.objects.filter(confirmed_at__isnull=True, asked_at__lte=at - CONFIRM_WITHIN)
    lapsed = list(unconfirmed.select_for_update())
    for one in lapsed:
        record("alert.lapsed", actor=actor, at=at, subject=one.subject)
    _erase(lapsed)
    return len(lapsed)


def _erase(alerts: Collection[Alert]) -> None:
    outbox.forget([one.subject for one in alerts])
    Alert.objects.filter(pk__in=[one.pk for one in alerts]).delete()
