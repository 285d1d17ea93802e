"""What the linter says of whole requests: everything that is wrong, at its place, and nothing else."""

from datetime import datetime, timedelta

import pytest

from openinhuur.domain.calendars import AMSTERDAM
from openinhuur.importing import Reading, read
from openinhuur.wording.findings import finding_message
from tests.importing.rendering import as_docx, as_html, as_pdf
from tests.importing.test_layouts import MARKDOWN, SHARED

SENT = datetime(2026, 6, 16, 10, tzinfo=AMSTERDAM)
EXPECTED = [
    ("duplicate-word", (8,), None),
    ("answers-late", (10, 11, 158), "answers_by"),
    ("suitability-in-call-off", (73,), "requirements[1]"),
    ("suitability-in-call-off", (74,), "requirements[2]"),
    ("not-computable", (75,), "requirements[3]"),
    ("missing-equivalence", (76,), "requirements[4]"),
    ("overlap-requirement-criterion", (77, 85), "criteria[4]"),
    ("missing-heading", (106,), None),
    ("unweighted-stage", (114, 115), "selection_criteria"),
    ("unweighted-stage", (121,), "competences"),
    ("standstill-length", (123,), "standstill_days"),
    ("fee-on-participant", (131,), "broker_fee_per_hour"),
]
TEXTS = [
    pytest.param(MARKDOWN, id="the example"),
    pytest.param(
        (SHARED / "aanvraag-30534.md").read_text() if SHARED.exists() else "",
        id="the real request",
        marks=pytest.mark.skipif(not SHARED.exists(), reason="the real request is not part of the project"),
    ),
]


def told(reading: Reading) -> list[tuple[str, tuple[int, ...], str | None]]:
    found = (finding for finding in reading.findings if finding.code not in {"kept-as-text", "unknown-line"})
    return [(finding.code, finding.lines, finding.key) for finding in found]


@pytest.mark.parametrize("text", TEXTS)
def test_request_30534_gives_exactly_these_findings(text: str) -> None:
    reading = read(text.encode(), name="30534", at=SENT)
    assert told(reading) == EXPECTED
    assert {finding.severity.value for finding in reading.findings} == {"warning", "info"}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("render", [as_html, as_docx, as_pdf])
def test_request_30534_gives_them_in_every_kind_of_file(text: str, render) -> None:  # type: ignore[no-untyped-def]
    codes = sorted((code, key or "") for code, _, key in told(read(render(text), name="30534", at=SENT)))
    assert codes == sorted((code, key or "") for code, _, key in EXPECTED)


@pytest.mark.parametrize("text", TEXTS)
def test_r11_request_30534_sent_a_day_later_is_a_warning_and_four_days_later_an_error(text: str) -> None:
    for days, severity in ((1, "warning"), (4, "error")):
        reading = read(text.encode(), name="30534", at=SENT + timedelta(days=days))
        found = [(one.code, one.severity.value) for one in reading.findings if one.code == "tender-period"]
        assert found == [("tender-period", severity)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_finding_of_the_request_can_be_read(language: str) -> None:
    for finding in read(MARKDOWN.encode(), name="30534", at=SENT).findings:
        message = finding_message(finding, language)
        assert message
        assert "{" not in message
