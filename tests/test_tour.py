"""The tour is true: its code runs from top to bottom and gives what the page says it gives."""

import doctest
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from openinhuur.demo.play import Play

TOUR = Path(__file__).resolve().parents[1] / "docs" / "tour.md"
FENCE = re.compile(r"^```.*$", re.MULTILINE)
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.django_db
def test_the_code_of_the_tour_gives_what_the_page_says(played: "Play") -> None:
    without_fences = FENCE.sub("", TOUR.read_text(encoding="utf-8"))
    example = doctest.DocTestParser().get_doctest(without_fences, {}, "docs/tour.md", str(TOUR), 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=said.append)
    assert said == [], "".join(said)


def test_every_block_of_code_in_the_tour_is_run() -> None:
    blocks = BLOCK.findall(TOUR.read_text(encoding="utf-8"))
    assert len(blocks) > 20
    for language, code in blocks:
        assert language == "pycon"
        assert code.startswith(">>> ")
