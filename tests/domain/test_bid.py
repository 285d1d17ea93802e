"""R8, R19, R20: in time to the millisecond; sealed until two people open; withdrawn once."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from openinhuur.domain.bid import (
    AlreadyOpened,
    AlreadyWithdrawn,
    BidIncomplete,
    CvRules,
    DeadlinePassed,
    StillSealed,
    StoredAfterOpening,
    TwoPeopleNeeded,
    check_contents,
    check_opening,
    check_received,
    check_still_sealed,
    check_withdrawal,
    cv_findings,
)
from openinhuur.domain.call import NotPublished
from openinhuur.domain.money import Money

PUBLISHED = datetime(2026, 6, 16, 8, tzinfo=UTC)
CLOSES = datetime(2026, 6, 29, 7, tzinfo=UTC)
LAST_MOMENT = CLOSES - timedelta(milliseconds=1)
CV_RULES = CvRules(max_pages=5, language="nl", min_references=2)


def received(at: datetime) -> None:
    check_received(published_at=PUBLISHED, closes_at=CLOSES, received_at=at)


def test_r8_a_bid_at_08_59_59_999_is_in_time() -> None:
    received(LAST_MOMENT)


def test_r8_a_bid_at_09_00_00_000_is_late_and_says_when_it_came() -> None:
    with pytest.raises(DeadlinePassed) as refused:
        received(CLOSES)
    assert refused.value.fields == {"received_at": CLOSES, "closes_at": CLOSES}


def test_a_bid_before_publication_is_refused() -> None:
    with pytest.raises(NotPublished):
        received(PUBLISHED - timedelta(milliseconds=1))


def test_r20_a_bid_may_be_withdrawn_until_the_deadline() -> None:
    check_withdrawal(closes_at=CLOSES, withdrawn_at=None, at=LAST_MOMENT)
    with pytest.raises(DeadlinePassed):
        check_withdrawal(closes_at=CLOSES, withdrawn_at=None, at=CLOSES)


def test_r20_a_bid_is_withdrawn_once() -> None:
    with pytest.raises(AlreadyWithdrawn):
        check_withdrawal(closes_at=CLOSES, withdrawn_at=PUBLISHED, at=LAST_MOMENT)


def test_r19_nobody_opens_before_the_deadline() -> None:
    with pytest.raises(StillSealed):
        check_opening(published_at=PUBLISHED, closes_at=CLOSES, opened_at=None, openers=[1, 2], at=LAST_MOMENT)


@pytest.mark.parametrize("openers", [[], [1], [1, 1]])
def test_r19_opening_needs_two_different_people(openers: list[int]) -> None:
    with pytest.raises(TwoPeopleNeeded):
        check_opening(published_at=PUBLISHED, closes_at=CLOSES, opened_at=None, openers=openers, at=CLOSES)


def test_r19_two_people_open_at_the_deadline() -> None:
    check_opening(published_at=PUBLISHED, closes_at=CLOSES, opened_at=None, openers=[1, 2], at=CLOSES)


def test_the_vault_of_a_draft_does_not_open() -> None:
    with pytest.raises(NotPublished):
        check_opening(published_at=None, closes_at=CLOSES, opened_at=None, openers=[1, 2], at=CLOSES)


def test_nothing_is_stored_in_an_opened_vault() -> None:
    check_still_sealed(is_open=False, received_at=LAST_MOMENT)
    with pytest.raises(StoredAfterOpening):
        check_still_sealed(is_open=True, received_at=LAST_MOMENT)


RIGHT = {
    "candidate": "Pien de Wit",
    "hourly_rate": Money.of("110.00"),
    "employment": "permanent",
    "hours_per_week": Decimal(36),
    "texts": ["Gemeente Voorbeeld"],
}


def test_contents_in_order_may_be_sealed() -> None:
    check_contents(**RIGHT)  # type: ignore[arg-type] # a table of fields


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"candidate": " "}, "candidate"),
        ({"candidate": "x" * 201}, "candidate"),
        ({"candidate": "Pien\0"}, "candidate"),
        ({"hourly_rate": Money.of(0)}, "hourly-rate"),
        ({"hourly_rate": Money.of(-5)}, "hourly-rate"),
        ({"hourly_rate": Money.of(10**7)}, "hourly-rate"),
        ({"employment": "freelance"}, "employment"),
        ({"hours_per_week": Decimal(400)}, "hours-per-week"),
        ({"hours_per_week": Decimal("NaN")}, "hours-per-week"),
        ({"texts": ["nul\0"]}, "text"),
        ({"texts": ["\ud800"]}, "text"),
    ],
)
def test_what_cannot_be_right_is_refused_before_sealing(changed: dict[str, object], code: str) -> None:
    with pytest.raises(BidIncomplete) as refused:
        check_contents(**(RIGHT | changed))  # type: ignore[arg-type] # a table of fields
    assert refused.value.fields == {"what": [code]}


def test_a_vault_opens_once() -> None:
    with pytest.raises(AlreadyOpened):
        check_opening(published_at=PUBLISHED, closes_at=CLOSES, opened_at=CLOSES, openers=[1, 2], at=CLOSES)


@pytest.mark.parametrize(
    ("pages", "language", "references", "codes"),
    [
        (5, "nl", 2, []),
        (6, "nl", 2, ["cv-too-long"]),
        (1, "en", 2, ["cv-other-language"]),
        (1, "nl", 1, ["too-few-references"]),
    ],
)
def test_what_departs_from_the_rules_for_a_cv_is_found(
    pages: int, language: str, references: int, codes: list[str]
) -> None:
    found = cv_findings(["tekst"] * pages, language=language, references=references, rules=CV_RULES)
    assert [one.code for one in found] == codes


def test_a_cv_without_text_is_found_and_its_language_is_not_guessed() -> None:
    found = cv_findings(["", " "], language="en", references=2, rules=CV_RULES)
    assert [one.code for one in found] == ["cv-without-text"]
