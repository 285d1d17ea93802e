"""The picture that goes with a link."""

import struct

import pytest

from openinhuur.domain.call import Phase
from openinhuur.opendata import card
from tests.opendata.calls import HOSTILE, call


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize("title", ["Secretaris", "", "Adviseur " * 24, "x" * 200, HOSTILE])
def test_a_card_has_one_size_whatever_stands_on_it(title):
    said = card.words(call(title=title, buyer=title or "Gemeente A"), language="nl")
    assert size(card.made(said)) == (card.WIDTH, card.HEIGHT) == (1200, 630)


def test_a_card_says_number_title_buyer_and_deadline():
    said = card.words(call(), language="en")
    assert said["number"] == "Call 30534"
    assert (said["title"], said["buyer"]) == ("Secretaris Domein Samenleving", "Gemeente Zoetermeer")
    assert said["state"] == "Bid before Monday 29 June 2026, 09:00"


def test_a_closed_call_has_no_deadline_on_its_card():
    assert card.words(call(phase=Phase.CLOSED), language="en")["state"] == "Closed, still sealed"


def test_other_words_are_another_picture_and_the_same_words_the_same():
    first, again, other = (card.made(card.words(call(title=title), language="nl")) for title in ("A", "A", "B"))
    assert first == again != other
