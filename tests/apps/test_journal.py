"""The journal: with every action, in its transaction, and never changed."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from openinhuur.calls import actions as calls
from openinhuur.domain.call import AlreadyPublished
from openinhuur.domain.roles import NotAllowed
from openinhuur.flow.queries import journal_page
from openinhuur.journal.actions import record
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import verify
from tests.apps.house import AFTER, BEFORE, PUBLISHED, START, House


def events(number: str = "T-1") -> list[str]:
    return list(Entry.objects.filter(subject=f"call:{number}").values_list("event", flat=True))


def test_every_action_leaves_an_entry(house: House) -> None:
    house.to_award()
    found = events()
    for event in ("call.published", "bid.received", "vault.opened", "bid.opened", "requirement.judged", "step-1.closed",
                  "points.given", "step-2.closed", "interviews.invited", "competence.graded", "competence.agreed",
                  "award.decided", "letters.sent"):  # fmt: skip
        assert event in found


def test_what_is_refused_leaves_no_entry_of_having_been_done(house: House) -> None:
    house.publish()
    with pytest.raises(AlreadyPublished):
        calls.publish("T-1", actor=house["Anna"], at=AFTER)
    assert events().count("call.published") == 1


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET actor = 'Rap BV'", "DELETE FROM journal_entry"])
def test_the_database_refuses_to_change_or_remove_an_entry(house: House, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_to_empty_the_journal(house: House) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_entry")


def tamper(statement: str) -> None:
    """What somebody with all rights on the database could do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")


def test_verify_names_the_first_entry_that_was_tampered_with(house: House) -> None:
    house.publish()
    tampered = Entry.objects.filter(event="call.published").latest("position").position
    tamper(f"UPDATE journal_entry SET facts = '{{}}' WHERE position >= {tampered}")  # noqa: S608 (a number of ours)
    assert verify().first_broken == tampered
    with pytest.raises(CommandError, match=str(tampered)):
        call_command("journal", "verify")


def test_verify_finds_an_entry_that_was_taken_out(house: House) -> None:
    house.publish()
    gone = Entry.objects.filter(event="call.written").latest("position").position
    tamper(f"DELETE FROM journal_entry WHERE position = {gone}")  # noqa: S608 (a number of ours)
    assert verify().first_broken == gone


def test_an_entry_outside_a_transaction_is_refused(django_db_blocker: object) -> None:
    with pytest.raises(RuntimeError):
        record("call.written", actor=START, at=BEFORE, subject="call:T-1")


def test_an_entry_goes_when_its_transaction_does(house: House) -> None:
    with transaction.atomic():
        record("call.written", actor=START, at=BEFORE, subject="call:X-1")
        transaction.set_rollback(True)
    assert events("X-1") == []


def test_only_an_auditor_or_administrator_reads_the_journal(house: House) -> None:
    house.publish()
    page = journal_page(actor=house["Aukje"], at=PUBLISHED, number="T-1")
    assert [one.event for one in page.entries] == [
        *["interest.declared"] * 4,
        "suppliers.invited",
        "call.published",
        "call.written",
    ]
    with pytest.raises(NotAllowed):
        journal_page(actor=house["Anna"], at=PUBLISHED)
