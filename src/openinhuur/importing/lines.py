"""The neutral form every reader makes of a document: lines, with what the source says about each.

Line numbers count from 1: in a text or Markdown file they are the lines of the file; in HTML, Word and PDF
the lines of the text as it is read, a table row counting as one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LOOK_ALIKES = str.maketrans(
    {
        "\u00ad": "",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "’": "'",
        "‘": "'",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "‐": "-",
        "‑": "-",
        "−": "-",
    }
)
INVISIBLE = re.compile(r"[\u200b-\u200f\u2028\u2060\ufeff]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NUMBERED = re.compile(
    r"(?P<word>(?:Eis|Wens|Criterium|Requirement|Criterion|Competentie)\s+)?"
    r"(?:(?P<number>\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?)(?:\s?[.):]|\s[-–])|(?P<dotted>\d{1,2}\.\d{1,2})(?=\s+[A-Z])"
    r"|(?P<code>(?:(?:K\.?O|GC|EIS|WENS|E|W|G|K)\.?[- ]?|[A-Z]{1,3}[-.]?)\d{1,3}(?:\.\d{1,2})?[a-z]?)\s?[.):–-]?)"
    r"(?=\s|$)\s*"
)
LETTERED = re.compile(r"(?P<letter>[a-zA-Z])[.)]\s+")
BULLET = re.compile(r"[-*+•‣◦▪▫–—●○■□✓✔➢►>·\uf0b7\uf0a7\uf02d]\s+(?:\[[ xX]\]\s+)?|o\s+(?=[A-Z])")
NOT_A_CODE = re.compile(r"(?:HBO|MBO|WO|NEN|ISO|CAO|BTW|EUR|DAS|WW|KB|FTE)[-. ]?\d|A[345]\b")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``cells`` is empty for a blank line and has one text unless the source has columns.

    ``level`` is 1 to 6 for what the source marks as a heading, ``strong`` for a line that stands out as a
    whole, ``marker`` the number or bullet printed before an item ("7", "E1", "a", "-").
    """

    number: int
    cells: tuple[str, ...] = ()
    level: int = 0
    strong: bool = False
    marker: str | None = None
    indent: int = 0
    raw: str = ""

    @property
    def text(self) -> str:
        """The cells as running text."""
        return " ".join(self.cells)

    @property
    def printed(self) -> str:
        """The line as printed, with its marker."""
        if self.raw:
            return self.raw
        return f"{self.marker} {self.text}" if self.marker else self.text


def tidy(text: str) -> str:
    """Without what cannot be seen: soft hyphens, zero-width and control characters, odd spaces."""
    return INVISIBLE.sub("", text.translate(LOOK_ALIKES))


def squeeze(text: str) -> str:
    """Runs of white space as one space."""
    return " ".join(text.split())


def make_line(number: int, text: str | Iterable[str], *, level: int = 0, strong: bool = False, indent: int = 0) -> Line:
    """A line from its text (tabs divide cells) or its cells; finds the marker of an item."""
    cells = text.split("\t") if isinstance(text, str) else list(text)
    parts = [
        squeeze(cell) if position == 0 else squeeze(cell).removeprefix(": ") for position, cell in enumerate(cells)
    ]
    parts = [part for part in parts if part]
    if not parts:
        return Line(number)
    raw = " ".join(parts)
    marker, rest = split_marker(parts[0])
    if marker and not rest and len(parts) > 1:
        parts = parts[1:]
    elif marker and rest:
        parts[0] = rest
    elif marker:
        parts = [""]
    return Line(number, tuple(parts), level, strong, marker, indent, raw)


def split_marker(text: str) -> tuple[str | None, str]:
    """The printed number or bullet at the start of a text ("7", "E1", "a", "-"), and the rest.

    >>> split_marker("E1: Ervaring"), split_marker("• punt"), split_marker("3 jaar"), split_marker("HBO 4")
    (('E1', 'Ervaring'), ('-', 'punt'), (None, '3 jaar'), (None, 'HBO 4'))
    """
    bullet = BULLET.match(text)
    if bullet:
        inner, rest = split_marker(text[bullet.end() :])
        return (inner, rest) if inner and inner != "-" else ("-", text[bullet.end() :])
    if text in {"-", "•", "·", "▪", "o", "\uf0b7"}:
        return "-", ""
    numbered = NUMBERED.match(text)
    if numbered and not NOT_A_CODE.match(text):
        found = numbered["number"] or numbered["dotted"] or numbered["code"]
        return found.strip(), text[numbered.end() :]
    lettered = LETTERED.match(text)
    if lettered:
        return lettered["letter"], text[lettered.end() :]
    return None, text


def family(marker: str) -> str:
    """Which kind of list a marker belongs to: "bullet", "number", "letter", or the letters of a code.

    >>> [family(marker) for marker in ("-", "7", "1.2", "a", "E1")]
    ['bullet', 'number', 'sub', 'letter', 'E']
    """
    if marker == "-":
        return "bullet"
    if re.fullmatch(r"\d+[a-z]?", marker):
        return "number"
    if re.fullmatch(r"[\d.]+[a-z]?", marker):
        return "sub"
    if re.fullmatch(r"[a-zA-Z]", marker):
        return "letter"
    return re.match(r"[A-Z.]*[A-Z]", marker)[0]  # type: ignore[index]  # a code starts with its letters


def join_wrapped(first: str, second: str, known_words: frozenset[str]) -> str:
    """Two lines of one text. A hyphen at the break goes only if the whole word is known from elsewhere.

    >>> join_wrapped("de bestuurs-", "adviseur komt", frozenset({"bestuursadviseur"}))
    'de bestuursadviseur komt'
    >>> join_wrapped("in- en", "uitstroom", frozenset())
    'in- en uitstroom'
    """
    head = re.search(r"([^\W\d_]+)-$", first)
    tail = re.match(r"[^\W\d_]+", second)
    if head and tail and tail[0][0].islower() and tail[0] not in {"en", "of", "and", "or"}:
        whole = (head[1] + tail[0]).lower()
        return first[:-1] + second if whole in known_words else first + second
    return f"{first} {second}".strip()
