"""The checks on a call, one by one: points, dates, terms, prices, places that disagree."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from openinhuur.domain.call import FeePayer
from openinhuur.domain.lint import CHECKS, SOURCES, Finding, Severity, code_of, lint
from openinhuur.domain.lint.sources import ACTS
from openinhuur.domain.written_call import CallFacts, Disagreement, HoursRange, ListItem, WrittenCall, WrittenDate

CLOSES = datetime(2026, 6, 29, 7, tzinfo=UTC)  # Monday 29 June 2026, 09:00 in Amsterdam


def found(call: WrittenCall, at: datetime | None = None) -> list[str]:
    return [finding.code for finding in lint(call, at=at)]


def of(code: str, call: WrittenCall, at: datetime | None = None) -> list[Finding]:
    return [finding for finding in lint(call, at=at) if finding.code == code]


def criteria(*points: int | None) -> tuple[ListItem, ...]:
    return tuple(ListItem(str(n), "Ervaring", None if p is None else Decimal(p)) for n, p in enumerate(points, 1))


def text(*lines: str, facts: CallFacts | None = None) -> WrittenCall:
    return WrittenCall(facts or CallFacts(), lines=tuple(enumerate(lines, 1)))


def test_every_check_has_a_code_of_its_own_and_a_source_that_can_be_read() -> None:
    codes = [code_of(check) for check in CHECKS]
    assert len(set(codes)) == len(codes)
    assert sorted(codes) == sorted(SOURCES)
    for sources in SOURCES.values():
        assert sources
        assert all(source.url == ACTS[source.act] for source in sources)


def test_a_call_that_says_nothing_gets_no_findings() -> None:
    assert lint(WrittenCall(CallFacts()), at=CLOSES) == []


@pytest.mark.parametrize(
    ("facts", "severity"),
    [
        (CallFacts(criteria=criteria(25, 10, 25, 20, 15, 5)), None),
        (CallFacts(criteria=criteria(25, 10)), Severity.ERROR),
        (CallFacts(criteria=criteria(40, 20), price_weight=Decimal(30), interview_weight=Decimal(10)), None),
        (CallFacts(criteria=criteria(40, 20), price_weight=Decimal(30), selection_weight=Decimal(10)), None),
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


@pytest.mark.parametrize(
    ("facts", "stages"),
    [
        (CallFacts(selection_criteria=("Ervaring",)), ["selection"]),
        (CallFacts(selection_criteria=("Ervaring",), selection_weight=Decimal(20)), []),
        (CallFacts(competences=("Verbindend",), min_invited=2), ["interview"]),
        (CallFacts(interviews_from=date(2026, 7, 2)), ["interview"]),
        (CallFacts(competences=("Verbindend",), min_invited=2, interview_weight=Decimal(30)), []),
        (CallFacts(competences=("Verbindend",)), []),
    ],
)
def test_a_stage_that_sends_candidates_home_has_weights(facts: CallFacts, stages: list[str]) -> None:
    assert [finding.fields["stage"] for finding in of("unweighted-stage", WrittenCall(facts))] == stages


@pytest.mark.parametrize(
    "words",
    ["De opdracht wordt gegund aan de kandidaat met de hoogste totaalscore.", "Daarna volgt een verificatiegesprek."],
)
def test_an_interview_that_decides_nothing_needs_no_weight(words: str) -> None:
    facts = CallFacts(competences=("Verbindend",), interviews_from=date(2026, 7, 2))
    assert found(text(words, facts=facts)) == []


def test_dates_stand_in_their_order() -> None:
    good = CallFacts(closes_at=CLOSES, answers_by=date(2026, 6, 19), invitations_by=date(2026, 7, 2), start="asap")
    assert found(WrittenCall(good)) == []
    wrong = CallFacts(closes_at=CLOSES, answers_by=date(2026, 6, 30), start=date(2026, 6, 28))
    findings = of("date-order", WrittenCall(wrong, places={"answers_by": (3,), "closes_at": (1,)}))
    assert [(finding.key, finding.lines) for finding in findings] == [("closes_at", (1, 3)), ("start", (1,))]


def test_questions_that_close_after_the_deadline_on_the_same_day() -> None:
    facts = CallFacts(questions_close_at=CLOSES.replace(hour=10), closes_at=CLOSES)
    assert found(WrittenCall(facts)) == ["date-order"]


def test_a_moment_late_in_the_evening_counts_on_its_day_in_amsterdam() -> None:
    late = datetime(2026, 6, 29, 22, 30, tzinfo=UTC)  # half past midnight on 30 June in Amsterdam
    assert found(WrittenCall(CallFacts(closes_at=late, invitations_by=date(2026, 6, 29)))) == ["date-order"]


def test_a_weekday_that_is_not_the_weekday_of_the_date() -> None:
    dates = (WrittenDate(4, "woensdag 4 augustus 2026", 2, date(2026, 8, 4)), WrittenDate(5, "x", 0, date(2026, 6, 29)))
    call = WrittenCall(CallFacts(), dates=dates, places={"interviews_from": (4,)})
    assert [(finding.lines, finding.key) for finding in lint(call)] == [((4,), "interviews_from")]


@pytest.mark.parametrize(
    ("start", "codes"),
    [(date(2026, 6, 15), ["start-in-past"]), (date(2026, 6, 16), []), ("asap", []), (None, [])],
)
def test_the_work_does_not_start_before_the_call_is_sent(start: date | None, codes: list[str]) -> None:
    call = WrittenCall(CallFacts(start=start))
    assert found(call, datetime(2026, 6, 16, 8, tzinfo=UTC)) == codes
    assert found(call) == []


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        (16, None),
        (17, Severity.WARNING),
        (18, Severity.WARNING),
        (19, Severity.WARNING),
        (20, Severity.ERROR),
        (28, Severity.ERROR),
    ],
)
def test_r11_a_deadline_on_29_june_by_the_day_of_sending(day: int, severity: Severity | None) -> None:
    call = WrittenCall(CallFacts(dps=True, closes_at=CLOSES), places={"closes_at": (10, 11)})
    findings = lint(call, at=datetime(2026, 6, day, 10, tzinfo=UTC))
    expected = [("tender-period", severity, (10, 11), "closes_at")] if severity else []
    assert [(one.code, one.severity, one.lines, one.key) for one in findings] == expected


def test_r11_says_nothing_without_a_day_of_sending_outside_a_system_or_before_the_law() -> None:
    at = datetime(2026, 6, 28, 10, tzinfo=UTC)
    assert found(WrittenCall(CallFacts(closes_at=CLOSES))) == []
    assert found(WrittenCall(CallFacts(dps=False, closes_at=CLOSES)), at) == []
    assert found(WrittenCall(CallFacts(closes_at=CLOSES.replace(year=2012))), at.replace(year=2012)) == []


def test_the_moment_of_sending_may_stand_in_the_call_itself() -> None:
    call = WrittenCall(CallFacts(closes_at=CLOSES), at=datetime(2026, 6, 20, 10, tzinfo=UTC))
    assert found(call) == ["tender-period"]


@pytest.mark.parametrize(
    ("answers_by", "severity"),
    [
        (date(2026, 6, 19), None),
        (date(2026, 6, 20), Severity.WARNING),
        (date(2026, 6, 25), Severity.WARNING),
        (date(2026, 6, 26), Severity.ERROR),
    ],
)
def test_r12_answers_10_days_before_the_deadline_or_4_with_a_reason(
    answers_by: date, severity: Severity | None
) -> None:
    call = WrittenCall(CallFacts(dps=True, answers_by=answers_by, closes_at=CLOSES))
    findings = lint(call)
    assert [(one.code, one.severity) for one in findings] == ([("answers-late", severity)] if severity else [])
    assert [one.fields["days"] for one in findings] == ([29 - answers_by.day] if severity else [])


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (("Er wordt een opschortende termijn gehanteerd.",), [(1,)]),
        (("Er geldt een opschortende termijn van twintig (20) kalenderdagen.",), []),
        (("Er geldt een opschortende termijn. Binnen 10 dagen kunt u bezwaar maken.",), []),
        (("Facturen worden in 30 dagen betaald.", "Er geldt een standstill."), [(2,)]),
        (("Er geldt geen opschortende termijn.",), []),
    ],
)
def test_r14_a_standstill_that_is_announced_has_a_length(lines: tuple[str, ...], places: list[tuple[int, ...]]) -> None:
    findings = lint(text(*lines))
    assert [(one.code, one.lines, one.key) for one in findings] == [
        ("standstill-length", place, "standstill_days") for place in places
    ]


def test_r14_outside_a_system_the_law_sets_the_least_days() -> None:
    facts = CallFacts(dps=False, standstill_days=10, closes_at=CLOSES)
    assert [(one.code, one.severity) for one in lint(WrittenCall(facts))] == [("standstill-length", Severity.ERROR)]
    assert found(WrittenCall(CallFacts(dps=True, standstill_days=10, closes_at=CLOSES))) == []


@pytest.mark.parametrize(
    ("dps", "interviews_from", "start", "last_on"),
    [
        (False, date(2026, 7, 3), date(2026, 7, 23), date(2026, 7, 23)),
        (False, date(2026, 7, 3), date(2026, 7, 24), None),
        (False, date(2026, 7, 6), date(2026, 7, 27), date(2026, 7, 27)),  # day 20 is a Sunday: it rolls
        (False, date(2026, 7, 6), date(2026, 7, 28), None),
        (True, date(2026, 7, 6), date(2026, 7, 27), None),  # the buyer's own term: nothing rolls
        (True, date(2026, 7, 6), date(2026, 7, 26), date(2026, 7, 26)),
    ],
)
def test_r14_the_work_starts_after_the_standstill(
    dps: bool,  # noqa: FBT001
    interviews_from: date,
    start: date,
    last_on: date | None,
) -> None:
    facts = CallFacts(dps=dps, standstill_days=20, interviews_from=interviews_from, start=start)
    ends = [one.fields["last_on"] for one in of("standstill-after-start", WrittenCall(facts))]
    assert ends == ([last_on] if last_on else [])


def test_r14_the_days_of_a_standstill_are_read_in_the_text() -> None:
    facts = CallFacts(dps=True, closes_at=CLOSES, start=date(2026, 7, 5))
    call = text("De opschortende termijn is 10 dagen.", facts=facts)
    assert found(call) == ["standstill-after-start"]


@pytest.mark.parametrize(
    ("key", "code", "severity"),
    [
        ("closes_at", "header-body-mismatch", Severity.ERROR),
        ("education", "header-body-mismatch", Severity.WARNING),
        ("hours_per_week", "hours-mismatch", Severity.WARNING),
    ],
)
def test_two_places_that_disagree(key: str, code: str, severity: Severity) -> None:
    call = WrittenCall(CallFacts(), disagreements=(Disagreement(key, (2, 9), "36 uur", "32 uur"),))
    assert [(one.code, one.severity, one.lines, one.key) for one in lint(call)] == [(code, severity, (2, 9), key)]


@pytest.mark.parametrize(
    ("words", "is_wrong"),
    [
        ("De opdracht is voor 32 uur per week.", True),
        ("De opdracht is voor 36 uur per week.", False),
        ("Beschikbaar voor 24 - 32 uur per week.", True),
        ("Beschikbaar voor minimaal 24 uur per week.", False),
        ("De opdracht is 36 uur per week, waarvan 16 uur per week op locatie.", False),
        ("De bibliotheek is 50 uur per week open.", False),
    ],
)
def test_hours_in_the_text_are_those_of_the_call(words: str, is_wrong: bool) -> None:  # noqa: FBT001
    facts = CallFacts(hours_per_week=HoursRange(Decimal(36), Decimal(36)))
    assert found(text(words, facts=facts)) == (["hours-mismatch"] if is_wrong else [])


def test_hours_in_a_title_or_a_requirement_of_a_form_are_found_without_lines() -> None:
    facts = CallFacts(
        title="Jurist 24u/w",
        hours_per_week=HoursRange(Decimal(32), Decimal(32)),
        requirements=(ListItem("1", "Beschikbaar voor 36 uur per week"),),
    )
    assert [one.key for one in lint(WrittenCall(facts))] == ["title", "requirements[0]"]


@pytest.mark.parametrize(
    ("facts", "severity"),
    [
        (CallFacts(dps=True, broker_fee_per_hour=Decimal("2.25"), fee_payer=FeePayer.SUPPLIER), Severity.WARNING),
        (CallFacts(dps=True, broker_fee_per_hour=Decimal("2.25")), Severity.INFO),
        (CallFacts(dps=True, broker_fee_per_hour=Decimal("2.25"), fee_payer=FeePayer.BUYER), None),
        (CallFacts(dps=False, broker_fee_per_hour=Decimal("2.25"), fee_payer=FeePayer.SUPPLIER), None),
        (CallFacts(dps=True, broker_fee_per_hour=Decimal(0), fee_payer=FeePayer.SUPPLIER), None),
        (CallFacts(dps=True, fee_payer=FeePayer.SUPPLIER), None),
    ],
)
def test_r40_a_fee_for_who_takes_part_in_a_system(facts: CallFacts, severity: Severity | None) -> None:
    findings = [(one.code, one.severity, one.key) for one in lint(WrittenCall(facts))]
    assert findings == ([("fee-on-participant", severity, "broker_fee_per_hour")] if severity else [])


def test_r26_a_relative_price_formula() -> None:
    assert found(WrittenCall(CallFacts(price_formula="relative"))) == ["relative-price"]
    assert found(WrittenCall(CallFacts(price_formula="fixed-range"))) == []


@pytest.mark.parametrize(
    ("required", "scored", "is_same"),
    [
        ("Per juli beschikbaar voor 36 uur per week", "Per 13 juli 2026 voor 36 uur per week beschikbaar", True),
        ("Beschikbaar vanaf 1 september", "Beschikbaar op vrijdag", False),
        ("Beschikbaar voor 24 uur, waarvan op dinsdag", "Beschikbaar op vrijdag", False),
        ("De kandidaat is beschikbaar", "De kandidaat is snel beschikbaar", True),
        ("Ervaring als jurist bij een gemeente", "Aantoonbare ervaring als jurist bij een gemeente", True),
        (
            "Minimaal 2 jaar ervaring als jurist bij een gemeente",
            "Meer dan 5 jaar ervaring als jurist bij een gemeente",
            False,
        ),
        ("Minimaal 2 jaar ervaring als jurist", "Minimaal 2 jaar ervaring als adviseur participatie", False),
        ("Minimaal 3 jaar ervaring als secretaris", "Ervaring als secretaris binnen een 100.000+ gemeente", False),
        ("Hbo werk- en denkniveau", "Hbo werk- en denkniveau", True),
        ("Minimaal hbo-niveau", "Een afgeronde wo-opleiding of gelijkwaardig", False),
        ("Rijbewijs B", "In bezit van een rijbewijs", True),
        ("Nederlands op niveau B2", "Beheersing van de Nederlandse taal op niveau C1", False),
        ("Beheersing van het Nederlands op niveau C1", "Nederlandse taal op niveau C1 in woord en geschrift", True),
    ],
)
def test_points_for_what_was_already_required(required: str, scored: str, is_same: bool) -> None:  # noqa: FBT001
    facts = CallFacts(requirements=(ListItem("6", required),), criteria=(ListItem("11", f"{scored}.", Decimal(100)),))
    places = {"requirements[0]": (77,), "criteria[0]": (85,)}
    findings = of("overlap-requirement-criterion", WrittenCall(facts, places=places))
    assert [(one.lines, one.key) for one in findings] == [((77, 85), "criteria[0]")] * is_same


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("Aantoonbaar afgeronde hbo-opleiding", True),
        ("Een hbo-diploma of gelijkwaardig", False),
        ("Hbo werk- en denkniveau", False),
        ("Twee jaar ervaring", False),
    ],
)
def test_a_diploma_needs_or_equivalent(words: str, missing: bool) -> None:  # noqa: FBT001
    call = WrittenCall(CallFacts(requirements=(ListItem("5", words),)), places={"requirements[0]": (8,)})
    expected = [("missing-equivalence", (8,), "requirements[0]")] * missing
    assert [(one.code, one.lines, one.key) for one in lint(call)] == expected


def test_outside_a_purchasing_system_a_call_may_ask_what_a_supplier_must_be() -> None:
    items = (ListItem("2", "De inschrijver gebruikt een G-rekening"),)
    assert found(WrittenCall(CallFacts(dps=True, requirements=items))) == ["suitability-in-call-off"]
    assert found(WrittenCall(CallFacts(dps=False, requirements=items))) == []
