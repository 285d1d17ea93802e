"""Judging blind: which words of a CV or a claim tell who somebody is, and the black boxes over them (R46).

What is known from the bid is looked for in every way in which it may be written; what nobody gave is found by its form
(`blinding_forms`). It covers rather too much than too little, and a person checks it: a rule cannot tell that
"the mayor's youngest sister" is somebody. GDPR art. 5(1)(c): no more data than the assessor needs.

>>> known = Known(names=("Pien van der Berg",), company="Sterk BV", on=date(2026, 6, 29))
>>> blinded("Mevr. VAN DER BERG (pien@berg.nl) werkte voor Sterk BV aan een sterk team.", known)
'Mevr. ███ ███ ████ ██████████████ werkte voor █████ ██ aan een sterk team.'
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Protocol

from openinhuur.domain.blinding_forms import Form, formed
from openinhuur.domain.blinding_names import company_words, name_words, number_words, phrase_words

COVER = "█"
"""What stands in the text for each sign of a word under a box; so the place of every other word stays the same."""


class Why(StrEnum):
    """Why something is covered."""

    NAME = "name"
    COMPANY = "company"
    CONTACT = "contact"
    ADDRESS = "address"
    BIRTH = "birth"
    LINK = "link"
    NUMBER = "number"
    WORD = "word"
    PICTURE = "picture"
    PERSON = "person"


class Word(Protocol):
    """A word of a page in the order of reading, with its line and its edges in pixels."""

    @property
    def text(self) -> str: ...
    @property
    def left(self) -> int: ...
    @property
    def top(self) -> int: ...
    @property
    def right(self) -> int: ...
    @property
    def bottom(self) -> int: ...
    @property
    def line(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a bid, and of whom it is.

    Attributes:
        names: of the candidate, and of the people of the supplier who may stand in a CV as its contacts.
        company: the name of the supplier.
        numbers: of the supplier in registers.
        words: what a person said has to be covered as well, wherever it stands.
        on: the deadline; who works was born long before it.
    """

    names: tuple[str, ...] = ()
    company: str = ""
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    on: date = date.max


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a page in pixels that is made black, and why."""

    left: int
    top: int
    right: int
    bottom: int
    why: Why

    def covers(self, word: Word) -> bool:
        """Whether any of the word lies under it; then all of the word is covered."""
        return self.left < word.right and word.left < self.right and self.top < word.bottom and word.top < self.bottom


def telling(words: Sequence[str], lines: Sequence[int], known: Known) -> dict[int, Why]:
    """The words that tell who somebody is, by their place, each with the first reason there is.

    Args:
        words: in the order of reading. lines: of each word, the line on which it stands.
    """
    found: dict[int, Why] = {}
    for name in known.names:
        found |= dict.fromkeys(name_words(words, name), Why.NAME)
    for phrase in known.words:
        found = dict.fromkeys(phrase_words(words, phrase), Why.WORD) | found
    found = dict.fromkeys(company_words(words, known.company), Why.COMPANY) | found
    found = dict.fromkeys(number_words(words, known.numbers), Why.NUMBER) | found
    return {place: _WHY[form] for place, form in formed(words, lines, on=known.on).items()} | found


_WHY: Mapping[Form, Why] = {
    Form.CONTACT: Why.CONTACT,
    Form.ADDRESS: Why.ADDRESS,
    Form.BIRTH: Why.BIRTH,
    Form.LINK: Why.LINK,
    Form.NUMBER: Why.NUMBER,
}


def boxes(words: Sequence[Word], known: Known) -> tuple[Box, ...]:
    """A box over each run of words of a line that tell who somebody is; the space between them is covered too."""
    found = telling([word.text for word in words], [word.line for word in words], known)
    return tuple(_around(words, found))


def boxes_over(words: Sequence[Word], phrase: str) -> tuple[Box, ...]:
    """A box over each place where exactly these words stand."""
    return tuple(_around(words, dict.fromkeys(phrase_words([word.text for word in words], phrase), Why.WORD)))


def _around(words: Sequence[Word], found: Mapping[int, Why]) -> Iterator[Box]:
    places = sorted(found)
    order = {place: index for index, place in enumerate(places)}
    runs = groupby(places, key=lambda place: (place - order[place], words[place].line, found[place]))
    for (_, _, why), run in runs:
        under = [words[place] for place in run]
        yield Box(
            min(word.left for word in under),
            min(word.top for word in under),
            max(word.right for word in under),
            max(word.bottom for word in under),
            why,
        )


def covered(words: Sequence[Word], black: Sequence[Box]) -> list[str]:
    """The text of each word, as it may be read: signs for what any of the boxes touches."""
    return [COVER * len(word.text) if any(box.covers(word) for box in black) else word.text for word in words]


def blinded(text: str, known: Known) -> str:
    """A text without what tells who somebody is; its white space stays as it was."""
    pieces = re.split(r"(\s+)", text)
    lines: list[int] = []
    line = 0
    for piece in pieces:
        line += piece.count("\n") if piece.isspace() else 0
        lines.append(line)
    at = [place for place, piece in enumerate(pieces) if piece and not piece.isspace()]
    found = telling([pieces[place] for place in at], [lines[place] for place in at], known)
    for order in found:
        pieces[at[order]] = COVER * len(pieces[at[order]])
    return "".join(pieces)


def letter(number: int) -> str:
    """A bid by a letter: A to Z, then AA and on. Counted from 1.

    >>> [letter(number) for number in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    signs = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        signs = chr(ord("A") + rest) + signs
    return signs
