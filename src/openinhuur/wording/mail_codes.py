"""Words for letters, and for e-mails in the outbox: more tables for `openinhuur.wording.codes`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Mapping[str, "StrPromise"]

LETTERS: Final[Words] = {
    "admission": _("Letter about admission"),
    "award": _("Award letter"),
    "rejection": _("Rejection letter"),
    "early-rejection": _("Rejection letter from before the award"),
}

STATES: Final[Words] = {
    "waiting": pgettext_lazy("e-mail", "Waiting"),
    "sent": pgettext_lazy("e-mail", "Sent"),
    "failed": pgettext_lazy("e-mail", "Failed"),
    "bounced": pgettext_lazy("e-mail", "Came back"),
}

SENTENCES: Final[Words] = {
    "waiting": _("It goes out as soon as the mail server takes it."),
    "sent": _("The mail server took it, and nothing came back."),
    "failed": _("The mail server refused it, or could not be reached for three days. So it was not sent."),
    "bounced": _("It was sent, but could not be delivered."),
}
"""What each state means."""

ABOUT: Final[Words] = {
    "admission": _("Admission %(key)s"),
    "call": _("Call %(key)s"),
    "draft": _("Draft of a call"),
    "organisation": _("Organisation %(key)s"),
}
"""What an e-mail is about: the word before the colon, as the journal names it."""

MAIL_TABLES: Final[Mapping[str, Words]] = {
    "letter": LETTERS,
    "mail": STATES,
    "mail_sentence": SENTENCES,
    "mail_about": ABOUT,
}
