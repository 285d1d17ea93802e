"""What the command prints."""

import io
import json
from pathlib import Path

import pytest

from openinhuur.cli import import_report
from openinhuur.domain.lint import CHECKS
from openinhuur.domain.written_call import CallFacts
from openinhuur.wording.findings import FACT_NAMES, TEMPLATES
from tests.importing.test_layouts import EXAMPLE


def printed(path: Path, language: str, *, as_json: bool) -> str:
    out, errors = io.StringIO(), io.StringIO()
    assert import_report.run(path, as_json=as_json, language=language, out=out, errors=errors) == 0
    assert errors.getvalue() == ""
    return out.getvalue()


def test_the_report_writes_out_days_money_and_findings() -> None:
    text = printed(EXAMPLE / "aanvraag-30534.md", "nl", as_json=False)
    for words in (
        "maandag 29 juni 2026, 09.00 uur",
        "€ 2,25",
        "2 × 6 maanden",
        "▲ let op",
        "maanden maanden",
        "Organisatie",
    ):
        assert words in text


def test_the_report_is_in_english_when_asked() -> None:
    text = printed(EXAMPLE / "aanvraag-30534.md", "en", as_json=False)
    for words in ("Monday 29 June 2026, 09:00", "as soon as possible", "Doubled word", "Award criteria"):
        assert words in text


def test_the_json_has_three_parts() -> None:
    shape = json.loads(printed(EXAMPLE / "aanvraag-30534.md", "nl", as_json=True))
    assert list(shape) == ["call", "provenance", "findings"]
    assert shape["provenance"]["number"] == {"lines": [7], "words": "Aanvraagnummer: 30534"}


def test_every_fact_has_a_name_in_both_languages() -> None:
    assert list(FACT_NAMES) == [*CallFacts.__dataclass_fields__]


@pytest.mark.parametrize("code", [check.__name__.replace("_", "-") for check in CHECKS])
def test_every_check_has_its_words(code: str) -> None:
    assert code in TEMPLATES
