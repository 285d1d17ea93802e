"""Timesheets: working time (R32), and hours against the contract (R33).

Cast: Pien works and writes, Brenda of the buyer approves.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from openinhuur.domain.contract import Agreed, ExtraHours, Period, Weekday
from openinhuur.domain.hours import (
    HoursRefused,
    OwnHours,
    Timesheet,
    approve,
    check_timesheet,
    contract_hours,
)
from openinhuur.domain.working_time import Finding, HoursCode, Severity, check_rest

MONDAY = date(2026, 7, 13)
MONDAY_TO_THURSDAY = frozenset({Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY})
FOUR_WEEKS = Period(MONDAY, date(2026, 8, 10))
AGREED = Agreed(
    hours_per_week=Decimal(36),
    working_days=MONDAY_TO_THURSDAY,
    period=Period(MONDAY, date(2027, 1, 13)),
    signed_at=datetime(2026, 7, 10, 12, tzinfo=UTC),
)
ALL_WEEK = replace(AGREED, hours_per_week=Decimal(100), working_days=frozenset(Weekday))


def _weeks(*hours_of_weeks: Sequence[int], first: date = MONDAY) -> dict[date, Decimal]:
    """Hours per day, a week being a sequence of hours from Monday on."""
    return {
        first + timedelta(weeks=week, days=day): Decimal(hours)
        for week, hours_of_days in enumerate(hours_of_weeks)
        for day, hours in enumerate(hours_of_days)
    }


def _sheet(days: dict[date, Decimal], period: Period = FOUR_WEEKS) -> Timesheet:
    return Timesheet(period, days, written_by="pien")


def _codes(findings: Sequence[Finding]) -> list[HoursCode]:
    return [finding.code for finding in findings]


NINE_HOURS = (9, 9, 9, 9)
IN_ORDER = _sheet(_weeks(*[NINE_HOURS] * 4))


def test_r32_four_days_of_nine_hours_are_good() -> None:
    assert check_timesheet(IN_ORDER, agreed=AGREED) == ()


def test_r32_a_day_of_thirteen_hours_is_an_error_and_of_twelve_is_not() -> None:
    sheet = _sheet(_weeks((13, 12)))
    (finding,) = check_timesheet(sheet, agreed=AGREED)
    assert (finding.code, finding.severity) == (HoursCode.DAY_TOO_LONG, Severity.ERROR)
    assert finding.fields == {"day": MONDAY, "hours": Decimal(13), "limit": Decimal(12)}


def test_r32_a_week_over_sixty_hours_is_an_error_and_of_sixty_is_not() -> None:
    sheet = _sheet(_weeks((12, 12, 12, 12, 12), (12, 12, 12, 12, 12, 1)))
    (finding,) = check_timesheet(sheet, agreed=ALL_WEEK)
    assert finding.code is HoursCode.WEEK_TOO_LONG
    assert finding.fields == {
        "week_from_on": date(2026, 7, 20),
        "hours": Decimal(61),
        "limit": Decimal(60),
    }


def test_r32_a_week_that_began_on_the_previous_sheet_is_looked_at_as_a_whole() -> None:
    from_wednesday = Period(date(2026, 7, 15), date(2026, 8, 1))
    sheet = _sheet({date(2026, 7, day): Decimal(12) for day in (15, 16, 17, 18)}, from_wednesday)
    assert check_timesheet(sheet, agreed=ALL_WEEK) == ()
    whole = replace(sheet, earlier=_weeks((12, 12)))
    assert _codes(check_timesheet(whole, agreed=ALL_WEEK)) == [HoursCode.WEEK_TOO_LONG]


def test_r32_an_average_over_55_hours_in_four_weeks_is_a_warning() -> None:
    exactly_55 = _sheet(_weeks(*[(11, 11, 11, 11, 11)] * 4))
    assert check_timesheet(exactly_55, agreed=ALL_WEEK) == ()
    just_over = _sheet(_weeks(*[(11, 11, 11, 11, 11)] * 3, (11, 11, 11, 11, 12)))
    (finding,) = check_timesheet(just_over, agreed=ALL_WEEK)
    assert (finding.code, finding.severity) == (HoursCode.AVERAGE_TOO_HIGH, Severity.WARNING)
    assert finding.fields == {
        "week_from_on": date(2026, 8, 3),
        "weeks": 4,
        "average": Decimal("55.25"),
        "limit": Decimal(55),
    }


def test_r32_an_average_over_48_hours_in_sixteen_weeks_is_a_warning() -> None:
    before = _weeks(*[(10, 10, 10, 10, 8)] * 15, first=MONDAY - timedelta(weeks=15))
    one_week = Period(MONDAY, MONDAY + timedelta(weeks=1))
    sheet = Timesheet(one_week, _weeks((10, 10, 10, 10, 9)), written_by="pien", earlier=before)
    (finding,) = check_timesheet(sheet, agreed=ALL_WEEK)
    assert finding.fields["weeks"] == 16
    assert finding.fields["average"] == Decimal("48.06")


def test_r32_less_than_eleven_hours_of_rest_is_a_warning() -> None:
    evening = (datetime(2026, 7, 13, 12, tzinfo=UTC), datetime(2026, 7, 13, 20, tzinfo=UTC))
    early = (datetime(2026, 7, 14, 6, 59, tzinfo=UTC), datetime(2026, 7, 14, 12, tzinfo=UTC))
    in_time = (datetime(2026, 7, 14, 7, tzinfo=UTC), datetime(2026, 7, 14, 12, tzinfo=UTC))
    assert check_rest([in_time, evening]) == ()
    (finding,) = check_rest([early, evening])
    assert (finding.code, finding.severity) == (HoursCode.REST_TOO_SHORT, Severity.WARNING)


def test_r33_four_weeks_of_36_hours_are_144_hours() -> None:
    assert contract_hours(AGREED, FOUR_WEEKS) == Decimal(144)
    assert IN_ORDER.hours == Decimal(144)
    assert approve(IN_ORDER, agreed=AGREED, by="brenda").hours == Decimal(144)


def test_r33_of_146_hours_2_are_refused_and_the_finding_says_so() -> None:
    sheet = _sheet(_weeks(*[NINE_HOURS] * 3, (9, 9, 9, 11)))
    with pytest.raises(HoursRefused) as refused:
        approve(sheet, agreed=AGREED, by="brenda")
    facts = {"worked": Decimal(146), "contract": Decimal(144), "extra": Decimal(0), "over": Decimal(2)}
    assert refused.value.fields == {"findings": (Finding(HoursCode.OVER_CONTRACT, Severity.ERROR, facts),)}


@pytest.mark.parametrize(
    ("approved_on", "hours", "over"),
    [
        (date(2026, 8, 5), "2", None),
        (date(2026, 8, 5), "1.5", "0.5"),
        (date(2026, 8, 6), "2", "2"),  # on the day itself is not beforehand
        (date(2026, 8, 7), "2", "2"),
    ],
)
def test_r33_extra_hours_count_when_approved_beforehand(approved_on: date, hours: str, over: str | None) -> None:
    sheet = _sheet(_weeks(*[NINE_HOURS] * 3, (9, 9, 9, 11)))
    extra = ExtraHours(date(2026, 8, 6), Decimal(hours), approved_on)
    findings = check_timesheet(sheet, agreed=replace(AGREED, extra=(extra,)))
    assert [finding.fields["over"] for finding in findings] == ([Decimal(over)] if over else [])


def test_r33_extra_hours_of_another_sheet_do_not_count_here() -> None:
    sheet = _sheet(_weeks(*[NINE_HOURS] * 3, (9, 9, 9, 11)))
    extra = ExtraHours(date(2026, 8, 10), Decimal(2), date(2026, 8, 1))
    findings = check_timesheet(sheet, agreed=replace(AGREED, extra=(extra,)))
    assert _codes(findings) == [HoursCode.OVER_CONTRACT]


def test_r33_a_calendar_month_gives_its_agreed_days() -> None:
    july = Period(date(2026, 7, 1), date(2026, 8, 1))
    assert contract_hours(AGREED, july) == Decimal(108)  # 12 agreed days from 13 July on, 9 hours each


def test_r33_hours_a_week_that_do_not_divide_evenly_are_rounded_once() -> None:
    three_days = replace(
        AGREED,
        hours_per_week=Decimal(32),
        working_days=frozenset({Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY}),
    )
    assert contract_hours(three_days, FOUR_WEEKS) == Decimal(128)
    assert contract_hours(three_days, Period(MONDAY, date(2026, 7, 14))) == Decimal("10.67")


def test_r33_only_agreed_days_count() -> None:
    friday = date(2026, 7, 17)
    findings = check_timesheet(_sheet({friday: Decimal(4)}), agreed=AGREED)
    assert [(one.code, one.fields["day"]) for one in findings] == [(HoursCode.DAY_NOT_AGREED, friday)]


def test_r33_no_hours_before_the_start_or_after_the_end() -> None:
    long = Period(date(2026, 7, 6), date(2027, 2, 1))
    sheet = _sheet({date(2026, 7, 9): Decimal(8), date(2027, 1, 13): Decimal(8)}, long)
    signed_early = replace(AGREED, signed_at=datetime(2026, 7, 1, 12, tzinfo=UTC))
    assert _codes(check_timesheet(sheet, agreed=signed_early)) == [HoursCode.BEFORE_START, HoursCode.AFTER_END]


def test_r33_no_hours_before_signature_and_the_day_is_that_of_amsterdam() -> None:
    sheet = _sheet({MONDAY: Decimal(9), date(2026, 7, 14): Decimal(9)})
    after_midnight = replace(AGREED, signed_at=datetime(2026, 7, 13, 22, 30, tzinfo=UTC))
    (finding,) = check_timesheet(sheet, agreed=after_midnight)
    assert finding.code is HoursCode.NOT_SIGNED
    assert finding.fields == {"day": MONDAY, "signed_on": date(2026, 7, 14)}


def test_r33_no_hours_on_a_contract_that_is_not_signed() -> None:
    findings = check_timesheet(_sheet({MONDAY: Decimal(9)}), agreed=replace(AGREED, signed_at=None))
    assert _codes(findings) == [HoursCode.NOT_SIGNED]


def test_hours_belong_to_the_days_of_their_sheet() -> None:
    findings = check_timesheet(_sheet({date(2026, 8, 10): Decimal(9)}), agreed=AGREED)
    assert _codes(findings) == [HoursCode.OUTSIDE_SHEET]


def test_a_day_without_hours_is_never_wrong() -> None:
    sheet = _sheet({date(2026, 7, 5): Decimal(0), date(2026, 7, 17): Decimal(0)})
    assert check_timesheet(sheet, agreed=replace(AGREED, signed_at=None)) == ()


def test_hours_are_never_negative() -> None:
    with pytest.raises(ValueError, match="never negative"):
        _sheet({MONDAY: Decimal(-1)})


def test_r33_nobody_approves_their_own_hours() -> None:
    with pytest.raises(OwnHours) as refused:
        approve(IN_ORDER, agreed=AGREED, by="pien")
    assert refused.value.fields == {"by": "pien"}


def test_warnings_do_not_stop_approval_and_are_kept_with_it() -> None:
    sheet = _sheet(_weeks(*[(12, 12, 12, 12, 8)] * 4))
    approved = approve(sheet, agreed=ALL_WEEK, by="brenda")
    assert approved.by == "brenda"
    assert _codes(approved.warnings) == [HoursCode.AVERAGE_TOO_HIGH]


def test_every_error_is_told_at_once() -> None:
    sheet = _sheet(_weeks((13, 9, 9, 9, 13)))
    with pytest.raises(HoursRefused) as refused:
        approve(sheet, agreed=AGREED, by="brenda")
    findings = refused.value.fields["findings"]
    assert isinstance(findings, tuple)
    assert _codes(findings) == [HoursCode.DAY_TOO_LONG, HoursCode.DAY_TOO_LONG, HoursCode.DAY_NOT_AGREED]
