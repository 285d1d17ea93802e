"""What changed between two texts, word by word, so that a person sees at a glance what somebody wrote.

>>> [(one.kind.value, one.text) for one in changed_words("Start op 1 juli", "Start op 1 augustus")]
[('same', 'Start op 1 '), ('out', 'juli'), ('in', 'augustus')]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_PAIRS = 40_000
"""So many pairs of words are compared at most; beyond it the part that differs is shown as one."""

WORDS = re.compile(r"\s+|[^\s]+")
GAP = "…"


class Kind(StrEnum):
    """What became of some words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words that stayed, went or came; with the blanks between them."""

    kind: Kind
    text: str


def changed_words(before: str, after: str, *, around: int | None = None) -> tuple[Words, ...]:
    """The words of both texts in reading order.

    Args:
        around: how many words that stayed are shown beside a change; None: all of them.

    >>> [one.text for one in changed_words("een twee drie vier", "een twee drie vijf", around=1)]
    ['… drie ', 'vier', 'vijf']
    """
    old, new = WORDS.findall(before), WORDS.findall(after)
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    until = (len(old) - last, len(new) - last)
    found = [
        *_words(Kind.SAME, old[:first]),
        *_middle(old[first : until[0]], new[first : until[1]]),
        *_words(Kind.SAME, old[until[0] :]),
    ]
    return tuple(found if around is None else _shortened(found, around))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    shared = (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(shared, min(len(one), len(other)))


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[Words]:
    if len(old) * len(new) > MOST_PAIRS:
        yield from (*_words(Kind.OUT, old), *_words(Kind.IN, new))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _words(Kind.SAME, old[a:b])
        else:
            yield from (*_words(Kind.OUT, old[a:b]), *_words(Kind.IN, new[c:d]))


def _words(kind: Kind, some: Sequence[str]) -> Iterator[Words]:
    if some:
        yield Words(kind, "".join(some))


def _shortened(found: Sequence[Words], around: int) -> Iterator[Words]:
    keep = 2 * around  # a word and a blank
    for place, one in enumerate(found):
        some, is_first, is_last = WORDS.findall(one.text), place == 0, place == len(found) - 1
        if one.kind is not Kind.SAME or len(some) <= 2 * keep + 1:
            yield one
            continue
        start = "" if is_first else "".join(some[:keep]).rstrip()
        end = "" if is_last else "".join(some[-keep:]).lstrip()
        said = f"{start} {GAP} {end}"
        yield Words(Kind.SAME, said.lstrip() if is_first else said.rstrip() if is_last else said)
