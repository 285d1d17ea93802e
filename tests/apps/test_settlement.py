"""Hours and invoices."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from openinhuur.contracts import actions as contracts
from openinhuur.contracts.models import Contract, Timesheet
from openinhuur.domain import invoice as domain_invoice
from openinhuur.domain.hours import HoursRefused
from openinhuur.domain.invoice_check import InvoiceHeld
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.flow import queries
from openinhuur.invoices import actions as invoices
from openinhuur.invoices.models import Invoice
from openinhuur.parties.models import Passport, Regime
from tests.apps.house import MONDAY, PUBLISHED, SIGNED, House

FRIDAY = datetime(2026, 8, 7, 14, tzinfo=UTC)
SEPTEMBER = datetime(2026, 9, 7, 14, tzinfo=UTC)
FOUR_DAYS = {MONDAY + timedelta(days=day): Decimal(9) for day in range(4)}


@pytest.fixture
def signed(house: House) -> House:
    house.to_award()
    contracts.sign("T-1", contract_number="ZTM-1", start_on=MONDAY, actor=house["Brenda"], at=SIGNED)
    return house


def write(house: House, days: dict[date, Decimal], week: date = MONDAY) -> None:
    contracts.write_hours("ZTM-1", week, days, actor=house["Sterk BV"], at=SEPTEMBER)


def approve(house: House, week: date = MONDAY, who: str = "Brenda") -> Decimal:
    return contracts.approve_hours("ZTM-1", week, actor=house[who], at=FRIDAY)


def four_weeks(house: House) -> None:
    for week in range(4):
        one_week(house, week)


def one_week(house: House, week: int) -> None:
    shift = timedelta(weeks=week)
    write(house, {day + shift: hours for day, hours in FOUR_DAYS.items()}, MONDAY + shift)
    approve(house, MONDAY + shift)


def test_a_contract_runs_six_months_from_its_start_with_two_options(signed: House) -> None:
    page = queries.contract_page("T-1", actor=signed["Brenda"], at=SIGNED)
    assert (page.starts_on, page.last_day) == (MONDAY, date(2027, 2, 2))
    assert [(one.sequence, one.months, one.used_at) for one in page.options] == [(1, 6, None), (2, 6, None)]


def test_r33_hours_are_written_by_the_supplier_and_approved_by_the_buyer(signed: House) -> None:
    write(signed, FOUR_DAYS)
    with pytest.raises(NotAllowed):
        approve(signed, who="Sterk BV")
    assert approve(signed) == 36
    with pytest.raises(contracts.AlreadyApproved):
        write(signed, FOUR_DAYS)
    with pytest.raises(contracts.AlreadyApproved):
        approve(signed)


def test_r32_a_day_of_13_hours_is_refused_and_nothing_is_kept(signed: House) -> None:
    with pytest.raises(HoursRefused):
        write(signed, {MONDAY: Decimal(13)})
    assert not Contract.objects.get(number="ZTM-1").timesheets.exists()


@pytest.mark.parametrize("day", [MONDAY + timedelta(days=4), MONDAY - timedelta(days=3)])
def test_r33_hours_on_another_day_or_before_the_start_are_refused(signed: House, day: date) -> None:
    with pytest.raises(HoursRefused):
        write(signed, {day: Decimal(9)}, day)


def test_a_rival_finds_no_contract(signed: House) -> None:
    with pytest.raises(NotFound):
        contracts.write_hours("ZTM-1", MONDAY, FOUR_DAYS, actor=signed["Rap BV"], at=FRIDAY)
    with pytest.raises(NotFound):
        queries.contract_page("T-1", actor=signed["Rap BV"], at=FRIDAY)


def test_r37_r38_four_weeks_make_the_invoice_and_its_split(signed: House) -> None:
    four_weeks(signed)
    made = invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)
    made.refresh_from_db()
    assert (made.number, made.hours, str(made.gross)) == ("2026-0001", 144, "19166.40")
    assert (str(made.to_g_account), str(made.to_free_account)) == ("4791.60", "14374.80")
    assert made.payment_text == "FACT 2026-0001 OVK ZTM-1 PER 2026W32-W35"
    assert made.due_on == date(2026, 9, 6)


def test_r38_outside_the_register_55_percent_goes_to_the_g_account(signed: House) -> None:
    Passport.objects.filter(supplier=signed.suppliers["Sterk BV"]).update(sna_registered=False)
    four_weeks(signed)
    made = invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)
    assert (str(made.to_g_account), str(made.to_free_account)) == ("10541.52", "8624.88")


def test_r40_the_fee_is_an_invoice_of_its_own_from_the_desk(signed: House) -> None:
    four_weeks(signed)
    invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)
    made = invoices.issue_fee("ZTM-1", actor=signed["Anna"], at=FRIDAY)
    assert (made.issuer, made.recipient) == (signed.desk, signed.suppliers["Sterk BV"])
    assert [str(amount) for amount in (made.net, made.vat, made.gross)] == ["324.00", "68.04", "392.04"]


def test_hours_are_invoiced_once(signed: House) -> None:
    four_weeks(signed)
    invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)
    with pytest.raises(invoices.NothingToInvoice):
        invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)


def test_hours_that_are_not_approved_are_not_invoiced(signed: House) -> None:
    write(signed, FOUR_DAYS)
    with pytest.raises(invoices.NothingToInvoice):
        invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)


def test_r40_where_the_buyer_pays_the_fee_the_desk_bills_the_buyer_and_the_supplier_sees_no_such_invoice(
    house: House,
) -> None:
    system = house.buyer.purchasing_systems.get()
    for valid_from, payer in ((PUBLISHED.date(), "buyer"), (PUBLISHED.date() + timedelta(days=1), "supplier")):
        Regime.objects.create(purchasing_system=system, valid_from=valid_from, fee_payer=payer)
    house.to_award()
    contracts.sign("T-1", contract_number="ZTM-1", start_on=MONDAY, actor=house["Brenda"], at=SIGNED)
    one_week(house, 0)
    invoices.issue_hire("ZTM-1", actor=house["Anna"], at=FRIDAY)
    made = invoices.issue_fee("ZTM-1", actor=house["Anna"], at=FRIDAY)
    assert (made.issuer, made.recipient) == (house.desk, house.buyer)
    for name, kinds in (("Brenda", ["hire", "fee"]), ("Sterk BV", ["hire"])):
        page = queries.invoices_page("T-1", actor=house[name], at=FRIDAY)
        assert [one.kind for one in page.invoices] == kinds
    with pytest.raises(NotFound):
        queries.invoice_file(made.pk, actor=house["Sterk BV"], at=FRIDAY)


def test_r39_numbers_follow_each_other_without_gaps(signed: House) -> None:
    write(signed, FOUR_DAYS)
    approve(signed)
    first = invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)
    shift = timedelta(weeks=1)
    write(signed, {day + shift: hours for day, hours in FOUR_DAYS.items()}, MONDAY + shift)
    approve(signed, MONDAY + shift)
    second = invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)
    assert (first.number, second.number) == ("2026-0001", "2026-0002")


def test_r39_an_invoice_that_lacks_something_is_held_and_takes_no_number(signed: House) -> None:
    Passport.objects.filter(supplier=signed.suppliers["Sterk BV"]).update(g_account_iban="")
    four_weeks(signed)
    with pytest.raises(InvoiceHeld):
        invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)
    assert queries.invoices_page("T-1", actor=signed["Brenda"], at=FRIDAY).invoices == []


def test_the_database_keeps_periods_of_one_candidate_apart(signed: House) -> None:
    contract = Contract.objects.get(number="ZTM-1")
    contract.pk, contract.number = None, "ZTM-2"
    with pytest.raises(IntegrityError), transaction.atomic():
        contract.save()


def test_an_invoice_never_speaks_of_a_week_that_is_not_in_it(signed: House) -> None:
    one_week(signed, 0)
    one_week(signed, 2)
    made = [invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY) for _ in range(2)]
    assert [one.weeks for one in made] == ["2026W32", "2026W34"]


def test_hours_are_written_once_they_are_worked(signed: House) -> None:
    with pytest.raises(contracts.NotWorkedYet):
        contracts.write_hours("ZTM-1", MONDAY, FOUR_DAYS, actor=signed["Sterk BV"], at=SIGNED)


@pytest.mark.parametrize("hours", ["-1", "0", "0.001", "NaN"])
def test_hours_that_cannot_be_are_refused(signed: House, hours: str) -> None:
    with pytest.raises(contracts.HoursNotPossible):
        write(signed, {MONDAY: Decimal(hours)})


def test_r39_a_number_follows_the_highest_also_beyond_four_digits(signed: House) -> None:
    one_week(signed, 0)
    first = invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)
    for number in ("2026-9999", "2026-10000"):
        Invoice.objects.filter(pk=first.pk).update(number=number)
        one_week(signed, 1 if number == "2026-9999" else 2)
        following = invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)
        assert following.number == domain_invoice.next_number("2026", number)
        following.timesheets.clear()
        Invoice.objects.filter(pk=following.pk).delete()
        Timesheet.objects.filter(week_from__gt=MONDAY).delete()


def test_r39_an_ordinary_account_is_no_g_account(signed: House) -> None:
    Passport.objects.filter(supplier=signed.suppliers["Sterk BV"]).update(g_account_iban="NL91ABNA0417164300")
    one_week(signed, 0)
    with pytest.raises(InvoiceHeld):
        invoices.issue_hire("ZTM-1", actor=signed["Anna"], at=FRIDAY)
