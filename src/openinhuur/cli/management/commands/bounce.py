import sys
from typing import IO, Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from openinhuur.cli.main import TRY_LATER, language
from openinhuur.letters import bouncing, reports
from openinhuur.letters.bouncing import Outcome

CHUNK: Final = 64 * 1024


class Command(BaseCommand):
    """Reads one report of a mail server from its standard input, as a mail server pipes it.

    Whatever it is, the exit status is 0: a mail server that is refused would report that too. Only when the database
    is away is it asked to bring the report again later.
    """

    help = "note what a mail server reports it could not deliver; reads one e-mail from standard input"
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own shape); they are about pages

    def handle(self, *_args: Any, **_options: Any) -> None:
        content = _read(sys.stdin.buffer)
        try:
            outcome = bouncing.note(content, at=import_string(settings.CLOCK)())
        except Error as problem:
            self.stderr.write(str(problem))
            sys.exit(TRY_LATER)
        with override(language()):
            self.stdout.write(_said(outcome))


def _read(source: IO[bytes]) -> bytes:
    """As much as a report may be; what comes after it is taken and thrown away, so that nobody's pipe breaks."""
    content = source.read(reports.LONGEST)
    while source.read(CHUNK):
        pass
    return content


def _said(outcome: Outcome) -> str:
    return {
        Outcome.BOUNCED: _("The e-mail came back; that is written beside it."),
        Outcome.DELAYED: _("The e-mail is delayed; that is written beside it."),
        Outcome.KNOWN: _("This was known already."),
        Outcome.UNKNOWN: _("This is not about an e-mail of ours. Nothing was noted."),
        Outcome.NO_REPORT: _("This is no report of a mail server that can be read. Nothing was noted."),
    }[outcome]
