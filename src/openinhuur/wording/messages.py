"""What the e-mails say: per kind a subject, paragraphs and, where there is something to do, one action.

A text names the facts of the case by field: ``%(organisation)s``, as refusals do; the name of the recipient is
``%(name)s``. Values are shown as people write them, and never hold more than one line, so nothing that a person
filled in can pose as another paragraph or as a header.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import translation
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _

from openinhuur.wording.account_messages import ACCOUNT_MESSAGES
from openinhuur.wording.alert_messages import ALERT_MESSAGES
from openinhuur.wording.bid_messages import BID_MESSAGES
from openinhuur.wording.message_text import Action, Listed, MessageText
from openinhuur.wording.said_messages import SAID_MESSAGES
from openinhuur.wording.sentences import readable

MESSAGES: Final[Mapping[str, MessageText]] = {
    **ACCOUNT_MESSAGES,
    **ALERT_MESSAGES,
    **BID_MESSAGES,
    **SAID_MESSAGES,
    "admission-ended": MessageText(
        subject=_("%(supplier)s is no longer admitted to %(category)s"),
        paragraphs=(
            _("The admission of %(supplier)s to %(category)s (%(system)s of %(buyer)s) has ended, for this reason:"),
            _("%(reason)s"),
            _("From now on you cannot send bids there. You may ask for admission again."),
        ),
        action=Action(_("Look at the admission")),
    ),
    "admission-extended": MessageText(
        subject=_("The decision on your admission to %(category)s takes more time"),
        paragraphs=(
            _("You asked for admission to %(category)s (%(system)s of %(buyer)s). Deciding takes more time because:"),
            _("%(reason)s"),
            _("You get the decision on %(due_on)s at the latest."),
        ),
        action=Action(_("Look at the admission")),
    ),
    "admission-granted": MessageText(
        subject=_("%(supplier)s is admitted to %(category)s"),
        paragraphs=(
            _("%(supplier)s is admitted to %(category)s (%(system)s of %(buyer)s)."),
            _("From now on you can send bids on the assignments of this category."),
        ),
        action=Action(_("Look at the admission")),
    ),
    "admission-refused": MessageText(
        subject=_("%(supplier)s is not admitted to %(category)s"),
        paragraphs=(
            _("You asked for admission to %(category)s (%(system)s of %(buyer)s). You are not admitted."),
            _("The letter attached says why, and what you can do. You may ask again as long as the system is open."),
        ),
        action=Action(_("Look at the admission")),
    ),
    "admission-reinstated": MessageText(
        subject=_("%(supplier)s is admitted to %(category)s again"),
        paragraphs=(
            _("The suspension of %(supplier)s in %(category)s (%(system)s of %(buyer)s) is over."),
            _("From now on you can send bids there again."),
        ),
        action=Action(_("Look at the admission")),
    ),
    "admission-repair-asked": MessageText(
        subject=_("Something is lacking in your request for %(category)s"),
        paragraphs=(
            _("You asked for admission to %(category)s (%(system)s of %(buyer)s). This is still lacking:"),
            _("%(reason)s"),
            _("Please put it in order by %(repair_due_on)s at the latest, and say so on the page of your request."),
        ),
        action=Action(_("Go to your request")),
    ),
    "admission-suspended": MessageText(
        subject=_("%(supplier)s is suspended in %(category)s"),
        paragraphs=(
            _("The admission of %(supplier)s to %(category)s (%(system)s of %(buyer)s) is suspended, for this reason:"),
            _("%(reason)s"),
            _("Until it is reinstated you cannot send or change bids there. You can still withdraw a bid."),
        ),
        action=Action(_("Look at the admission")),
    ),
    "call-invitation": MessageText(
        subject=_("New call: %(title)s (%(number)s)"),
        paragraphs=(
            _("%(supplier)s is admitted to %(category)s. %(buyer)s has published call %(number)s there: %(title)s."),
            _("You can ask questions until %(questions_close_at)s and bid until %(closes_at)s."),
            _("All admitted suppliers get this message at the same moment."),
        ),
        action=Action(_("Look at the call")),
    ),
    "declaration-asked": MessageText(
        subject=_("Please send a new self-declaration for %(category)s"),
        paragraphs=(
            _("%(supplier)s is admitted to %(category)s (%(system)s of %(buyer)s)."),
            _("Please put a new self-declaration in your passport, on %(due_on)s at the latest."),
        ),
        action=Action(_("Look at the admission")),
    ),
    "draft-sent-back": MessageText(
        subject=_("Your draft was sent back: %(title)s"),
        paragraphs=(
            _("%(by)s has looked at the draft that you offered for publication, and sent it back: %(title)s."),
            _("%(reason)s"),
            _("Mend it, and offer it again."),
        ),
        action=Action(_("Go to the draft")),
    ),
    "invitation": MessageText(
        subject=_("Invitation to work with %(organisation)s"),
        paragraphs=(
            _("%(inviter)s asks you to work with %(organisation)s in Open Inhuur."),
            _("The invitation holds until %(expires_at)s and is for you alone. Do not pass it on."),
        ),
        action=Action(_("Look at the invitation")),
        has_secret=True,
    ),
    "letter": MessageText(
        subject=_("Letter of %(sender)s: %(subject)s"),
        paragraphs=(
            _("%(sender)s has written you a letter: %(subject)s. It is attached, and stands in your account."),
            _("If the letter names a day before which you must act, that day counts, whenever you read the letter."),
        ),
        action=Action(_("Go to the letter")),
    ),
    "paper-expired": MessageText(
        subject=_("A paper of %(supplier)s has expired: %(paper)s"),
        paragraphs=(
            _("A paper in the passport of %(supplier)s has expired: %(paper)s. It was valid until %(expires_on)s."),
            _("It does not count any more. Put a new one in the passport as soon as you can."),
        ),
        action=Action(_("Go to the passport")),
    ),
    "paper-expires": MessageText(
        subject=_("A paper of %(supplier)s expires soon: %(paper)s"),
        paragraphs=(
            _("A paper in the passport of %(supplier)s expires soon: %(paper)s. It is valid until %(expires_on)s."),
            _("Put a new one in the passport before that day. Then nothing lacks in between."),
        ),
        action=Action(_("Go to the passport")),
    ),
}
GREETING: Final = _("Dear %(name)s,")
GREETING_WITHOUT_NAME: Final = _("Dear sir or madam,")
STOP: Final = _("Stop these e-mails")
ORIGIN: Final = _("This message comes from Open Inhuur, %(site)s.")


@dataclass(frozen=True, slots=True)
class Written:
    """An e-mail of one kind in one language, with the facts of the case filled in: plain text, nothing escaped."""

    subject: str
    paragraphs: tuple[str, ...]
    label: str
    address: str
    listed: tuple[Listed, ...] = ()
    stop: str = ""
    stop_label: str = ""


def written(
    kind: str,
    words: Mapping[str, object],
    *,
    name: str,
    site: str,
    language: str,
    listed: Sequence[Listed] = (),
    stop: str = "",
) -> Written:
    """Fill in the texts of a kind.

    Args:
        words: a value for every field that the texts of this kind name.
        listed: what stands between the texts and the action, each with the path of its page.
        stop: the path where such e-mails are stopped, at the end of each.
        name: of the recipient; empty when it is not known.
        site: the public address, which the path of an action is added to.
    """
    text = MESSAGES[kind]
    facts = {"name": name, "site": site, **words}
    shown = {key: one_line(readable(value, language)) for key, value in facts.items()}
    with translation.override(language):
        greeting = GREETING if shown["name"] else GREETING_WITHOUT_NAME
        said = [str(one) % shown for one in (greeting, *text.paragraphs, ORIGIN)]
        return Written(
            subject=one_line(str(text.subject) % shown),
            paragraphs=tuple(said),
            label=str(text.action.label) % shown if text.action else "",
            address=_on_this_site(text.action.path % shown, site) if text.action else "",
            listed=tuple(Listed(one_line(one.text), _on_this_site(one.address, site)) for one in listed),
            stop=_on_this_site(stop, site) if stop else "",
            stop_label=str(STOP),
        )


def one_line(text: str) -> str:
    """The text on one line, without characters that cannot be seen (which could turn or hide what is written)."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def _on_this_site(path: str, site: str) -> str:
    if not path.startswith("/"):
        raise ValueError(path)  # else it could change which site the link leads to
    return site + iri_to_uri(path)
