"""The outbox as the desk sees it: whose e-mails, in which state, and what can be done about what did not arrive."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from openinhuur.domain.membership import Kind
from openinhuur.domain.roles import ANYONE, Actor, NotAllowed, NotFound, Role
from openinhuur.domain.worklist import Task
from openinhuur.flow.queries import desk_work, house_work
from openinhuur.journal.models import Entry
from openinhuur.letters import mending, outbox, queries
from openinhuur.letters.actions import Recipient
from openinhuur.letters.models import Message
from openinhuur.letters.queries import PAGE
from openinhuur.letters.states import WHERE, NothingToMend, State, TextForgotten, state
from openinhuur.parties.actions import admissions, organisations, passports, people
from tests.apps.house import BEFORE, PUBLISHED, START, House, person, registration
from tests.apps.test_work import add_paper

AT = datetime(2026, 6, 16, 8, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)
FACTS: dict[State, dict[str, object]] = {
    State.WAITING: {},
    State.SENT: {"sent_at": LATER},
    State.FAILED: {"failed_at": LATER, "last_error": "550 5.1.1 nobody"},
    State.BOUNCED: {"sent_at": AT, "bounced_at": LATER, "report": "5.1.1 nobody"},
}
WORDS = {"sender": "Gemeente", "subject": "Toelating", "organisation": "Sterk BV", "inviter": "Brenda",
         "expires_at": AT, "path": "/brieven/1/"}  # fmt: skip


def write(
    house: House,
    in_state: State = State.WAITING,
    kind: str = "letter",
    *,
    about: str = "call:T-1",
    desk: int | None = 0,
    at: datetime = AT,
) -> Message:
    """A message of the desk (of another, or of none) that came in this state."""
    message = outbox.write(
        kind,
        to=Recipient("Saskia", "saskia@example.org"),
        language="nl",
        about=about,
        desk=house.desk.pk if desk == 0 else desk,
        words=WORDS,
        at=at,
    )
    assert message is not None
    Message.objects.filter(pk=message.pk).update(**FACTS[in_state])
    message.refresh_from_db()
    return message


@pytest.fixture
def house(house: House) -> House:
    """The cast, and no e-mail at all."""
    Message.objects.all().delete()
    ProcrastinateJob.objects.all().delete()
    return house


def seen_by(actor: Actor, in_state: State | None = None, **more: object) -> list[tuple[str, State]]:
    rows = queries.outbox_page(actor=actor, in_state=in_state, **more).rows  # type: ignore[arg-type] # a test's own
    return [(row.about, row.state) for row in rows]


# whose e-mails they are


def test_what_is_written_to_suppliers_stands_in_the_outbox_of_the_desk(house: House) -> None:
    house.publish()
    asked = admissions.ask(house.category_id, actor=house["Otto"], at=BEFORE)
    admissions.ask_repair(asked.pk, "Stuur uw verzekering mee.", actor=house["Anna"], at=BEFORE)
    add_paper(house, expires_on=date(2026, 1, 20))
    passports.warn_of_expiry(at=BEFORE)
    people.invite(house.desk.pk, email="a@example.org", roles=frozenset({Role.DESK}), actor=house["Abel"], at=BEFORE)
    people.invite(house.buyer.pk, email="b@example.org", roles=frozenset({Role.BUYER}), actor=house["Abel"], at=BEFORE)
    people.invite(house.buyer.pk, email="c@example.org", roles=frozenset({Role.BUYER}), actor=house["Berend"],
                  at=BEFORE)  # fmt: skip
    sterk, rap, otto = (house.suppliers[name].pk for name in ("Sterk BV", "Rap BV", "Otto BV"))
    assert {(row.email, row.about) for row in queries.outbox_page(actor=house["Anna"]).rows} == {
        (f"saskia-{sterk}@example.org", "call:T-1"),
        (f"saskia-{sterk}@example.org", f"organisation:{sterk}"),
        (f"ralf-{rap}@example.org", "call:T-1"),
        (f"otto-{otto}@example.org", f"admission:{asked.pk}"),
        ("a@example.org", f"organisation:{house.desk.pk}"),
        ("b@example.org", f"organisation:{house.buyer.pk}"),
    }
    assert Message.objects.get(recipient_email="c@example.org").desk_id is None


def test_a_desk_sees_its_own_and_nobody_sees_what_is_nobodys(house: House) -> None:
    other = organisations.register(registration("Andere desk", 8), kind=Kind.DESK, actor=START, at=BEFORE)
    dora = person("Dora", other, Role.DESK)
    mine, account = write(house), write(house, desk=None, about="account")
    assert seen_by(house["Anna"]) == seen_by(house["Abel"]) == [("call:T-1", State.WAITING)]
    assert seen_by(dora) == []
    for actor, message in ((dora, mine), (dora, account), (house["Anna"], account), (house["Abel"], account)):
        with pytest.raises(NotFound):
            queries.mail_page(message.pk, actor=actor)
    with pytest.raises(NotFound):
        queries.mail_page(uuid4(), actor=house["Anna"])


@pytest.mark.parametrize("who", ["Brenda", "Ingrid", "Berend", "Aukje", "Sterk BV", None])
def test_the_outbox_is_of_the_desk_alone(house: House, who: str | None) -> None:
    actor = house[who] if who else ANYONE
    message = write(house, State.FAILED)
    with pytest.raises(NotAllowed):
        queries.outbox_page(actor=actor)
    with pytest.raises(NotAllowed):
        queries.mail_page(message.pk, actor=actor)
    for action in (mending.send_again, mending.see_to):
        with pytest.raises(NotAllowed):
            action(message.pk, actor=actor, at=LATER)


# the list


def test_the_state_in_the_database_is_the_state_of_the_rule(house: House) -> None:
    """All that the constraints let be."""
    for sent_at, failed_at, bounced_at in product((None, LATER), repeat=3):
        if (sent_at and failed_at) or (bounced_at and not sent_at):
            continue
        facts = {"sent_at": sent_at, "failed_at": failed_at, "bounced_at": bounced_at}
        Message.objects.filter(pk=write(house).pk).update(**facts, last_error="x", report="x")
    for message in Message.objects.all():
        found = [one for one in State if Message.objects.filter(WHERE[one], pk=message.pk).exists()]
        assert found == [state(message)]
    assert Message.objects.count() == 4


def test_the_newest_come_first_by_state_and_by_what_they_are_about(house: House) -> None:
    for minute, in_state in enumerate(State):
        write(house, in_state, about=f"call:T-{minute % 2}", at=AT + timedelta(minutes=minute))
    everything = [("call:T-1", State.BOUNCED), ("call:T-0", State.FAILED), ("call:T-1", State.SENT),
                  ("call:T-0", State.WAITING)]  # fmt: skip
    assert seen_by(house["Anna"]) == everything
    for one in State:
        assert seen_by(house["Anna"], one) == [row for row in everything if row[1] is one]
    assert seen_by(house["Anna"], about="call:T-0") == everything[1::2]
    assert seen_by(house["Anna"], State.SENT, about="call:T-0") == []
    assert queries.outbox_page(actor=house["Anna"]).counts == {
        State.WAITING: 1, State.FAILED: 1, State.BOUNCED: 1
    }  # fmt: skip


def test_the_list_has_pages_and_costs_two_queries(house: House, django_assert_num_queries) -> None:
    mails = [outbox.Addressed(Recipient("", f"a{n}@example.org"), "nl", WORDS) for n in range(PAGE + 2)]
    outbox.write_all("letter", mails, about="call:T-1", desk=house.desk.pk, at=AT)
    with django_assert_num_queries(2):
        first = queries.outbox_page(actor=house["Anna"])
    second = queries.outbox_page(actor=house["Anna"], number=2)
    assert (len(first.rows), first.has_more, len(second.rows), second.has_more) == (PAGE, True, 2, False)
    assert len({row.id for row in first.rows + second.rows}) == PAGE + 2


def test_what_opens_something_is_never_shown_not_even_while_it_waits(house: House) -> None:
    found = queries.mail_page(write(house, kind="invitation").pk, actor=house["Anna"])
    assert (found.has_secret, found.text) == (True, "")
    assert "/brieven/1/" in queries.mail_page(write(house).pk, actor=house["Anna"]).text


# mending


@pytest.mark.parametrize("was", [State.FAILED, State.BOUNCED])
def test_what_did_not_arrive_is_sent_again_with_a_new_message_id_and_the_journal_knows(
    house: House, was: State
) -> None:
    message = write(house, was)
    ProcrastinateJob.objects.all().delete()
    mending.send_again(message.pk, actor=house["Anna"], at=LATER)
    message.refresh_from_db()
    assert state(message) is State.WAITING
    assert (message.sending, message.again_at, message.queued_at) == (2, LATER, AT)
    assert (message.attempts, message.last_error, message.report) == (0, "", "")
    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"message_id": str(message.pk)}]
    entry = Entry.objects.get(event="message.queued-again")
    assert (entry.subject, entry.facts) == ("call:T-1", {"message": str(message.pk), "was": was.value})


@pytest.mark.parametrize("was", [State.WAITING, State.SENT])
def test_what_is_under_way_or_arrived_is_not_mended(house: House, was: State) -> None:
    message = write(house, was)
    for action in (mending.send_again, mending.see_to):
        with pytest.raises(NothingToMend) as refused:
            action(message.pk, actor=house["Anna"], at=LATER)
        assert refused.value.fields == {"state": was.value}
    assert not Entry.objects.filter(event__startswith="message.").exists()


def test_a_message_of_which_the_text_was_forgotten_is_not_sent_again(house: House) -> None:
    message = write(house, State.FAILED, kind="invitation")
    message.forget_secret()
    message.save()
    with pytest.raises(TextForgotten):
        mending.send_again(message.pk, actor=house["Anna"], at=LATER)
    found = queries.mail_page(message.pk, actor=house["Anna"])
    assert (found.may_mend, found.may_go_again) == (True, False)


def test_what_is_seen_to_leaves_the_work_list_once_and_may_still_be_sent_again(house: House) -> None:
    message = write(house, State.BOUNCED)
    mending.see_to(message.pk, actor=house["Anna"], at=LATER)
    with pytest.raises(NothingToMend):
        mending.see_to(message.pk, actor=house["Amir"], at=LATER)
    [row] = queries.outbox_page(actor=house["Anna"]).rows
    assert (row.state, row.is_seen_to) == (State.BOUNCED, True)
    assert Entry.objects.filter(event="message.seen-to", facts__was="bounced").count() == 1
    mending.send_again(message.pk, actor=house["Anna"], at=LATER)
    message.refresh_from_db()
    assert (state(message), message.seen_to_at) == (State.WAITING, None)


# the first page


def test_what_did_not_arrive_waits_on_the_first_page_until_it_is_seen_to(house: House) -> None:
    def waiting() -> list[tuple[str, int, datetime | None]]:
        todos = desk_work(actor=house["Anna"], at=PUBLISHED).todos
        return [(one.key, one.total, one.since_at) for one in todos if one.task is Task.SEE_TO_MAIL]

    write(house, State.SENT)
    write(house)
    write(house, State.FAILED, desk=house.other_buyer.pk)
    assert waiting() == []
    failed, bounced = write(house, State.FAILED), [write(house, State.BOUNCED) for _ in range(2)]
    assert waiting() == [("bounced", 2, LATER), ("failed", 1, LATER)]
    assert house_work(actor=house["Abel"], at=timezone.now()).not_sent == 4
    mending.see_to(failed.pk, actor=house["Anna"], at=LATER)
    mending.send_again(bounced[0].pk, actor=house["Amir"], at=LATER)
    assert waiting() == [("bounced", 1, LATER)]
    assert house_work(actor=house["Abel"], at=timezone.now()).not_sent == 2
