"""A call on paper."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pikepdf
import pytest

from openinhuur.documents.reading import read_pdf
from openinhuur.opendata import pdf
from tests.opendata.calls import AT, HOSTILE, Call, Outcome, Question, Section, call, where

FACTS = (("Start", "zo snel mogelijk"), ("Uren", "36 uur per week"))
ASKED = (Question(1, "Mag het digitaal?", "Ja, dat mag.\n\n- thuis\n- op kantoor"), Question(2, "En later?", None))


def paper(one: Call, language: str = "nl", questions=ASKED) -> bytes:
    """The paper of a call."""
    said = pdf.words(one, facts=FACTS, questions=questions, links=where("30534"), language=language, changed_at=AT)
    return pdf.made(said, at=AT)


def text(made: bytes) -> str:
    """Its words in the order in which they are read."""
    return " ".join(" ".join(read_pdf(made).pages).split())


def tags(made: bytes) -> list[str]:
    """The tags of its structure, in reading order."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        return list(_tags(opened.Root.StructTreeRoot))


def _tags(node: pikepdf.Object) -> Iterator[str]:
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        below = node.get("/K", pikepdf.Array())
        for one in below if isinstance(below, pikepdf.Array) else [below]:
            yield from _tags(one)


def test_a_paper_says_all_that_the_page_says_in_its_order():
    words = text(paper(call()))
    in_order = [
        "Gemeente Zoetermeer", "Secretaris Domein Samenleving", "In het kort",
        "30534", "Inhuurdesk Voorbeeld", "Bestuur",
        "zo snel mogelijk", "Tijdlijn", "dinsdag 16 juni 2026, 10.00 uur", "maandag 29 juni 2026, 09.00 uur",
        "donderdag 2 juli 2026", "Het werk", "De opdracht", "U bereidt vergaderingen voor.", "U bewaakt de actielijst.",
        "Het team", "Acht mensen.", "Eisen", "Een VOG.", "Gunningscriteria", "Ervaring bij een gemeente.", "60",
        "0 · 37,5 · 60", "Soortgelijke opdrachten.", "Verbindend.", "Vragen en antwoorden", "1. Mag het digitaal?",
        "Ja, dat mag.", "op kantoor",
    ]  # fmt: skip
    places = []
    for piece in in_order:
        places.append(words.find(piece, places[-1] if places else 0))
        assert places[-1] >= 0, piece


def test_a_question_without_a_published_answer_is_not_printed():
    assert "En later?" not in text(paper(call()))


def test_the_outcome_stands_first_with_numbers_and_the_company():
    words = text(paper(call(outcome=Outcome()), language="en"))
    assert words.index("Awarded to Sterk BV") < words.index("In short")
    assert "Bids received: 23" in words
    assert "Not chosen after the interview: 4" in words
    assert "requirement 2: 5 bids, another requirement: 4 bids" in words
    assert "€110.00" in words


@pytest.mark.parametrize(("language", "heading"), [("nl", "Gunningscriteria"), ("en", "Award criteria")])
def test_a_paper_speaks_the_language_of_its_reader(language, heading):
    made = paper(call(), language)
    assert heading in text(made)
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert str(opened.Root.Lang) == language


def test_a_paper_is_archivable_accessible_and_named():
    with pikepdf.open(io.BytesIO(paper(call()))) as opened:
        said = opened.open_metadata()
        assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("2", "A", "1")
        assert said["dc:title"] == "Secretaris Domein Samenleving"
        assert bool(opened.Root.MarkInfo.Marked)
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)


def test_headings_tables_and_lists_are_tagged():
    found = tags(paper(call()))
    assert found.count("/H1") == 1
    assert {"/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI"} <= set(found)
    levels = [int(tag[2]) for tag in found if tag[:2] == "/H" and tag[2:].isdigit()]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_hostile_words_are_only_words():
    one = call(title=HOSTILE, buyer=HOSTILE, description=(Section(HOSTILE, f"{HOSTILE}\n\n- {HOSTILE}"),))
    words = text(paper(one, questions=[Question(1, HOSTILE, HOSTILE)]))
    assert "#panic() *x* _y_ $z$ \\u{41} @ref `r`" in words
    assert "□" in words


def test_a_long_text_runs_on_over_pages_and_loses_nothing():
    words = text(paper(call(description=(Section("Lang", "\n\n".join(f"Alinea {n}." for n in range(400))),))))
    assert all(f"Alinea {n}." in words for n in range(400))


def test_the_same_words_at_the_same_moment_are_the_same_bytes():
    said = pdf.words(call(), facts=FACTS, questions=ASKED, links=where("1"), language="nl", changed_at=AT)
    first = pdf.made(said, at=AT)
    pdf._made.cache_clear()
    assert pdf.made(said, at=AT) == first
    assert pdf.made(said, at=datetime(2026, 6, 21, tzinfo=UTC)) != first
