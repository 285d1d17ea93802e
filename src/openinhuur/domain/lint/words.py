"""Checks on words: doubled ones, what a template left behind, headings that are not there."""

import re
from collections.abc import Iterator

from openinhuur.domain.lint.finding import Finding, Severity
from openinhuur.domain.lint.passages import passages, sentences
from openinhuur.domain.written_call import WrittenCall

REPEATABLE = {
    "dat",
    "die",
    "zijn",
    "haar",
    "het",
    "wat",
    "wie",
    "hen",
    "zij",
    "als",
    "that",
    "had",
    "her",
    "you",
    "who",
}
DOUBLED = re.compile(r"\b([^\W\d_]{3,}|de|te|en|of|to|an)[ \u00a0]+(\1)\b", re.IGNORECASE)
TEMPLATE = re.compile(
    r"\bIN TE VULLEN\b|(?i:[\[(<]\s*(?:nog |nader |hier )?(?:in te vullen|invullen)\s*[\])>]|\bnog in te vullen\b"
    r"|:\s*in te vullen\s*$|\b(?:nog|hier) invullen\b|\bvul hier\b.{0,40}\bin\b|lorem ipsum"
    r"|\b(?:klik|tik) (?:of tik )?(?:hier )?om (?:hier )?(?:tekst|een datum)\b|\bkies een item\b"
    r"|\bclick (?:or tap )?(?:here )?to enter\b|\bchoose an item\b|\bdoorhalen wat niet van toepassing\b"
    r"|\bfout! (?:verwijzingsbron|bladwijzer)|\berror! (?:reference source|bookmark)"
    r"|[\[<](?:naam|datum|functie|aantal|bedrag|gemeente|titel|opdrachtgever|name|date|amount|title)\b[^\]>]{0,30}[\]>])"
    r"|\bTODO\b|\bTO DO:|\bX{3,}\b|\bXX[-/]XX|\b(?i:dd[-/]mm[-/](?:jjjj|yyyy))\b(?!.{0,20}(?:notatie|formaat|format))"
    r"|\{\{.*?\}\}|«[^»]*»"
)
_SECTION = (
    r"criteri|\beisen\b|vereist|voorwaarde|planning|competenti|beoordeling|profiel|werkdagen|requirement|condition"
    r"|schedule|competenc|procedure|assessment|profile"
)
QUOTED = re.compile(
    r"(?i)(?P<word>kopje|kop|hoofdstuk|paragraaf|onderdeel|sectie|heading|section|chapter|bovengenoemde|bovenstaande"
    r"|onderstaande|genoemde|onder|op de|op het|zie|in de|aan de|de|het|under|the|see)\s+"
    r"[\"“„«'‘](?P<name>[^\"“”„«»]{4,80}?)[\"”»'’](?!\w)"
)
NAMES_A_HEADING = re.compile(r"(?i)kopje|kop|hoofdstuk|paragraaf|onderdeel|sectie|heading|section|chapter")
SECTION = re.compile(_SECTION, re.IGNORECASE)
QUOTES = "\"“„«'‘"
LONGEST_TAIL = 40


def duplicate_word(call: WrittenCall) -> Iterator[Finding]:
    """The same word twice in a row, where the language does not allow it; a name may follow ("van Van Dijk")."""
    for passage in passages(call):
        for match in DOUBLED.finditer(passage.text):
            is_name = match[1][0].islower() and match[2][0].isupper()
            if match[1].lower() not in REPEATABLE and not is_name:
                lines = passage.lines(match.start(), match.end())
                yield Finding("duplicate-word", Severity.WARNING, lines, passage.key, {"words": match[0]})


def template_text(call: WrittenCall) -> Iterator[Finding]:
    """Words of a template that nobody replaced."""
    for passage in passages(call):
        for match in TEMPLATE.finditer(passage.text):
            lines = passage.lines(match.start(), match.end())
            yield Finding("template-text", Severity.ERROR, lines, passage.key, {"words": match[0]})


def missing_heading(call: WrittenCall) -> Iterator[Finding]:
    """The text refers to a heading, in quotation marks, that is nowhere. Without known headings: nothing."""
    if not call.headings:
        return
    headings = [_plain(heading) for heading in call.headings if heading[:1] not in QUOTES]
    for sentence in sentences(call):
        for match in QUOTED.finditer(sentence.text):
            name = _plain(match["name"])
            refers = NAMES_A_HEADING.fullmatch(match["word"]) or SECTION.search(match["name"])
            if refers and not any(name in heading for heading in headings) and not _begins_a_line(call, name):
                lines = sentence.lines(match.start("name"), match.end("name"))
                yield Finding("missing-heading", Severity.WARNING, lines, sentence.key, {"words": match["name"]})


def _begins_a_line(call: WrittenCall, name: str) -> bool:
    texts = (_plain(text) for _, text in call.lines if text[:1] not in QUOTES)
    return any(text.startswith(name) and len(text) <= len(name) + LONGEST_TAIL for text in texts)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
