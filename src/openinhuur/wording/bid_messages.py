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
    "lot-invited": MessageText(
        subject=_("A lot will be drawn: %(title)s (%(number)s)"),
        paragraphs=(
            _(
                "You offered %(candidate)s for call %(number)s, %(title)s, of %(buyer)s. Other bids have as many "
                "points and the same rate, at the edge of the shortlist. So a lot decides."
            ),
            _("It is drawn on %(draws_at)s. You may be there: answer to %(desk_email)s."),
            _(
                "Nobody can steer it. The order follows from a secret that was committed when the call was published, "
                "and from all receipts. Afterwards you get the proof, and can compute it yourself."
            ),
        ),
        action=Action(_("Look when the lot is drawn")),
    ),
    "lot-off": MessageText(
        subject=_("A lot is not needed: %(title)s (%(number)s)"),
        paragraphs=(
            _("You offered %(candidate)s for call %(number)s, %(title)s, of %(buyer)s, and were invited to a lot."),
            _("Points have changed since then. Your bid is not equal to others at the edge of the shortlist any more."),
            _("So no lot decides on it. How your bid stands comes in a letter."),
        ),
        action=Action(_("Go to the call")),
    ),
    "lot-lost": MessageText(
        subject=_("The lot was drawn: %(title)s (%(number)s)"),
        paragraphs=(
            _("The lot was drawn for call %(number)s, %(title)s, of %(buyer)s. %(candidate)s is not on the shortlist."),
            _(
                "The attached file is the proof. Compare what was committed in it with your receipt; "
                "openinhuur lot verify computes the order again."
            ),
            _("You get a letter with the reasons when the call is awarded."),
        ),
        action=Action(_("Look at the outcome of the lot")),
    ),
    "repair-asked": MessageText(
        subject=_("Something is lacking in your bid: %(title)s (%(number)s)"),
        paragraphs=(
            _("You offered %(candidate)s for call %(number)s, %(title)s. This is lacking:"),
            _("%(reason)s"),
            _("You can mend only this, until %(due_at)s. Everybody with the same defect gets this e-mail."),
        ),
        action=Action(_("Mend the bid")),
    ),
    "shortlist-handed-over": MessageText(
        subject=_("The shortlist is ready: %(title)s (%(number)s)"),
        paragraphs=(
            _("%(desk)s has finished the points of call %(number)s, %(title)s. The report attached has the shortlist."),
            _("Compare the candidates on the points of comparison of the call, and invite the best."),
        ),
        action=Action(_("Go to the call")),
    ),
    "shortlist-corrected": MessageText(
        subject=_("The shortlist was corrected: %(title)s (%(number)s)"),
        paragraphs=(
            _("A score in call %(number)s, %(title)s, turned out to be wrong. %(desk)s has corrected it."),
            _("The report attached takes the place of the one before. Places may have changed; who was invited stays."),
        ),
        action=Action(_("Go to the call")),
    ),
    "early-rejection": MessageText(
        subject=_("How your bid stands: %(title)s (%(number)s)"),
        paragraphs=(
            _("The shortlist of call %(number)s, %(title)s, went to %(buyer)s."),
            _("The letter attached says how your bid stands, and why."),
            _("It is not the decision on the award yet. Everybody gets that later, in a letter of its own."),
        ),
        action=Action(_("Go to your letters")),
    ),
    "lot-won": MessageText(
        subject=_("The lot was drawn: %(title)s (%(number)s)"),
        paragraphs=(
            _("The lot was drawn for call %(number)s, %(title)s, of %(buyer)s. %(candidate)s is on the shortlist."),
            _(
                "The attached file is the proof. Compare what was committed in it with your receipt; "
                "openinhuur lot verify computes the order again."
            ),
        ),
        action=Action(_("Look at the outcome of the lot")),
    ),
}
