"""What a call asks of the CV: pages, language, references."""

import re
from collections.abc import Mapping

from openinhuur.importing import values

PAGES = re.compile(r"(?i)(?<![\d.,])(\d{1,2})\s*(?:A4|pagina|bladzijde|page|kantjes|zijde)")
REFERENCES = re.compile(r"(?i)(?<![\d.,])(\d{1,2})\s*(?:\w+\s+){0,3}?(?:referenties?|referenten|references?)\b")
LANGUAGES = (("nl", r"nederlands|\bdutch\b"), ("en", r"\bengels|\benglish\b"), ("de", r"\bduits|\bgerman\b"))


def cv_rules(text: str) -> Mapping[str, object]:
    """Pages, language and references that a CV must have."""
    text = values.in_digits(text)
    facts: dict[str, object] = {}
    pages, references = PAGES.search(text), REFERENCES.search(text)
    if pages:
        facts["cv.max_pages"] = int(pages[1])
    if references:
        facts["cv.min_references"] = int(references[1])
    languages = [code for code, pattern in LANGUAGES if re.search(pattern, text, re.IGNORECASE)]
    if len(languages) == 1:
        facts["cv.language"] = languages[0]
    return facts
