"""`openinhuur lot verify FILE`: computes a lot again from its proof, without a server or a database."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from openinhuur.cli import lot_report
from openinhuur.cli.main import language


class Command(BaseCommand):
    """Computes a lot again; exit status 1 when something is not right, 2 when it cannot be read."""

    help = "Reken een loting na. Compute a lot again; needs no server and no database."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own shape

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The proof, what was committed beforehand, and in which language."""
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--commitment", default="", metavar="SHA256", help="as it stands in your receipt")
        parser.add_argument("--lang", choices=["nl", "en"], default=language(), help="language of messages")

    def handle(self, *_args: object, **options: object) -> None:
        """Shows the outcome."""
        status = lot_report.run(
            Path(str(options["file"])),
            commitment=str(options["commitment"]).strip().lower(),
            language=str(options["lang"]),
            out=sys.stdout,
            errors=sys.stderr,
        )
        if status:
            sys.exit(status)
