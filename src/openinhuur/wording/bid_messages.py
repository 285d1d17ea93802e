"""What the e-mails about somebody's own bid say: a part of `messages`."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from openinhuur.wording.message_text import Action, MessageText

BID_MESSAGES: Final[Mapping[str, MessageText]] = {
    "bid-received": MessageText(
        subject=_("Receipt: your bid on %(title)s (%(number)s)"),
        paragraphs=(
            _("Your bid on call %(number)s, %(title)s, was received on %(received_at)s. It is version %(version)s."),
            _("It is sealed until the bids are opened. Until the deadline you can replace or withdraw it."),
            _("Fingerprint (SHA-256) of what you sent: %(fingerprint)s."),
            _(
                "The attached file is your receipt, with its place in the journal. It proves when your bid came in, "
                "and can be checked without us: openinhuur receipt verify. Keep it, with the file that you sent."
            ),
        ),
        action=Action(_("Look at the receipt")),
    ),
}
