"""A hundred Word and OpenDocument files that do harm, refused before LibreOffice sees them."""

import pytest

from openinhuur.documents.refusals import NotReadable
from tests.documents import hostile_words, words
from tests.documents.hostile_pdfs import ANY
from tests.documents.many import Outcome, ask_many

CASES = {name: (content, expected) for name, content, expected in hostile_words.all_cases()}
CODES = {kind.code for kind in NotReadable.__subclasses__()}
GOOD = {
    "docx": words.good_docx(),
    "odt": words.good_odt(),
    "doc": words.old_word("WordDocument"),
    "docx with a link": words.related("hyperlink", "https://example.org"),
    "docx with a link to mail": words.related("hyperlink", "mailto:pien@example.org"),
    "docx with a link in a field": words.in_text(words.field('HYPERLINK "https://link.example/dde"')),
    "docx with its number of pages": words.in_text(words.field(" NUMPAGES ")),
    "docx of a template of its own": words.related("attachedTemplate", "file:///C:\\Users\\pien\\cv.dotx"),
    "odt with a link": words.odt('<text:p><text:a xlink:href="https://example.org">x</text:a></text:p>'),
    "odt with a picture": words.odt(
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>'
    ),
}


@pytest.fixture(scope="session")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    contents = [*(content for content, _ in CASES.values()), *GOOD.values()]
    return dict(zip([*CASES, *GOOD], ask_many("word", contents, tmp_path_factory.mktemp("word")), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_for_its_reason(name: str, looked_at: dict[str, Outcome]) -> None:
    expected, outcome = CASES[name][1], looked_at[name]
    if expected is not ANY:
        assert outcome.code == expected
    else:
        assert outcome.answered is not None or outcome.code in CODES


@pytest.mark.parametrize("name", GOOD)
def test_an_ordinary_one_passes(name: str, looked_at: dict[str, Outcome]) -> None:
    answered = looked_at[name].answered
    assert answered is not None, looked_at[name].code
    assert answered.head["kind"] == name.split(maxsplit=1)[0]
