"""Admission to a purchasing system: steps, terms (R15, R16) and what each step needs."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.admission import (
    STANDARD_TERMS,
    TRANSITIONS,
    AdmissionIncomplete,
    AlreadyExtended,
    ExtensionReasonMissing,
    PurchasingSystemClosed,
    RefusalReasonMissing,
    Renewal,
    RenewalState,
    State,
    Step,
    StepNotPossible,
    SuspensionReasonMissing,
    Terms,
    check_admit,
    check_asked,
    check_extension,
    check_refusal,
    check_suspension,
    declaration_due_on,
    due_on,
    next_state,
    renewal_state,
    repair_due_on,
)
from openinhuur.domain.calendars import Calendar, is_working_day
from openinhuur.domain.dated import value_on
from openinhuur.domain.passport import Item, Lack, Shortfall

EXAMPLES = Path(__file__).parents[1] / "examples"
ROWS = list(csv.DictReader((EXAMPLES / "admission.csv").read_text(encoding="utf-8").splitlines()))
MONDAY = date(2026, 6, 22)
TERMS = value_on(MONDAY, STANDARD_TERMS, what="admission-terms").value
REASON = "De verzekeraar antwoordt pas volgende week."
OVER = {State.REFUSED, State.WITHDRAWN, State.ENDED}

empty = pytest.mark.parametrize("reason", ["", "   ", "-", "n.v.t.", "nee nee nee", "x" * 10_000])
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
terms = st.builds(
    lambda decision, more, declaration, repair: Terms(decision, decision + more, declaration, repair),
    *[st.integers(1, 20)] * 4,
)


def _due_on(term: str, event_on: date) -> date:
    match term:
        case "declaration":
            return declaration_due_on(event_on, TERMS)
        case "repair":
            return repair_due_on(event_on, TERMS)
    return due_on(event_on, TERMS, is_extended=term == "decision-extended")


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_r15_r16_a_term_of_admission_ends_on(row: dict[str, str]) -> None:
    assert _due_on(row["term"], date.fromisoformat(row["event_on"])) == date.fromisoformat(row["due_on"])


def test_r15_the_terms_of_the_law_are_dated_and_have_a_source() -> None:
    assert (TERMS.decision, TERMS.decision_extended, TERMS.declaration, TERMS.repair) == (10, 15, 5, 5)
    assert "34(5)" in value_on(MONDAY, STANDARD_TERMS, what="admission-terms").source


@given(days, terms)
def test_r15_a_decision_is_due_on_a_working_day_with_all_days_of_the_term_after_receipt(
    received_on: date, given_terms: Terms
) -> None:
    due = due_on(received_on, given_terms, is_extended=False)
    later = [received_on + timedelta(days=n) for n in range(1, (due - received_on).days + 1)]
    assert is_working_day(due, Calendar.EUROPEAN)
    assert sum(is_working_day(day, Calendar.EUROPEAN) for day in later) == given_terms.decision


@given(days, days, terms)
def test_r15_an_extension_gives_more_time_and_who_asks_later_is_never_due_earlier(
    one: date, other: date, given_terms: Terms
) -> None:
    earlier, later = sorted((one, other))
    assert due_on(one, given_terms, is_extended=False) < due_on(one, given_terms, is_extended=True)
    assert due_on(earlier, given_terms, is_extended=False) <= due_on(later, given_terms, is_extended=False)


def test_a_request_that_lacks_something_is_repaired_and_admitted() -> None:
    state = State.ASKED
    for step in (Step.ASK_REPAIR, Step.EXTEND, Step.REPAIR, Step.ADMIT, Step.SUSPEND, Step.REINSTATE, Step.END):
        state = next_state(state, step)
    assert state is State.ENDED


def test_while_repair_is_asked_nobody_is_admitted_but_the_request_can_be_refused() -> None:
    with pytest.raises(StepNotPossible) as refused:
        next_state(State.REPAIR_ASKED, Step.ADMIT)
    assert refused.value.fields == {"step": "admit", "state": "repair-asked"}
    assert next_state(State.REPAIR_ASKED, Step.REFUSE) is State.REFUSED


@pytest.mark.parametrize("state", [State.ASKED, State.REPAIR_ASKED])
def test_r15_an_extension_keeps_the_state(state: State) -> None:
    assert next_state(state, Step.EXTEND) is state


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", State)
def test_every_step_from_every_state_is_in_the_table_or_refused(state: State, step: Step) -> None:
    if (state, step) in TRANSITIONS:
        assert next_state(state, step) is TRANSITIONS[state, step]
        return
    with pytest.raises(StepNotPossible):
        next_state(state, step)


def test_what_is_over_stays_over_and_everything_else_can_end() -> None:
    assert {state for state in State if not any(origin is state for origin, _ in TRANSITIONS)} == OVER
    assert {step for _, step in TRANSITIONS} == set(Step)


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_only_a_request_that_was_asked_and_complete_becomes_an_admission(steps: list[Step]) -> None:
    state, was_admitted = State.ASKED, False
    for step in steps:
        if (state, step) not in TRANSITIONS:
            continue
        before, state = state, next_state(state, step)
        assert before not in OVER
        assert (step is Step.ADMIT) <= (before is State.ASKED)
        was_admitted = was_admitted or step is Step.ADMIT
    assert (state in {State.ADMITTED, State.SUSPENDED, State.ENDED}) is was_admitted


@pytest.mark.parametrize(
    ("open_until", "is_open"), [(None, True), (date(2026, 6, 23), True), (MONDAY, False), (date(2026, 6, 21), False)]
)
def test_suppliers_may_ask_as_long_as_the_system_is_open(open_until: date | None, *, is_open: bool) -> None:
    if is_open:
        check_asked(open_until, on=MONDAY)
        return
    with pytest.raises(PurchasingSystemClosed) as refused:
        check_asked(open_until, on=MONDAY)
    assert refused.value.fields == {"open_until": open_until}


def test_r15_a_decision_is_extended_once_with_a_reason() -> None:
    check_extension(REASON, is_extended=False)
    with pytest.raises(AlreadyExtended):
        check_extension(REASON, is_extended=True)


@empty
def test_r15_an_extension_without_a_reason_of_substance_is_refused(reason: str) -> None:
    with pytest.raises(ExtensionReasonMissing):
        check_extension(reason, is_extended=False)


@empty
def test_who_is_not_admitted_or_is_suspended_is_told_why(reason: str) -> None:
    with pytest.raises(RefusalReasonMissing):
        check_refusal(reason)
    with pytest.raises(SuspensionReasonMissing):
        check_suspension(reason)
    check_refusal(REASON)
    check_suspension(REASON)


def test_who_lacks_what_is_required_is_not_admitted() -> None:
    check_admit(())
    with pytest.raises(AdmissionIncomplete) as refused:
        check_admit([Shortfall(Item.SNA, Lack.NOT_CHECKED), Shortfall(Item.INSURANCE, Lack.EXPIRED)])
    assert refused.value.fields == {"items": ["sna", "insurance"]}


@pytest.mark.parametrize(
    ("answered_on", "on", "state"),
    [
        (None, MONDAY, RenewalState.RUNNING),
        (None, date(2026, 6, 29), RenewalState.RUNNING),
        (None, date(2026, 6, 30), RenewalState.OVERDUE),
        (date(2026, 6, 24), date(2026, 6, 30), RenewalState.ANSWERED),
        (date(2026, 7, 2), date(2026, 7, 3), RenewalState.ANSWERED),
    ],
)
def test_r16_a_renewed_declaration_comes_within_five_working_days(
    answered_on: date | None, on: date, state: RenewalState
) -> None:
    assert renewal_state(Renewal(MONDAY, answered_on), TERMS, on=on) is state
