from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from openinhuur.cli.main import language
from openinhuur.domain import sealing as domain
from openinhuur.domain.roles import Actor, NotFound, Role
from openinhuur.domain.sealing import SealedBy
from openinhuur.parties.actions import keyholders
from openinhuur.parties.models import Organisation


class Command(BaseCommand):
    """Chooses who keeps the keys of a desk's sealed bids; without a choice it publishes no calls."""

    help = "choose who keeps the keys of sealed bids of a desk, for calls that are published from now on"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kvk", required=True, help="the desk's number in the trade register")
        parser.add_argument("--by", required=True, choices=[one.value for one in SealedBy], help="who keeps the keys")
        parser.add_argument("--needed", type=int, default=domain.NEEDED, help="keyholders who open (default: 2)")
        parser.add_argument("--holders", type=int, default=domain.HOLDERS, help="keyholders at least (default: 3)")
        parser.add_argument("--reason", default="", help="why the server keeps them; it stands in the journal")

    def handle(self, *_args: Any, **options: Any) -> None:
        desk = Organisation.objects.filter(kind=Organisation.Kind.DESK, kvk_number=options["kvk"]).first()
        if desk is None:
            raise NotFound(what=f"organisation:{options['kvk']}")
        choice = keyholders.choose(
            desk.pk,
            SealedBy(options["by"]),
            needed=options["needed"],
            holders=options["holders"],
            reason=options["reason"],
            actor=Actor(None, "openinhuur sealing", frozenset({Role.ADMINISTRATOR}), desk.pk),
            at=import_string(settings.CLOCK)(),
        )
        with override(language()):
            self.stdout.write(
                _("From now on the server keeps the keys of sealed bids of %(desk)s.") % {"desk": desk.name}
                if choice.needed is None
                else _("From now on the key of sealed bids of %(desk)s is split: %(needed)s of %(holders)s open.")
                % {"desk": desk.name, "needed": choice.needed, "holders": choice.holders}
            )
