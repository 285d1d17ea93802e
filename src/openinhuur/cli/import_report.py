"""What `openinhuur import` shows: the facts with their source, the lists, what was found, what was kept."""

import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from openinhuur.domain.errors import Refusal
from openinhuur.domain.lint import Finding, Severity
from openinhuur.domain.written_call import CvRules, Extensions, GAccountShares, HoursRange, ListItem
from openinhuur.importing import Reading, read
from openinhuur.importing.opening import open_file
from openinhuur.importing.shapes import FORM_ONLY
from openinhuur.wording import formats
from openinhuur.wording.findings import FACT_NAMES, fact_name, finding_message
from openinhuur.wording.import_refusals import import_refusal

REFUSED = 1
LISTS = ("requirements", "criteria", "selection_criteria", "competences")
WORDS = {
    "heading": ("Gelezen uit {name}", "Read from {name}"),
    "fact": ("Gegeven", "Fact"),
    "value": ("Waarde", "Value"),
    "lines": ("Regel", "Line"),
    "source": ("Staat er zo", "As written"),
    "absent": ("staat er niet in", "not in the text"),
    "number": ("Nr", "No"),
    "text": ("Tekst", "Text"),
    "points": ("Punten", "Points"),
    "findings": ("Bevindingen", "Findings"),
    "finding": ("Bevinding", "Finding"),
    "none": ("Geen bevindingen.", "No findings."),
    "kept": ("Bewaarde tekst", "Kept text"),
    "part": ("Onderdeel", "Section"),
    "intro": ("(zonder kop)", "(no heading)"),
    "yes": ("ja", "yes"),
    "no": ("nee", "no"),
    "asap": ("zo spoedig mogelijk", "as soon as possible"),
    "error": ("✖ fout", "✖ error"),
    "warning": ("▲ let op", "▲ warning"),
    "info": ("• info", "• info"),
    "extensions": ("{count} × {months} maanden", "{count} × {months} months"),
    "hours": ("{low} tot {high} uur", "{low} to {high} hours"),
    "hour": ("{high} uur", "{high} hours"),
    "from": ("minstens {low} uur", "at least {low} hours"),
    "up to": ("hoogstens {high} uur", "at most {high} hours"),
    "shares": ("SNA {sna} %, anders {other} %", "SNA {sna} %, otherwise {other} %"),
    "cv": (
        "pagina's: {pages}, taal: {language}, referenties: {references}",
        "pages: {pages}, language: {language}, references: {references}",
    ),
    "days": ("ma di wo do vr za zo", "Mon Tue Wed Thu Fri Sat Sun"),
    "hourly_rate": ("uurtarief", "hourly rate"),
    "lot": ("loting", "lot"),
    "interview": ("gesprek", "interview"),
}
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def run(path: Path, *, as_json: bool, language: str, out: TextIO, errors: TextIO) -> int:
    """Reads the file and shows it; gives the exit status: 0, or 1 with the refusal as one line on ``errors``."""
    try:
        reading = read(open_file(path), name=path.name)
    except Refusal as refusal:
        errors.write(f"{import_refusal(refusal.code, refusal.fields, language)} [{refusal.code}]\n")
        return REFUSED
    if as_json:
        out.write(reading.to_json(language) + "\n")
    else:
        width = None if out is sys.stdout and out.isatty() else 120
        show(reading, Console(file=out, width=width), name=path.name, language=language)
    return 0


def show(reading: Reading, console: Console, *, name: str, language: str) -> None:
    """The reading as tables on the console."""
    console.print(Text(word("heading", language).format(name=name), style="bold"))
    console.print(_facts_table(reading, language))
    for key in LISTS:
        items = getattr(reading.call, key)
        if items:
            console.print(_list_table(key, items, language))
    told = [finding for finding in reading.findings if finding.code != "kept-as-text"]
    if told:
        console.print(_findings_table(told, language))
    else:
        console.print(word("none", language))
    if reading.kept:
        console.print(_kept_table(reading, language))


def shown(key: str, value: object, language: str) -> str:  # noqa: PLR0911 - a table of kinds, a line each
    """A fact as a desk worker reads it."""
    match value:
        case None:
            return word("absent", language)
        case bool():
            return word("yes" if value else "no", language)
        case datetime():
            return formats.moment(value, language)
        case date():
            return formats.day(value, language)
        case Decimal():
            return _amount(key, value, language)
        case tuple():
            return _names(key, value, language)
        case "asap":
            return word("asap", language)
        case HoursRange() | Extensions() | GAccountShares() | CvRules():
            return _parts(value, language)
    return str(value)


def line_runs(numbers: tuple[int, ...]) -> str:
    """ "8, 12–14": runs of lines are drawn together."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def word(name: str, language: str) -> str:
    """A word of a report, in the language (nl, en)."""
    return WORDS[name][("nl", "en").index(language)]


def _parts(value: HoursRange | Extensions | GAccountShares | CvRules, language: str) -> str:
    match value:
        case HoursRange():
            return _hours(value, language)
        case Extensions():
            return word("extensions", language).format(count=value.count, months=value.months)
        case GAccountShares():
            sna, other = _decimal(value.sna, language), _decimal(value.other, language)
            return word("shares", language).format(sna=sna, other=other)
        case CvRules():
            parts = {"pages": value.max_pages, "language": value.language, "references": value.min_references}
            shown_parts = {name: "?" if part is None else part for name, part in parts.items()}
            return word("cv", language).format(**shown_parts)


def _facts_table(reading: Reading, language: str) -> Table:
    table = _table(language, "fact", "value", "lines", "source")
    table.columns[2].justify = "right"
    for key in FACT_NAMES:
        if key in LISTS or key in FORM_ONLY:
            continue
        value = getattr(reading.call, key)
        source = reading.provenance.get(key)
        lines = line_runs(source.lines) if source else ""
        text = Text(shown(key, value, language), style="" if value is not None else "dim")
        table.add_row(fact_name(key, language), text, lines, Text(_short(source.words) if source else "", style="dim"))
    return table


def _list_table(key: str, items: tuple[ListItem | str, ...], language: str) -> Table:
    table = Table(title=fact_name(key, language).capitalize(), title_justify="left", title_style="bold", expand=True)
    table.add_column(word("number", language), justify="right", width=6)
    table.add_column(word("text", language), ratio=1)
    if key == "criteria":
        table.add_column(word("points", language), justify="right", width=8)
    for item in items:
        if isinstance(item, str):
            table.add_row("", Text(item))
        elif key == "criteria":
            table.add_row(
                item.number or "", Text(item.text), "" if item.points is None else _decimal(item.points, language)
            )
        else:
            table.add_row(item.number or "", Text(item.text))
    return table


def _findings_table(findings: list[Finding], language: str) -> Table:
    table = Table(title=word("findings", language), title_justify="left", title_style="bold", expand=True)
    table.add_column("", width=9)
    table.add_column(word("lines", language), justify="right", width=10)
    table.add_column(word("finding", language), ratio=1)
    for finding in findings:
        mark = Text(word(finding.severity.value, language), style=STYLES[finding.severity])
        table.add_row(mark, line_runs(finding.lines), Text(finding_message(finding, language)))
    return table


def _kept_table(reading: Reading, language: str) -> Table:
    table = Table(title=word("kept", language), title_justify="left", title_style="bold", expand=True)
    table.add_column(word("lines", language), justify="right", width=10)
    table.add_column(word("part", language), ratio=1)
    for kept in reading.kept:
        table.add_row(line_runs(kept.lines), Text(kept.heading or word("intro", language)))
    return table


def _table(language: str, *columns: str) -> Table:
    table = Table(expand=True)
    for column in columns:
        table.add_column(word(column, language))
    return table


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 70 else f"{words[:70].rstrip()}…"


def _decimal(value: Decimal | None, language: str) -> str:
    if value is None:
        return "?"
    text = f"{value:f}"
    return text.replace(".", ",") if language == "nl" else text


def _hours(value: HoursRange, language: str) -> str:
    name = (
        "from" if value.max is None else "up to" if value.min is None else "hour" if value.min == value.max else "hours"
    )
    return word(name, language).format(low=_decimal(value.min, language), high=_decimal(value.max, language))


def _amount(key: str, value: Decimal, language: str) -> str:
    if key in {"max_rate", "broker_fee_per_hour"}:
        text = f"€ {value:.2f}"
        return text.replace(".", ",") if language == "nl" else text
    return f"{_decimal(value, language)} %"


def _names(key: str, value: tuple[str, ...], language: str) -> str:
    if key == "working_days":
        days = word("days", language).split()
        return ", ".join(days[DAY_CODES.index(day)] for day in value)
    return ", ".join(word(name, language) for name in value)
