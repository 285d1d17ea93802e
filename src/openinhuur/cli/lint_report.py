"""What `openinhuur lint` shows: each finding with its place, why it is one, and how to mend it."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from openinhuur.cli.import_report import STYLES, line_runs, word
from openinhuur.domain.errors import Refusal
from openinhuur.domain.lint import SOURCES, Finding, Severity
from openinhuur.importing import read
from openinhuur.importing.opening import open_file
from openinhuur.importing.shapes import finding_json
from openinhuur.wording import formats
from openinhuur.wording.findings import fact_name, finding_message
from openinhuur.wording.import_refusals import import_refusal
from openinhuur.wording.mending import reasons, suggestion

ERRORS_FOUND, NOT_READ = 1, 2
READ_ONLY = {"kept-as-text", "unknown-line"}
"""Codes that tell how the file was read, not what is wrong with the call."""
WORDS = {
    "checked": ("Gecontroleerd: {name}", "Checked: {name}"),
    "sent": ("alsof verstuurd op {at}", "as if sent on {at}"),
    "why": ("Waarom", "Why"),
    "mend": ("Herstel", "Mend"),
    "error": ("{count} fout", "{count} error"),
    "errors": ("{count} fouten", "{count} errors"),
    "warning": ("{count} waarschuwing", "{count} warning"),
    "warnings": ("{count} waarschuwingen", "{count} warnings"),
}


def run(path: Path, *, at: datetime | None, as_json: bool, language: str, out: TextIO, errors: TextIO) -> int:
    """Checks the file and shows what was found; gives the exit status: 0, 1 with errors, 2 when it is not read."""
    try:
        reading = read(open_file(path), name=path.name, at=at)
    except Refusal as refusal:
        errors.write(f"{import_refusal(refusal.code, refusal.fields, language)} [{refusal.code}]\n")
        return NOT_READ
    found = [finding for finding in reading.findings if finding.code not in READ_ONLY]
    if as_json:
        out.write(to_json(found, name=path.name, at=at, language=language) + "\n")
    else:
        width = None if out is sys.stdout and out.isatty() else 120
        show(found, Console(file=out, width=width), name=path.name, at=at, language=language)
    return ERRORS_FOUND if any(finding.severity is Severity.ERROR for finding in found) else 0


def to_json(found: Sequence[Finding], *, name: str, at: datetime | None, language: str) -> str:
    """The findings as JSON, with their sources (and addresses) and how to mend them."""
    counts = Counter(finding.severity for finding in found)
    shape = {
        "file": name,
        "at": at.isoformat() if at else None,
        "findings": [_finding_json(finding, language) for finding in found],
        "counts": {severity.value: counts[severity] for severity in Severity},
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)


def show(found: Sequence[Finding], console: Console, *, name: str, at: datetime | None, language: str) -> None:
    """The findings as a table on the console, worst first, with a count under it."""
    head = _word("checked", language).format(name=name)
    if at:
        head += f", {_word('sent', language).format(at=formats.day(at, language))}"
    console.print(Text(head, style="bold"))
    if not found:
        console.print(word("none", language))
        return
    table = Table(expand=True, show_lines=True)
    table.add_column("", width=9)
    table.add_column(word("lines", language), justify="right", width=10)
    table.add_column(word("finding", language), ratio=1)
    for finding in found:
        mark = Text(word(finding.severity.value, language), style=STYLES[finding.severity])
        table.add_row(mark, _place(finding, language), _told(finding, language))
    console.print(table)
    console.print(_counted(found, language))


def _finding_json(finding: Finding, language: str) -> dict[str, object]:
    names = reasons(finding.code, language)
    sources = zip(names, SOURCES.get(finding.code, ()), strict=True)
    return finding_json(finding, language) | {
        "sources": [
            {"act": source.act, "article": source.article, "url": source.url, "name": name} for name, source in sources
        ],
        "suggestion": suggestion(finding.code, language),
    }


def _place(finding: Finding, language: str) -> str:
    if finding.lines:
        return line_runs(finding.lines)
    return fact_name(finding.key, language) if finding.key else ""


def _told(finding: Finding, language: str) -> Text:
    told = Text(finding_message(finding, language))
    told.append(f" [{finding.code}]", style="dim")
    why = reasons(finding.code, language)
    if why:
        told.append(f"\n{_word('why', language)}: {'; '.join(why)}", style="dim")
    told.append(f"\n{_word('mend', language)}: {suggestion(finding.code, language)}")
    return told


def _counted(found: Sequence[Finding], language: str) -> str:
    counts = Counter(finding.severity.value for finding in found)
    parts = [(counts[name], name if counts[name] == 1 else f"{name}s") for name in ("error", "warning")]
    return ", ".join(_word(name, language).format(count=count) for count, name in parts)


def _word(name: str, language: str) -> str:
    return WORDS[name][("nl", "en").index(language)]
