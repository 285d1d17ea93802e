"""What a reading tells besides the facts: where they came from, what is wrong, what was kept."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openinhuur.domain.lint import Severity
from openinhuur.importing import Reading, read
from openinhuur.importing.refusals import ImportRefused
from tests.importing.test_layouts import MARKDOWN, read_request

HEAD = "# Jurist\n\nAanvraagnummer: 7\nUren: 36\n"


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


def read_text(text: str) -> Reading:
    return read(text.encode(), name="x.md")


def test_every_fact_names_the_lines_and_words_it_came_from() -> None:
    reading = read(MARKDOWN.encode(), name="x.md")
    source = MARKDOWN.splitlines()
    for key, place in reading.provenance.items():
        assert getattr(reading.call, key) is not None
        assert all(source[number - 1].strip() for number in place.lines), key
    assert reading.provenance["closes_at"].lines == (10, 11)
    assert reading.provenance["extensions"].words == "Opties verlenging: 2 x 6 maand(en)"


def test_no_line_is_dropped_in_silence() -> None:
    reading = read(MARKDOWN.encode(), name="x.md")
    told = {number for place in reading.provenance.values() for number in place.lines}
    told |= {number for finding in reading.findings for number in finding.lines}
    headings = {number for number, line in enumerate(MARKDOWN.splitlines(), 1) if line.startswith("#")}
    filled = {number for number, line in enumerate(MARKDOWN.splitlines(), 1) if line.strip()}
    announces_a_list, repeats_the_closing_time = 112, 160
    assert filled - headings - told == {announces_a_list, repeats_the_closing_time}


def test_texts_of_the_organisation_are_kept_under_their_heading() -> None:
    headings = [kept.heading for kept in read(MARKDOWN.encode(), name="x.md").kept]
    assert {"Organisatie", "Afdeling", "Opdracht", "Strategische ondersteuning"} <= set(headings)


def test_header_and_body_that_disagree_are_found_and_the_header_is_used() -> None:
    reading = read_request("disagreeing")
    found = {(finding.code, finding.key, finding.severity) for finding in reading.findings}
    assert ("header-body-mismatch", "closes_at", Severity.ERROR) in found
    assert ("hours-mismatch", "hours_per_week", Severity.WARNING) in found
    assert {"weekday-mismatch", "weights-sum", "date-order"} <= codes(reading)


def test_a_half_understood_request_gives_what_was_understood_and_warnings() -> None:
    reading = read_request("half")
    assert {"impossible-date", "template-text", "not-understood", "left-open", "missing-field"} <= codes(reading)


def test_through_a_day_without_a_time_is_no_moment() -> None:
    reading = read_request("no_weights")
    missing = next(finding for finding in reading.findings if finding.code == "time-missing")
    assert reading.call.closes_at is None
    assert (missing.key, str(missing.fields["on"])) == ("closes_at", "2026-06-29")
    assert {"year-missing", "left-open", "criteria-without-points"} <= codes(reading)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ZZP niet toegestaan", False),
        ("ZZP toegestaan: ja", True),
        ("Zzp: nee", False),
        ("Inzet van zzp'ers is niet mogelijk.", False),
        ("Zelfstandigen zonder personeel zijn welkom.", True),
        ("Zzp'ers zijn niet uitgesloten.", True),
        ("Contractvorm: detachering of zzp", True),
        ("Contractvorm: detachering, geen zzp", False),
        ("De kandidaat kan zelfstandig werken.", None),
    ],
)
def test_whether_the_self_employed_may_take_part(words: str, value: bool | None) -> None:  # noqa: FBT001
    assert read_text(f"{HEAD}\n{words}\n").call.self_employed_allowed is value


@pytest.mark.parametrize(
    ("words", "buyer"),
    [
        ("De gemeente Bergen op Zoom zoekt een jurist.", "Gemeente Bergen op Zoom"),
        ("Werken voor gemeente 's-Hertogenbosch.", "Gemeente 's-Hertogenbosch"),
        ("De gemeente Aalburg werkt samen met de gemeente Werkendam.", None),
        ("Ervaring bij een gemeente.", None),
    ],
)
def test_the_buyer_in_running_text_only_when_there_is_one(words: str, buyer: str | None) -> None:
    assert read_text(f"{HEAD}\n{words}\n").call.buyer == buyer


def test_a_rate_inside_a_requirement_is_the_maximum_rate() -> None:
    text = f"{HEAD}\n## Eisen\n\n- maximaal uurtarief van € 83,95 excl. btw\n"
    assert str(read_text(text).call.max_rate) == "83.95"


def test_the_json_says_messages_in_dutch_and_english() -> None:
    reading = read_request("half")
    assert "Niet gevonden: opdrachtgever." in reading.to_json()
    assert "Not found: buyer." in reading.to_json("en")
    finding = json.loads(reading.to_json())["findings"][0]
    assert list(finding) == ["code", "severity", "place", "message"]


LINES = MARKDOWN.splitlines()
NUMBERS = set(re.findall(r"\d+", MARKDOWN))


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(len(LINES))), st.integers(min_value=5, max_value=len(LINES)))
def test_shuffled_and_missing_lines_never_raise_and_never_invent(order: list[int], keep: int) -> None:
    text = "\n".join(LINES[index] for index in order[:keep])
    try:
        reading = read_text(text)
    except ImportRefused:
        return
    flat = " ".join(text.replace("*", "").split())
    for item in (*(reading.call.requirements or ()), *(reading.call.criteria or ())):
        assert all(word.strip(";,.:()") in flat for word in item.text.split())
        assert item.number is None or item.number in NUMBERS | {"-"} or item.number in flat
        assert item.points is None or str(item.points) in NUMBERS
    for name in (reading.call.title, reading.call.region, reading.call.number):
        assert name is None or name in flat
    for key in ("closes_at", "questions_close_at", "answers_by", "invitations_by", "interviews_from"):
        value = getattr(reading.call, key)
        assert value is None or (str(value.day) in NUMBERS and value.year == 2026)


def test_a_price_under_numbered_criteria_is_a_stage_and_no_part_of_the_last_one() -> None:
    text = """Referentie: VB-7
Aanvang: 1 september 2026
Inzet: 24 uur

WENSEN
W1 Ervaring met inspraak van bewoners (maximaal 40 punten)
W2 Ervaring bij een grote gemeente (maximaal 30 punten)
Prijs: 30 punten
"""
    found = read(text.encode(), name="w.txt").call
    assert [(one.number, one.points) for one in found.criteria or ()] == [("W1", 40), ("W2", 30)]
    assert found.price_weight == 30


def test_the_heads_of_a_table_are_no_fact() -> None:
    rows = ["# Adviseur", "", "| Kenmerk | Waarde |", "|---|---|", "| Aanvraagnummer | IB-7 |", "| Uren | 32 uur |"]
    text = "\n".join([*rows, "| Looptijd | 6 maanden |"])
    reading = read(text.encode(), name="t.md")
    assert reading.call.number == "IB-7"
    assert [one.code for one in reading.findings if one.code == "not-understood"] == []
