# ruff: noqa: N999 - the command is called import
"""`openinhuur import FILE`: reads a hiring request and shows what it says. Nothing is stored."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from openinhuur.cli import import_report


class Command(BaseCommand):
    """Reads a call out of text, Markdown, HTML, PDF or .docx."""

    help = "Lees een aanvraag uit een bestand (tekst, Markdown, HTML, pdf, .docx). Read a call from a file."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own shape

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and how to show it."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")
        parser.add_argument("--lang", choices=["nl", "en"], default="nl", help="language of messages")

    def handle(self, *_args: object, **options: object) -> None:
        """Shows it, or refuses with exit status 1."""
        status = import_report.run(
            Path(str(options["file"])),
            as_json=bool(options["as_json"]),
            language=str(options["lang"]),
            out=sys.stdout,
            errors=sys.stderr,
        )
        if status:
            sys.exit(status)
