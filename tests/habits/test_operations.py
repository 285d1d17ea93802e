"""What can be set and what can be run is documented, with nothing on the page that is not there."""

import re
from pathlib import Path

from openinhuur.installation import env

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
COMMANDS = ROOT / "src" / "openinhuur" / "cli" / "management" / "commands"


def first_cells(heading: str) -> set[str]:
    """What stands first on each row of the tables under a heading."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)`", section, re.MULTILINE))


def test_every_setting_is_documented_and_no_other() -> None:
    assert first_cells("Settings") == set(env.NAMES)


def test_every_command_is_documented_and_no_other() -> None:
    said = {cell.split()[1] for cell in first_cells("Commands") if cell.startswith("openinhuur ")}
    assert said == {path.stem for path in COMMANDS.glob("[!_]*.py")}
