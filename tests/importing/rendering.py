"""The same Markdown request as PDF (two looks), Word and HTML, to read it back."""

import html
import io
import re

import docx
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

ITEM = re.compile(r"(\d+)\. +(.*)")


def _plain(line: str) -> str:
    return re.sub(r"\*+", "", line).strip()


def _blocks(markdown: str) -> list[str]:
    """The lines, with wrapped lines joined."""
    blocks: list[str] = []
    for line in markdown.splitlines():
        wrapped = bool(blocks) and bool(blocks[-1].strip()) and not blocks[-1].startswith("#")
        if wrapped and re.match(r"\s*[a-z(]", line) and "\t" not in line and not ITEM.match(line):
            blocks[-1] += " " + line.strip()
        else:
            blocks.append(line)
    return blocks


def _is_bold(line: str) -> bool:
    return bool(re.fullmatch(r"\*\*[^*]+\*\*", line.strip()))


def _heading(line: str) -> tuple[int, str] | None:
    match = re.match(r"(#+)\s+(.*)", line)
    return (len(match[1]), _plain(match[2])) if match else None


def as_pdf(
    markdown: str, *, header_as_table: bool = True, fonts: str = "Libertinus Serif", width: str = "210mm"
) -> bytes:
    """Rendered by typst. Without a table the header's labels and values follow one another with a space."""
    parts = [
        f'#set page(width: {width}, height: 297mm, numbering: "1 / 1")',
        f'#set text(font: "{fonts}", size: 10pt)',
    ]
    rows: list[list[str]] = []
    for line in [*_blocks(markdown), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            parts.append(_typst_rows(rows, header_as_table=header_as_table))
            rows = []
        heading, item = _heading(line), ITEM.match(line)
        if heading:
            size = {1: "18pt", 2: "13pt"}.get(heading[0], "10pt")
            parts.append(f'#block(above: 14pt)[#text(size: {size}, weight: "bold", {_quoted(heading[1])})]')
        elif item:
            parts.append(f"#enum.item({item[1]})[#{_quoted(_plain(item[2]))}]")
        elif line.startswith(("- ", "* ")):
            parts.append(f"- #{_quoted(_plain(line[2:]))}")
        else:
            text = f"#strong({_quoted(_plain(line))})" if _is_bold(line) else f"#{_quoted(_plain(line))}"
            parts.append(f"{text} \\" if line.strip() else "")
    return typst.compile("\n".join(parts).encode())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typst_rows(rows: list[list[str]], *, header_as_table: bool) -> str:
    if not header_as_table:
        return "\n\n".join(f"#{_quoted(' '.join(row))}" for row in rows)
    cells = ", ".join(f"[#{_quoted(cell)}]" for row in rows for cell in row)
    return f"#table(columns: {len(rows[0])}, {cells})"


def as_html(markdown: str) -> bytes:
    """Headings, paragraphs, lists and a table."""
    parts = ["<!DOCTYPE html><html><head><title>x</title></head><body>"]
    for line in _blocks(markdown):
        heading, item = _heading(line), ITEM.match(line)
        if "\t" in line:
            parts.append(
                "<table><tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("\t")) + "</tr></table>"
            )
        elif heading:
            parts.append(f"<h{heading[0]}>{html.escape(heading[1])}</h{heading[0]}>")
        elif item:
            parts.append(f'<ol start="{item[1]}"><li>{html.escape(_plain(item[2]))}</li></ol>')
        elif line.startswith(("- ", "* ")):
            parts.append(f"<ul><li>{html.escape(_plain(line[2:]))}</li></ul>")
        elif line.strip():
            parts.append(f"<p>{html.escape(_plain(line))}</p>")
    return "".join(parts).encode()


def as_docx(markdown: str) -> bytes:
    """With heading styles, Word's own numbering (that is not in the text) and a table."""
    document = docx.Document()
    previous = None
    for line in _blocks(markdown):
        heading, item = _heading(line), ITEM.match(line)
        if "\t" in line:
            cells = line.split("\t")
            table = document.add_table(rows=1, cols=len(cells))
            for cell, text in zip(table.rows[0].cells, cells, strict=True):
                cell.text = text
        elif heading:
            document.add_heading(heading[1], level=heading[0])
            previous = None
        elif item:
            paragraph = document.add_paragraph(_plain(item[2]))
            previous = _numbered(document, paragraph, int(item[1]), None if item[1] == "1" else previous)
        elif line.startswith(("- ", "* ")):
            document.add_paragraph(_plain(line[2:]), style="List Bullet")
        elif line.strip():
            document.add_paragraph().add_run(_plain(line)).bold = _is_bold(line)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _numbered(
    document: docx.Document, paragraph: docx.text.paragraph.Paragraph, start: int, previous: int | None
) -> int:
    """Gives the paragraph a number of Word; a list that starts anew is a list of its own."""
    numbering = document.part.numbering_part.element
    number = previous
    if number is None:
        base = next(
            one
            for one in numbering.findall(qn("w:abstractNum"))
            if one.find(f".//{qn('w:numFmt')}").get(qn("w:val")) == "decimal"
        )
        created = numbering.add_num(int(base.get(qn("w:abstractNumId"))))
        override = OxmlElement("w:lvlOverride")
        override.set(qn("w:ilvl"), "0")
        begin = OxmlElement("w:startOverride")
        begin.set(qn("w:val"), str(start))
        override.append(begin)
        created.append(override)
        number = created.numId
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = 0
    return int(number)
