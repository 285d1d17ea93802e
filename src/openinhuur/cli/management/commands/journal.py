from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from openinhuur.cli.main import language
from openinhuur.domain.errors import Refusal
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import head, verify


class NoTables(Refusal):
    """The database is empty: there is no journal to look at."""


class Command(BaseCommand):
    """Walks the hash chain of the journal and names the first entry that is wrong; or gives its head, to publish."""

    help = "verify: prove that the journal is whole, or name the first broken entry (exit status 1); head: SIZE:ROOT"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "head"])

    def handle(self, *_args: Any, **options: Any) -> None:
        if Entry._meta.db_table not in connection.introspection.table_names():
            raise NoTables
        found = verify()
        if options["what"] == "head" and found.first_broken is None:
            self.stdout.write(str(head()))
            return
        with override(language()):
            if found.first_broken is not None:
                raise CommandError(
                    _("The journal is broken at entry %(position)s. The %(whole)s entries before it are whole.")
                    % {"position": found.first_broken, "whole": found.length}
                )
            self.stdout.write(
                _("The journal is whole: %(length)s entries, the last hash is %(head)s.")
                % {"length": found.length, "head": found.head}
            )
