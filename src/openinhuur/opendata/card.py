"""The picture that goes with a link to a call: its number, title, buyer and deadline, 1200 by 630 pixels."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from openinhuur.opendata.published import Published, line
from openinhuur.opendata.summary import state

MEDIA_TYPE: Final = "image/png"
WIDTH, HEIGHT = 1200, 630
TEMPLATES: Final = Path(__file__).parent / "templates"
KEPT: Final = 64
"""So many cards stay ready: the same words are the same picture."""


def words(call: Published, *, language: str) -> dict[str, str]:
    """What is on the card; also what it says to who cannot see it."""
    with translation.override(language):
        return {
            "language": language,
            "number": _("Call %(number)s") % {"number": line(call.number)},
            "title": line(call.title),
            "buyer": line(call.buyer),
            "state": state(call, language=language),
        }


def made(said: dict[str, str]) -> bytes:
    """The card with these words, as PNG."""
    return _made(json.dumps(said))


@lru_cache(maxsize=KEPT)
def _made(said: str) -> bytes:
    made: bytes = typst.compile(
        str(TEMPLATES / "card.typ"),
        root=str(TEMPLATES),
        format="png",
        ppi=72,
        ignore_system_fonts=True,
        sys_inputs={"words": said},
    )
    return made
