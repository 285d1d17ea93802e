"""Pictures of pages with black boxes: made by the child, since a picture of a stranger's file is a stranger's too."""

import json
from collections.abc import Sequence
from typing import Final

from openinhuur.documents.asking import ask
from openinhuur.documents.pictures import WALL_CLOCK_S, Edges
from openinhuur.documents.refusals import DocumentBroken

ROOM: Final = 4
"""Pixels around a box: accents, the tail of a slanted letter, and the blur that a packed picture has around both."""


def blacken(pages: Sequence[tuple[bytes, Sequence[Edges]]]) -> list[bytes]:
    """Of each picture one on which these places are black. Not inside a transaction.

    Raises:
        NotReadable: one of its kinds.
    """
    if not pages:
        return []
    head = json.dumps([[len(content), [_wider(one) for one in places]] for content, places in pages])
    pictures = b"".join(content for content, _ in pages)
    made = ask("blacken", head.encode() + b"\n" + pictures, seconds=WALL_CLOCK_S).blobs
    if len(made) != len(pages):
        raise DocumentBroken
    return list(made)


def _wider(place: Edges) -> Edges:
    left, top, right, bottom = place
    return max(left - ROOM, 0), max(top - ROOM, 0), right + ROOM, bottom + ROOM
