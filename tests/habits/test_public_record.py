"""Every event is known as public or not, so that no page for everybody stays behind what happened."""

import ast
from collections.abc import Iterator
from pathlib import Path

from openinhuur.domain.public_record import OF_THE_HOUSE, PUBLIC
from openinhuur.web.sign_in.adapters import CHANGES

SOURCE = Path(__file__).resolve().parents[2] / "src" / "openinhuur"
MADE_UP = {"f'step-{step}.closed'": {"step-1.closed", "step-2.closed"}, "event": set(CHANGES.values())}
"""Events whose name is put together where they are recorded."""
RECORDING = {"record", "Done"}
"""What names an event that is recorded: in words, and as one of several."""


def recorded() -> Iterator[str]:
    """Every event that is recorded anywhere."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORDING:
                yield from _names(node.args[0])


def _names(said: ast.expr) -> set[str]:
    match said:
        case ast.Constant(value=str(name)):
            return {name}
        case ast.IfExp(body=first, orelse=second):
            return _names(first) | _names(second)
    return MADE_UP[ast.unparse(said)]


def test_every_event_is_public_or_of_the_house_and_no_other_is_named() -> None:
    assert set(recorded()) == PUBLIC | OF_THE_HOUSE


def test_no_event_is_both() -> None:
    assert not PUBLIC & OF_THE_HOUSE
