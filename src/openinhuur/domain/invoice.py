"""The invoice: totals and VAT, the split over the G-account, credit, and what must be on it.

Amounts are rounded half up to the cent, once each (R36): net, VAT on the net, gross is their sum.

>>> totals = invoice_total(Decimal(144), Money.of("110.00"), on=date(2026, 8, 10))
>>> totals.net, totals.vat, totals.gross
(Money('15840.00'), Money('3326.40'), Money('19166.40'))
>>> split(totals.gross, g_account_share(GAccountTerms(), in_sna_register=True))
Split(share=Decimal('25'), to_g_account=Money('4791.60'), to_free_account=Money('14374.80'))
>>> payment_text("2026-0147", "ZTM-30534", Period(date(2026, 7, 13), date(2026, 8, 10)))
'FACT 2026-0147 OVK ZTM-30534 PER 2026W29-W32'
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from openinhuur.domain.contract import Period
from openinhuur.domain.dated import Dated, value_on
from openinhuur.domain.errors import Refusal
from openinhuur.domain.money import Money

VAT = (
    Dated(Decimal(21), date(2012, 10, 1), None, "Wet op de omzetbelasting 1968 art. 9(1)"),
)  # percentage; https://wetten.overheid.nl/BWBR0002629
PAYMENT_TEXT_LIMIT = 140  # characters of a SEPA credit transfer's unstructured remittance information


class CreditTooLarge(Refusal):
    """More is credited than was invoiced. Fields: ``invoiced``, ``credited`` (net)."""


class NumberNotInSeries(Refusal):
    """The last number is not one of this series, so no next one follows. Fields: ``series``, ``last``."""


class PaymentTextTooLong(Refusal):
    """A bank would cut the text off. Fields: ``text``, ``limit`` (characters)."""


class VatNote(StrEnum):
    """What the invoice must say about VAT; the edge puts it in words."""

    REVERSE_CHARGED = "reverse-charged"  # Wet OB 1968 art. 35a(1): the words "btw verlegd"


@dataclass(frozen=True, slots=True)
class Totals:
    """The amounts of an invoice; ``gross`` is always ``net`` + ``vat``. Negative on a credit note."""

    net: Money
    vat_percentage: Decimal
    vat: Money
    gross: Money
    note: VatNote | None = None


@dataclass(frozen=True, slots=True)
class GAccountTerms:
    """Shares of the gross amount, in per cent, for the blocked account, as published with the call (R38)."""

    sna: Decimal = Decimal(25)
    other: Decimal = Decimal(55)
    reverse_charged: Decimal = Decimal(20)
    exempt: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Split:
    """What goes to which account; the two parts are always the whole."""

    share: Decimal
    to_g_account: Money
    to_free_account: Money


@dataclass(frozen=True, slots=True)
class PaymentSplit:
    """The split to pay by. ``is_raised``: warn, for more goes to the G-account than the invoice says."""

    split: Split
    is_raised: bool


def vat_percentage(on: date) -> Dated[Decimal]:
    """The general VAT percentage on a day, with its source (R43). Raises `ValueUnknown` before October 2012."""
    return value_on(on, VAT, what="VAT percentage")


def invoice_total(hours: Decimal, rate: Money, *, on: date, is_vat_reverse_charged: bool = False) -> Totals:
    """Hours times the hourly rate, with the VAT of the day the hours are supplied (R37).

    Reverse-charged only for a lender without a Dutch establishment (R43; Wet OB 1968 art. 12(2)): no VAT,
    and a note that must be on the invoice.
    """
    if hours < 0 or rate < Money.of(0):
        raise ValueError("an invoice is never negative; use credit")
    if is_vat_reverse_charged:
        return _totals(rate.times(hours), Decimal(0), VatNote.REVERSE_CHARGED)
    return _totals(rate.times(hours), vat_percentage(on).value)


def fee_total(hours: Decimal, fee_per_hour: Money, *, on: date) -> Totals:
    """The desk's fee per worked hour: an invoice of its own to who pays it, never netted (R40).

    >>> fee_total(Decimal(144), Money.of("2.25"), on=date(2026, 8, 10)).gross
    Money('392.04')
    """
    return invoice_total(hours, fee_per_hour, on=on)


def g_account_share(
    terms: GAccountTerms,
    *,
    in_sna_register: bool,
    is_vat_reverse_charged: bool = False,
    is_exempt: bool = False,
) -> Decimal:
    """The percentage of the gross amount for the G-account (R38).

    An approved exemption goes before everything. Reverse-charged VAT lowers the share only for a supplier
    in the register of the Stichting Normering Arbeid.
    """
    if is_exempt:
        return terms.exempt
    if not in_sna_register:
        return terms.other
    return terms.reverse_charged if is_vat_reverse_charged else terms.sna


def split(gross: Money, share: Decimal) -> Split:
    """The G-account's part is rounded, the free account gets the remainder (R36, R38)."""
    to_g_account, to_free_account = gross.split(share)
    return Split(share, to_g_account, to_free_account)


def split_at_payment(
    invoiced: Split,
    terms: GAccountTerms,
    *,
    in_sna_register: bool,
    is_vat_reverse_charged: bool = False,
    is_exempt: bool = False,
) -> PaymentSplit:
    """The split to pay by, after the register is looked up once more on the day of payment (R38).

    Lost between invoice and payment: the share rises to what it is without. It never falls: who registers
    after the invoice is paid as invoiced.
    """
    share = g_account_share(
        terms,
        in_sna_register=in_sna_register,
        is_vat_reverse_charged=is_vat_reverse_charged,
        is_exempt=is_exempt,
    )
    if share <= invoiced.share:
        return PaymentSplit(invoiced, is_raised=False)
    return PaymentSplit(split(invoiced.to_g_account + invoiced.to_free_account, share), is_raised=True)


def credit(original: Totals, paid: Split, *, net: Money | None = None) -> tuple[Totals, Split]:
    """The negative amounts that take back an invoice, or ``net`` of it (R38).

    VAT percentage and G-account share are the original's, whatever holds today.

    Raises:
        CreditTooLarge: ``net`` is more than the original's.
    """
    net = original.net if net is None else net
    if not Money.of(0) <= net <= original.net:
        raise CreditTooLarge(invoiced=original.net, credited=net)
    totals = _totals(-net, original.vat_percentage, original.note)
    return totals, split(totals.gross, paid.share)


def next_number(series: str, last: str | None) -> str:
    """The number after ``last`` in a series without gaps; the first one when there is no last (R39).

    >>> next_number("2026", "2026-0147"), next_number("2027", None)
    ('2026-0148', '2027-0001')

    Raises:
        NumberNotInSeries: ``last`` belongs to another series.
    """
    if last is None:
        return f"{series}-0001"
    found = re.fullmatch(re.escape(series) + r"-(\d{4,})", last)
    if found is None:
        raise NumberNotInSeries(series=series, last=last)
    return f"{series}-{int(found[1]) + 1:04}"


def payment_text(number: str, agreement: str, period: Period) -> str:
    """The text on both transfers: invoice, agreement and ISO weeks (R39).

    Raises:
        PaymentTextTooLong: more than a bank transfer carries.
    """
    text = f"FACT {number} OVK {agreement} PER {_weeks(period)}"
    if len(text) > PAYMENT_TEXT_LIMIT:
        raise PaymentTextTooLong(text=text, limit=PAYMENT_TEXT_LIMIT)
    return text


def _totals(net: Money, percentage: Decimal, note: VatNote | None = None) -> Totals:
    vat = net.percentage(percentage)
    return Totals(net, percentage, vat, net + vat, note)


def _weeks(period: Period) -> str:
    """ISO weeks: 2026W29, 2026W29-W32, or 2026W52-2027W01."""
    first, last = period.from_on.isocalendar(), period.last_day.isocalendar()
    start = f"{first.year}W{first.week:02}"
    if (first.year, first.week) == (last.year, last.week):
        return start
    return f"{start}-W{last.week:02}" if first.year == last.year else f"{start}-{last.year}W{last.week:02}"
