"""R13: a lot that nobody steers, that every bid can win, and that anybody computes again.

The peers' defects 1 and 2: a draw that could never pick the last firm, not seeded and not recorded; and an order that
depended on who came first.
"""

import csv
import hashlib
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.lot import LotNotReadable, Proof, commitment, order, problems, read, written

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "lots.csv"
ROWS = list(csv.DictReader(EXAMPLES.read_text(encoding="utf-8").splitlines()))
SECRET = hashlib.sha256(b"a secret").digest()


def fingerprints(count: int, seed: str = "bid") -> list[str]:
    return [hashlib.sha256(f"{seed} {n}".encode()).hexdigest() for n in range(count)]


def proof(count: int = 5, receipts: int = 8) -> Proof:
    every = fingerprints(receipts)
    drawn = order(SECRET, every, among=every[:count])
    return Proof("T-1", commitment(SECRET), SECRET.hex(), tuple(every), tuple(sorted(every[:count])), tuple(drawn))


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_r13_the_worked_examples(row):
    letters = {letter: letter * 64 for letter in "abcdef"}
    drawn = order(bytes.fromhex(row["secret"] * 32), [letters[one] for one in row["receipts"].split()],
                  among=[letters[one] for one in row["tied"].split()])  # fmt: skip
    assert [one[0] for one in drawn] == row["order"].split()


def test_r13_anybody_computes_the_ticket_with_a_program_for_sha_256_alone(tmp_path):
    receipts = ["a" * 64, "b" * 64]
    said = tmp_path / "said"
    said.write_text("openinhuur lot\n" + SECRET.hex() + "\n" + "".join(f"{one}\n" for one in receipts))
    seed = sha256_of(said)
    tickets = {}
    for one in receipts:
        said.write_text(f"{seed}\n{one}\n")
        tickets[sha256_of(said)] = one
    assert order(SECRET, receipts, among=receipts) == [tickets[ticket] for ticket in sorted(tickets)]


def sha256_of(path: Path) -> str:
    return subprocess.run(["/usr/bin/sha256sum", path], capture_output=True, text=True, check=True).stdout[:64]


@pytest.mark.parametrize("count", [2, 3, 5])
def test_r13_every_bid_can_win_and_as_often_as_the_others(count):
    receipts, draws = fingerprints(count), 3000
    wins = Counter(order(n.to_bytes(32, "big"), receipts, among=receipts)[0] for n in range(draws))
    assert set(wins) == set(receipts)
    fair = draws / count
    # chi-square with 4 degrees of freedom or fewer stays below 25 in all but one of twenty thousand fair draws
    assert sum((won - fair) ** 2 / fair for won in wins.values()) < 25


receipts = st.integers(2, 12).map(fingerprints)


@given(receipts, st.randoms(use_true_random=False), st.binary(min_size=32, max_size=32))
def test_r13_the_order_does_not_depend_on_who_came_first(every, shuffler, secret):
    turned = sorted(every, key=lambda _: shuffler.random())
    assert order(secret, every, among=every) == order(secret, turned, among=turned)


@given(receipts, st.binary(min_size=32, max_size=32))
def test_r13_who_is_not_tied_has_no_place_and_does_not_change_the_order_of_the_rest(every, secret):
    drawn = order(secret, every, among=every)
    assert order(secret, every, among=every[1:]) == [one for one in drawn if one != every[0]]


def test_r13_nobodys_receipt_alone_decides():
    """With the same own receipt, and the same secret, another receipt of somebody else gives another outcome."""
    own = fingerprints(2)
    firsts = {order(SECRET, [*own, other], among=own)[0] for other in fingerprints(40, "other")}
    assert firsts == set(own)


def test_r13_the_proof_is_read_back_and_right():
    assert (read(written(proof())), problems(proof())) == (proof(), [])


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"secret": "0" * 64}, ["commitment", "order"]),
        ({"order": tuple(reversed(proof().order))}, ["order"]),
        ({"receipts": proof().receipts[:-1]}, ["order"]),
        ({"receipts": (*proof().receipts, proof().receipts[0])}, ["receipts"]),
        ({"tied": (), "order": ()}, ["tied"]),
    ],
)
def test_r13_what_was_tampered_with_shows(changed, wrong):
    assert set(wrong) <= set(problems(replace(proof(), **changed)))


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"[" * 100_000, b"\xff", written(proof()).replace(b"lot", b"x"),
                                     written(proof())[:-40]])  # fmt: skip
def test_what_is_no_proof_is_refused(content):
    with pytest.raises(LotNotReadable):
        read(content)
