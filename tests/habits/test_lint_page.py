"""Every check of the linter is documented, and every finding says in both languages what it is and how to mend it."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from openinhuur.domain.lint import CHECKS, SOURCES, code_of
from openinhuur.domain.lint.sources import ACTS
from openinhuur.wording import mending
from openinhuur.wording.findings import TEMPLATES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "rules" / "lint.md").read_text(encoding="utf-8")
CODES = [code_of(check) for check in CHECKS]


def test_the_page_names_every_code_in_their_order_and_no_other() -> None:
    assert re.findall(r"^\| `([a-z-]+)` ", PAGE, re.MULTILINE) == CODES


def test_every_code_has_its_words_and_a_way_to_mend_it() -> None:
    assert set(CODES) <= set(TEMPLATES)
    assert set(mending.MENDING) == set(TEMPLATES)
    assert set(mending.ACTS) == set(ACTS)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_says_why_and_how(code: str, language: str) -> None:
    before = translation.get_language()
    assert len(mending.reasons(code, language)) == len(SOURCES[code])
    assert mending.suggestion(code, language).endswith(".")
    assert translation.get_language() == before
