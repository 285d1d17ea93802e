"""What tells who somebody is by its form alone: addresses, telephone numbers, links, a day of birth, a BSN.

Forms as they are written in Dutch and English CVs. Every pattern is bounded, so that no text can make it slow.

>>> words = "Dorpsstraat 12, 1234 AB Utrecht. Werkte 2019 - 2023, bel 06 - 1234 5678".split()
>>> [words[place] for place in sorted(formed(words, [0] * len(words), on=date(2026, 6, 29)))]
['Dorpsstraat', '12,', '1234', 'AB', 'Utrecht.', '06', '-', '1234', '5678']
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from itertools import accumulate
from typing import Final


class Form(Enum):
    """Of what kind it is."""

    CONTACT = "contact"
    ADDRESS = "address"
    BIRTH = "birth"
    LINK = "link"
    NUMBER = "number"


YOUNGEST: Final = 15
"""Years before the deadline: a whole date from before then may be a day of birth; of work one gives the month."""
WORDS_AFTER_LABEL: Final = 5
"""So many words behind a label on its line belong to it; or the line below, when it stands alone."""

MONTH = r"(?:jan|feb|maart|mrt|march|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]{0,8}\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
DATES = re.compile(
    rf"(?<![\d-]){DAY}\s?[-/. ]\s?(?:0?[1-9]|1[0-2])\s?[-/. ]\s?((?:19|20)\d\d)(?!\d)"
    rf"|(?<!\d)((?:19|20)\d\d)-(?:0[1-9]|1[0-2])-{DAY}(?!\d)"
    rf"|(?<!\d){DAY}(?:e|th|st|nd|rd)?\s{MONTH}\s((?:19|20)\d\d)(?!\d)"
    rf"|\b{MONTH}\s{DAY}(?:th|st|nd|rd)?,?\s((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
BIRTH_LABEL = re.compile(
    r"\b(?:geboren|geboortedatum|geboorteplaats|geboorteland|geb\.|date of birth|birth\s?date|place of birth|born"
    r"|leeftijd|age\s?:|nationaliteit|nationality|burgerlijke (?:staat|stand)|marital status|geslacht|gender)",
    re.IGNORECASE,
)
NUMBER_LABEL = re.compile(r"\b(?:bsn|burgerservicenummer|sofinummer)\b", re.IGNORECASE)
CONTACT_LABEL = re.compile(
    r"\b(?:tel|telefoon(?:nummer)?|mobiel|gsm|phone|mobile|adres|woonplaats|address|e-?mail(?:adres)?|linkedin|website"
    r"|skype|twitter|instagram)\.?\s?:",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\w+])(?:\+|00)\d(?:[ ()./-]{0,3}\d){7,14}(?!\d)"
    r"|(?<!\d)\(?0[1-57-9]\d{1,2}\)?[ ./-]{0,3}\d(?:[ .-]?\d){5,6}(?!\d)"
    r"|(?<!\d)06(?! ?- ?(?:19|20)\d\d ?- ?(?:19|20)\d\d)(?:[ .-]{0,3}\d){8}(?!\d)"
)
AT = re.compile(r"\w{1,64} ?[\[({] ?at ?[\])}] ?\w{1,64}", re.IGNORECASE)
POSTCODE = re.compile(
    r"(?<![\w-])(?!(?:19|20)\d\d (?:IT|HR|BV|NV|MT|EU|UX|QA|AI|BI|PR|AO|OR|DT|UK|US|NL)\b)"
    r"[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?!\w)(?:,? [A-Z][\w'-]{1,40})?"
)
STREET = re.compile(
    r"\b[\w'-]{0,40}(?:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|steeg|pad|plantsoen|dreef|ring|markt|park"
    r"|street|avenue|lane) \d{1,4} ?(?:-? ?[a-z]\b|bis\b)?(?!\d| ?(?:jaar|uur|years))",
    re.IGNORECASE,
)
LINK = re.compile(
    r"(?:https?:|www\.)\S{1,200}"
    r"|\b(?!(?:asp|vb|ado|ml)\.net\b)[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}"
    r"\.(?:nl|com|eu|org|net|io|be|de|info|me|dev|amsterdam|frl|tech|online|site)\b(?:/\S{0,200})?"
    r"|(?:linkedin|github|gitlab|twitter|facebook|instagram|xing)\S{0,20} ?/ ?\S{1,200}",
    re.IGNORECASE,
)
NINE = re.compile(r"(?<!\d)\d(?:[ .]?\d){8}(?!\d)")


def formed(words: Sequence[str], lines: Sequence[int], *, on: date) -> dict[int, Form]:
    """The words that tell who somebody is by their form, by their place.

    Args:
        words: in the order of reading. lines: of each word, the line on which it stands. on: the deadline.
    """
    plain = [_plain(word) for word in words]
    starts = [0, *accumulate(len(word) + 1 for word in plain)]
    text = "".join(word + ("\n" if _ends(lines, place) else " ") for place, word in enumerate(plain))
    found: dict[int, Form] = {}
    for form, begin, end in _places(text, on):
        first, last = bisect_right(starts, begin) - 1, bisect_right(starts, end - 1)
        found |= dict.fromkeys(range(first, last), form)
    for form, label in ((Form.BIRTH, BIRTH_LABEL), (Form.NUMBER, NUMBER_LABEL), (Form.CONTACT, CONTACT_LABEL)):
        for one in label.finditer(text):
            found = dict.fromkeys(_said(bisect_right(starts, one.end() - 1) - 1, lines), form) | found
    return found | dict.fromkeys(_with_at(plain, lines), Form.CONTACT)


def _places(text: str, on: date) -> Iterator[tuple[Form, int, int]]:
    for form, pattern in (
        (Form.LINK, LINK), (Form.CONTACT, AT), (Form.CONTACT, PHONE), (Form.ADDRESS, POSTCODE), (Form.ADDRESS, STREET),
    ):  # fmt: skip
        yield from ((form, *one.span()) for one in pattern.finditer(text))
    for one in DATES.finditer(text):
        if on.year - int(next(filter(None, one.groups()))) >= YOUNGEST:
            yield Form.BIRTH, *one.span()
    yield from ((Form.NUMBER, *one.span()) for one in NINE.finditer(text) if _may_be_bsn(one.group()))


def _may_be_bsn(text: str) -> bool:
    """The eleven test of a BSN: nine digits, weighed 9 to 2 and -1 (Besluit burgerservicenummer, art. 1)."""
    digits = [int(one) for one in text if one.isdigit()]
    return sum(weight * digit for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0


def _said(label: int, lines: Sequence[int]) -> range:
    """The words behind a label: the rest of its line, or the line below."""
    first = label + 1
    last, line = first, lines[first] if first < len(lines) else 0
    while last < len(lines) and lines[last] == line and last - first < WORDS_AFTER_LABEL:
        last += 1
    return range(first, last)


def _with_at(words: Sequence[str], lines: Sequence[int]) -> Iterator[int]:
    """Words with an at sign, and what belongs to it on either side when it was cut there."""
    for place, word in enumerate(words):
        if "@" not in word:
            continue
        yield place
        is_cut_before = word.startswith("@") and (word == "@" or "." in word)
        if is_cut_before and place and lines[place - 1] == lines[place]:
            yield place - 1
        if word.endswith("@") and place + 1 < len(words):
            yield place + 1


def _ends(lines: Sequence[int], place: int) -> bool:
    return place + 1 < len(lines) and lines[place + 1] != lines[place]


def _plain(word: str) -> str:
    """One kind of hyphen, ordinary signs, and nothing that cannot be seen."""
    signs = unicodedata.normalize("NFKC", word)
    return "".join(
        "-" if unicodedata.category(one) == "Pd" else one for one in signs if unicodedata.category(one) != "Cf"
    )
