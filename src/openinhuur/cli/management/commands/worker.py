from typing import Any

from django.core.management.base import BaseCommand

from openinhuur.cli import worker


class Command(BaseCommand):
    """Does what is queued: sends e-mails, and what is done by the clock."""

    help = "do what is queued, e-mails above all, until Ctrl-C"
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own shape); they are about pages

    def handle(self, *_args: Any, **_options: Any) -> None:
        worker.run()
