"""Invoices: totals (R37), the G-account (R38), what must be on them (R39), the fee (R40) and VAT (R43)."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.contract import Period
from openinhuur.domain.dated import ValueUnknown
from openinhuur.domain.invoice import (
    CreditTooLarge,
    GAccountTerms,
    NumberNotInSeries,
    PaymentTextTooLong,
    Totals,
    VatNote,
    credit,
    fee_total,
    g_account_share,
    invoice_total,
    next_number,
    payment_text,
    split,
    split_at_payment,
    vat_percentage,
)
from openinhuur.domain.invoice_check import (
    InvoiceFacts,
    InvoiceHeld,
    Party,
    Required,
    check_complete,
    is_g_account,
    missing_items,
)
from openinhuur.domain.money import Money

EXAMPLES = Path(__file__).parents[1] / "examples"
SPLITS = list(csv.DictReader((EXAMPLES / "g_account.csv").read_text(encoding="utf-8").splitlines()))
ON = date(2026, 8, 10)
TERMS = GAccountTerms()
RATE = Money.of("110.00")
TOTALS = invoice_total(Decimal(144), RATE, on=ON)
WEEKS_29_TO_32 = Period(date(2026, 7, 13), date(2026, 8, 10))
COMPLETE = InvoiceFacts(
    number="2026-0147",
    issued_on=ON,
    supplier=Party("Sterk BV", "12345678", "NL001234567B01"),
    buyer=Party("Gemeente Voorbeeld", "87654321", "NL007654321B01"),
    agreement="ZTM-30534",
    period=WEEKS_29_TO_32,
    work="Adviseur",
    hours=Decimal(144),
    rate=RATE,
    free_account="NL91 ABNA 0417 1643 00",
    g_account="NL91 ABNA 0990 1234 56",
    share=Decimal(25),
)

hours = st.decimals(Decimal(0), Decimal(2000), places=2)
rates = st.decimals(Decimal(0), Decimal(500), places=2).map(Money.of)
shares = st.decimals(Decimal(0), Decimal(100), places=2)


def test_r37_144_hours_of_110_euros() -> None:
    assert Totals(Money.of("15840.00"), Decimal(21), Money.of("3326.40"), Money.of("19166.40")) == invoice_total(
        Decimal(144), RATE, on=ON
    )


def test_r37_an_invoice_is_never_negative() -> None:
    for worked, rate in ((Decimal(-1), RATE), (Decimal(1), -RATE)):
        with pytest.raises(ValueError, match="use credit"):
            invoice_total(worked, rate, on=ON)


def test_r40_the_fee_is_an_invoice_of_its_own() -> None:
    fee = fee_total(Decimal(144), Money.of("2.25"), on=ON)
    assert (fee.net, fee.vat, fee.gross) == (Money.of("324.00"), Money.of("68.04"), Money.of("392.04"))


def test_r43_vat_is_21_per_cent_and_says_where_that_comes_from() -> None:
    assert vat_percentage(ON).value == Decimal(21)
    assert "omzetbelasting" in vat_percentage(ON).source
    assert vat_percentage(date(2012, 10, 1)).value == Decimal(21)


def test_r43_a_percentage_that_is_not_known_is_not_guessed() -> None:
    with pytest.raises(ValueUnknown):
        vat_percentage(date(2012, 9, 30))


def test_r43_a_lender_without_a_dutch_establishment_is_reverse_charged_with_the_note() -> None:
    totals = invoice_total(Decimal(144), RATE, on=ON, is_vat_reverse_charged=True)
    assert (totals.vat, totals.gross) == (Money.of(0), Money.of("15840.00"))
    assert totals.note is VatNote.REVERSE_CHARGED
    assert TOTALS.note is None


@pytest.mark.parametrize("row", SPLITS, ids=[row["case"] for row in SPLITS])
def test_r38_the_g_account_split(row: dict[str, str]) -> None:
    share = g_account_share(
        TERMS,
        in_sna_register=row["in_sna_register"] == "yes",
        is_vat_reverse_charged=row["is_vat_reverse_charged"] == "yes",
        is_exempt=row["is_exempt"] == "yes",
    )
    parts = split(Money.of(row["gross"]), share)
    assert share == Decimal(row["share"])
    assert (str(parts.to_g_account), str(parts.to_free_account)) == (
        row["to_g_account"],
        row["to_free_account"],
    )


def test_r38_the_shares_are_those_the_call_published() -> None:
    published = GAccountTerms(sna=Decimal(20), other=Decimal(40))
    assert g_account_share(published, in_sna_register=True) == Decimal(20)
    assert g_account_share(published, in_sna_register=False) == Decimal(40)


def test_r38_a_registration_lost_before_payment_raises_the_share_and_warns() -> None:
    invoiced = split(TOTALS.gross, Decimal(25))
    at_payment = split_at_payment(invoiced, TERMS, in_sna_register=False)
    assert at_payment.is_raised
    assert at_payment.split == split(TOTALS.gross, Decimal(55))
    assert at_payment.split.to_g_account == Money.of("10541.52")


@pytest.mark.parametrize(
    ("share", "in_sna_register", "is_exempt"),
    [("25", True, False), ("55", False, False), ("55", True, False), ("0", False, True)],
)
def test_r38_otherwise_is_paid_as_invoiced(share: str, *, in_sna_register: bool, is_exempt: bool) -> None:
    invoiced = split(TOTALS.gross, Decimal(share))
    at_payment = split_at_payment(invoiced, TERMS, in_sna_register=in_sna_register, is_exempt=is_exempt)
    assert (at_payment.split, at_payment.is_raised) == (invoiced, False)


def test_r38_a_lost_registration_counts_for_a_reverse_charged_invoice_too() -> None:
    invoiced = split(Money.of("15840.00"), Decimal(20))
    kept = split_at_payment(invoiced, TERMS, in_sna_register=True, is_vat_reverse_charged=True)
    lost = split_at_payment(invoiced, TERMS, in_sna_register=False, is_vat_reverse_charged=True)
    assert kept.split.share == Decimal(20)
    assert (lost.split.share, lost.is_raised) == (Decimal(55), True)


def test_r38_a_credit_note_takes_back_exactly_with_the_originals_share() -> None:
    paid = split(TOTALS.gross, Decimal(25))
    totals, parts = credit(TOTALS, paid)
    assert totals.gross == Money.of("-19166.40")
    assert parts.share == Decimal(25)
    assert (parts.to_g_account, parts.to_free_account) == (Money.of("-4791.60"), Money.of("-14374.80"))


def test_r38_two_hours_are_credited_with_the_originals_share_and_vat() -> None:
    totals, parts = credit(TOTALS, split(TOTALS.gross, Decimal(55)), net=Money.of("220.00"))
    assert (totals.vat, totals.gross) == (Money.of("-46.20"), Money.of("-266.20"))
    assert (parts.to_g_account, parts.to_free_account) == (Money.of("-146.41"), Money.of("-119.79"))


@pytest.mark.parametrize("net", ["15840.01", "-0.01"])
def test_r38_no_more_is_credited_than_was_invoiced(net: str) -> None:
    with pytest.raises(CreditTooLarge) as refused:
        credit(TOTALS, split(TOTALS.gross, Decimal(25)), net=Money.of(net))
    assert refused.value.fields == {"invoiced": TOTALS.net, "credited": Money.of(net)}


@pytest.mark.parametrize(
    ("from_on", "until_on", "weeks"),
    [
        (date(2026, 7, 13), date(2026, 8, 10), "2026W29-W32"),
        (date(2026, 7, 13), date(2026, 7, 20), "2026W29"),
        (date(2026, 7, 15), date(2026, 7, 16), "2026W29"),
        (date(2026, 12, 21), date(2027, 1, 11), "2026W52-2027W01"),
        (date(2026, 12, 28), date(2027, 1, 4), "2026W53"),  # 1 January 2027 is still in week 53
        (date(2026, 2, 2), date(2026, 2, 16), "2026W06-W07"),
    ],
)
def test_r39_the_payment_text_names_invoice_agreement_and_weeks(from_on: date, until_on: date, weeks: str) -> None:
    text = payment_text("2026-0147", "ZTM-30534", Period(from_on, until_on))
    assert text == f"FACT 2026-0147 OVK ZTM-30534 PER {weeks}"


def test_r39_a_payment_text_that_a_bank_would_cut_off_is_refused() -> None:
    with pytest.raises(PaymentTextTooLong):
        payment_text("2026-0147", "Z" * 120, WEEKS_29_TO_32)


@pytest.mark.parametrize(
    ("series", "last", "following"),
    [
        ("2026", None, "2026-0001"),
        ("2026", "2026-0147", "2026-0148"),
        ("2026", "2026-9999", "2026-10000"),
        ("SB-ZTM-2026", "SB-ZTM-2026-0001", "SB-ZTM-2026-0002"),
    ],
)
def test_r39_numbers_follow_each_other_without_gaps(series: str, last: str | None, following: str) -> None:
    assert next_number(series, last) == following


@pytest.mark.parametrize("last", ["2025-0147", "2026-A", "2026-0147-1", "12026-0147"])
def test_r39_a_number_of_another_series_has_no_next_one_here(last: str) -> None:
    with pytest.raises(NumberNotInSeries):
        next_number("2026", last)


def test_r39_a_complete_invoice_is_accepted() -> None:
    check_complete(COMPLETE)


@pytest.mark.parametrize(
    ("invoice", "lacks"),
    [
        (replace(COMPLETE, agreement=" "), (Required.AGREEMENT,)),
        (replace(COMPLETE, period=None), (Required.PERIOD,)),
        (replace(COMPLETE, agreement="", period=None), (Required.AGREEMENT, Required.PERIOD)),
    ],
)
def test_r39_without_agreement_number_or_period_it_is_held_with_the_reason(
    invoice: InvoiceFacts, lacks: tuple[Required, ...]
) -> None:
    with pytest.raises(InvoiceHeld) as refused:
        check_complete(invoice)
    assert refused.value.fields == {"missing": lacks}


def test_r39_everything_that_is_missing_is_told_at_once() -> None:
    nobody = Party("", "", "")
    empty = InvoiceFacts("", None, nobody, nobody, "", None, "", None, None, "", "", Decimal(25))
    assert missing_items(empty) == tuple(Required)


def test_r39_without_a_share_for_it_no_g_account_is_needed() -> None:
    without = replace(COMPLETE, g_account="")
    assert missing_items(without) == (Required.G_ACCOUNT,)
    assert missing_items(replace(without, share=Decimal(0))) == ()


def test_r39_nil_hours_are_said_and_not_missing() -> None:
    assert missing_items(replace(COMPLETE, hours=Decimal(0))) == ()


@pytest.mark.parametrize(
    ("iban", "is_blocked"),
    [
        ("NL91ABNA0990123456", True),
        ("nl91 abna 0990 1234 56", True),
        ("NL91ABNA0417164300", False),
        ("DE89370400440532013000", False),
        ("", False),
    ],
)
def test_a_dutch_g_account_number_begins_with_099(iban: str, *, is_blocked: bool) -> None:
    assert is_g_account(iban) is is_blocked


@given(hours, rates)
def test_totals_add_up_and_are_never_negative(worked: Decimal, rate: Money) -> None:
    for totals in (
        invoice_total(worked, rate, on=ON),
        invoice_total(worked, rate, on=ON, is_vat_reverse_charged=True),
    ):
        assert totals.net + totals.vat == totals.gross
        assert Money.of(0) <= totals.net <= totals.gross


@given(hours, rates, shares)
def test_the_parts_of_a_split_add_up_and_a_full_credit_is_its_exact_opposite(
    worked: Decimal, rate: Money, share: Decimal
) -> None:
    totals = invoice_total(worked, rate, on=ON)
    paid = split(totals.gross, share)
    credited, back = credit(totals, paid)
    assert paid.to_g_account + paid.to_free_account == totals.gross
    assert credited.gross + totals.gross == Money.of(0)
    assert (back.to_g_account, back.to_free_account) == (-paid.to_g_account, -paid.to_free_account)
