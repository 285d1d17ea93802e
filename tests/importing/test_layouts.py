"""Requests in many layouts, each with the facts that reading it must give. Keys not named must be null."""

import json
from pathlib import Path

import pytest

from openinhuur.domain.written_call import CallFacts
from openinhuur.importing import Reading, read
from openinhuur.importing.shapes import FORM_ONLY
from tests.importing.rendering import as_docx, as_html, as_pdf

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "30534"
MARKDOWN = (EXAMPLE / "aanvraag-30534.md").read_text()
SHARED = ROOT.parent / "shared" / "requests"
REQUESTS = ROOT / "tests" / "examples" / "requests"
EXPECTED = sorted(REQUESTS.glob("*.expected.json"))
Shape = dict[str, object]


def call_of(reading: Reading) -> Shape:
    shape: Shape = json.loads(reading.to_json())["call"]
    return shape


def in_short(call: Shape) -> Shape:
    """Lists as the expected files have them: numbers of requirements, number and points of criteria."""
    short = dict(call)
    requirements, criteria = call["requirements"], call["criteria"]
    if isinstance(requirements, list):
        short["requirements"] = [item["number"] for item in requirements]
    if isinstance(criteria, list):
        pairs = [[item["number"], item["points"]] for item in criteria]
        short["criteria"] = dict(pairs) if all(number for number, _ in pairs) else pairs
    return short


def read_request(stem: str) -> Reading:
    path = next(path for path in REQUESTS.glob(f"{stem}.*") if not path.name.endswith(".json"))
    return read(path.read_bytes(), name=path.name)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_a_request_in_this_layout_gives_its_facts(expected: Path) -> None:
    facts = json.loads(expected.read_text())
    got = in_short(call_of(read_request(expected.name.partition(".")[0])))
    assert got == {key: facts.get(key) for key in got}


def test_the_example_call_gives_its_facts() -> None:
    assert call_of(read(MARKDOWN.encode(), name="30534")) == json.loads((EXAMPLE / "expected.json").read_text())


@pytest.mark.parametrize(
    "render",
    [
        pytest.param(as_html, id="html"),
        pytest.param(as_docx, id="docx"),
        pytest.param(as_pdf, id="pdf with a table"),
        pytest.param(lambda text: as_pdf(text, header_as_table=False, width="150mm"), id="narrow pdf without a table"),
        pytest.param(lambda text: as_pdf(text, fonts="DejaVu Sans Mono"), id="pdf in a monospaced letter"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), id="byte order mark and CRLF"),
        pytest.param(lambda text: text.encode("cp1252"), id="windows-1252"),
        pytest.param(lambda text: text.encode("utf-16"), id="utf-16"),
        pytest.param(
            lambda text: text.replace(" ", "\u00a0").replace("maand", "maa\u00adnd").encode(), id="odd spaces"
        ),
    ],
)
def test_the_example_call_says_the_same_in_every_kind_of_file(render) -> None:  # type: ignore[no-untyped-def]
    assert call_of(read(render(MARKDOWN), name="x")) == json.loads((EXAMPLE / "expected.json").read_text())


@pytest.mark.skipif(not SHARED.exists(), reason="the real request is not part of the project")
@pytest.mark.parametrize("render", [str.encode, as_html, as_docx, as_pdf])
def test_the_real_request_gives_exactly_its_facts(render) -> None:  # type: ignore[no-untyped-def]
    got = in_short(call_of(read(render((SHARED / "aanvraag-30534.md").read_text()), name="x")))
    selection = got["selection_criteria"]
    assert isinstance(selection, list)
    expected = json.loads((SHARED / "aanvraag-30534.expected.json").read_text())
    assert got | {"selection_criteria": len(selection)} == expected
    assert list(got) == list(expected)


@pytest.mark.parametrize("stem", ["bold_labels", "bullets", "english", "letter", "long_texts"])
@pytest.mark.parametrize("render", [as_docx, as_pdf])
def test_other_markdown_requests_say_the_same_as_word_and_pdf(stem: str, render) -> None:  # type: ignore[no-untyped-def]
    text = (REQUESTS / f"{stem}.md").read_text()
    facts = json.loads((REQUESTS / f"{stem}.expected.json").read_text())
    got = in_short(call_of(read(render(text), name="x")))
    assert got == {key: facts.get(key) for key in got}


def test_a_call_has_every_key_in_order() -> None:
    keys = [key for key in CallFacts.__dataclass_fields__ if key not in FORM_ONLY]
    assert list(call_of(read(MARKDOWN.encode(), name="x"))) == keys
