"""Cuts running text into sentences, and tells what the dates in a sentence mean."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openinhuur.importing.dates import DATE, JOINT, Moment, find_moments
from openinhuur.importing.lines import Line, join_wrapped

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(\"'“•])")
ABBREVIATION = re.compile(
    r"(?i)(?:\b(?:[a-z]|max|min|ca|incl|excl|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|oct|nov|dec|bijv|evt|nr"
    r"|art|tel|resp"
    r"|m\.?u\.?v|i\.?v\.?m|t\.?n\.?v|z\.?s\.?m|o\.?a|d\.?w\.?z|n\.?v\.?t|etc))\.$"
)
ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("answers_by", re.compile(r"(?i)antwoord|nota van inlichtingen|\bnvi\b|\banswer")),
    ("questions_close_at", re.compile(r"(?i)\bvra(?:ag|gen)\b|vragenronde|\bquestions?\b")),
    ("invitations_by", re.compile(r"(?i)uitnodig|uitgenodigd|\binvit|\bbericht\b")),
    ("interviews_from", re.compile(r"(?i)gesprek|\binterview")),
    (
        "closes_at",
        re.compile(
            r"(?i)reactietermijn|\breage?er|\breactie|inschrijv|inschrijf|\baanbied|\baangeboden|offerte"
            r"|\bsluit|deadline|\bindien"
            r"|\bclos(?:es|ing)|\brespond|\bsubmi|\bbids?\b|\bexpires|\bapply\b|\bapplications?\b|\baanmeld"
        ),
    ),
    ("start", re.compile(r"(?i)\b(?:start|aanvang|ingang|aanvangen|begint|begin\b|commenc)")),
    ("end", re.compile(r"(?i)\b(?:eindigt|einddatum|einde van de opdracht|ends)\b")),
)
# In a longer sentence these words must stand too: a deadline may be one of the work itself.
ABOUT = {
    "start": re.compile(r"(?i)opdracht|werkzaamheden|inzet|startdatum|aanvang|assignment|inhuur|start\b"),
    "end": re.compile(r"(?i)opdracht|werkzaamheden|inzet|assignment|inhuur|einddatum"),
    "closes_at": re.compile(
        r"(?i)\breage?er|\breactie|inschrijv|inschrijf|\baanbied|\baangeboden|offerte|\bindien|\bingediend|\baanmeld"
        r"|\brespond|\bsubmi|\bbids?\b|\bapply\b|\bapplications?\b|sluitingsdatum|deze aanvraag"
    ),
}
HELD = re.compile(r"(?i)plaats|gevoerd|gepland|gehouden|vanaf|held|take place|scheduled")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the lines it stands on, and the heading above it."""

    text: str
    lines: tuple[int, ...]
    heading: str = ""


def sentences_of(lines: Sequence[Line], known_words: frozenset[str], heading: str = "") -> list[Sentence]:
    """The sentences of some lines; wrapped lines are joined, items and paragraphs are not."""
    found: list[Sentence] = []
    paragraph: list[Line] = []
    for line in [*lines, Line(0)]:
        dated = bool(paragraph) and bool(DATE.match(paragraph[0].text)) and bool(DATE.match(line.text))
        if paragraph and (not line.cells or line.marker is not None or len(line.cells) > 1 or dated):
            found.extend(_cut(paragraph, known_words, heading))
            paragraph = []
        if line.cells:
            paragraph.append(line)
    return found


def _cut(paragraph: Sequence[Line], known_words: frozenset[str], heading: str) -> Iterator[Sentence]:
    text, ends = "", []
    for line in paragraph:
        text = join_wrapped(text, line.text, known_words) if text else line.text
        ends.append((len(text), line.number))
    begin = 0
    for match in SENTENCE_END.finditer(text):
        asks = text[: match.start()].endswith("?") and len(text[begin : match.start()].split()) <= 3
        if asks or ABBREVIATION.search(text[: match.start()]):  # "Vragen? Stel ze …" is one sentence
            continue
        yield _sentence(text, begin, match.start(), ends, heading)
        begin = match.end()
    yield _sentence(text, begin, len(text), ends, heading)


def _sentence(text: str, begin: int, end: int, ends: Sequence[tuple[int, int]], heading: str) -> Sentence:
    numbers = [
        number
        for position, (stop, number) in enumerate(ends)
        if stop > begin and (ends[position - 1][0] if position else 0) < end
    ]
    return Sentence(text[begin:end], tuple(numbers), heading)


def role_of(text: str) -> str | None:
    """What a date means, by the words around it."""
    roles = [key for key, pattern in ROLES if pattern.search(text)]
    if roles[:2] == ["invitations_by", "interviews_from"] and HELD.search(text):
        return "interviews_from"
    return roles[0] if roles else None


def dated_facts(sentence: Sentence) -> Iterator[tuple[str, Moment | None]]:
    """Every date with its meaning (a key of the call); None for a date without a year."""
    text = sentence.text
    moments = find_moments(text)
    for position, (found, clock) in enumerate(moments):
        before = text[moments[position - 1][0].end if position else 0 : found.begin]
        after = text[found.end : moments[position + 1][0].begin if position + 1 < len(moments) else len(text)]
        if position and JOINT.fullmatch(before):
            continue
        clause = before.rsplit(";", 1)[-1]
        role = role_of(clause) or role_of(after) or (role_of(sentence.heading) if len(text.split()) < 12 else None)
        about = ABOUT.get(role or "")
        if about is not None and len(text.split()) > 8 and not about.search(text):
            continue
        if role and (found.on or found.year is None):
            yield role, Moment(found.on, clock) if found.on else None
