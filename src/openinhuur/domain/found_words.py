"""Plain text search inside one text: where the words that somebody looks for stand, and nothing about what they mean.

Searching inside one CV is allowed; comparing or ranking CVs by what they say is not done (R24; Regulation 2024/1689,
annex III, point 4, http://data.europa.eu/eli/reg/2024/1689/oj).

>>> found_words(["Zes", "jaar", "griffier,", "twee", "jaar"], "JAAR griff")
(range(1, 3),)
>>> found_words(["niets"], "  ")
()
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

LONGEST = 100
"""Letters that are looked for at most."""


def found_words(words: Sequence[str], sought: str) -> tuple[range, ...]:
    """The words in which it stands, each place as the range of words that it touches, in order.

    Capitals, accents and the width of white space do not count; part of a word is enough.
    """
    looked_for = _plain(" ".join(sought[:LONGEST].split()))
    if not looked_for:
        return ()
    plain = [_plain(word) for word in words]
    starts = [0, *accumulate(len(word) + 1 for word in plain)]
    text = " ".join(plain)
    found: list[range] = []
    at = text.find(looked_for)
    while at >= 0:
        end = at + len(looked_for)
        found.append(range(bisect_right(starts, at) - 1, bisect_right(starts, end - 1)))
        at = text.find(looked_for, end)
    return tuple(found)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
