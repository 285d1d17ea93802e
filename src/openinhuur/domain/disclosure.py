"""Why bids went no further, in numbers that everybody may read without reading anybody's reason in them (R7).

A count per reason gives a person away when it is small, and also when all share it: whoever knows that somebody took
part then knows why they fell. So reasons are told apart only when there are at least two, each with at least three
bids; what is less is put together. Sources: GDPR recital 26 (who can be singled out), and the rule of three that
statistical offices keep for tables (https://ec.europa.eu/eurostat/cros/content/statistical-disclosure-control).
"""

from collections.abc import Mapping
from typing import Final

FEWEST: Final = 3
"""The smallest group that is counted by itself."""

OTHER: Final = "other"
"""All that is too small to be counted by itself."""


def told_apart(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts per reason as they may be published, largest first; empty when reasons cannot be told apart.

    What is too small goes to `OTHER`. When that is too small itself, the smallest reason that could stand alone goes
    with it, for otherwise it would follow from the sum.

    >>> told_apart({"1": 5, "4": 4, "6": 1})
    {'1': 5, 'other': 5}
    >>> told_apart({"1": 5, "4": 3})
    {'1': 5, '4': 3}
    >>> told_apart({"1": 4})
    {}
    """
    alone = {reason: count for reason, count in counts.items() if count >= FEWEST}
    rest = sum(count for count in counts.values() if 0 < count < FEWEST)
    while alone and 0 < rest < FEWEST:
        rest += alone.pop(min(alone, key=lambda reason: (alone[reason], reason)))
    shown = dict(sorted(alone.items(), key=lambda one: (-one[1], one[0])))
    if rest:
        shown[OTHER] = rest
    return shown if len(shown) > 1 else {}
