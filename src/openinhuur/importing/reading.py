"""Reads a call out of a document: lines → sections → labels, lists and sentences → facts with their source."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openinhuur.domain.lint import Finding, Severity
from openinhuur.domain.written_call import CallFacts, ListItem
from openinhuur.importing import lists, naming, prose, values
from openinhuur.importing.facts import FoundList, Gathered, Rank, Source, settle, words_of
from openinhuur.importing.kinds import read_lines
from openinhuur.importing.labelled import read_dates, read_pair, read_pairs, value_under
from openinhuur.importing.labels import CRITERIA, OTHER, REQUIREMENTS, SELECTION, section_of
from openinhuur.importing.lines import Line
from openinhuur.importing.pairs import pairs_of
from openinhuur.importing.refusals import NotACall
from openinhuur.importing.remains import KeptText, checked, kept_text, unknown_lines
from openinhuur.importing.sections import LISTS, Section, divide
from openinhuur.importing.sentences import Sentence, sentences_of
from openinhuur.importing.shapes import facts_json, finding_json
from openinhuur.importing.weights import INTERVIEW, PRICE, WEIGHT, take_points

FEWEST_FACTS = 2
PAGE_NUMBER = re.compile(r"(?i)(?:pagina|page|blad)\s+\d{1,3}(?:\s*(?:van|of|/)\s*\d{1,3})?$")
NO_PROOF = {"title", "buyer"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the facts, key → source, what was found, and the text that is no fact."""

    call: CallFacts
    provenance: Mapping[str, Source]
    findings: tuple[Finding, ...]
    kept: tuple[KeptText, ...]

    def to_json(self, language: str = "nl") -> str:
        """The facts as JSON, absent ones null; findings with their message in ``language`` (nl, en)."""
        shape = {
            "call": facts_json(self.call),
            "provenance": {key: {"lines": list(one.lines), "words": one.words} for key, one in self.provenance.items()},
            "findings": [finding_json(finding, language) for finding in self.findings],
        }
        return json.dumps(shape, ensure_ascii=False, indent=2)


def read(content: bytes, *, name: str, at: datetime | None = None) -> Reading:
    """The call in a document: text, Markdown, HTML, PDF or .docx, told apart by content. No clock, no network.

    ``at``: when it is sent, for the checks that count from that day.

    Raises:
        ImportRefused, NotReadable: it cannot be read as a call, and why.
    """
    return read_call(read_lines(content, name=name), name=name, at=at)


def read_call(lines: Sequence[Line], *, name: str, at: datetime | None = None) -> Reading:
    """The call in lines that were read before.

    Raises:
        NotACall: nothing in it is recognised.
    """
    gathered = Gathered()
    lines = [Line(line.number) if PAGE_NUMBER.match(line.printed) else line for line in lines]
    known_words = words_of(" ".join(line.text for line in lines))
    sections = divide(lines)
    _name(lines, gathered)
    left = [(section, _read_section(section, gathered, known_words)) for section in sections]
    _buyer(sections, gathered)
    settled = settle(gathered)
    proof = [key for key in settled.sources if key not in NO_PROOF]
    if len(proof) < FEWEST_FACTS:
        raise NotACall(name=name)
    kept = kept_text(left, gathered.used)
    headings = tuple(section.heading.text for section in sections if section.heading)
    found = checked(settled, lines, headings=headings, at=at)
    findings = (*settled.findings, *found, *unknown_lines(left, kept, gathered.used))
    order = {severity: position for position, severity in enumerate(Severity)}
    ranked = sorted(findings, key=lambda finding: (order[finding.severity], finding.lines[:1] or (0,)))
    return Reading(settled.facts, settled.sources, tuple(ranked), tuple(kept))


def _name(lines: Sequence[Line], gathered: Gathered) -> None:
    found = naming.title_of(lines)
    numbered = naming.number_in_heading(lines)
    if numbered:
        gathered.add({"number": numbered[0]}, (numbered[1].number,), numbered[1].text, Rank.PROSE)
    if found:
        title, line, number = found
        gathered.add({"title": title}, (line.number,), line.text, Rank.PROSE)
        gathered.add(naming.facts_in_title(title), (line.number,), line.text, Rank.HINT)
        if number:
            gathered.add({"number": number}, (line.number,), line.text, Rank.PROSE)


def _read_section(section: Section, gathered: Gathered, known_words: frozenset[str]) -> list[Line]:
    """Takes the facts out of a section; gives back the lines that held none."""
    body = section.lines
    if section.kind in LISTS:
        if section.heading:
            gathered.used.add(section.heading.number)
        reading = lists.read_list(section, known_words)
        _add_items(section, reading, gathered)
        body = reading.left
    elif section.heading is not None:
        body = _read_heading(section, gathered)
    left = read_pairs(body, gathered)
    heading = section.heading.text if section.heading else ""
    for sentence in sentences_of(left, known_words, heading):
        _read_sentence(sentence, gathered)
    return left


def _add_items(section: Section, reading: lists.Reading, gathered: Gathered) -> None:
    items = reading.items
    for key, stage in (("price_weight", reading.price), ("interview_weight", reading.interview)):
        if stage is not None:
            gathered.add({key: stage.points}, stage.lines, stage.text, Rank.LABEL)
    for item in items:
        for read_item in prose.READERS_OF_ITEMS:
            gathered.add(read_item(item.text), item.lines, item.text, Rank.HINT)
        if section.kind == REQUIREMENTS and (level := values.education(item.text)) and _asks_level(item.text):
            gathered.add({"education": level}, item.lines, item.text, Rank.HINT)
    kind = section.kind
    if kind == SELECTION and any(item.points is not None for item in items):
        kind = CRITERIA
    if items:
        entries = tuple(ListItem(item.number, item.text, item.points) for item in items)
        lines = tuple(tuple(item.lines) for item in items)
        heading = section.heading.text if section.heading else ""
        gathered.lists.append(FoundList(kind, heading, entries, lines))
        gathered.used.update(number for item in items for number in item.lines)


def _asks_level(text: str) -> bool:
    return any(
        word in text.lower()
        for word in ("niveau", "diploma", "opleiding", "afgerond", "bachelor", "master", "degree", "denk")
    )


def _read_heading(section: Section, gathered: Gathered) -> list[Line]:
    """A heading that is a label ("Werkdagen") has the text under it as its value; a weight may stand in it."""
    heading = section.heading
    if heading is None:
        return section.lines
    text, points = take_points(heading.text)
    first = next((line for line in section.lines if line.cells), None)
    if points is None and first is not None and (weight := WEIGHT.match(first.text)):
        points = values.decimal(weight["points"])
    if points is not None:
        for key, pattern in (("price_weight", PRICE), ("interview_weight", INTERVIEW)):
            if pattern.match(text):
                gathered.add({key: points}, (heading.number,), heading.text, Rank.LABEL)
    for pair in pairs_of(heading):
        if pair.field and pair.value and heading.level:
            read_pair(pair, gathered)
    if section.field is None:
        return section.lines
    return value_under(section.field, heading, section.lines, gathered)


def _read_sentence(sentence: Sentence, gathered: Gathered) -> None:
    if section_of(sentence.heading) == OTHER or len(sentence.text.split()) >= 3:
        read_dates(sentence, gathered, Rank.PROSE)
    for facts in prose.facts_in(sentence):
        gathered.add(facts, sentence.lines, sentence.text, Rank.PROSE)


def _buyer(sections: Sequence[Section], gathered: Gathered) -> None:
    if any(candidate.key == "buyer" for candidate in gathered.candidates):
        return
    texts = [(line.number, line.text) for section in sections if section.kind not in LISTS for line in section.lines]
    texts += [(section.heading.number, section.heading.text) for section in sections if section.heading]
    found = naming.buyer_in(texts)
    if found:
        gathered.add({"buyer": found[0]}, found[1], found[0], Rank.PROSE)
