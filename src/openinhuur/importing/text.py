"""Reads plain text and Markdown as lines."""

import html
import re

from openinhuur.importing.lines import Line, make_line, tidy

HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(.*?)\s*#*\s*$")
UNDERLINE = re.compile(r"\s{0,3}(=|-|~|\*|_){3,}\s*$")
TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$|[+|][-=+|\s]+$")
WHOLLY_STRONG = re.compile(r"(\*{1,3}|_{1,3})(?=\S)([^*_]+)\1:?$")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*]*?\S)\1(?!\*)|(?<![\w_])(_{1,3})(?=\S)([^_]*?\S)\3(?![\w_])")
LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)")
LEADERS = re.compile(r"\s*(?:\.{4,}|…{2,}|_{4,})\s*(?=\S)")
COLUMNS = re.compile(r"(?<=\S) {3,}(?=\S)|(?<=^\d) {2,}(?=\S)|(?<=^\d\d) {2,}(?=\S)")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_text(text: str) -> list[Line]:
    """Every line of the text; markup of Markdown is taken off and remembered."""
    lines: list[Line] = []
    sources = [tidy(source) for source in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    for number, source in enumerate(sources, start=1):
        if UNDERLINE.match(source) and "|" not in source:
            lines = _underlined(lines, source)
            lines.append(Line(number))
        elif TABLE_RULE.match(source) and "-" in source:
            continue
        else:
            around = sources[max(number - 2, 0) : number - 1] + sources[number : number + 1]
            lines.append(_read_line(number, source, in_table=any("|" in other for other in around)))
    return lines


def _read_line(number: int, source: str, *, in_table: bool) -> Line:
    heading = HEADING.match(source)
    level = len(heading[1]) if heading and heading[2] else 0
    text = heading[2] if heading and level else source
    indent = len(text) - len(text.lstrip(" \t"))
    text = re.sub(r"^\s*(?:>\s?|:\s+)", "", text).strip()
    strong = bool(WHOLLY_STRONG.match(text))
    labelled = " | " in text and all(":" in part for part in text.split(" | "))
    if not level and (text.startswith("|") or labelled or (in_table and " | " in text)):
        cells = [_plain(cell) for cell in text.strip("|").split("|")]
        return make_line(number, cells, strong=strong)
    text = _plain(text)
    if not level:
        text = COLUMNS.sub("\t", LEADERS.sub("\t", text))
    return make_line(number, text, level=level, strong=strong, indent=indent)


def _plain(text: str) -> str:
    text = BREAK.sub("; ", LINK.sub(r"\1", text))
    text = EMPHASIS.sub(lambda match: match[2] or match[4], text)
    text = EMPHASIS.sub(lambda match: match[2] or match[4], text)
    text = re.sub(r"\\([-\\`*_{}\[\]()#+.!|>])", r"\1", text).replace("`", "")
    return tidy(html.unescape(text))


def _underlined(lines: list[Line], rule: str) -> list[Line]:
    """The last line becomes a heading when it has one text, no marker and no columns."""
    if lines and len(lines[-1].cells) == 1 and lines[-1].marker is None and len(lines[-1].text) <= 100:
        last = lines[-1]
        level = last.level or (1 if "=" in rule else 2)
        return [*lines[:-1], Line(last.number, last.cells, level, last.strong, None, last.indent, last.raw)]
    return lines
