"""Runs many files through the child at once, and says what became of each as the parent would."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from openinhuur.documents.asking import Answered, understood
from openinhuur.documents.refusals import NotReadable

BATCH = Path(__file__).with_name("batch.py")
PATIENCE_S = 20
ALL_OF_THEM_S = 300


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer, or the code of the refusal; and how the process ended."""

    answered: Answered | None
    code: str
    status: int


def ask_many(job: str, contents: Iterable[bytes], folder: Path) -> list[Outcome]:
    """The outcome of each file, in their order."""
    names = []
    for number, content in enumerate(contents):
        names.append(f"{number:05}-{job}")
        (folder / f"{names[-1]}.given").write_bytes(content)
    subprocess.run([sys.executable, "-I", BATCH, folder], env={}, cwd="/", timeout=ALL_OF_THEM_S, check=True)
    ended = json.loads((folder / "ended.json").read_text())
    return [_outcome(ended[name], folder / f"{name}.answered") for name in names]


def _outcome(status: int, path: Path) -> Outcome:
    with path.open("rb") as answered:
        try:
            return Outcome(understood(status, answered, seconds=PATIENCE_S), "", status)
        except NotReadable as refusal:
            return Outcome(None, refusal.code, status)
