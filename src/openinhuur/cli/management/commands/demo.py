from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from openinhuur.cli import demonstration


class Command(BaseCommand):
    """Plays request 30534 from text to paid invoice and serves the result."""

    help = "play the example case on a database of its own and serve it"
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own shape); there may be no database yet

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="play, print the summary and stop")
        parser.add_argument("--port", type=int, default=8000, help="default: 8000")

    def handle(self, *_args: Any, **options: Any) -> None:
        demonstration.run(port=options["port"], serve=not options["no_serve"])
