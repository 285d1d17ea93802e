"""Where a name, a company or a number stands among words, in whatever way it is written.

Capitals, accents and signs do not count, nor how a name was cut: "JANSEN," "Jan-sen", "J a n s e n", "pjansen" and
"Jan-" at the end of a line with "sen" on the next are all Jansen.

>>> sorted(name_words(["Ik", "heet", "p.", "van", "den", "Bérg", "nu"], "Pien van den Berg"))
[2, 3, 4, 5]
>>> sorted(company_words(["sterk", "in", "Sterk", "Advies"], "Sterk Advies BV"))
[2, 3]
"""

import re
import unicodedata
from collections.abc import Sequence

from openinhuur.domain.anonymity import LEGAL_FORMS, OF_MANY

PARTICLES = frozenset({
    "van", "von", "de", "der", "den", "ten", "ter", "te", "het", "t", "op", "in", "aan", "bij", "el", "al", "la", "le",
    "du", "da", "di", "dos", "das", "del", "della", "san", "bin", "ibn", "ben", "und", "y", "e", "zu",
})  # fmt: skip
"""Small words in names: covered beside the rest of the name, never alone."""
GIVEN = frozenset({"ben", "al", "san", "el", "bin", "das", "y", "e"})
"""Those that are given names too, when a name begins with them."""

LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
SHORTEST_CUT = 3
"""Letters of the shortest part of a name that is looked for across words: "b o" may well be no Bo."""
SHORTEST_INSIDE = 6
"""Letters of the shortest whole name that is looked for inside a longer word."""


def name_words(words: Sequence[str], name: str) -> set[int]:
    """The places of the words in which a person's name, or a part of it, stands."""
    tokens = _tokens(name)
    small = {one for one in tokens if one in PARTICLES} - set(tokens[:1]) | (PARTICLES - GIVEN) & set(tokens)
    parts = {one for one in tokens if one not in small and len(one) > 1} or set(tokens)
    whole = _written_together(tokens, parts)
    inside = {one for one in whole if len(one) >= SHORTEST_INSIDE}
    found = {
        place
        for place, word in enumerate(words)
        if any(_is_part(one, parts) or any(long in one for long in inside) for one in _tokens(word))
    }
    cut = {one for one in parts | whole if len(one) >= SHORTEST_CUT}
    cut |= {f"{one}s" for one in cut}
    return _with_particles(words, found | _across(words, cut), small) if tokens else set()


def company_words(words: Sequence[str], company: str) -> set[int]:
    """The places of a company's name. A name of one word needs a capital, or its legal form behind it.

    So "sterk in advies" is no Sterk BV.
    """
    tokens = [one for one in _tokens(company) if one not in LEGAL_FORMS]
    sought = [one for one in tokens if one not in OF_MANY] or tokens
    if not sought:
        return set()
    stream = [(one, place) for place, word in enumerate(words) for one in _tokens(word)]
    found: set[int] = set()
    for start in range(len(stream)):
        run, end = stream[start : start + len(sought)], start + len(sought)
        if [one for one, _ in run] != sought:
            continue
        after = stream[end][0] if end < len(stream) else ""
        if len(sought) > 1 or after in LEGAL_FORMS or _has_capital(words[stream[start][1]], sought[0]):
            found |= {place for _, place in run} | _rest(stream[end:], LEGAL_FORMS | set(tokens))
    together = {"".join(sought), "".join(tokens)}
    long = {one for one in together if len(one) >= SHORTEST_INSIDE and (len(sought) > 1 or one not in sought)}
    return found | {place for one, place in stream if any(each in one for each in long)} | _across(words, long)


def number_words(words: Sequence[str], numbers: Sequence[str]) -> set[int]:
    """The places of numbers, however their digits are grouped."""
    sought = {one for one in map(_squashed, numbers) if len(one) > SHORTEST_INSIDE}
    inside = {place for place, word in enumerate(words) if any(one in _squashed(word) for one in sought)}
    return inside | _across(words, sought)


def phrase_words(words: Sequence[str], phrase: str) -> set[int]:
    """The places of exactly these words, one behind the other."""
    tokens = _tokens(phrase)
    alone = {place for place, word in enumerate(words) if len(tokens) == 1 and tokens[0] in _tokens(word)}
    return alone | _across(words, {"".join(tokens)} - {""})


def _is_part(token: str, parts: set[str]) -> bool:
    return token in parts or (len(token) > SHORTEST_CUT and token.removesuffix("s") in parts)


def _written_together(tokens: Sequence[str], parts: set[str]) -> set[str]:
    """The whole name as one word, as in an address: all of it, first and last in either order, an initial with it."""
    told = [one for one in tokens if one in parts]
    if not told:
        return set()
    first, last = told[0], told[-1]
    after = "".join(tokens[1:]) if len(tokens) > 1 else ""
    return {"".join(tokens), "".join(told), first + last, last + first, first[0] + last, last + first[0],
            first[0] + after} - {last, first}  # fmt: skip


def _across(words: Sequence[str], sought: set[str]) -> set[int]:
    """The places of words that together, without the signs between them, make what is looked for."""
    stream = [(one, place) for place, word in enumerate(words) for one in _tokens(word)]
    found: set[int] = set()
    for start, (begin, first) in enumerate(stream):
        together, end = begin, start + 1
        while any(one.startswith(together) for one in sought):
            if together in sought:
                found |= set(range(first, stream[end - 1][1] + 1))
            if end == len(stream):
                break
            together += stream[end][0]
            end += 1
    return found


def _with_particles(words: Sequence[str], found: set[int], particles: set[str]) -> set[int]:
    """Also the small words and the initials that stand against a name, on either side."""
    more = set(found)
    for step in (-1, 1):
        for place in found:
            beside = place + step
            while 0 <= beside < len(words) and _belongs(_tokens(words[beside]), particles):
                more.add(beside)
                beside += step
    return more


def _belongs(tokens: Sequence[str], particles: set[str]) -> bool:
    return bool(tokens) and all(one in particles or (len(one) == 1 and one.isalpha()) for one in tokens)


def _rest(stream: Sequence[tuple[str, int]], belonging: set[str] | frozenset[str]) -> set[int]:
    rest: set[int] = set()
    for one, place in stream:
        if one not in belonging:
            break
        rest.add(place)
    return rest


def _has_capital(word: str, token: str) -> bool:
    """Whether the word is written with a capital where the name begins."""
    begins = next((one for one in re.findall(r"[^\W_]+", word) if _plain(one) == token), "")
    return begins[:1].isupper()


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _plain(text))


def _squashed(text: str) -> str:
    return "".join(_tokens(text))


def _plain(text: str) -> str:
    """Small letters without accents, and without signs that cannot be seen."""
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS)
    return "".join(one for one in letters if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
