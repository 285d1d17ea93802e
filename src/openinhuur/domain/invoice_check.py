"""What must be on an invoice before it is paid (R39). What lacks something is held, and returned with the reason.

Number, date, parties and amounts: Wet op de omzetbelasting 1968 art. 35a
(https://wetten.overheid.nl/BWBR0002629). Agreement number, period, name of the work and both accounts: the
rules on paying into a G-account (Uitvoeringsregeling inleners-, keten- en opdrachtgeversaansprakelijkheid 2004).
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from openinhuur.domain.contract import Period
from openinhuur.domain.errors import Refusal
from openinhuur.domain.money import Money


class InvoiceHeld(Refusal):
    """The invoice is not paid but returned. Fields: ``missing``, the `Required` items it lacks."""


class Required(StrEnum):
    """An item that must be on an invoice."""

    NUMBER = "number"
    DATE = "date"
    SUPPLIER_NAME = "supplier-name"
    SUPPLIER_KVK = "supplier-kvk"
    SUPPLIER_VAT = "supplier-vat"
    BUYER_NAME = "buyer-name"
    BUYER_KVK = "buyer-kvk"
    BUYER_VAT = "buyer-vat"
    AGREEMENT = "agreement"
    PERIOD = "period"
    WORK = "work"
    HOURS = "hours"
    RATE = "rate"
    FREE_ACCOUNT = "free-account"
    G_ACCOUNT = "g-account"


@dataclass(frozen=True, slots=True)
class Party:
    """A party as named on an invoice; empty where the invoice says nothing."""

    name: str
    kvk: str
    vat: str


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """What an invoice says; None or empty where it says nothing. ``share`` is the G-account's percentage."""

    number: str
    issued_on: date | None
    supplier: Party
    buyer: Party
    agreement: str
    period: Period | None
    work: str
    hours: Decimal | None
    rate: Money | None
    free_account: str
    g_account: str
    share: Decimal


def check_complete(invoice: InvoiceFacts) -> None:
    """Nothing when every required item is there.

    Raises:
        InvoiceHeld: names every item that is missing, so that it has to be returned only once.
    """
    missing = missing_items(invoice)
    if missing:
        raise InvoiceHeld(missing=missing)


def missing_items(invoice: InvoiceFacts) -> tuple[Required, ...]:
    """The required items the invoice lacks. No G-account is needed where its share is nil; else a real one."""
    said: dict[Required, object] = {
        Required.NUMBER: invoice.number.strip(),
        Required.DATE: invoice.issued_on,
        Required.SUPPLIER_NAME: invoice.supplier.name.strip(),
        Required.SUPPLIER_KVK: invoice.supplier.kvk.strip(),
        Required.SUPPLIER_VAT: invoice.supplier.vat.strip(),
        Required.BUYER_NAME: invoice.buyer.name.strip(),
        Required.BUYER_KVK: invoice.buyer.kvk.strip(),
        Required.BUYER_VAT: invoice.buyer.vat.strip(),
        Required.AGREEMENT: invoice.agreement.strip(),
        Required.PERIOD: invoice.period,
        Required.WORK: invoice.work.strip(),
        Required.HOURS: invoice.hours,
        Required.RATE: invoice.rate,
        Required.FREE_ACCOUNT: invoice.free_account.strip(),
    }
    if invoice.share:
        said[Required.G_ACCOUNT] = invoice.g_account if is_g_account(invoice.g_account) else ""
    return tuple(item for item, value in said.items() if value in (None, ""))


def is_g_account(iban: str) -> bool:
    """Whether a Dutch account number is a blocked one: its account number begins with 099 (practice).

    >>> is_g_account("NL91 ABNA 0990 1234 56"), is_g_account("NL91 ABNA 0417 1643 00")
    (True, False)
    """
    return re.fullmatch(r"NL\d{2}[A-Z]{4}099\d{7}", iban.replace(" ", "").upper()) is not None
