"""The language somebody reads in."""

from django.utils.translation import get_language


def current() -> str:
    """ "nl" or "en": the language that is switched on; Dutch where it is none of ours."""
    return "en" if (get_language() or "").startswith("en") else "nl"
