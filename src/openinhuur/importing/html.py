"""Reads HTML as lines: headings, paragraphs, list items, table rows and definition lists."""

import re
from collections.abc import Iterator
from typing import TypeAlias

import lxml.etree
import lxml.html

from openinhuur.importing.labels import field_of
from openinhuur.importing.lines import Line, make_line, squeeze, tidy

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
}  # fmt: skip
SKIPPED = {"head", "script", "style", "noscript", "template", "nav", "button", "select", "svg", "option", "iframe"}
STRONG = {"b", "strong", "em", "i", "u"}
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Node: TypeAlias = lxml.etree._Element


def read_html(text: str) -> list[Line]:
    """Every visible line of the document."""
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    root = lxml.html.document_fromstring(text, parser=parser)
    lines: list[Line] = []
    for piece in _pieces(root):
        if not piece.cells and (not lines or not lines[-1].cells):
            continue
        lines.append(Line(len(lines) + 1, piece.cells, piece.level, piece.strong, piece.marker, 0, piece.raw))
    return lines


def _pieces(node: Node) -> Iterator[Line]:
    """The lines of a block, blank lines between blocks that are not items or rows."""
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag in SKIPPED or not tag or "display:none" in (node.get("style") or "").replace(" ", ""):
        return
    if tag == "tr":
        yield from _row(node)
    elif tag == "dl":
        yield from _definitions(node)
    elif re.fullmatch(r"h[1-6]", tag):
        yield Line(0)
        yield make_line(0, [_inline(node)], level=int(tag[1]))
    elif tag == "li":
        yield from _item(node)
    elif tag == "hr":
        yield Line(0)
    else:
        yield from _flow(node, spaced=tag in {"p", "ul", "ol", "table", "section", "article", "div", "main"})


def _flow(node: Node, *, spaced: bool) -> Iterator[Line]:
    if spaced:
        yield Line(0)
    run: list[Node | str] = [node.text or ""]
    for child in node:
        if _is_block(child):
            yield from _run(run)
            run = []
            yield from _pieces(child)
        else:
            run.append(child)
        run.append(child.tail or "")
    yield from _run(run)
    if spaced:
        yield Line(0)


def _run(run: list[Node | str]) -> Iterator[Line]:
    """A run of inline content, cut at line breaks; strong when all of it is."""
    columns = _label_and_value(run)
    if columns:
        yield make_line(0, columns)
        return
    text = "".join(part if isinstance(part, str) else _inline(part) for part in run)
    elements = [part for part in run if not isinstance(part, str) and _inline(part).strip()]
    loose = any(isinstance(part, str) and part.strip(" :\n\t\r\u00a0") for part in run)
    strong = bool(elements) and not loose and all(part.tag in STRONG for part in elements)
    for part in text.split("\u2028"):
        if part.strip():
            yield make_line(0, tidy(part.replace("\n", " ")), strong=strong)


def _label_and_value(run: list[Node | str]) -> list[str]:
    """Elements side by side with nothing between them, the first a label: columns drawn by a style sheet."""
    if any(isinstance(part, str) and part.strip() for part in run):
        return []
    texts = [squeeze(tidy(_inline(part))) for part in run if not isinstance(part, str)]
    texts = [text for text in texts if text]
    return texts if len(texts) > 1 and field_of(texts[0]) else []


def _inline(node: Node) -> str:
    if node.tag == "br":
        return "\u2028"
    if not isinstance(node.tag, str) or node.tag in SKIPPED:
        return ""
    if node.tag == "input":
        return node.get("value") or "" if node.get("type") in {"text", None} else ""
    inside = (node.text or "") + "".join(_inline(child) + (child.tail or "") for child in node)
    return f" {inside} " if node.tag in BLOCKS else inside


def _row(node: Node) -> Iterator[Line]:
    cells = [child for child in node if child.tag in {"td", "th"}]
    flows = [list(_flow(child, spaced=False)) for child in cells]
    nested = any(child.xpath(".//li | .//tr | .//h1 | .//h2 | .//h3 | .//h4") for child in cells)
    if nested or any(sum(line.marker is not None for line in flow) > 1 for flow in flows):
        for flow in flows:
            yield from flow
        return
    texts = [squeeze(tidy(_inline(child).replace("\u2028", "; "))) for child in cells]
    yield make_line(0, [text.strip("; ") for text in texts])


def _definitions(node: Node) -> Iterator[Line]:
    yield Line(0)
    label = ""
    for child in node.iter("dt", "dd"):
        text = squeeze(tidy(_inline(child).replace("\u2028", " ")))
        if child.tag == "dt":
            label = text
        elif child.xpath(".//li"):
            yield make_line(0, [label], level=6)
            yield from _flow(child, spaced=False)
        else:
            yield make_line(0, [f"{label.rstrip(':')}:", text]) if label else make_line(0, [text])
            label = ""
    yield Line(0)


def _item(node: Node) -> Iterator[Line]:
    marker = _marker(node)
    first = True
    for line in _flow(node, spaced=False):
        if not line.cells:
            continue
        if first and line.marker is None:
            yield Line(0, line.cells, 0, line.strong, marker, 0, f"{marker} {line.text}")
        elif first and line.marker == "-":
            yield Line(0, line.cells, 0, line.strong, marker, 0, line.raw)
        else:
            yield line
        first = False


def _marker(node: Node) -> str:
    parent = node.getparent()
    if parent is None or parent.tag != "ol":
        return "-"
    position, value = int(_whole(parent.get("start"), 1)), None
    for item in parent.iterchildren("li"):
        value = _whole(item.get("value"), position)
        position = value + 1
        if item is node:
            break
    number = value or position
    kind = parent.get("type") or "1"
    return LETTERS[(number - 1) % 26] if kind in "aA" else str(number)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text.strip()) else default


def _is_block(node: Node) -> bool:
    if node.tag in BLOCKS:
        return True
    return any(child.tag in BLOCKS for child in node.iterdescendants())
