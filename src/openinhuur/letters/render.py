"""Letters and invoices as PDF: a typst template and the words to put in it.

The PDFs are archivable and accessible (PDF/A-2a, PDF/UA-1; typst checks the rules itself), and the same
words at the same moment always give the same bytes.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

TEMPLATES: Final = Path(__file__).parent / "templates"
NO_LETTER: Final = re.compile(
    "[^\t\n\u0020-\u007e\u00a0-\u024f\u0300-\u036f\u0391-\u03a1\u03a3-\u03ce\u0400-\u04ff"
    "\u1e00-\u1eff\u2000-\u200d\u2010-\u2027\u202f-\u203a\u20a0-\u20b5\u2190-\u2199\u2200-\u22ff]"
)
"""What is none of the signs that every font of ours has: Latin, Greek, Cyrillic, punctuation, money, arrows."""


def pdf(template: str, words: Mapping[str, object], *, at: datetime, templates: Path = TEMPLATES) -> bytes:
    """The PDF of a template. ``words``: texts, lists and dicts of texts, nothing to compute.

    A sign that no font has cannot stand in an archivable PDF: an empty square takes its place.

    Args:
        templates: the folder of the template, which reads nothing outside it.
    """
    try:
        return _compiled(templates, template, words, at)
    except typst.TypstError:
        return _compiled(templates, template, _with_squares(words), at)


def _with_squares(value: object) -> object:
    match value:
        case str():
            return NO_LETTER.sub("□", value)
        case list() | tuple():
            return [_with_squares(one) for one in value]
        case Mapping():
            return {key: _with_squares(one) for key, one in value.items()}
    return value


def _compiled(templates: Path, template: str, words: object, at: datetime) -> bytes:
    made: bytes = typst.compile(
        str(templates / f"{template}.typ"),
        root=str(templates),
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(words, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(at.timestamp()),
    )
    return made
