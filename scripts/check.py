"""Every check that is not a test, one after the other; says what it does and what failed."""

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS = [
    ("lint", ["ruff", "check"]),
    ("format", ["ruff", "format", "--check"]),
    ("types", ["mypy"]),
    ("the map of the house", ["lint-imports"]),
    ("migrations are complete", ["openinhuur", "makemigrations", "--check", "--dry-run"]),
    ("every text has its Dutch", ["python", "-m", "openinhuur.installation.catalogues", "check"]),
    ("sizes", ["python", "scripts/sizes.py"]),
]


def main() -> int:
    """Run all checks; the exit status is 1 when one failed."""
    console = Console()
    failed = []
    for name, (program, *arguments) in CHECKS:
        with console.status(name):
            done = subprocess.run(
                [str(BIN / program), *arguments],
                cwd=ROOT,
                env=os.environ | {"NO_COLOR": "1"},
                capture_output=True,
                text=True,
                check=False,
            )
        console.print(f"{'[red]✗' if done.returncode else '[green]✓'}[/] {name}")
        if done.returncode:
            failed.append(name)
            console.print((done.stdout + done.stderr).strip(), markup=False, highlight=False)
    console.print(f"[red]{len(failed)} failed: {', '.join(failed)}[/]" if failed else "[green]all checks pass[/]")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
