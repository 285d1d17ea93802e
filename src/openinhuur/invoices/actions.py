"""Invoices for approved hours: the hire, from supplier to buyer, and the desk's fee, to whom the call says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length

from openinhuur.contracts import access as contracts
from openinhuur.contracts.models import Contract, Timesheet, TimesheetDay
from openinhuur.documents.actions import keep
from openinhuur.domain import invoice as domain
from openinhuur.domain.calendars import last_day, local
from openinhuur.domain.call import FeePayer
from openinhuur.domain.contract import Period
from openinhuur.domain.errors import Refusal
from openinhuur.domain.invoice_check import InvoiceFacts, Party, check_complete
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, Verb
from openinhuur.invoices.models import Invoice
from openinhuur.journal.actions import record
from openinhuur.letters import invoice_words, render
from openinhuur.parties.models import Organisation

PAYMENT_DAYS = 30


class NothingToInvoice(Refusal):
    """There are no approved hours that were not invoiced before. Fields: ``contract``."""


@dataclass(frozen=True, slots=True)
class _Issue:
    """What both kinds of invoice have in common."""

    kind: Invoice.Kind
    issuer: Organisation
    recipient: Organisation
    rate: Money
    share: Decimal
    g_account_iban: str


@transaction.atomic
def issue_hire(contract_number: str, *, actor: Actor, at: datetime) -> Invoice:
    """Invoice all approved hours that were not invoiced yet, for the supplier to the buyer (R37–R39).

    Raises:
        NothingToInvoice, InvoiceHeld.
    """
    contract = contracts.get(contract_number, actor=actor, to=Verb.INVOICE, locked=True)
    call, supplier = contract.award.call, contract.award.bid.supplier
    terms = domain.GAccountTerms(sna=call.g_account_sna, other=call.g_account_other)
    issue = _Issue(
        kind=Invoice.Kind.HIRE,
        issuer=supplier,
        recipient=call.buyer,
        rate=Money.of(contract.hourly_rate),
        share=domain.g_account_share(terms, in_sna_register=supplier.passport.sna_registered),
        g_account_iban=supplier.passport.g_account_iban,
    )
    return _issue(contract, issue, actor=actor, at=at)


@transaction.atomic
def issue_fee(contract_number: str, *, actor: Actor, at: datetime) -> Invoice:
    """Invoice the desk's fee per worked hour to who pays it by the call, never netted with the hire (R40).

    Raises:
        NothingToInvoice, InvoiceHeld.
    """
    contract = contracts.get(contract_number, actor=actor, to=Verb.INVOICE, locked=True)
    call = contract.award.call
    issue = _Issue(
        kind=Invoice.Kind.FEE,
        issuer=call.desk,
        recipient=call.buyer if call.fee_payer == FeePayer.BUYER else contract.award.bid.supplier,
        rate=Money.of(call.fee_per_hour),
        share=Decimal(0),
        g_account_iban="",
    )
    return _issue(contract, issue, actor=actor, at=at)


def _issue(contract: Contract, issue: _Issue, *, actor: Actor, at: datetime) -> Invoice:
    open_sheets = contract.timesheets.filter(approved_at__isnull=False).exclude(invoices__kind=issue.kind)
    sheets = _first_run(list(open_sheets.order_by("week_from")))
    if not sheets:
        raise NothingToInvoice(contract=contract.number)
    paper = _paper(contract, issue, sheets, issued_on=local(at).date())
    _check(paper, issue, sheets)
    invoice = _save(contract, issue, paper, at=at)
    invoice.timesheets.set(sheets)
    record("invoice.issued", actor=actor, at=at, subject=contract.award.call.subject, invoice=paper.number,
           kind=issue.kind.value, contract=contract.number, gross=paper.totals.gross,
           to_g_account=paper.split.to_g_account)  # fmt: skip
    return invoice


def _paper(contract: Contract, issue: _Issue, sheets: Sequence[Timesheet], *, issued_on: date) -> invoice_words.Paper:
    period = _period(sheets)
    number = _next_number(issue.issuer, issued_on)
    worked = TimesheetDay.objects.filter(timesheet__in=sheets).aggregate(hours=Sum("hours"))["hours"]
    totals = domain.invoice_total(worked, issue.rate, on=period.last_day)
    text = domain.payment_text(number, contract.number, period)
    return invoice_words.Paper(
        number=number,
        issuer=_lines(issue.issuer),
        recipient=_lines(issue.recipient),
        issued_on=issued_on,
        due_on=last_day(issued_on, PAYMENT_DAYS, calendar=None),
        agreement=contract.number,
        weeks=text.rpartition(" ")[2],
        description=_description(contract, issue),
        hours=worked,
        rate=issue.rate,
        totals=totals,
        split=domain.split(totals.gross, issue.share),
        accounts=invoice_words.Accounts(issue.issuer.iban, issue.g_account_iban),
        payment_text=text,
    )


def _first_run(sheets: list[Timesheet]) -> list[Timesheet]:
    """The first weeks that follow each other: an invoice never speaks of a week that is not in it."""
    return [one for week, one in enumerate(sheets) if one.week_from == sheets[0].week_from + timedelta(weeks=week)]


def _period(sheets: Sequence[Timesheet]) -> Period:
    weeks = [sheet.week_from for sheet in sheets]
    return Period(min(weeks), max(weeks) + timedelta(days=7))


def _next_number(issuer: Organisation, issued_on: date) -> str:
    """The next of the issuer's own series; its row is held, so that no number is skipped or given twice."""
    Organisation.objects.select_for_update(no_key=True).get(pk=issuer.pk)
    series = str(issued_on.year)
    issued = Invoice.objects.filter(issuer=issuer, number__startswith=f"{series}-")
    last = issued.order_by(Length("number").desc(), "-number").values_list("number", flat=True).first()
    return domain.next_number(series, last)


def _lines(party: Organisation) -> invoice_words.PartyLines:
    return invoice_words.PartyLines(
        party.name,
        (
            party.street,
            f"{party.postcode} {party.city}",
            f"KvK {party.kvk_number} · btw {party.vat_number}",
        ),
    )


def _description(contract: Contract, issue: _Issue) -> str:
    if issue.kind is Invoice.Kind.FEE:
        return f"Fee aanvraag {contract.award.call.number}, {contract.award.call.title}"
    return f"{contract.award.call.title}, {contract.candidate.name}"


def _check(paper: invoice_words.Paper, issue: _Issue, sheets: Sequence[Timesheet]) -> None:
    check_complete(
        InvoiceFacts(
            number=paper.number,
            issued_on=paper.issued_on,
            supplier=Party(issue.issuer.name, issue.issuer.kvk_number, issue.issuer.vat_number),
            buyer=Party(issue.recipient.name, issue.recipient.kvk_number, issue.recipient.vat_number),
            agreement=paper.agreement,
            period=_period(sheets),
            work=paper.description,
            hours=paper.hours,
            rate=paper.rate,
            free_account=paper.accounts.free,
            g_account=paper.accounts.blocked,
            share=issue.share,
        )
    )


def _save(contract: Contract, issue: _Issue, paper: invoice_words.Paper, *, at: datetime) -> Invoice:
    content = render.pdf("invoice", invoice_words.words(paper), at=at)
    document = keep(content, name=f"factuur-{paper.number}.pdf", media_type="application/pdf", at=at)
    return Invoice.objects.create(
        kind=issue.kind,
        contract=contract,
        issuer=issue.issuer,
        recipient=issue.recipient,
        number=paper.number,
        issued_on=paper.issued_on,
        due_on=paper.due_on,
        weeks=paper.weeks,
        description=paper.description,
        hours=paper.hours,
        rate=paper.rate.amount,
        net=paper.totals.net.amount,
        vat_percentage=paper.totals.vat_percentage,
        vat=paper.totals.vat.amount,
        gross=paper.totals.gross.amount,
        g_account_percentage=issue.share,
        to_g_account=paper.split.to_g_account.amount,
        to_free_account=paper.split.to_free_account.amount,
        g_account_iban=paper.accounts.blocked,
        free_iban=paper.accounts.free,
        payment_text=paper.payment_text,
        document=document,
    )
