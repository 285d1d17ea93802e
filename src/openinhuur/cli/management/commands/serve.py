from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from openinhuur.cli import server
from openinhuur.cli.build import build


class Command(BaseCommand):
    """Brings the tables up to date and serves."""

    help = "serve on this machine until Ctrl-C"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="default: 8000")

    def handle(self, *_args: Any, **options: Any) -> None:
        server.check_port(options["port"])
        build()
        call_command("migrate", verbosity=0)
        self.stdout.write(f"http://localhost:{options['port']}")
        server.serve(options["port"])
