"""The words of an invoice, in Dutch."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openinhuur.domain.invoice import Split, Totals
from openinhuur.domain.money import Money
from openinhuur.wording import formats

NL = "nl"


@dataclass(frozen=True, slots=True)
class PartyLines:
    """A party as it stands on paper."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accounts:
    """Where the two parts go; no G-account when nothing goes there."""

    free: str
    blocked: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything an invoice says."""

    number: str
    issuer: PartyLines
    recipient: PartyLines
    issued_on: date
    due_on: date
    agreement: str
    weeks: str
    description: str
    hours: Decimal
    rate: Money
    totals: Totals
    split: Split
    accounts: Accounts
    payment_text: str


def words(paper: Paper) -> dict[str, object]:
    """Everything the template puts on paper."""
    return {
        "language": NL,
        "title": f"Factuur {paper.number}",
        "reference": f"Factuur {paper.number}",
        "page_word": "bladzijde",
        "sender": paper.issuer.name,
        "issuer_lines": [paper.issuer.name, *paper.issuer.lines],
        "recipient_lines": [paper.recipient.name, *paper.recipient.lines],
        "facts": [
            {"label": "Factuurdatum", "value": formats.day(paper.issued_on, NL)},
            {"label": "Overeenkomst", "value": paper.agreement},
            {"label": "Periode", "value": paper.weeks},
            {"label": "Betaalkenmerk", "value": paper.payment_text},
        ],
        "columns": ["Omschrijving", "Uren", "Tarief", "Bedrag"],
        "line": [
            paper.description,
            formats.hours(paper.hours, NL),
            formats.money(paper.rate, NL),
            formats.money(paper.totals.net, NL),
        ],
        "totals": [
            {"label": "Totaal exclusief btw", "value": formats.money(paper.totals.net, NL)},
            {
                "label": f"Btw {formats.percentage(paper.totals.vat_percentage, NL)}",
                "value": formats.money(paper.totals.vat, NL),
            },
            {"label": "Totaal inclusief btw", "value": formats.money(paper.totals.gross, NL)},
        ],
        "payment_heading": "Betaling",
        "payment_columns": ["Rekening", "IBAN", "Bedrag"],
        "payments": _payments(paper),
        "payment_terms": f"Te betalen uiterlijk {formats.day(paper.due_on, NL)}, "
        f"met in de omschrijving: {paper.payment_text}.",
    }


def _payments(paper: Paper) -> list[dict[str, str]]:
    free = {
        "account": "Vrije rekening",
        "iban": formats.iban(paper.accounts.free),
        "amount": formats.money(paper.split.to_free_account, NL),
    }
    if not paper.split.share:
        return [free]
    blocked = {
        "account": f"G-rekening ({formats.percentage(paper.split.share, NL)})",
        "iban": formats.iban(paper.accounts.blocked),
        "amount": formats.money(paper.split.to_g_account, NL),
    }
    return [blocked, free]
