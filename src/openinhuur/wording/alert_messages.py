"""What the e-mails to people who keep a search say: a part of `messages`."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from openinhuur.wording.message_text import Action, MessageText

ALERT_MESSAGES: Final[Mapping[str, MessageText]] = {
    "alert-found": MessageText(
        subject=_("New calls: %(search)s"),
        paragraphs=(_("New in the search that you keep, %(search)s: %(count)s."),),
        action=Action(_("Look at the whole list")),
        has_secret=True,
    ),
    "alert-to-confirm": MessageText(
        subject=_("Confirm that you want e-mails about new calls"),
        paragraphs=(
            _("Somebody, probably you, asked for e-mails about new calls in this search: %(search)s."),
            _("Confirm it before %(expires_at)s. If it was not you, do nothing: then the address is erased."),
        ),
        action=Action(_("Look at it and confirm")),
        has_secret=True,
    ),
}
