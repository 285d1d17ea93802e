"""The tree over the journal: every entry is proved by its path, and nothing else is."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.merkle import Head, Proof, head_of, proof_of, proves

RFC_6962 = [  # the test vectors of Certificate Transparency, whose leaves are bytes and not hashes
    (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
]


def entries(count: int) -> list[str]:
    return [hashlib.sha256(str(number).encode()).hexdigest() for number in range(count)]


def by_the_book(hashes: list[str]) -> bytes:
    """The definition of RFC 6962, section 2.1, as it stands there."""
    if len(hashes) == 1:
        return hashlib.sha256(b"\0" + bytes.fromhex(hashes[0])).digest()
    left = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + by_the_book(hashes[:left]) + by_the_book(hashes[left:])).digest()


def test_no_entry_and_a_leaf_of_no_bytes_are_as_the_rfc_has_them() -> None:
    assert head_of([]) == Head(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    for size, root in RFC_6962:
        assert head_of([""] * size).root == root


@given(st.integers(1, 200))
def test_the_root_is_that_of_the_definition(count: int) -> None:
    assert head_of(entries(count)).root == by_the_book(entries(count)).hex()


@given(st.data())
def test_every_entry_is_proved_at_its_own_place_and_no_other(data: st.DataObject) -> None:
    hashes = entries(data.draw(st.integers(1, 130)))
    position = data.draw(st.integers(1, len(hashes)))
    proof = proof_of(hashes, position)
    assert proof.head == head_of(hashes)
    assert len(proof.path) <= 8
    assert proves(proof, entry=hashes[position - 1], position=position)
    other = data.draw(st.integers(-1, len(hashes) + 2))
    assert proves(proof, entry=hashes[position - 1], position=other) == (other == position)
    assert not proves(proof, entry=hashlib.sha256(b"another").hexdigest(), position=position)


@given(st.data())
def test_a_changed_path_proves_nothing(data: st.DataObject) -> None:
    hashes = entries(data.draw(st.integers(2, 100)))
    position = data.draw(st.integers(1, len(hashes)))
    proof = proof_of(hashes, position)
    at = data.draw(st.integers(0, len(proof.path) - 1))
    changed = (*proof.path[:at], "00" * 32, *proof.path[at + 1 :])
    for path in (changed, proof.path[:-1], (*proof.path, "00" * 32)):
        assert not proves(replace(proof, path=path), entry=hashes[position - 1], position=position)


@pytest.mark.parametrize("position", [0, -1, 4])
def test_an_entry_that_is_not_there_has_no_proof(position: int) -> None:
    with pytest.raises(IndexError):
        proof_of(entries(3), position)


def test_a_proof_of_nothing_proves_nothing() -> None:
    assert not proves(Proof(Head(0, "00" * 32), ()), entry="00" * 32, position=1)
