"""What the e-mails about answers, corrections and withdrawal of a call say: a part of `messages`."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from openinhuur.wording.message_text import Action, MessageText

TO_ALL: Final = _("All admitted suppliers get this message at the same moment.")

SAID_MESSAGES: Final[Mapping[str, MessageText]] = {
    "answers-published": MessageText(
        subject=_("Answers to the questions about %(title)s (%(number)s)"),
        paragraphs=(
            _("The questions about call %(number)s of %(buyer)s, %(title)s, have been answered."),
            _("Clarification %(clarification)s is attached. You can bid until %(closes_at)s."),
            TO_ALL,
        ),
        action=Action(_("Read the questions and answers")),
    ),
    "answers-sent-back": MessageText(
        subject=_("Your answers were sent back: %(title)s (%(number)s)"),
        paragraphs=(
            _("%(by)s has looked at the answers that you offered for call %(number)s, %(title)s, and sent them back:"),
            _("%(reason)s"),
            _("Mend them, and offer them again."),
        ),
        action=Action(_("Go to the answers")),
    ),
    "bid-confirmed": MessageText(
        subject=_("You confirmed your bid on %(title)s (%(number)s)"),
        paragraphs=(
            _(
                "%(by)s confirmed the bid of %(supplier)s on call %(number)s of %(buyer)s, after correction "
                "%(correction)s."
            ),
            _("Received on %(confirmed_at)s. Place in the journal: %(position)s, fingerprint %(fingerprint)s."),
            _("You can still replace or withdraw the bid before %(closes_at)s."),
        ),
        action=Action(_("Look at your bids")),
    ),
    "bid-lapsed": MessageText(
        subject=_("Your bid on %(title)s (%(number)s) was not opened"),
        paragraphs=(
            _("Call %(number)s of %(buyer)s, %(title)s, was corrected after you sent your bid."),
            _(
                "You did not confirm or replace that bid before the deadline, %(closes_at)s. So it was not opened, and "
                "it is not judged."
            ),
        ),
        action=Action(_("Look at the call")),
    ),
    "bid-to-confirm": MessageText(
        subject=_("Confirm your bid: %(title)s (%(number)s) was corrected"),
        paragraphs=(
            _("%(buyer)s has corrected call %(number)s, %(title)s. The reason: %(reason)s"),
            _("What changed: %(changed)s. Both texts stand on the page of the call."),
            _(
                "You sent a bid before this. Confirm it or replace it before %(closes_at)s. A bid that is not "
                "confirmed is not opened."
            ),
        ),
        action=Action(_("Confirm or replace your bid")),
    ),
    "call-corrected": MessageText(
        subject=_("Correction %(correction)s of %(title)s (%(number)s)"),
        paragraphs=(
            _("%(buyer)s has corrected call %(number)s, %(title)s. The reason: %(reason)s"),
            _("What changed: %(changed)s. Both texts stand on the page of the call."),
            _("You can bid until %(closes_at)s. A bid that you sent before this stays as it is."),
            TO_ALL,
        ),
        action=Action(_("Look at what changed")),
    ),
    "call-corrected-bids": MessageText(
        subject=_("Correction %(correction)s of %(title)s (%(number)s)"),
        paragraphs=(
            _("%(buyer)s has corrected call %(number)s, %(title)s. The reason: %(reason)s"),
            _("What changed: %(changed)s. Both texts stand on the page of the call."),
            _(
                "You can bid until %(closes_at)s. Did you send a bid before this? Confirm it or replace it. A bid that "
                "is not confirmed is not opened."
            ),
            TO_ALL,
        ),
        action=Action(_("Look at what changed")),
    ),
    "correction-sent-back": MessageText(
        subject=_("Your correction was sent back: %(title)s (%(number)s)"),
        paragraphs=(
            _("%(by)s has looked at the correction of call %(number)s that you wrote, %(title)s, and sent it back."),
            _("%(reason)s"),
            _("What you wrote is kept. Mend it, and save it again."),
        ),
        action=Action(_("Go to the correction")),
    ),
    "withdrawal-refused": MessageText(
        subject=_("Not withdrawn: %(title)s (%(number)s)"),
        paragraphs=(
            _("You asked to withdraw call %(number)s, %(title)s. %(by)s decided that it is not withdrawn:"),
            _("%(reason)s"),
        ),
        action=Action(_("Look at the call")),
    ),
    "call-withdrawn": MessageText(
        subject=_("Withdrawn: %(title)s (%(number)s)"),
        paragraphs=(
            _("%(buyer)s has withdrawn call %(number)s, %(title)s. The reason:"),
            _("%(reason)s"),
            _("Nobody can bid on it any more. Bids that were sent are not judged any further."),
        ),
        action=Action(_("Look at the call")),
    ),
}
