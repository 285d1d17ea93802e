"""Letters and invoices as PDF: a typst template and the words to put in it.

The PDFs are archivable and accessible (PDF/A-2a, PDF/UA-1; typst checks the rules itself), and the same
words at the same moment always give the same bytes.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent / "templates"


def pdf(template: str, words: Mapping[str, object], *, at: datetime) -> bytes:
    """The PDF of a template in ``templates/``. ``words``: texts, lists and dicts of texts, nothing to compute."""
    made: bytes = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(words, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(at.timestamp()),
    )
    return made
