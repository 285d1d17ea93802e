"""A tree over the hashes of the journal, so that one entry is proved to stand in it without showing the others.

The tree of RFC 6962 (section 2.1): SHA-256, a byte 0 before a leaf and a byte 1 before a node. A leaf is the hash of an
entry, as bytes. Who publishes the root and the size of the tree (the *head*) has promised every entry in it; a proof
is the path of hashes from one leaf to that root, about twenty for a million entries.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

LEAF, NODE = b"\x00", b"\x01"


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries there are, and the root of the tree over them."""

    size: int
    root: str

    def __str__(self) -> str:
        return f"{self.size}:{self.root}"


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry stands in the tree with this head: the hashes beside the way up."""

    head: Head
    path: tuple[str, ...]


def head_of(hashes: Sequence[str]) -> Head:
    """The head over the hashes of entries 1, 2, … (hexadecimal).

    >>> head_of([]).root == hashlib.sha256(b"").hexdigest()
    True
    """
    if not hashes:
        return Head(0, hashlib.sha256(b"").hexdigest())
    level = [_leaf(one) for one in hashes]
    while len(level) > 1:
        level = _above(level)
    return Head(len(hashes), level[0].hex())


def proof_of(hashes: Sequence[str], position: int) -> Proof:
    """The proof for the entry at a position (the first is 1) among these hashes.

    Raises:
        IndexError: there is no such entry.
    """
    if not 1 <= position <= len(hashes):
        raise IndexError(position)
    level, index, path = [_leaf(one) for one in hashes], position - 1, []
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside].hex())
        level, index = _above(level), index // 2
    return Proof(Head(len(hashes), level[0].hex()), tuple(path))


def proves(proof: Proof, *, entry: str, position: int) -> bool:
    """Whether the path leads from this entry, at this position, to the root of the head."""
    index, size, path = position - 1, proof.head.size, list(proof.path)
    if not 0 <= index < size:
        return False
    node = _leaf(entry)
    while size > 1:
        if index ^ 1 < size:
            if not path:
                return False
            beside = bytes.fromhex(path.pop(0))
            node = _node(beside, node) if index % 2 else _node(node, beside)
        index, size = index // 2, (size + 1) // 2
    return not path and node.hex() == proof.head.root


def _above(level: list[bytes]) -> list[bytes]:
    """Two by two; an odd one out goes up as it is."""
    pairs = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs


def _leaf(entry: str) -> bytes:
    return hashlib.sha256(LEAF + bytes.fromhex(entry)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()
