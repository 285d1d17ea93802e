"""Judging blind: what tells who somebody is, is covered in whatever way it is written; and nothing of it is left."""

import csv
import string
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openinhuur.domain.blinding import COVER, Box, Known, Why, blinded, boxes, covered, letter, telling

EXAMPLES = Path(__file__).parents[1] / "examples" / "blinding.csv"
DEADLINE = date(2026, 6, 29)
KNOWN = Known(names=("Pien van der Berg",), company="Sterk BV", numbers=("80000004",), on=DEADLINE)
ACCENTS = "\u0301\u0308\u0327"
NAMES = st.lists(
    st.text(string.ascii_lowercase, min_size=3, max_size=9).map(str.capitalize), min_size=1, max_size=3, unique=True
).map(" ".join)
AROUND = st.sampled_from(["", ",", ".", ":", ")", "’s", "-"])


@dataclass(frozen=True)
class Placed:
    """A word on a page."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    line: int


def page(*lines: str) -> list[Placed]:
    """Words of ten pixels a sign, lines of twenty pixels high."""
    found = []
    for number, line in enumerate(lines):
        left = 0
        for word in line.split():
            found.append(Placed(word, left, 20 * number, left + 10 * len(word), 20 * number + 15, number))
            left += 10 * (len(word) + 1)
    return found


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(EXAMPLES.read_text().splitlines()))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['why']}: {row['text']}")
def test_r46_what_is_covered_in_a_text(row: dict[str, str]) -> None:
    words = row["text"].split()
    found = telling(words, [0] * len(words), KNOWN)
    assert " ".join(words[place] for place in sorted(found)) == row["covered"]
    if row["covered"]:
        assert Why(row["why"]) in found.values()


def test_r46_a_name_that_is_cut_at_the_end_of_a_line_is_covered() -> None:
    words = page("Secretaris: Pi-", "en was erbij")
    assert covered(words, boxes(words, KNOWN)) == ["Secretaris:", COVER * 3, COVER * 2, "was", "erbij"]


def test_r46_what_stands_below_a_label_belongs_to_it() -> None:
    words = page("Geboortedatum", "12 mei", "Secretaris")
    assert covered(words, boxes(words, KNOWN)) == ["Geboortedatum", COVER * 2, COVER * 3, "Secretaris"]


def test_r46_one_box_covers_a_run_of_words_and_the_space_between() -> None:
    words = page("Ik ben Pien van der Berg nu")
    (box,) = boxes(words, KNOWN)
    assert (box.left, box.right, box.why) == (words[2].left, words[5].right, Why.NAME)


def test_r46_a_word_is_covered_whole_when_a_box_touches_it() -> None:
    words = page("Secretaris bij Gouda")
    box = Box(words[2].left + 5, 3, words[2].left + 6, 4, Why.PERSON)
    assert covered(words, [box]) == ["Secretaris", "bij", COVER * 5]


def test_r46_what_a_person_adds_is_covered_everywhere() -> None:
    known = Known(words=("Pientje", "wethouder van Gouda"), on=DEADLINE)
    said = "PIENTJE was wethouder van Gouda, en wethouder."
    assert blinded(said, known) == f"{COVER * 7} was {COVER * 9} {COVER * 3} {COVER * 6} en wethouder."


def test_a_claim_keeps_its_lines() -> None:
    assert blinded("Zes jaar.\n\n  Pien  was erbij.\n", KNOWN) == "Zes jaar.\n\n  ████  was erbij.\n"


def test_a_claim_without_anybody_stays_as_it_is() -> None:
    assert blinded("", KNOWN) == ""
    assert blinded("Zes jaar secretaris.", KNOWN) == "Zes jaar secretaris."


def test_who_is_called_as_a_small_word_is_covered_by_the_rest_too() -> None:
    assert blinded("Ben de Wit, ook wel Ben", Known(names=("Ben de Wit",))) == "███ ██ ████ ook wel ███"
    assert blinded("Van Dijk", Known(names=("van Dijk",))) == "███ ████"


def test_letters_say_nothing_and_go_on_after_z() -> None:
    assert [letter(number) for number in (1, 2, 26, 27, 52, 53, 702, 703)] == [
        "A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


@st.composite
def written(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A name, and a text in which it stands: in other capitals, with accents, cut over words, between signs."""
    name = draw(NAMES)
    pieces: list[str] = draw(st.lists(st.sampled_from(["ervaring", "met", "2019", "raad,"]), max_size=3))
    for part in name.split():
        shown = draw(st.sampled_from([part, part.upper(), part.lower()]))
        shown = draw(st.sampled_from([shown, shown[0] + draw(st.sampled_from(ACCENTS)) + shown[1:]]))
        at = draw(st.integers(1, len(shown)))
        cut = [shown[:at], shown[at:]] if draw(st.booleans()) and shown[at:] else [shown]
        pieces += [*cut[:-1], cut[-1] + draw(AROUND)]
    return name, [*pieces, *draw(st.lists(st.sampled_from(["voor", "griffie", "(2020)"]), max_size=3))]


@given(written())
def test_r46_no_part_of_the_name_is_left(case: tuple[str, list[str]]) -> None:
    name, pieces = case
    left = blinded(" ".join(pieces), Known(names=(name,), on=DEADLINE))
    plain = "".join(one for one in unicodedata.normalize("NFKD", left.casefold()) if one.isalnum())
    others = "".join(one for one in "".join(pieces).casefold() if one.isalnum())
    for part in name.casefold().split():
        if others.count(part) == 1 and not any(part in word for word in ("ervaring", "met", "raad", "voor", "griffie")):
            assert part not in plain


@given(st.lists(st.text(string.printable.replace(" ", "").strip(), min_size=1, max_size=8), max_size=12))
def test_r46_a_box_covers_the_whole_word_and_what_is_not_told_is_not_covered(texts: list[str]) -> None:
    words = page(" ".join(texts))
    told = telling([one.text for one in words], [0] * len(words), KNOWN)
    black = boxes(words, KNOWN)
    for place, word in enumerate(words):
        is_under = any(box.left <= word.left and word.right <= box.right for box in black)
        assert is_under == (place in told)
    assert [COVER in one for one in covered(words, black)] == [
        place in told or COVER in word.text for place, word in enumerate(words)
    ]


@given(st.text(max_size=200))
def test_a_text_keeps_its_length_and_its_white_space(text: str) -> None:
    left = blinded(text, KNOWN)
    assert len(left) == len(text)
    assert [one.isspace() for one in left] == [one.isspace() for one in text]


@pytest.mark.parametrize("hostile", [
    "a" * 100_000, "a." * 50_000, "0 " * 50_000, "@ " * 50_000, "p " * 50_000, "tel: " * 20_000, "- " * 50_000,
    "https:" * 20_000, "1-" * 50_000, "pien - " * 20_000, "a@" * 50_000,
])  # fmt: skip
def test_a_hostile_text_of_a_hundred_thousand_signs_is_looked_through(hostile: str) -> None:
    assert len(blinded(hostile, KNOWN)) == len(hostile)
