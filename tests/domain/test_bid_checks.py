"""What a supplier should look at before it sends a bid, check by check; and what it cannot be sent without."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from openinhuur.domain.bid import CvRules
from openinhuur.domain.bid_checks import Asked, CvText, Remark, Written, remarks
from openinhuur.domain.bid_draft import (
    Answers,
    CriterionAnswer,
    Declaration,
    Gap,
    Part,
    RequirementAnswer,
    erased_from,
    missing,
)
from openinhuur.domain.chain import Agreement, ChainRule
from openinhuur.domain.lender import Lender, WttaStatus
from openinhuur.domain.paper import Paper, PaperKind
from openinhuur.domain.passport import Passport

ON = date(2026, 6, 29)
PASSPORT = Passport(
    lender=Lender(
        lends_staff=True, waadi_registered_on=date(2020, 1, 1), wtta_status=WttaStatus.NONE, wtta_since_on=None
    ),
    sna_registered=True,
    has_g_account=True,
    has_g_account_exemption_until=None,
    is_sole_worker=False,
    papers=(Paper(PaperKind.INSURANCE, date(2026, 1, 1), date(2026, 12, 31)),),
    checked={},
)
ASKED = Asked(
    requirements={"1": "self-employed", "2": "chain"},
    criteria=("3", "4"),
    cv=CvRules(max_pages=2, language="nl", min_references=2),
    hours_per_week=Decimal(36),
    max_rate=Decimal(120),
    start_on=date(2026, 7, 13),
    chain=ChainRule(),
    reference_on=date(2026, 7, 13),
)
WHOLE = Answers(
    candidate="Pien",
    employment="temporary",
    available_from=date(2026, 7, 13),
    hours_per_week=Decimal(36),
    requirements={
        "1": RequirementAnswer(is_met=True, text="In dienst."),
        "2": RequirementAnswer(is_met=True, page=2),
    },
    criteria={"3": CriterionAnswer("Zes jaar.", 1), "4": CriterionAnswer("Notulist.", 2)},
    hourly_rate=Decimal(110),
    references=("a", "b"),
    has_no_agreements=True,
    declarations=frozenset(Declaration),
)
GOOD = Written(WHOLE, CvText(("Ervaring", "Notulen"), "nl"), passport=PASSPORT, asked=ASKED, on=ON)
THREE = (
    Agreement(date(2024, 1, 1), date(2024, 12, 31)),
    Agreement(date(2025, 1, 1), date(2025, 6, 30)),
    Agreement(date(2025, 8, 1), date(2026, 1, 31)),
)


def codes(written: Written) -> list[str]:
    return [one.code for one in remarks(written)]


def said(**changed: object) -> Written:
    return replace(GOOD, answers=replace(WHOLE, **changed))  # type: ignore[arg-type] # a test's own fields


def test_a_bid_in_order_has_nothing_to_look_at() -> None:
    assert remarks(GOOD) == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (said(hours_per_week=Decimal(32)), ["fewer-hours"]),
        (said(available_from=date(2026, 7, 14)), ["available-later"]),
        (said(hourly_rate=Decimal("120.00")), []),
        (said(hourly_rate=Decimal("120.01")), ["rate-above-maximum"]),
        (said(references=("a",)), ["too-few-references"]),
        (said(criteria={"3": CriterionAnswer("Zes jaar.", 1)}), ["criterion-unanswered"]),
        (said(criteria=WHOLE.criteria | {"4": CriterionAnswer("Notulist.")}), ["claim-without-page"]),  # type: ignore[operator]
        (said(criteria=WHOLE.criteria | {"4": CriterionAnswer("Notulist.", 3)}), ["page-not-there"]),  # type: ignore[operator]
        (said(requirements={"2": RequirementAnswer(is_met=True, page=2)}), ["requirement-unanswered"]),
        (said(declarations=frozenset(Declaration) - {Declaration.TRUTHFUL}), ["not-declared"]),
        (replace(GOOD, cv=None), []),
        (replace(GOOD, cv=CvText(("a", "b", "c"), "nl")), ["cv-too-long"]),
        (replace(GOOD, cv=CvText(("", " "), "nl")), ["cv-without-text"]),
        (replace(GOOD, cv=CvText(("a", "b"), "en")), ["cv-other-language"]),
        (replace(GOOD, passport=replace(PASSPORT, has_g_account=False)), ["g-account-missing"]),
    ],
)
def test_each_check_finds_its_own(written: Written, found: list[str]) -> None:
    assert codes(written) == found


def test_a_requirement_that_is_not_met_or_shown_by_nothing_is_pointed_at() -> None:
    answers = {"1": RequirementAnswer(is_met=False), "2": RequirementAnswer(is_met=True)}
    assert [(one.code, one.item) for one in remarks(said(requirements=answers))] == [
        ("requirement-not-met", "1"),
        ("requirement-without-evidence", "2"),
    ]


def test_r29_self_employed_under_direction_and_an_owner_alone_are_pointed_at() -> None:
    assert codes(said(employment="self_employed")) == ["self-employed"]
    assert codes(replace(GOOD, passport=replace(PASSPORT, is_sole_worker=True))) == ["sole-worker"]
    free = replace(said(employment="self_employed"), asked=replace(ASKED, is_under_direction=False))
    assert codes(free) == []


def test_r31_earlier_agreements_are_asked_where_the_call_has_the_rule() -> None:
    assert codes(said(has_no_agreements=False)) == ["agreements-unsaid"]
    assert codes(said(agreements=THREE, has_no_agreements=False)) == ["chain-too-long"]
    assert codes(said(agreements=THREE, has_no_agreements=False, employment="permanent")) == []
    assert codes(replace(said(has_no_agreements=False), asked=replace(ASKED, chain=None))) == []


def test_a_paper_counts_until_the_last_day_on_it_and_the_newer_one_counts_for_both() -> None:
    old = Paper(PaperKind.INSURANCE, date(2025, 1, 1), ON)
    assert codes(replace(GOOD, passport=replace(PASSPORT, papers=(old,)))) == []
    expired = replace(old, expires_on=date(2026, 6, 28))
    alone = remarks(replace(GOOD, passport=replace(PASSPORT, papers=(expired,))))
    assert alone == [Remark("paper-expired", Part.DECLARATIONS, fields={"paper": "insurance"})]
    assert codes(replace(GOOD, passport=replace(PASSPORT, papers=(expired, *PASSPORT.papers)))) == []


def test_remarks_stand_in_the_order_of_the_parts() -> None:
    parts = [one.part for one in remarks(replace(GOOD, answers=Answers(), cv=None))]
    assert parts == sorted(parts, key=list(Part).index)


def test_what_a_bid_cannot_be_without_is_named_in_the_order_of_the_parts() -> None:
    assert missing(WHOLE, has_cv=True) == []
    found = missing(Answers(), has_cv=False)
    assert found == [
        Gap(Part.CANDIDATE, "candidate"),
        Gap(Part.CANDIDATE, "employment"),
        Gap(Part.CANDIDATE, "available_from"),
        Gap(Part.CANDIDATE, "hours_per_week"),
        Gap(Part.CV, "file"),
        Gap(Part.RATE, "hourly_rate"),
    ]


def test_a_draft_is_erased_after_the_term_that_holds_on_the_day_of_the_deadline() -> None:
    assert erased_from(date(2026, 6, 29)) == date(2026, 7, 27)
