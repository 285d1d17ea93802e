"""The Dutch catalogue: kept beside the templates as text (.po), compiled for Django (.mo), checked by a test.

English is the language of the sources, so only Dutch has a catalogue. Babel reads and writes it; no gettext
tools are needed on the machine.

    python -m openinhuur.installation.catalogues          compile when out of date
    python -m openinhuur.installation.catalogues update   add new texts, drop stale ones
    python -m openinhuur.installation.catalogues check    list what is missing or stale
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE: Final = Path(__file__).resolve().parents[1]
CATALOGUE: Final = SOURCE / "web" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
KEYWORDS: Final = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
HIDDEN: Final = re.compile(r"""\bf["'].*{\s*_\(""")
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[a-z]")


def build() -> Path:
    """Compile the catalogue when it is newer than what was compiled before; returns the compiled file."""
    compiled = CATALOGUE.with_suffix(".mo")
    if not compiled.exists() or compiled.stat().st_mtime < CATALOGUE.stat().st_mtime:
        with compiled.open("wb") as file:
            write_mo(file, _kept())
    return compiled


def check() -> list[str]:
    """What is wrong, a line each: no Dutch, stale, wrong placeholders, texts that nobody can extract."""
    wanted, kept = _extracted(), _kept()
    return sorted([*_missing(wanted, kept), *_stale(wanted, kept), *_wrong_placeholders(kept), *_hidden()])


def update() -> None:
    """Bring the catalogue in line with the sources: new texts come in empty, stale ones go."""
    kept, wanted = _kept(), _extracted()
    kept.update(wanted, no_fuzzy_matching=True)
    kept.obsolete.clear()
    with CATALOGUE.open("wb") as file:
        write_po(file, kept, width=110, no_location=True, sort_output=True)


def _kept() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="nl", domain="django")


def _extracted() -> Catalog:
    catalogue = Catalog(locale="nl", domain="django", creation_date=_kept().creation_date)
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html")]):
        text = _as_python(path) if path.suffix == ".html" else path.read_text()
        for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            catalogue.add(message, context=context, auto_comments=[])
    return catalogue


def _as_python(template: Path) -> str:
    lines = templatize(template.read_text(), origin=str(template)).splitlines()
    return "\n".join(line.strip() for line in lines)


def _missing(wanted: Catalog, kept: Catalog) -> Iterator[str]:
    for message in wanted:
        found = kept.get(message.id, message.context) if message.id else None
        if message.id and (found is None or not all(_texts(found.string))):
            yield f"no Dutch for: {message.id}"


def _stale(wanted: Catalog, kept: Catalog) -> Iterator[str]:
    for message in kept:
        if message.id and wanted.get(message.id, message.context) is None:
            yield f"not used any more: {message.id}"


def _wrong_placeholders(kept: Catalog) -> Iterator[str]:
    for message in kept:
        allowed = {name for text in _texts(message.id) for name in PLACEHOLDER.findall(text)}
        used = {name for text in _texts(message.string) for name in PLACEHOLDER.findall(text)}
        if message.id and not used <= allowed:
            yield f"unknown placeholder {sorted(used - allowed)} in the Dutch for: {message.id}"


def _hidden() -> Iterator[str]:
    for path in sorted(SOURCE.rglob("*.py")):
        for line in path.read_text().splitlines():
            if HIDDEN.search(line):
                yield f"a text inside an f-string cannot be extracted: {path.name}: {line.strip()}"


def _texts(text: "str | tuple[str, ...] | list[str] | None") -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["check"]:
            sys.exit("\n".join(check()) or 0)
        case _:
            build()
