import os
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from openinhuur.cli import server, worker
from openinhuur.cli.build import build
from openinhuur.cli.main import language
from openinhuur.installation import production


class Command(BaseCommand):
    """Brings the tables up to date and serves, with a worker beside it."""

    help = "serve on this machine until Ctrl-C"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="default: 8000")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="default: one per processor")
        parser.add_argument("--no-worker", action="store_true", help="serve only; the worker runs elsewhere")

    def handle(self, *_args: Any, **options: Any) -> None:
        server.check_port(options["port"])
        production.check_site()
        build()
        call_command("migrate", verbosity=0)
        self.stdout.write(f"http://localhost:{options['port']}")
        if not settings.HAS_MAIL:
            with override(language()):
                self.stdout.write(_("No e-mail is sent: OPENINHUUR_MAIL is not set. What is written waits."))
        with nullcontext() if options["no_worker"] or settings.DEMO else worker.beside():
            server.serve(options["port"], processes=max(1, options["processes"]))
