"""How a bid is called where nobody may know whose it is."""

from django.utils.translation import gettext as _


def candidate(letter: str) -> str:
    """A candidate by a letter."""
    return _("Candidate %(letter)s") % {"letter": letter}
