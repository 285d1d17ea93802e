"""Texts of the sign-in library that people see: listed so that our catalogue, which comes before its own, has them.

The library's Dutch says "je", and lacks many; ours says "u". What stands on a page of our own is not listed here.
"""

from typing import Final

from django.utils.translation import gettext_noop as _

LABELS: Final = (
    _("Authenticator code"),
    _("Code"),
    _("Current Password"),
    _("Email"),
    _("New Password"),
    _("New Password (again)"),
    _("Password"),
    _("Password (again)"),
    _("Use a security key"),
    _("Use authenticator app or code"),
    _("Use your password"),
)
ERRORS: Final = (
    _("A user is already registered with this email address."),
    _(
        "An account already exists with this email address. Please sign in to that account first, then connect"
        " your %s account."
    ),
    _("Be patient, you are sending too many requests."),
    _("Incorrect password."),
    _("Please type your current password."),
    _("The email address and/or password you specified are not correct."),
    _("The new value must be different from the current one."),
    _("The third-party account is already connected to a different account."),
    _("This email address is already associated with this account."),
    _("Too many failed login attempts. Try again later."),
    _("You cannot activate two-factor authentication until you have verified your email address."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("You must type the same password each time."),
    _("Your account has no password set up."),
    _("Your account has no verified email address."),
)
MESSAGES: Final = (
    _("A new set of recovery codes has been generated."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Confirmation email sent to %(email)s."),
    _("Password successfully changed."),
    _("Password successfully set."),
    _("Primary email address set."),
    _("Removed email address %(email)s."),
    _("Save them  in a secure location now — they won't be shown again."),
    _("Security key added."),
    _("Security key removed."),
    _("Signed out of all other sessions."),
    _("Successfully signed in as %(name)s."),
    _("The third-party account has been connected."),
    _("The third-party account has been disconnected."),
    _("Unable to confirm %(email)s because it is already confirmed by a different account."),
    _("You cannot remove your primary email address (%(email)s)."),
    _("You have confirmed %(email)s."),
    _("You have signed out."),
    _("Your primary email address must be verified."),
)
