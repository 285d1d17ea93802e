"""The linter on the command line: what it prints, and its exit status."""

import json
from pathlib import Path

import pytest

from tests.cli.test_refusals import run

ROOT = Path(__file__).resolve().parents[2]
REQUEST = str(ROOT / "examples" / "30534" / "aanvraag-30534.md")
WRONG = str(ROOT / "tests" / "examples" / "requests" / "disagreeing.md")


def one_line(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def test_it_says_what_where_why_and_how_and_warnings_alone_are_no_failure() -> None:
    done = run("lint", REQUEST, "--at", "2026-06-16", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    shown = one_line(done.stdout)
    for words in (
        "as if sent on Tuesday 16 June 2026",
        "▲ warning 8 Doubled word: “maanden maanden”. [duplicate-word]",
        "Why: Aanbestedingswet 2012, art. 2.54",
        "Mend: Add “or equivalent”",
        "0 errors, 12 warnings",
    ):
        assert words in shown


def test_an_error_is_exit_status_1() -> None:
    assert run("lint", WRONG).returncode == 1
    assert run("lint", REQUEST, "--at", "2026-06-20T10:00").returncode == 1


def test_json_has_place_sources_and_suggestion() -> None:
    done = run("lint", WRONG, "--json", "--lang", "en")
    shape = json.loads(done.stdout)
    assert done.returncode == 1
    assert list(shape) == ["file", "at", "findings", "counts"]
    assert shape["counts"]["error"] == len([one for one in shape["findings"] if one["severity"] == "error"]) > 0
    finding = next(one for one in shape["findings"] if one["code"] == "weights-sum")
    assert list(finding) == ["code", "severity", "place", "message", "sources", "suggestion"]
    assert finding["place"] == {"lines": [21, 22], "key": "criteria"}
    assert finding["sources"][0] | {"name": ""} == {
        "act": "directive-2014-24",
        "article": "67(5)",
        "url": "http://data.europa.eu/eli/dir/2014/24/oj",
        "name": "",
    }
    assert all(one["place"]["lines"] or one["place"]["key"] for one in shape["findings"])


@pytest.mark.parametrize(
    "arguments",
    [("lint",), ("lint", REQUEST, "--at", "morgen"), ("lint", REQUEST, "--lang", "de"), ("lint", "geen.md")],
)
def test_wrong_usage_and_a_file_that_cannot_be_read_are_exit_status_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_file_without_mistakes_has_no_findings(tmp_path: Path) -> None:
    good = tmp_path / "goed.md"
    good.write_text(
        "# Jurist\n\nAanvraagnummer: J-1\nOpdrachtgever: Gemeente Oosterdam\nStart: 1 september 2026\nDuur: 6 maanden\n"
        "Uren per week: 36\nSluiting: maandag 29 juni 2026, 09:00 uur\n\n"
        "## Eisen\n\n1. Minimaal 3 jaar ervaring als jurist;\n\n"
        "## Gunningscriteria\n\n2. Ervaring met bezwaarschriften (100 punten).\n",
        encoding="utf-8",
    )
    done = run("lint", str(good), "--at", "2026-06-16")
    assert done.returncode == 0
    assert "Geen bevindingen." in done.stdout
