"""Rows read and inserted without building a query, over connections whose server is still there."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from openinhuur.accounts.models import Person
from openinhuur.documents.models import SealedContent
from openinhuur.installation import rows, turns
from openinhuur.journal.models import Entry
from tests.apps.house import House

AT = datetime(2026, 3, 2, 9, 0, 0, 123_000, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
FACTS = st.dictionaries(TEXTS, TEXTS | st.integers(-(2**53), 2**53) | st.none() | st.booleans() | st.lists(TEXTS))


def entry(position: int, **said: Any) -> Entry:
    return Entry(**{"position": position, "at": AT, "event": "x", "subject": "y", "actor": "z", "facts": {},
                    "previous": "", "hash": str(position), **said})  # fmt: skip


class WhatIsInsertedIsReadBack(TestCase):
    """Whatever stands in it: quotes, braces, commas and nothing at all are what arrays are spelled with."""

    @given(st.lists(st.tuples(TEXTS, FACTS), min_size=1, max_size=6))
    def test_texts_and_facts(self, said: list[tuple[str, dict[str, Any]]]) -> None:
        """Of entries of the journal."""
        new = [
            entry(10_000 + place, subject=text, facts=facts, is_public=bool(place % 2))
            for place, (text, facts) in enumerate(said)
        ]
        rows.insert(new)
        read = list(Entry.objects.filter(position__gte=10_000))
        names = [one.attname for one in Entry._meta.concrete_fields]
        assert [[getattr(one, name) for name in names] for one in read] == [
            [getattr(one, name) for name in names] for one in new
        ]

    @given(st.lists(st.tuples(st.binary(max_size=300), st.none() | st.binary(max_size=300)), min_size=1, max_size=6))
    def test_bytes_and_nothing(self, said: list[tuple[bytes, bytes | None]]) -> None:
        """Of sealed contents."""
        new = [SealedContent(wrapped_key=key, ciphertext=text) for key, text in said]
        rows.insert(new)
        found = SealedContent.objects.in_bulk([one.pk for one in new])
        read = [(found[one.pk].wrapped_key, found[one.pk].ciphertext) for one in new]
        assert [(bytes(key), None if text is None else bytes(text)) for key, text in read] == said


@pytest.mark.django_db
def test_of_rows_of_which_one_is_refused_none_is_inserted() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert([entry(10_000), entry(10_001, hash="10000")])
    assert not Entry.objects.filter(position__gte=10_000).exists()


@pytest.mark.django_db
def test_only_what_was_asked_for_is_read_and_the_rest_when_somebody_asks(django_assert_num_queries: Any) -> None:
    rows.insert([entry(10_000, subject="call:1"), entry(10_001)])
    with django_assert_num_queries(1):
        [found] = rows.some(Entry, "subject = %s", ["call:1"], only=("hash",))
        assert (found.pk, found.hash) == (10_000, "10000")
    with django_assert_num_queries(1):
        assert found.event == "x"
    assert rows.one(Entry, "position = %s", [10_002]) is None


@pytest.mark.django_db
def test_a_statement_is_planned_once_whatever_its_values() -> None:
    def planned() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%accounts_person%'")
            return cursor.fetchone()[0]

    rows.one(Person, "id = %s", [1])
    before = planned()
    assert before
    for one in range(2, 20):
        rows.one(Person, "id = %s", [one])
    assert planned() == before


@pytest.mark.django_db
def test_a_bid_that_comes_in_is_not_looked_for_among_all_bids_while_there_are_few(house: House) -> None:
    """A plan of that would be kept while they become many."""

    def read_whole() -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname, seq_scan FROM pg_stat_xact_user_tables WHERE relname = ANY(%s)", [tables])
            return dict(cursor.fetchall())

    tables = ["bids_bid", "bids_bidversion", "bids_opening", "procrastinate_jobs"]
    house.publish()
    house.bid("Sterk BV", "Pien")
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")  # from here on the database knows how few there are
    before = read_whole()
    house.bid("Rap BV", "Robin")
    assert read_whole() == before


@pytest.mark.django_db
def test_other_transactions_may_read_a_table_whole() -> None:
    def may() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW enable_seqscan")
            return cursor.fetchone()[0]

    def asked() -> tuple[str, str]:
        with transaction.atomic():
            rows.by_their_keys()
            inside = may()
        return inside, may()

    assert in_a_thread(asked) == ("off", "on")


def in_a_thread(do: Callable[[], Any]) -> Any:
    """In one with a connection of its own from the pool, which it gives back."""

    def done() -> Any:
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


def session() -> int:
    """The session of the database that answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def of_the_pool() -> set[int]:
    """The sessions of all connections that the pool lends: it lends them in turn."""
    return {in_a_thread(session) for _ in range(turns.AT_ONCE + 2)}


@pytest.mark.django_db
def test_nobody_gets_a_connection_that_its_server_has_ended() -> None:
    first = in_a_thread(session)
    assert first in of_the_pool()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
        assert cursor.fetchone() == (True,)
    assert first not in of_the_pool()


@pytest.mark.django_db
def test_a_process_that_begins_as_a_copy_of_another_has_connections_of_its_own() -> None:
    mine, lent = session(), in_a_thread(session)
    read, write = os.pipe()
    if not (child := os.fork()):
        try:
            rows.one(Person, "id = %s", [1])
            os.write(write, " ".join(map(str, {session()} | of_the_pool())).encode())
        finally:
            os._exit(0)  # nothing of the test is cleaned up twice
    os.close(write)
    with os.fdopen(read) as said:
        others = {int(one) for one in said.read().split()}
    os.waitpid(child, 0)
    assert others
    assert not others & {mine, lent}
    assert session() == mine, "the copy left it as it was"
    assert lent in of_the_pool()
