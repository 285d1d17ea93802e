"""Step 1: judgements (R1), self-employed (R29), payroll (R30), Waadi (R28) and the chain rule (R31)."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.chain import Agreement, ChainRule, chain_of, propose_chain
from openinhuur.domain.requirements import (
    Employment,
    FactCode,
    Judgement,
    JudgementMissing,
    Proposal,
    ReasonMissing,
    confirm,
    passes,
    propose_payroll,
    propose_self_employed,
    propose_waadi,
)

EXAMPLES = Path(__file__).parents[1] / "examples"
CHAINS = list(csv.DictReader((EXAMPLES / "chain_rule.csv").read_text(encoding="utf-8").splitlines()))
RULE = ChainRule()
START = date(2026, 7, 13)
MET = Judgement(met=True, reason="")
NOT_MET = Judgement(met=False, reason="Het diploma staat niet in het cv.")

agreements = st.builds(
    lambda from_on, length: Agreement(from_on, from_on + timedelta(days=length)),
    st.dates(date(2022, 1, 1), date(2026, 12, 31)),
    st.integers(0, 500),
)


def _agreements(text: str) -> list[Agreement]:
    pairs = (pair.split("/") for pair in text.split())
    return [Agreement(date.fromisoformat(from_on), date.fromisoformat(last_on)) for from_on, last_on in pairs]


@pytest.mark.parametrize("row", CHAINS, ids=[row["case"] for row in CHAINS])
def test_r31_the_chain_rule_proposes(row: dict[str, str]) -> None:
    given_agreements, start_on = _agreements(row["agreements"]), date.fromisoformat(row["start_on"])
    proposal = propose_chain(
        given_agreements, start_on=start_on, has_permanent_contract=row["permanent"] == "yes", rule=RULE
    )
    chain = chain_of(given_agreements, start_on=start_on, rule=RULE)
    assert proposal.met is (row["proposed"] == "met")
    assert len(chain.agreements) == int(row["counted"])
    assert (chain.months, chain.days) == (int(row["months"]), int(row["days"]))


def test_r31_the_explanation_says_what_counts_how_long_and_how_far_it_reaches() -> None:
    proposal = propose_chain(
        _agreements("2020-01-01/2020-12-31 2024-01-01/2024-12-31 2025-01-01/2025-06-30 2025-08-01/2026-01-31"),
        start_on=START,
        has_permanent_contract=False,
        rule=RULE,
    )
    facts = [(fact.code, fact.fields) for fact in proposal.explanation]
    assert facts == [
        (FactCode.AGREEMENT_COUNTED, {"from_on": date(2025, 8, 1), "last_on": date(2026, 1, 31)}),
        (FactCode.AGREEMENT_COUNTED, {"from_on": date(2025, 1, 1), "last_on": date(2025, 6, 30)}),
        (FactCode.AGREEMENT_COUNTED, {"from_on": date(2024, 1, 1), "last_on": date(2024, 12, 31)}),
        (FactCode.AGREEMENT_LEFT_OUT, {"from_on": date(2020, 1, 1), "last_on": date(2020, 12, 31)}),
        (FactCode.CHAIN_AGREEMENTS, {"applies": True, "agreements": 3, "limit": 3}),
        (FactCode.CHAIN_TOTAL, {"applies": True, "months": 24, "days": 0, "limit": 24}),
        (
            FactCode.CHAIN_REACH,
            {"applies": True, "reaches_until_on": date(2026, 8, 1), "start_on": date(2026, 7, 13)},
        ),
    ]


def test_r31_the_parameters_are_those_the_call_published() -> None:
    earlier = _agreements("2025-01-01/2025-06-30 2025-08-01/2026-01-31")
    stricter = ChainRule(agreements=2, months=12, gap_months=6)
    proposals = [
        propose_chain(earlier, start_on=START, has_permanent_contract=False, rule=rule).met
        for rule in (RULE, stricter, ChainRule(agreements=2, months=12, gap_months=5))
    ]
    assert proposals == [True, False, True]


def test_r31_an_agreement_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Agreement(date(2026, 1, 2), date(2026, 1, 1))


@given(st.lists(agreements, max_size=6).flatmap(lambda one: st.tuples(st.just(one), st.permutations(one))))
def test_r31_the_outcome_does_not_depend_on_the_order_of_the_agreements(
    orders: tuple[list[Agreement], list[Agreement]],
) -> None:
    first, second = (propose_chain(order, start_on=START, has_permanent_contract=False, rule=RULE) for order in orders)
    assert first == second


@given(st.lists(agreements, max_size=6))
def test_r31_every_agreement_is_either_counted_or_left_out_and_no_day_counts_twice(
    given_agreements: list[Agreement],
) -> None:
    chain = chain_of(given_agreements, start_on=START, rule=RULE)
    assert len(chain.agreements) + len(chain.left_out) == len(given_agreements)
    covered = {
        one.from_on + timedelta(days=n) for one in chain.agreements for n in range((one.last_on - one.from_on).days + 1)
    }
    days_before_start = sum(day < START for day in covered)
    assert 28 * chain.months + chain.days <= days_before_start + chain.months
    assert days_before_start <= 31 * chain.months + chain.days


def test_r29_a_self_employed_person_under_direction_is_proposed_not_met() -> None:
    proposal = propose_self_employed(Employment.SELF_EMPLOYED, is_sole_worker=True, is_under_direction=True)
    assert proposal.met is False
    assert [fact.code for fact in proposal.explanation] == [FactCode.SELF_EMPLOYED]


def test_r29_a_company_whose_only_worker_is_its_owner_is_for_a_person_to_decide() -> None:
    proposal = propose_self_employed(Employment.PERMANENT, is_sole_worker=True, is_under_direction=True)
    assert proposal.met is None
    assert [fact.code for fact in proposal.explanation] == [FactCode.SOLE_WORKER]


@pytest.mark.parametrize(
    ("employment", "is_under_direction"), [(Employment.PERMANENT, True), (Employment.SELF_EMPLOYED, False)]
)
def test_r29_an_employee_or_work_without_direction_is_met(employment: Employment, *, is_under_direction: bool) -> None:
    proposal = propose_self_employed(employment, is_sole_worker=False, is_under_direction=is_under_direction)
    assert proposal.met is True


@pytest.mark.parametrize(
    ("has_allocation_function", "is_exclusive", "shown"),
    [
        (False, True, [FactCode.NO_ALLOCATION, FactCode.EXCLUSIVE]),
        (True, True, [FactCode.EXCLUSIVE]),
        (True, False, []),
    ],
)
def test_r30_payroll_indications_are_shown_and_never_decided(
    *, has_allocation_function: bool, is_exclusive: bool, shown: list[FactCode]
) -> None:
    proposal = propose_payroll(has_allocation_function=has_allocation_function, is_exclusive=is_exclusive)
    assert proposal.met is None
    assert [fact.code for fact in proposal.explanation] == shown


@pytest.mark.parametrize(
    ("registered_on", "lends_staff", "met"),
    [
        (date(2020, 1, 1), True, True),
        (date(2026, 7, 13), True, True),
        (date(2026, 7, 14), True, False),
        (None, True, False),
        (None, False, True),
    ],
)
def test_r28_who_lends_staff_is_registered_on_the_day(
    registered_on: date | None, *, lends_staff: bool, met: bool
) -> None:
    assert propose_waadi(registered_on, lends_staff=lends_staff, on=START).met is met


def test_r1_a_proposal_becomes_a_judgement_only_with_a_written_reason() -> None:
    proposal = Proposal(met=False, explanation=())
    judgement = confirm(proposal, met=False, reason=" Geen inschrijving in het handelsregister. ")
    assert judgement == Judgement(met=False, reason="Geen inschrijving in het handelsregister.")


@pytest.mark.parametrize("reason", ["", "   ", "-", "nee", "nee nee nee nee", "n.v.t.", "1 2 3 4 5"])
def test_r1_not_met_without_a_reason_of_substance_is_refused(reason: str) -> None:
    with pytest.raises(ReasonMissing) as refused:
        confirm(Proposal(met=False, explanation=()), met=False, reason=reason)
    assert refused.value.fields == {"met": False, "reason": reason}


def test_r1_departing_from_the_proposal_needs_a_reason_too() -> None:
    with pytest.raises(ReasonMissing):
        confirm(Proposal(met=False, explanation=()), met=True, reason="")


@pytest.mark.parametrize("proposed", [None, True])
def test_r1_met_as_proposed_or_without_a_proposal_needs_no_reason(*, proposed: bool | None) -> None:
    assert confirm(Proposal(met=proposed, explanation=()), met=True, reason="").met
    assert confirm(None, met=True, reason="").met


def test_r1_one_requirement_not_met_ends_the_bid() -> None:
    assert passes({1: MET, 2: MET}, [1, 2])
    assert not passes({1: MET, 2: NOT_MET}, [1, 2])


def test_r1_of_23_bids_4_fail_and_19_go_on() -> None:
    bids = [dict.fromkeys(range(1, 7), MET) for _ in range(23)]
    for bid, requirement in zip(bids, (1, 2, 4, 6), strict=False):
        bid[requirement] = NOT_MET
    assert sum(passes(bid, range(1, 7)) for bid in bids) == 19


def test_r1_a_missing_judgement_is_neither_met_nor_not_met() -> None:
    with pytest.raises(JudgementMissing) as refused:
        passes({1: NOT_MET, 3: MET}, [1, 2, 3, 4])
    assert refused.value.fields == {"requirements": (2, 4)}


def test_r1_what_was_not_published_as_a_requirement_does_not_decide() -> None:
    assert passes({1: MET, 99: NOT_MET}, [1])
