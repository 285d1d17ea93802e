from dataclasses import fields
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from openinhuur.cli.main import language
from openinhuur.domain.membership import Kind
from openinhuur.domain.roles import Actor, Role
from openinhuur.letters import queries as letters
from openinhuur.parties.actions import organisations
from openinhuur.parties.actions.organisations import Registration

INSTALLATION = Actor(None, "openinhuur desk", frozenset({Role.ADMINISTRATOR}), None)
"""Who acts before there are people: whoever may run commands on the machine."""

WORDS = {
    "name": "the desk's name",
    "kvk_number": "its number in the trade register",
    "vat_number": "its VAT number",
    "street": "street and number",
    "postcode": "postcode",
    "city": "city",
    "email": "the desk's own e-mail address",
}


class Command(BaseCommand):
    """Makes a desk known and invites its first administrator, who invites the others."""

    help = "register a desk and invite its first administrator"

    def add_arguments(self, parser: CommandParser) -> None:
        for one in fields(Registration):
            if one.name in WORDS:
                option = one.name.removesuffix("_number")
                parser.add_argument(f"--{option}", dest=one.name, required=True, help=WORDS[one.name])
        parser.add_argument("--administrator", required=True, metavar="E-MAIL", help="who is invited to run the house")

    def handle(self, *_args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        registration = Registration(**{name: options[name] for name in WORDS})
        with override(language()):
            organisations.register_and_invite(
                registration,
                kind=Kind.DESK,
                administrator=options["administrator"],
                actor=INSTALLATION,
                at=import_string(settings.CLOCK)(),
            )
            [invitation] = letters.latest(1)
            self.stdout.write(_("This e-mail is on its way to %(to)s:") % {"to": invitation.to})
            self.stdout.write(f"\n{invitation.subject}\n\n{invitation.text}")
