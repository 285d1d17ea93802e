"""A supplier's passport: lending staff (R28), what is required, and papers that expire."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.contract import ExtensionOption, Period, Term
from openinhuur.domain.dated import ValueUnknown
from openinhuur.domain.errors import Refusal
from openinhuur.domain.passport import (
    LENDER_RULES,
    WARNING_DAYS,
    ExpiresBeforeIssued,
    ExpiryWarning,
    IssuedInFuture,
    Item,
    Lack,
    Lender,
    LenderRule,
    Need,
    Paper,
    PaperKind,
    Passport,
    Register,
    Shortfall,
    WttaStatus,
    check_lender,
    check_paper,
    expiring,
    lender_needs,
    shortfalls,
    warnings_due,
)

EXAMPLES = Path(__file__).parents[1] / "examples"
LENDERS = list(csv.DictReader((EXAMPLES / "lender.csv").read_text(encoding="utf-8").splitlines()))
TODAY = date(2026, 6, 22)
DAY = timedelta(days=1)
INSURANCE = Paper(PaperKind.INSURANCE, date(2026, 1, 1), date(2026, 12, 31), key=1)
DECLARATION = Paper(PaperKind.SELF_DECLARATION, date(2026, 5, 1), None, key=2)
COMPLETE = Passport(
    lender=Lender(True, date(2020, 1, 1), WttaStatus.NONE, None),  # noqa: FBT003 (lends staff)
    sna_registered=True,
    has_g_account=True,
    has_g_account_exemption_until=None,
    is_sole_worker=False,
    papers=(INSURANCE, DECLARATION),
    checked={Register.TRADE_REGISTER: TODAY, Register.WAADI: TODAY, Register.SNA: TODAY},
)
THRESHOLDS = {30, 14, 3, 0}

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", LENDERS, ids=[row["case"] for row in LENDERS])
def test_r28_who_lends_staff_is_what_the_law_asks_on_the_day(row: dict[str, str]) -> None:
    lender = Lender(row["lends"] == "yes", _day(row["waadi_on"]), WttaStatus(row["wtta"]), _day(row["since_on"]))
    on = date.fromisoformat(row["on"])
    if not row["refused"]:
        check_lender(lender, on=on)
        return
    with pytest.raises(Refusal) as refused:
        check_lender(lender, on=on)
    field = "waadi_registered_on" if row["refused"].startswith("waadi") else "wtta_status"
    assert (refused.value.code, refused.value.fields) == (row["refused"], {"on": on, "field": field})


def test_r28_the_rules_for_lenders_follow_each_other_without_a_gap() -> None:
    assert [rule.valid_until for rule in LENDER_RULES] == [*(rule.valid_from for rule in LENDER_RULES[1:]), None]
    assert [rule.value for rule in LENDER_RULES] == list(LenderRule)


def test_r28_a_day_before_the_first_rule_is_not_guessed() -> None:
    with pytest.raises(ValueUnknown):
        check_lender(COMPLETE.lender, on=date(2012, 6, 30))


def test_r28_the_first_period_of_the_request_reaches_into_the_year_of_notifying() -> None:
    period = Term(date(2026, 7, 13), 6).period
    needs = lender_needs(period.from_on, period.until_on)
    assert needs == (Need(LenderRule.WAADI, date(2026, 7, 13)), Need(LenderRule.NOTIFIED, date(2027, 1, 1)))


def test_r28_the_second_extension_of_the_request_needs_an_admitted_lender() -> None:
    used = (ExtensionOption(1, 6, used_on=TODAY), ExtensionOption(2, 6, used_on=TODAY))
    period = Term(date(2026, 7, 13), 6, used).period
    assert period.last_day == date(2028, 1, 12)
    needs = lender_needs(period.from_on, period.until_on)
    assert [need.rule for need in needs] == [LenderRule.WAADI, LenderRule.NOTIFIED, LenderRule.ADMITTED]
    assert needs[-1].from_on == date(2028, 1, 1)


def test_r28_a_period_that_ends_before_the_new_year_needs_nothing_of_it() -> None:
    assert lender_needs(date(2026, 7, 13), date(2027, 1, 1)) == (Need(LenderRule.WAADI, date(2026, 7, 13)),)


def test_r28_who_begins_in_2027_had_to_notify_before_that_year() -> None:
    (need,) = lender_needs(date(2027, 3, 1), date(2027, 9, 1))
    assert (need.from_on, need.rule_from_on) == (date(2027, 3, 1), date(2027, 1, 1))


def test_r28_a_period_of_no_days_is_no_period() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        lender_needs(TODAY, TODAY)


@given(days, st.integers(1, 1000))
def test_r28_every_day_of_a_period_is_under_the_need_that_began_last(from_on: date, length: int) -> None:
    period = Period(from_on, from_on + timedelta(days=length))
    needs = lender_needs(period.from_on, period.until_on)
    for day in period.days()[:: max(1, length // 20)]:
        last = [need for need in needs if need.from_on <= day][-1]
        assert [rule.value for rule in LENDER_RULES if rule.holds_on(day)] == [last.rule]


def test_a_complete_passport_lacks_nothing() -> None:
    assert shortfalls(COMPLETE, Item, on=TODAY) == ()


@pytest.mark.parametrize(
    ("passport", "shortfall"),
    [
        (
            replace(COMPLETE, checked={**COMPLETE.checked, Register.TRADE_REGISTER: TODAY + DAY}),
            ("trade-register", "not-checked"),
        ),
        (replace(COMPLETE, lender=replace(COMPLETE.lender, waadi_registered_on=None)), ("waadi", "missing")),
        (replace(COMPLETE, checked={Register.TRADE_REGISTER: TODAY, Register.SNA: TODAY}), ("waadi", "not-checked")),
        (replace(COMPLETE, sna_registered=False), ("sna", "missing")),
        (replace(COMPLETE, checked={Register.TRADE_REGISTER: TODAY, Register.WAADI: TODAY}), ("sna", "not-checked")),
        (replace(COMPLETE, has_g_account=False), ("g-account", "missing")),
        (replace(COMPLETE, has_g_account=False, has_g_account_exemption_until=TODAY), ("g-account", "expired")),
        (replace(COMPLETE, papers=(DECLARATION,)), ("insurance", "missing")),
        (replace(COMPLETE, papers=(replace(INSURANCE, expires_on=TODAY - DAY), DECLARATION)), ("insurance", "expired")),
        (replace(COMPLETE, papers=(replace(INSURANCE, issued_on=TODAY + DAY), DECLARATION)), ("insurance", "missing")),
        (replace(COMPLETE, papers=(INSURANCE,)), ("self-declaration", "missing")),
    ],
)  # fmt: skip
def test_what_is_required_and_not_there_is_named(passport: Passport, shortfall: tuple[str, str]) -> None:
    item, code = shortfall
    assert shortfalls(passport, list(Item), on=TODAY) == (Shortfall(Item(item), Lack(code)),)
    assert shortfalls(passport, set(Item) - {Item(item)}, on=TODAY) == ()


@pytest.mark.parametrize(
    "passport",
    [
        replace(COMPLETE, lender=Lender(False, None, WttaStatus.NONE, None), checked={}),  # noqa: FBT003 (lends no staff)
        replace(COMPLETE, has_g_account=False, has_g_account_exemption_until=TODAY + DAY),
        replace(
            COMPLETE, has_g_account=False, papers=(*COMPLETE.papers, Paper(PaperKind.G_ACCOUNT_EXEMPTION, TODAY, TODAY))
        ),
        replace(COMPLETE, papers=(replace(INSURANCE, expires_on=TODAY - DAY), replace(INSURANCE, expires_on=TODAY))),
    ],
)
def test_what_is_met_in_another_way_is_met(passport: Passport) -> None:
    required = [Item.WAADI, Item.G_ACCOUNT, Item.INSURANCE]
    assert shortfalls(passport, required, on=TODAY) == ()


@pytest.mark.parametrize(
    ("on", "wtta", "registers", "lack"),
    [
        (date(2027, 1, 4), WttaStatus.NONE, {Register.WAADI, Register.WTTA}, Lack.MISSING),
        (date(2027, 1, 4), WttaStatus.NOTIFIED, {Register.WAADI}, Lack.NOT_CHECKED),
        (date(2027, 1, 4), WttaStatus.NOTIFIED, {Register.WAADI, Register.WTTA}, None),
        (date(2028, 1, 3), WttaStatus.ADMITTED, {Register.WAADI}, Lack.NOT_CHECKED),
        (date(2028, 1, 3), WttaStatus.ADMITTED, {Register.WTTA}, None),
    ],
)
def test_r28_the_registers_to_look_in_follow_the_law(
    on: date, wtta: WttaStatus, registers: set[Register], lack: Lack | None
) -> None:
    since_on = None if wtta is WttaStatus.NONE else TODAY
    lender = replace(COMPLETE.lender, wtta_status=wtta, wtta_since_on=since_on)
    passport = replace(COMPLETE, lender=lender, checked=dict.fromkeys(registers, TODAY))
    assert [one.code for one in shortfalls(passport, [Item.WAADI], on=on)] == ([lack] if lack else [])


def test_shortfalls_come_in_one_order_and_once_each() -> None:
    bare = replace(COMPLETE, sna_registered=False, has_g_account=False, papers=(), checked={})
    asked_twice = [*reversed(Item), *Item]
    assert [one.item for one in shortfalls(bare, asked_twice, on=TODAY)] == list(Item)


def test_the_days_on_a_paper_are_possible() -> None:
    check_paper(replace(INSURANCE, issued_on=TODAY, expires_on=TODAY), on=TODAY)
    check_paper(replace(INSURANCE, expires_on=TODAY - DAY), on=TODAY)
    with pytest.raises(IssuedInFuture) as future:
        check_paper(replace(INSURANCE, issued_on=TODAY + DAY), on=TODAY)
    assert future.value.fields == {"issued_on": TODAY + DAY, "field": "issued_on"}
    with pytest.raises(ExpiresBeforeIssued) as turned:
        check_paper(replace(INSURANCE, issued_on=TODAY, expires_on=TODAY - DAY), on=TODAY)
    assert turned.value.fields == {"issued_on": TODAY, "expires_on": TODAY - DAY, "field": "expires_on"}


@pytest.mark.parametrize(
    ("on", "days_ahead"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), 30),
        (date(2026, 12, 16), 30),
        (date(2026, 12, 17), 14),
        (date(2026, 12, 28), 3),
        (date(2026, 12, 31), 3),
        (date(2027, 1, 1), 0),
        (date(2030, 1, 1), 0),
    ],
)
def test_a_warning_is_the_most_urgent_one_and_a_paper_holds_on_its_last_day(on: date, days_ahead: int | None) -> None:
    expected = () if days_ahead is None else (ExpiryWarning(INSURANCE, days_ahead),)
    assert warnings_due([INSURANCE, DECLARATION], [], on=on) == expected
    assert warnings_due([INSURANCE], [(1, one) for one in THRESHOLDS], on=on) == ()
    assert warnings_due([INSURANCE], [(2, one) for one in THRESHOLDS], on=on) == expected


def test_who_was_told_something_more_urgent_is_not_told_less() -> None:
    assert warnings_due([INSURANCE], [(1, 3)], on=date(2026, 12, 20)) == ()


def test_what_needs_attention_comes_most_urgent_first() -> None:
    papers = [
        replace(INSURANCE, key=key, expires_on=TODAY + timedelta(days=left))
        for key, left in enumerate([31, 30, -9, 0, 2])
    ]
    assert [(one.paper.key, one.days_ahead) for one in expiring(papers, on=TODAY)] == [(2, 0), (3, 3), (4, 3), (1, 30)]


def test_the_thresholds_are_dated() -> None:
    assert {*WARNING_DAYS[0].value, 0} == THRESHOLDS


@given(st.lists(days, min_size=1, max_size=4), st.sets(st.integers(0, 800), max_size=80))
def test_whatever_days_are_skipped_no_message_comes_twice_and_none_is_lost_that_could_be_sent(
    expiries: list[date], runs: set[int]
) -> None:
    papers = [Paper(PaperKind.OTHER, date(2025, 1, 1), expires_on, key) for key, expires_on in enumerate(expiries)]
    told: list[tuple[int, int]] = []
    for on in sorted(date(2025, 12, 1) + n * DAY for n in runs):
        due = warnings_due(papers, told, on=on)
        assert len({warning.paper.key for warning in due}) == len(due)
        told += [(warning.paper.key, warning.days_ahead) for warning in due]
    assert len(told) == len(set(told))
    ran_on = {date(2025, 12, 1) + n * DAY for n in runs}
    for paper in papers:
        assert {ahead for key, ahead in told if key == paper.key} == {_told_on(paper, on) for on in ran_on} - {None}


def test_day_by_day_every_paper_gets_every_message_once_and_in_order() -> None:
    told: list[tuple[int, int]] = []
    for on in (date(2026, 11, 1) + n * DAY for n in range(90)):
        told += [(warning.paper.key, warning.days_ahead) for warning in warnings_due([INSURANCE], told, on=on)]
    assert told == [(1, 30), (1, 14), (1, 3), (1, 0)]


def test_after_a_week_of_standing_still_one_message_is_sent() -> None:
    told = [(1, 30)]
    due = warnings_due([INSURANCE], told, on=date(2027, 1, 2))
    assert [warning.days_ahead for warning in due] == [0]


def _told_on(paper: Paper, on: date) -> int | None:
    """What the rule says on one day, written the long way."""
    assert paper.expires_on is not None
    left = (paper.expires_on - on).days
    for ahead, is_reached in ((0, left < 0), (3, left <= 3), (14, left <= 14), (30, left <= 30)):
        if is_reached:
            return ahead
    return None
