"""The checks on words, measured on sentences as they stand in calls: good ones stay silent, bad ones are found."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from openinhuur.domain.lint import lint
from openinhuur.domain.written_call import CallFacts, HoursRange, ListItem, WrittenCall

EXAMPLES = Path(__file__).parents[1] / "examples"
BAD = list(csv.DictReader((EXAMPLES / "lint_bad.csv").read_text(encoding="utf-8").splitlines()))
FEWEST_GOOD = 150


def good_sentences() -> list[tuple[str, str]]:
    """(where it stands, sentence)."""
    where, found = "text", []
    for line in (EXAMPLES / "lint_good.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            where = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append((where, line))
    return found


GOOD = good_sentences()


def saying(where: str, sentence: str, *, printed: bool) -> WrittenCall:
    """A call in which the sentence stands: in running text, or as the one item of a list."""
    facts = (
        {} if where == "text" else {where: (ListItem("1", sentence, Decimal(100) if where == "criteria" else None),)}
    )
    return WrittenCall(
        CallFacts(dps=True, hours_per_week=HoursRange(Decimal(36), Decimal(36)), **facts),  # type: ignore[arg-type]
        places={f"{where}[0]": (4,)} if printed and facts else {},
        lines=((4, sentence),) if printed else (),
        headings=("Opdracht", "Eisen (knock-out)"),
    )


def test_the_corpus_of_good_sentences_is_large_and_without_doubles() -> None:
    assert len(GOOD) >= FEWEST_GOOD
    assert len(set(GOOD)) == len(GOOD)


@pytest.mark.parametrize(("where", "sentence"), GOOD, ids=[sentence for _, sentence in GOOD])
def test_a_good_sentence_gives_no_finding(where: str, sentence: str) -> None:
    assert [one.code for one in lint(saying(where, sentence, printed=True))] == []


@pytest.mark.parametrize("row", BAD, ids=lambda row: row["sentence"])
def test_a_bad_sentence_gives_its_one_finding_at_its_line(row: dict[str, str]) -> None:
    findings = lint(saying(row["where"], row["sentence"], printed=True))
    assert [(one.code, one.lines) for one in findings] == [(row["code"], (4,))]


@pytest.mark.parametrize("row", [row for row in BAD if row["where"] != "text"], ids=lambda row: row["sentence"])
def test_a_bad_item_of_a_form_gives_the_same_finding_at_its_key(row: dict[str, str]) -> None:
    findings = lint(saying(row["where"], row["sentence"], printed=False))
    assert [(one.code, one.lines, one.key) for one in findings] == [(row["code"], (), f"{row['where']}[0]")]


def test_words_that_go_on_in_the_next_line_are_read_together() -> None:
    lines = (
        (7, "Leeftijd, geslacht en nationaliteit: Nederlandse nationaliteit"),
        (8, "is geen eis en je werkt in een jong"),
    )
    lines = (*lines, (9, "team van adviseurs."))
    call = WrittenCall(CallFacts(), lines=lines, continued=frozenset({8, 9}))
    assert lint(call) == []
    call = WrittenCall(
        CallFacts(), lines=((8, "Je werkt in een jong"), (9, "team van adviseurs.")), continued=frozenset({9})
    )
    assert [(one.code, one.lines) for one in lint(call)] == [("discrimination-direct", (8, 9))]


def test_a_finding_in_a_line_carries_the_key_that_the_line_belongs_to() -> None:
    places = {"title": (1,), "description[1]": (2,), "requirements": (3,), "requirements[0]": (3,)}
    lines = tuple((number, "De de raad") for number in (1, 2, 3, 4))
    call = WrittenCall(CallFacts(), places=places, lines=lines)
    assert [one.key for one in lint(call)] == ["title", "description[1]", "requirements[0]", None]


def test_cells_of_a_row_are_no_doubled_word() -> None:
    assert lint(WrittenCall(CallFacts(), lines=((1, "Regio\tRegio Utrecht"),))) == []


def test_a_heading_that_exists_may_be_referred_to() -> None:
    words = 'De eisen staan onder het kopje "Eisen" en de cv\'s worden vergeleken op de "gunningscriteria".'
    lines = ((1, words), (2, "Gunningscriteria (100 punten)"))
    assert lint(WrittenCall(CallFacts(), lines=lines, headings=("Eisen (knock-out)",))) == []


def test_without_known_headings_nothing_is_said_of_them() -> None:
    assert lint(WrittenCall(CallFacts(), lines=((1, 'Zie het kopje "Planning".'),))) == []
