"""Every word that the database speaks is explained, and the files that the glossary names exist."""

import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in GLOSSARY.splitlines() if line.startswith("| ")
]
TERMS = {name: row[3].strip("`") for row in ROWS for name in re.findall(r"`(\w+)`", row[1])}
MODELS = [model for model in apps.get_models() if model.__module__.startswith("openinhuur.")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_table_stands_in_the_glossary_with_its_file(model: type) -> None:
    assert TERMS.get(model.__name__) == "/".join(model.__module__.split(".")[1:]) + ".py"


@pytest.mark.parametrize(("term", "file"), TERMS.items(), ids=list(TERMS))
def test_every_term_of_the_glossary_stands_in_its_file(term: str, file: str) -> None:
    assert re.search(rf"\b(class|def) {term}\b", (ROOT / "src" / "openinhuur" / file).read_text(encoding="utf-8"))
