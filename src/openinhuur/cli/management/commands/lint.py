"""`openinhuur lint FILE`: checks a hiring request and says what to mend. Nothing is stored."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand

from openinhuur.cli import lint_report
from openinhuur.domain.calendars import AMSTERDAM


class Command(BaseCommand):
    """Checks a call in text, Markdown, HTML, PDF or .docx; exit status 1 when there is an error."""

    help = "Controleer een aanvraag uit een bestand en lees hoe u die verbetert. Check a call and read how to mend it."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own shape

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, when it is sent, and how to show what is found."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--at", type=moment, metavar="DATE", help="check as if sent then: 2026-06-16 or 2026-06-16T10:00"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")
        parser.add_argument("--lang", choices=["nl", "en"], default="nl", help="language of messages")

    def handle(self, *_args: object, **options: object) -> None:
        """Shows it; exit status 1 when there is an error, 2 when the file cannot be read."""
        at = options["at"]
        status = lint_report.run(
            Path(str(options["file"])),
            at=at if isinstance(at, datetime) else None,
            as_json=bool(options["as_json"]),
            language=str(options["lang"]),
            out=sys.stdout,
            errors=sys.stderr,
        )
        if status:
            sys.exit(status)


def moment(typed: str) -> datetime:
    """A day or a moment; without a zone it is the clock of Amsterdam."""
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is no date such as 2026-06-16 or 2026-06-16T10:00") from None
    return at if at.tzinfo else at.replace(tzinfo=AMSTERDAM)
