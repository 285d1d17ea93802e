"""E-mails about new calls in a search: asked twice, told once, stopped at once, and nothing kept of who stopped."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openinhuur.calls import actions as calls
from openinhuur.calls.actions import alerting
from openinhuur.calls.kept_searches import alert_of, token
from openinhuur.calls.models import Alert
from openinhuur.domain.alert import CONFIRM_WITHIN, MOST_OF_ONE, AlertGone, Frequency
from openinhuur.domain.roles import ANYONE
from openinhuur.domain.search import Search
from openinhuur.flow import alerts, daily
from openinhuur.journal.models import Entry
from openinhuur.letters.models import Message
from tests.apps.house import PUBLISHED, House

pytestmark = pytest.mark.django_db
BEFORE = PUBLISHED - timedelta(days=1)
AFTER = PUBLISHED + timedelta(minutes=1)
SECRETARY = Search(text="secretaris")


def ask(search: Search = SECRETARY, *, email: str = "vera@example.org", frequency: Frequency = Frequency.AT_ONCE,
        language: str = "nl", at: datetime = BEFORE) -> Alert | None:  # fmt: skip
    alerting.ask(search, email=email, frequency=frequency, language=language, actor=ANYONE, at=at)
    return Alert.objects.filter(email=email.lower()).order_by("-asked_at").first()


def confirmed(search: Search = SECRETARY, *, frequency: Frequency = Frequency.AT_ONCE, at: datetime = BEFORE,
              **more: str) -> Alert:  # fmt: skip
    alert = ask(search, frequency=frequency, at=at, **more)
    assert alert is not None
    return alerting.confirm(token(alert), actor=ANYONE, at=at)


def mails(kind: str = "alert-found") -> list[Message]:
    return list(Message.objects.filter(kind=kind).order_by("queued_at"))


def another(house: House, number: str, title: str, at: datetime) -> None:
    calls.write(replace(house.draft(), number=number, title=title), actor=house["Anna"], at=at)
    calls.publish(number, actor=house["Anna"], at=at)


def test_who_asks_hears_nothing_before_the_address_is_confirmed(house: House) -> None:
    alert = ask()
    house.publish()
    assert alerts.tell(at=AFTER) == 0
    (mail,) = mails("alert-to-confirm")
    assert mail.recipient_email == "vera@example.org"
    assert f"/meldingen/{token(alert)}/" in mail.text
    assert "„secretaris”" in mail.text or "“secretaris”" in mail.text


def test_a_new_call_that_fits_is_told_once(house: House) -> None:
    confirmed()
    house.publish()
    assert alerts.tell(at=AFTER) == 1
    (mail,) = mails()
    assert "Secretaris, Gemeente A" in mail.text
    assert "/aanvragen/T-1/" in mail.text
    assert alerts.tell(at=AFTER) == alerts.tell(at=AFTER + timedelta(days=9)) == 0


def test_what_does_not_fit_or_was_there_already_is_not_told(house: House) -> None:
    house.publish()
    confirmed(at=AFTER)
    confirmed(Search(text="hovenier"), email="hans@example.org")
    assert alerts.tell(at=AFTER + timedelta(hours=1)) == 0
    another(house, "T-2", "Hovenier", AFTER + timedelta(hours=2))
    assert alerts.tell(at=AFTER + timedelta(hours=3)) == 1
    assert [one.recipient_email for one in mails()] == ["hans@example.org"]


def test_a_withdrawn_call_is_not_told(house: House) -> None:
    confirmed(frequency=Frequency.DAILY)
    house.publish()
    call = house.call
    call.withdrawn_at, call.withdrawn_by_id, call.withdrawal_reason = AFTER, house["Anna"].person, "Geen budget meer."
    call.save()
    assert alerts.tell(at=AFTER + timedelta(days=1)) == 0


def test_of_a_day_and_of_a_week_all_that_is_new_comes_in_one_e_mail(house: House) -> None:
    confirmed(frequency=Frequency.DAILY)
    confirmed(email="wim@example.org", frequency=Frequency.WEEKLY, language="en")
    house.publish()  # on a Tuesday morning
    another(house, "T-2", "Secretaris van de raad", PUBLISHED + timedelta(hours=1))
    morning = datetime(2026, 6, 17, 5, tzinfo=UTC)
    assert alerts.tell(at=morning - timedelta(seconds=1)) == 0
    assert alerts.tell(at=morning) == 1
    assert len(re.findall(r"/aanvragen/T-\d/", mails()[0].text)) == 2
    monday = datetime(2026, 6, 22, 5, tzinfo=UTC)
    assert alerts.tell(at=monday - timedelta(seconds=1)) == 0
    assert alerts.tell(at=monday) == 1
    assert mails()[1].recipient_email == "wim@example.org"
    assert len(re.findall(r"/en/calls/T-\d/", mails()[1].text)) == 2


def test_one_search_of_many_people_is_looked_up_once(house: House) -> None:
    for number in range(12):
        confirmed(email=f"p{number}@example.org")
    house.publish()
    with CaptureQueriesContext(connection) as asked:
        assert alerts.tell(at=AFTER) == 12
    assert sum("websearch_to_tsquery" in one["sql"] for one in asked.captured_queries) == 1


def test_every_e_mail_can_be_stopped_with_one_click(house: House) -> None:
    alert = confirmed()
    house.publish()
    alerts.tell(at=AFTER)
    (mail,) = mails()
    assert mail.stop_address.endswith(f"/meldingen/{token(alert)}/stoppen/")
    assert mail.stop_address in mail.text
    assert mail.stop_address in mail.html


def test_who_stops_is_erased_with_all_that_was_written_to_them(house: House) -> None:
    alert = confirmed()
    house.publish()
    alerts.tell(at=AFTER)
    alerting.stop(token(alert), actor=ANYONE, at=AFTER)
    assert not Alert.objects.exists()
    assert not Message.objects.filter(recipient_email="vera@example.org").exists()
    assert "vera" not in str(list(Entry.objects.values_list("facts", "actor", "subject")))
    with pytest.raises(AlertGone):
        alerting.stop(token(alert), actor=ANYONE, at=AFTER)


def test_what_nobody_confirms_is_erased_after_two_days(house: House) -> None:
    alert = ask()
    daily.do(at=BEFORE + CONFIRM_WITHIN - timedelta(seconds=1))
    assert Alert.objects.count() == 1
    daily.do(at=BEFORE + CONFIRM_WITHIN)
    assert not Alert.objects.exists()
    assert not Message.objects.filter(kind="alert-to-confirm").exists()
    with pytest.raises(AlertGone):
        alerting.confirm(token(alert), actor=ANYONE, at=BEFORE + CONFIRM_WITHIN)


def test_asking_again_writes_at_most_one_e_mail_an_hour_and_none_once_it_runs(house: House) -> None:
    for minutes in (0, 5, 10):
        alert = ask(at=BEFORE + timedelta(minutes=minutes))
    assert len(mails("alert-to-confirm")) == 1
    ask(at=BEFORE + timedelta(hours=1))
    assert len(mails("alert-to-confirm")) == 2
    alerting.confirm(token(alert), actor=ANYONE, at=BEFORE)
    ask(at=BEFORE + timedelta(hours=5), email="VERA@example.org")
    assert len(mails("alert-to-confirm")) == 2
    assert Alert.objects.count() == 1


def test_nobody_is_buried_under_searches_that_somebody_else_made_up(house: House) -> None:
    for number in range(MOST_OF_ONE + 5):
        ask(Search(text=f"woord{number}"))
    assert Alert.objects.count() == len(mails("alert-to-confirm")) == MOST_OF_ONE


@pytest.mark.parametrize("said", ["", "geraden", "0" * 32, "0" * 32 + ":geraden", "../../", "é" * 900])
def test_a_link_that_nobody_sent_leads_nowhere(house: House, said: str) -> None:
    confirmed()
    with pytest.raises(AlertGone):
        alert_of(said)


def test_more_or_less_often_is_one_click(house: House) -> None:
    alert = confirmed()
    alerting.change(token(alert), Frequency.WEEKLY, actor=ANYONE, at=AFTER)
    house.publish()
    assert alerts.tell(at=AFTER) == 0
    assert [one.event for one in Entry.objects.filter(subject=alert.subject).order_by("position")] == [
        "alert.asked", "alert.confirmed", "alert.changed",
    ]  # fmt: skip
