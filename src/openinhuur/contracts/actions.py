"""Signing, and the hours that follow."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from openinhuur.awards.models import AwardDecision
from openinhuur.calls import access as calls
from openinhuur.contracts import access, facts
from openinhuur.contracts.models import Contract, ExtensionOption, Timesheet, TimesheetDay
from openinhuur.domain import hours
from openinhuur.domain.award import LettersNotSent, check_signing
from openinhuur.domain.calendars import local
from openinhuur.domain.contract import first_period
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.domain.working_time import Severity
from openinhuur.journal.actions import record
from openinhuur.parties import lending


class StartsBeforeSigning(Refusal):
    """Work starts on or after the day of signing. Fields: ``start_on``, ``signed_on``."""


class AlreadySigned(Refusal):
    """The call has a contract. Fields: ``number``."""


class NotWorkedYet(Refusal):
    """Hours are written once they are worked. Fields: ``days`` (still to come)."""


class HoursNotPossible(Refusal):
    """Hours are positive, in hundredths, and a sheet has some. Fields: ``hours``."""


HUNDREDTH = Decimal("0.01")


class AlreadyApproved(Refusal):
    """Approved hours stand; a correction is a new sheet. Fields: ``approved_at``."""


@transaction.atomic
def sign(number: str, *, contract_number: str, start_on: date, actor: Actor, at: datetime) -> Contract:
    """Sign the contract that follows an award, once the standstill is over and no objection is open (R14).

    The supplier may lend staff on the day of signing and on the first day of work; what the law asks of it later,
    up to the end of the last option, is written in the journal and refuses nothing (R28).

    Raises:
        StandstillRunning, ObjectionPending, LettersNotSent, StartsBeforeSigning, AlreadySigned.
        WaadiNotRegistered, WttaNotNotified, WttaNotAdmitted.
    """
    call = calls.get(number, actor=actor, to=Verb.SIGN, locked=True)
    award = (
        AwardDecision.objects.select_related("bid__offer")
        .select_for_update(no_key=True, of=("self",))
        .filter(call=call)
        .first()
    )
    if award is None:
        raise LettersNotSent(number=number)
    if Contract.objects.filter(Q(award=award) | Q(number=contract_number)).exists():
        raise AlreadySigned(number=number)
    pending = award.objections.filter(Q(decided_at__isnull=True) | Q(is_upheld=True)).count()
    check_signing(number=number, standstill_ends_at=award.standstill_ends_at, objections_pending=pending, at=at)
    signed_on = local(at).date()
    if start_on < signed_on:
        raise StartsBeforeSigning(start_on=start_on, signed_on=signed_on)
    looked_up = lending.check(award.bid.supplier_id, signed_on, start_on)
    period = first_period(start_on, call.duration_months)
    contract = Contract.objects.create(
        award=award,
        number=contract_number,
        candidate_id=award.bid.offer.candidate_id,
        hourly_rate=award.bid.offer.hourly_rate,
        hours_per_week=call.hours_per_week,
        working_days=call.working_days,
        period=DateRange(period.from_on, period.until_on),
        signed_at=at,
        signed_by_id=actor.person,
    )
    ExtensionOption.objects.bulk_create(
        ExtensionOption(contract=contract, sequence=sequence, months=call.extension_months)
        for sequence in range(1, call.extension_count + 1)
    )
    record("contract.signed", actor=actor, at=at, subject=call.subject, contract=contract_number,
           starts_on=period.from_on, ends_before=period.until_on, looked_up=looked_up,
           lender_needs=[str(one) for one in facts.lender_needs(contract)])  # fmt: skip
    return contract


@transaction.atomic
def write_hours(number: str, week_from: date, days: Mapping[date, Decimal], *, actor: Actor, at: datetime) -> Timesheet:
    """The supplier writes the hours of a week; a week that was not approved yet is written over.

    Args:
        week_from: any day of the week.

    Raises:
        HoursRefused: an error against the law or the contract (R32, R33).
        AlreadyApproved, NotWorkedYet, HoursNotPossible.
    """
    contract = access.get(number, actor=actor, to=Verb.WRITE_HOURS, locked=True)
    week_from -= timedelta(days=week_from.weekday())
    before = contract.timesheets.filter(week_from=week_from).first()
    if before and before.approved_at:
        raise AlreadyApproved(approved_at=before.approved_at)
    worked = {day: hours_of_day for day, hours_of_day in sorted(days.items()) if hours_of_day}
    _check_hours(contract, week_from, worked, actor=actor, at=at)
    sheet, _ = Timesheet.objects.update_or_create(
        contract=contract,
        week_from=week_from,
        defaults={"written_by_id": actor.person, "written_at": at},
    )
    sheet.days.all().delete()
    TimesheetDay.objects.bulk_create(
        TimesheetDay(timesheet=sheet, day=day, hours=hours_of_day) for day, hours_of_day in worked.items()
    )
    record("hours.written", actor=actor, at=at, subject=contract.award.call.subject, contract=number,
           week_from=week_from, hours=sum(worked.values(), Decimal(0)))  # fmt: skip
    return sheet


def _check_hours(
    contract: Contract, week_from: date, worked: Mapping[date, Decimal], *, actor: Actor, at: datetime
) -> None:
    wrong = [one for one in worked.values() if not (one.is_finite() and one > 0 and one == one.quantize(HUNDREDTH))]
    if wrong or not worked:
        raise HoursNotPossible(hours=wrong)
    later = [day for day in worked if day > local(at).date()]
    if later:
        raise NotWorkedYet(days=later)
    sheet = facts.timesheet(contract, week_from, worked, written_by=actor.person)
    findings = hours.check_timesheet(sheet, agreed=facts.agreed(contract))
    errors = tuple(one for one in findings if one.severity is Severity.ERROR)
    if errors:
        raise hours.HoursRefused(findings=errors)


@transaction.atomic
def approve_hours(number: str, week_from: date, *, actor: Actor, at: datetime) -> Decimal:
    """Somebody with mandate approves the hours of a week, never who wrote them (R33). Returns the hours.

    Raises:
        OwnHours, HoursRefused, AlreadyApproved.
    """
    contract = access.get(number, actor=actor, to=Verb.APPROVE_HOURS, locked=True)
    week_from -= timedelta(days=week_from.weekday())
    sheet = contract.timesheets.prefetch_related("days").filter(week_from=week_from).first()
    if sheet is None:
        raise NotFound(what=f"timesheet:{week_from}")
    if sheet.approved_at:
        raise AlreadyApproved(approved_at=sheet.approved_at)
    days = {one.day: one.hours for one in sheet.days.all()}
    written = facts.timesheet(contract, week_from, days, written_by=sheet.written_by_id)
    approved = hours.approve(written, agreed=facts.agreed(contract), by=str(actor.person))
    Timesheet.objects.filter(pk=sheet.pk).update(approved_by_id=actor.person, approved_at=at)
    record("hours.approved", actor=actor, at=at, subject=contract.award.call.subject, contract=number,
           week_from=week_from, hours=approved.hours)  # fmt: skip
    return approved.hours
