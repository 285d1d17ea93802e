"""What the e-mails about somebody's own account say: more of `openinhuur.wording.messages`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from openinhuur.wording.message_text import Action, MessageText

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DONE_FROM: Final = _("This was done on %(done_at)s, with %(browser)s, from the internet address %(ip)s.")
NOT_YOU: Final = _(
    "Was it you? Then you need to do nothing. Was it somebody else? Then choose a new password at once: whoever is "
    "signed in with your account is then signed out."
)


def _notice(subject: "StrPromise", happened: "StrPromise") -> MessageText:
    """Something changed in an account, and its owner hears of it."""
    return MessageText(subject, (happened, DONE_FROM, NOT_YOU), Action(_("It was not me: choose a new password")))


ACCOUNT_MESSAGES: Final[Mapping[str, MessageText]] = {
    "account-already-exists": MessageText(
        subject=_("You have an account already"),
        paragraphs=(
            _("Somebody filled in your address, %(email)s, to make an account in Open Inhuur. You have one already."),
            _("Was it you? Then sign in. If you have forgotten your password, you can choose a new one."),
            _("Was it somebody else? Then you need to do nothing. They cannot get in, and nothing was changed."),
        ),
        action=Action(_("Choose a new password")),
    ),
    "account-connected": _notice(
        _("You can sign in with %(provider)s"),
        _("From now on your account in Open Inhuur also opens with your account of %(provider)s."),
    ),
    "account-disconnected": _notice(
        _("You can no longer sign in with %(provider)s"),
        _("From now on your account in Open Inhuur does not open with an account of %(provider)s any more."),
    ),
    "email-changed": MessageText(
        subject=_("Your e-mail address was changed"),
        paragraphs=(
            _("The address of your account in Open Inhuur was changed from %(from_email)s to %(to_email)s."),
            DONE_FROM,
            _(
                "Was it you? Then you need to do nothing. Was it somebody else? Then call the hiring desk at once: "
                "the account does not open with this address any more."
            ),
        ),
        action=Action(_("Go to Open Inhuur")),
    ),
    "email-confirmation": MessageText(
        subject=_("Confirm your e-mail address"),
        paragraphs=(
            _("Somebody filled in your address, %(email)s, for an account in Open Inhuur."),
            _("Was it you? Then confirm, until %(until)s, that the address is yours. It does not count before that."),
            _("Was it somebody else? Then do nothing. Without you they cannot use your address."),
        ),
        action=Action(_("Confirm the address")),
        has_secret=True,
    ),
    "email-deleted": _notice(
        _("Your e-mail address stays as it is"),
        _("The address %(deleted_email)s was taken off your account in Open Inhuur."),
    ),
    "password-changed": _notice(
        _("Your password was changed"), _("The password of your account in Open Inhuur was changed.")
    ),
    "password-reset": _notice(
        _("You have a new password"), _("A new password was chosen for your account in Open Inhuur.")
    ),
    "password-reset-key": MessageText(
        subject=_("Choose a new password"),
        paragraphs=(
            _("Somebody asked for a new password for your account in Open Inhuur."),
            _("Was it you? Then choose one, until %(until)s. The link works once."),
            _("Was it somebody else? Then do nothing. Your password stays as it is."),
        ),
        action=Action(_("Choose a new password")),
        has_secret=True,
    ),
    "password-set": _notice(
        _("Your account has a password"),
        _("From now on your account in Open Inhuur opens with a password, too."),
    ),
    "recovery-codes-generated": _notice(
        _("You have new recovery codes"),
        _("New recovery codes were made for your account in Open Inhuur. Older ones do not work any more."),
    ),
    "totp-activated": _notice(
        _("An app with codes was added"),
        _("From now on your account in Open Inhuur asks for a code of an app on your telephone."),
    ),
    "totp-deactivated": _notice(
        _("The app with codes was removed"),
        _("Your account in Open Inhuur does not ask for the codes of the app any more."),
    ),
    "unknown-account": MessageText(
        subject=_("There is no account with this address"),
        paragraphs=(
            _("Somebody asked for a new password in Open Inhuur for %(email)s. No account has that address."),
            _("Was it you? Then perhaps your account has another address. If you have no account yet, make one."),
            _("Was it somebody else? Then you need to do nothing."),
        ),
        action=Action(_("Make an account")),
    ),
    "webauthn-added": _notice(
        _("A passkey was added"),
        _("From now on your account in Open Inhuur also opens with a passkey that was added."),
    ),
    "webauthn-removed": _notice(
        _("A passkey was removed"),
        _("A passkey was removed. It does not open your account in Open Inhuur any more."),
    ),
}
