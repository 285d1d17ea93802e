"""A receipt proves itself: what was changed in it is named, and hostile files are no receipts."""

import copy
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain import receipt as domain
from openinhuur.domain.ledger import Link, hash_of
from openinhuur.domain.merkle import Head, proof_of
from openinhuur.domain.receipt import ReceiptNotReadable

SENT = b"what was sent"
ENTRY = Link(
    position=3,
    at=datetime(2026, 6, 29, 6, 59, 59, 999_000, tzinfo=UTC),
    event="bid.received",
    subject="call:30534",
    actor="Saskia #12 (supplier)",
    facts={
        "bid": "0b54f1a6-6b1f-4a49-9a70-0d8f36e8a0b1",
        "version": 2,
        "fingerprint": hashlib.sha256(SENT).hexdigest(),
        "supplier": "80000004",
        "lot_commitment": "cd" * 32,
    },
    previous="ab" * 32,
)
OTHERS = [hashlib.sha256(bytes([number])).hexdigest() for number in range(9)]
HASHES = [*OTHERS[:2], hash_of(ENTRY), *OTHERS[2:]]
FILE = domain.written(ENTRY, recorded=hash_of(ENTRY), proof=proof_of(HASHES, 3))


def content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE)
    return found


def problems_of(changed: dict[str, Any]) -> list[str]:
    return domain.problems(domain.read(json.dumps(changed).encode()))


def test_a_receipt_as_it_was_written_is_whole() -> None:
    assert problems_of(content()) == []


def test_the_moment_of_receipt_is_written_to_the_millisecond() -> None:
    assert content()["received_at"] == "2026-06-29T06:59:59.999Z"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("call", "30535"),
        ("supplier", "80000006"),
        ("bid", "1b54f1a6-6b1f-4a49-9a70-0d8f36e8a0b1"),
        ("version", 1),
        ("version", 2.0),
        ("version", True),
        ("received_at", "2026-06-29T06:59:59.998Z"),
        ("sent_by", "Ralf #13 (supplier)"),
        ("fingerprint", "00" * 32),
        ("lot_commitment", "00" * 32),
        ("position", 4),
    ],
)
def test_a_field_that_was_changed_is_named(field: str, value: object) -> None:
    assert problems_of({**content(), field: value}) == [field]


def test_all_fields_that_were_changed_are_named() -> None:
    assert problems_of({**content(), "version": 3, "call": "1"}) == ["call", "version"]


def test_a_field_that_was_taken_out_is_named() -> None:
    changed = content()
    del changed["fingerprint"]
    assert problems_of(changed) == ["fingerprint"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda entry: entry.update(at="2026-06-29T06:59:59.998Z"), {"received_at", "journal.hash"}),
        (lambda entry: entry.update(position=4), {"position", "journal.hash", "proof"}),
        (lambda entry: entry.update(event="bid.withdrawn"), {"journal.event", "journal.hash"}),
        (lambda entry: entry.update(subject="call:1"), {"call", "journal.hash"}),
        (lambda entry: entry.update(subject="draft:30534"), {"call", "journal.event", "journal.hash"}),
        (lambda entry: entry.update(actor="Ralf"), {"sent_by", "journal.hash"}),
        (lambda entry: entry.update(previous="00" * 32), {"journal.hash"}),
        (lambda entry: entry.update(hash="00" * 32), {"journal.hash", "proof"}),
        (lambda entry: entry["facts"].update(version=1), {"version", "journal.hash"}),
        (lambda entry: entry["facts"].update(more="x"), {"journal.hash"}),
        (lambda entry: entry.update(facts={}),
         {"bid", "fingerprint", "lot_commitment", "supplier", "version", "journal.hash"}),
    ],
)  # fmt: skip
def test_what_was_changed_in_the_entry_is_named(change: Callable[[dict[str, Any]], None], named: set[str]) -> None:
    changed = content()
    change(changed["journal"])
    assert set(problems_of(changed)) == named


def test_an_entry_that_was_forged_as_a_whole_has_no_proof() -> None:
    changed = content()
    changed["version"] = changed["journal"]["facts"]["version"] = 1
    forged = Link(ENTRY.position, ENTRY.at, ENTRY.event, ENTRY.subject, ENTRY.actor, changed["journal"]["facts"],
                  ENTRY.previous)  # fmt: skip
    changed["journal"]["hash"] = hash_of(forged)
    assert problems_of(changed) == ["proof"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda proof: proof.update(size=2), ["proof"]),
        (lambda proof: proof.update(root="00" * 32), ["proof"]),
        (lambda proof: proof["path"].pop(), ["proof"]),
        (lambda proof: proof["path"].reverse(), ["proof"]),
    ],
)
def test_a_proof_that_was_changed_proves_nothing(change: Callable[[dict[str, Any]], None], named: list[str]) -> None:
    changed = content()
    change(changed["proof"])
    assert problems_of(changed) == named


def test_a_published_head_contains_the_bid_or_not() -> None:
    found, head = domain.read(FILE), proof_of(HASHES, 3).head
    assert domain.stands_under(found, head) is True
    assert domain.stands_under(found, Head(head.size, "00" * 32)) is False
    assert domain.stands_under(found, Head(head.size + 1, head.root)) is None
    without = domain.read(domain.written(ENTRY, recorded=hash_of(ENTRY), proof=None))
    assert (domain.problems(without), domain.stands_under(without, head)) == ([], None)


def test_a_size_that_was_changed_meets_another_head() -> None:
    """The root of RFC 6962 does not hold the size of the tree; a published head does."""
    changed = content()
    changed["proof"]["size"] = 11
    found = domain.read(json.dumps(changed).encode())
    assert domain.stands_under(found, proof_of(HASHES, 3).head) is None
    assert domain.stands_under(found, proof_of([*HASHES, "ef" * 32], 3).head) is False


def test_only_the_file_that_was_sent_is_what_was_sent() -> None:
    found = domain.read(FILE)
    assert domain.is_what_was_sent(found, hashlib.sha256(SENT).hexdigest())
    assert not domain.is_what_was_sent(found, hashlib.sha256(SENT + b" ").hexdigest())


HOSTILE: list[bytes] = [
    b"", b"\0", b"null", b"[]", b"{}", b'"text"', b"1", b"{" * 90_000, b"[" * 90_000, b"\xff\xfe{}", b"%PDF-1.7",
    b'{"format": "openinhuur-receipt"}', b" " * 200_000, b'{"format": NaN}',
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_receipt_is_refused(hostile: bytes) -> None:
    with pytest.raises(ReceiptNotReadable):
        domain.read(hostile)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "another"), (("schema",), 2), (("schema",), "1"), (("journal",), None), (("journal",), []),
        (("journal", "at"), "gisteren"), (("journal", "at"), "2026-06-29T06:59:59.999"), (("journal", "at"), 1),
        (("journal", "at"), "0001-01-01T00:00:00.000+23:59"), (("journal", "position"), "3"),
        (("journal", "position"), True), (("journal", "position"), 2**63), (("journal", "hash"), "AB" * 32),
        (("journal", "facts"), []), (("journal", "facts", "bid"), "\ud800"), (("journal", "actor"), "\ud800"),
        (("proof",), []), (("proof", "size"), 0), (("proof", "size"), -1), (("proof", "path"), "ab" * 32),
        (("proof", "path"), ["ab" * 32] * 65), (("proof", "path"), ["x"]), (("proof", "root"), None),
    ],
)  # fmt: skip
def test_a_receipt_of_another_shape_is_refused(path: tuple[str, ...], value: object) -> None:
    changed = content()
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    with pytest.raises(ReceiptNotReadable):
        domain.read(json.dumps(changed).encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_anything_at_all_is_named_or_refused_and_nothing_breaks(data: st.DataObject) -> None:
    changed = copy.deepcopy(content())
    table = data.draw(st.sampled_from([changed, changed["journal"], changed["journal"]["facts"], changed["proof"]]))
    name = data.draw(st.sampled_from(sorted(table)))
    before, table[name] = table[name], data.draw(JSON)
    is_same = table[name] == before and type(table[name]) is type(before)
    try:
        found = domain.read(json.dumps(changed).encode())
    except ReceiptNotReadable:
        assert not is_same
    else:
        unbound = (table is changed and name == "proof") or (table is changed.get("proof") and name == "size")
        assert domain.problems(found) != [] or is_same or unbound
