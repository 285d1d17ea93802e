"""The contract with its hours, and invoices."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from openinhuur.calls import access
from openinhuur.calls.models import Call
from openinhuur.contracts import access as contracts
from openinhuur.contracts import facts
from openinhuur.contracts.models import Contract, Timesheet
from openinhuur.documents.models import Document
from openinhuur.domain.calendars import local
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, NotFound, NotTheirs, Role, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.tabs import tabs
from openinhuur.invoices.models import Invoice


@dataclass(frozen=True, slots=True)
class File:
    """A document to be sent as it is."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option to extend."""

    sequence: int
    months: int
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class LenderNeedRow:
    """What the law asks of the supplier as a lender from a day on: is it met by what is known now, and does it hold?"""

    rule: str
    from_on: date
    is_met: bool
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class TimesheetRow:
    """A week of hours."""

    week: str
    hours: list[tuple[date, Decimal]]
    total: Decimal
    written_by: str
    approved_by: str | None
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class ContractPage:
    """The contract of a call."""

    number: str
    title: str
    agreement_number: str
    supplier: str
    candidate: str
    hourly_rate: Money
    starts_on: date
    last_day: date
    signed_at: datetime
    options: list[OptionRow]
    lender_needs: list[LenderNeedRow]
    timesheets: list[TimesheetRow]
    total_hours: Decimal
    tabs: frozenset[str]


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice with everything a book-keeper would check."""

    id: UUID
    kind: str
    number: str
    issuer: str
    recipient: str
    issued_on: date
    due_on: date
    period: str
    hours: Decimal
    rate: Money
    net: Money
    vat_percentage: Decimal
    vat: Money
    gross: Money
    g_account_percentage: Decimal | None
    g_account: Money | None
    free: Money
    g_account_iban: str | None
    free_iban: str
    payment_text: str


@dataclass(frozen=True, slots=True)
class InvoicesPage:
    """The invoices of a call."""

    number: str
    title: str
    invoices: list[InvoiceRow]
    tabs: frozenset[str]


def contract_page(number: str, *, actor: Actor, at: datetime) -> ContractPage:
    """The contract with its options and hours."""
    call, contract = _contract(number, actor=actor, to=Verb.READ_CONTRACT)
    sheets = [_timesheet(one) for one in _sheets(contract)]
    return ContractPage(
        number=call.number,
        title=call.title,
        agreement_number=contract.number,
        supplier=contract.award.bid.supplier.name,
        candidate=contract.candidate.name,
        hourly_rate=Money.of(contract.hourly_rate),
        starts_on=contract.period.lower,
        last_day=contract.period.upper - timedelta(days=1),
        signed_at=contract.signed_at,
        options=[OptionRow(one.sequence, one.months, one.used_at) for one in contract.options.all()],
        lender_needs=[
            LenderNeedRow(one.rule.value, one.from_on, one.is_met, is_in_force=one.from_on <= local(at).date())
            for one in facts.lender_needs(contract)
        ],
        timesheets=sheets,
        total_hours=sum((one.total for one in sheets), Decimal(0)),
        tabs=tabs(call, milestones(call), actor=actor),
    )


def _sheets(contract: Contract) -> list[Timesheet]:
    return list(contract.timesheets.select_related("written_by", "approved_by").prefetch_related("days"))


def _timesheet(row: Timesheet) -> TimesheetRow:
    year, week, _ = row.week_from.isocalendar()
    hours = [(one.day, one.hours) for one in row.days.all()]
    return TimesheetRow(
        week=f"{year}W{week:02}",
        hours=hours,
        total=sum((worked for _, worked in hours), Decimal(0)),
        written_by=row.written_by.name,
        approved_by=row.approved_by.name if row.approved_by else None,
        approved_at=row.approved_at,
    )


def invoices_page(number: str, *, actor: Actor, at: datetime) -> InvoicesPage:
    """The invoices of a call's contract; a supplier sees those that it wrote or received."""
    del at
    call, contract = _contract(number, actor=actor, to=Verb.READ_INVOICES)
    invoices = contract.invoices.filter(_is_theirs(actor)).select_related("issuer", "recipient")
    return InvoicesPage(
        number=call.number,
        title=call.title,
        invoices=[_invoice(one) for one in invoices.order_by("-kind", "number")],
        tabs=tabs(call, milestones(call), actor=actor),
    )


def _invoice(one: Invoice) -> InvoiceRow:
    is_split = one.g_account_percentage > 0
    return InvoiceRow(
        id=one.pk,
        kind=one.kind,
        number=one.number,
        issuer=one.issuer.name,
        recipient=one.recipient.name,
        issued_on=one.issued_on,
        due_on=one.due_on,
        period=one.weeks,
        hours=one.hours,
        rate=Money.of(one.rate),
        net=Money.of(one.net),
        vat_percentage=one.vat_percentage,
        vat=Money.of(one.vat),
        gross=Money.of(one.gross),
        g_account_percentage=one.g_account_percentage if is_split else None,
        g_account=Money.of(one.to_g_account) if is_split else None,
        free=Money.of(one.to_free_account),
        g_account_iban=one.g_account_iban or None,
        free_iban=one.free_iban,
        payment_text=one.payment_text,
    )


def invoice_file(invoice_id: UUID, *, actor: Actor, at: datetime) -> File:
    """The PDF of an invoice, for its parties and for who runs the procedure."""
    del at
    found = Invoice.objects.filter(pk=invoice_id).select_related("contract", "document").first()
    if found is None:
        raise NotFound(what=f"invoice:{invoice_id}")
    if not Invoice.objects.filter(_is_theirs(actor), pk=invoice_id).exists():
        raise NotTheirs(what=f"invoice:{invoice_id}")
    contracts.get(found.contract.number, actor=actor, to=Verb.READ_INVOICES)
    return file(found.document)


def _is_theirs(actor: Actor) -> Q:
    """The fee can go from the desk to the buyer: then the supplier is no party to its invoice (R40)."""
    if not actor.has(Role.SUPPLIER):
        return Q()
    return Q(issuer=actor.organisation_id) | Q(recipient=actor.organisation_id)


def _contract(number: str, *, actor: Actor, to: Verb) -> tuple[Call, Contract]:
    call = access.get(number, actor=actor, to=to)
    found = Contract.objects.filter(award__call=call).first()
    if found is None:
        raise NotFound(what=f"contract:{number}")
    return call, contracts.get(found.number, actor=actor, to=to)


def file(document: Document) -> File:
    """A document as it is kept, to be sent."""
    return File(document.name, document.media_type, bytes(document.content))
