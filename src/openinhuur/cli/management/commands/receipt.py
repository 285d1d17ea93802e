"""`openinhuur receipt verify FILE`: checks the receipt of a bid, without a server or a database."""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from django.core.management.base import BaseCommand

from openinhuur.cli import receipt_report
from openinhuur.cli.main import language
from openinhuur.domain.merkle import Head


class Command(BaseCommand):
    """Checks a receipt; exit status 1 when something is not right, 2 when it cannot be read."""

    help = "Controleer een ontvangstbewijs. Check the receipt of a bid; needs no server and no database."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own shape

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The receipt, what it is held against, and how to show the outcome."""
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--sent", type=Path, metavar="FILE", help="the file you sent: is it what was received?")
        parser.add_argument("--head", type=head, metavar="SIZE:ROOT", help="a published head of the journal")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")
        parser.add_argument("--lang", choices=["nl", "en"], default=language(), help="language of messages")

    def handle(self, *_args: object, **options: object) -> None:
        """Shows the outcome."""
        sent, published = options["sent"], options["head"]
        status = receipt_report.run(
            Path(str(options["file"])),
            sent=sent if isinstance(sent, Path) else None,
            head=published if isinstance(published, Head) else None,
            as_json=bool(options["as_json"]),
            language=str(options["lang"]),
            out=sys.stdout,
            errors=sys.stderr,
        )
        if status:
            sys.exit(status)


def head(typed: str) -> Head:
    """A head as `openinhuur journal head` prints it."""
    found = re.fullmatch(r"([1-9][0-9]{0,17}):([0-9a-f]{64})", typed.strip())
    if found is None:
        raise ArgumentTypeError(f"{typed!r} is no head such as 517:0a1b… (64 hexadecimal digits)")
    return Head(int(found[1]), found[2])
