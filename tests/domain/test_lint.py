"""The checks on a call, one by one."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from openinhuur.domain.lint import Severity, lint
from openinhuur.domain.written_call import CallFacts, ListItem, WrittenCall, WrittenDate


def found(call: WrittenCall) -> list[str]:
    return [finding.code for finding in lint(call)]


def criteria(*points: int | None) -> tuple[ListItem, ...]:
    return tuple(ListItem(str(n), "Ervaring", None if p is None else Decimal(p)) for n, p in enumerate(points, 1))


@pytest.mark.parametrize(
    ("facts", "severity"),
    [
        (CallFacts(criteria=criteria(25, 10, 25, 20, 15, 5)), None),
        (CallFacts(criteria=criteria(25, 10)), Severity.ERROR),
        (CallFacts(criteria=criteria(40, 20), price_weight=Decimal(30), interview_weight=Decimal(10)), None),
        (CallFacts(criteria=criteria(60, 40), price_weight=Decimal(30)), Severity.WARNING),
        (CallFacts(price_weight=Decimal(30)), None),
        (CallFacts(), None),
    ],
)
def test_r21_weights_add_up_to_100_over_every_stage(facts: CallFacts, severity: Severity | None) -> None:
    assert [finding.severity for finding in lint(WrittenCall(facts))] == ([severity] if severity else [])


def test_criteria_without_points_are_counted() -> None:
    findings = lint(WrittenCall(CallFacts(criteria=criteria(None, 100, None))))
    assert [(finding.code, finding.fields["count"]) for finding in findings] == [("criteria-without-points", 2)]


def test_dates_stand_in_their_order() -> None:
    at = datetime(2026, 6, 29, 7, tzinfo=UTC)
    good = CallFacts(closes_at=at, answers_by=date(2026, 6, 25), interviews_from=date(2026, 7, 2), start="asap")
    assert found(WrittenCall(good)) == []
    wrong = CallFacts(closes_at=at, answers_by=date(2026, 6, 30), start=date(2026, 6, 28))
    findings = lint(WrittenCall(wrong, places={"answers_by": (3,), "closes_at": (1,)}))
    assert [(finding.key, finding.lines) for finding in findings] == [("closes_at", (1, 3)), ("start", (1,))]


def test_a_weekday_that_is_not_the_weekday_of_the_date() -> None:
    dates = (WrittenDate(4, "woensdag 4 augustus 2026", 2, date(2026, 8, 4)), WrittenDate(5, "x", 0, date(2026, 6, 29)))
    assert [finding.lines for finding in lint(WrittenCall(CallFacts(), dates=dates))] == [(4,)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("6 maanden maanden", ["duplicate-word"]),
        ("Ik denk dat dat zo is", []),
        ("Start: IN TE VULLEN", ["template-text"]),
        ("Beste [naam kandidaat]", ["template-text"]),
        ("Op XX-XX-2026 en XXX", ["template-text", "template-text"]),
        ("Gewone tekst [1] over een XL-project", []),
    ],
)
def test_doubled_words_and_words_of_a_template(text: str, codes: list[str]) -> None:
    assert found(WrittenCall(CallFacts(), lines=((1, text),))) == codes


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Aantoonbaar afgeronde hbo-opleiding", True),
        ("Een hbo-diploma of gelijkwaardig", False),
        ("Hbo werk- en denkniveau", False),
        ("Twee jaar ervaring", False),
    ],
)
def test_a_diploma_needs_or_equivalent(text: str, missing: bool) -> None:  # noqa: FBT001
    call = WrittenCall(CallFacts(requirements=(ListItem("5", text),)), places={"requirements[0]": (8,)})
    assert [(finding.code, finding.lines) for finding in lint(call)] == [("missing-equivalence", (8,))] * missing
