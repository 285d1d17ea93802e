"""The outcome of the played case on one screen, read back through the same queries as the pages."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from openinhuur.cli.main import language
from openinhuur.domain.roles import Actor, Role
from openinhuur.flow import queries
from openinhuur.flow.queries.matrix import MatrixRow
from openinhuur.flow.queries.progress import ProgressPage
from openinhuur.flow.queries.settlement import ContractPage
from openinhuur.journal.queries import verify
from openinhuur.parties.queries import actor_for, cast
from openinhuur.wording import codes, formats


def summary(number: str, *, address: str | None) -> RenderableType:
    """A panel with the numbers of the case and, when it is served, the addresses to open."""
    reader = next(
        actor_for(member.person_id, has_second_factor=True) for member in cast() if Role.AUDITOR in member.roles
    )
    rows = Table.grid(padding=(0, 3))
    rows.add_column(style="bold")
    rows.add_column()
    for name, value in _rows(number, reader):
        rows.add_row(name, value)
    parts: list[RenderableType] = [Panel(rows, title=_("Request %(number)s, as played") % {"number": number})]
    if address:
        parts.append(_addresses(number, address))
    return Group(*parts)


def _rows(number: str, reader: Actor) -> Iterator[tuple[str, str]]:
    at, tongue = timezone.now(), language()
    progress = queries.progress_page(number, actor=reader, at=at)
    yield from _ladder(progress)
    matrix = queries.matrix_page(number, actor=reader, at=at)
    for row in matrix.rows:
        if row.tie and matrix.shortlist_size in {row.place, (row.place or 0) - 1}:
            yield _("Place %(place)s") % {"place": row.place}, _place(row)
    letters = queries.letters_page(number, actor=reader, at=at)
    rejections = sum(one.kind == "rejection" for one in letters.letters)
    yield _("Motivated letters"), str(rejections)
    if letters.standstill_ends_at:
        yield _("Standstill ends"), formats.until(letters.standstill_ends_at, tongue)
    yield _("Agreement"), _agreement(queries.contract_page(number, actor=reader, at=at))
    yield from _invoices(number, reader)
    journal = verify()
    whole = _("whole") if journal.first_broken is None else _("broken at %(n)s") % {"n": journal.first_broken}
    yield _("Journal"), f"{journal.length}, {whole}"


def _place(row: MatrixRow) -> str:
    rate = formats.money(row.hourly_rate, language()) if row.hourly_rate else "-"
    facts = {"supplier": row.supplier, "points": formats.number(row.total, language()), "rate": rate}
    return _("%(supplier)s: %(points)s points, %(rate)s") % facts


def _agreement(contract: ContractPage) -> str:
    signed_on = formats.day(contract.signed_at, language())
    hours = formats.hours(contract.total_hours, language())
    facts = {"number": contract.agreement_number, "supplier": contract.supplier, "on": signed_on, "hours": hours}
    return _("%(number)s, %(supplier)s, signed %(on)s; %(hours)s hours") % facts


def _ladder(progress: ProgressPage) -> Iterator[tuple[str, str]]:
    for rung in progress.rungs:
        stopped = ", ".join(f"−{one.count} {codes.words(one.code, 'stop')}" for one in rung.stopped)
        yield str(codes.words(rung.code, "rung")), f"{rung.count}  {stopped}".rstrip()
    yield _("Withdrawn, refused as late"), f"{progress.withdrawn}, {len(progress.late)}"


def _invoices(number: str, reader: Actor) -> Iterator[tuple[str, str]]:
    tongue = language()
    for one in queries.invoices_page(number, actor=reader, at=timezone.now()).invoices:
        text = " + ".join(formats.money(part, tongue) for part in (one.net, one.vat))
        text += f" = {formats.money(one.gross, tongue)}"
        if one.g_account:
            split = {"g": formats.money(one.g_account, tongue), "free": formats.money(one.free, tongue)}
            text += _("; G-account %(g)s, free account %(free)s") % split
        yield str(codes.words(one.kind, "invoice")), text


def _addresses(number: str, address: str) -> Text:
    lines = [
        f"{address}/",
        f"{address}/aanvragen/{number}/",
        f"{address}/en/calls/{number}/",
    ]
    return Text("\n".join([_("Open in a browser:"), *(f"  {line}" for line in lines)]))
