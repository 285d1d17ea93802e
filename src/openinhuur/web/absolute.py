"""Addresses that leave the site: whole, and in every language."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from openinhuur.opendata.published import Links


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.PUBLIC_ADDRESS}{path}"


def in_every_language(name: str, *args: object) -> dict[str, str]:
    """The whole address of a page, per language."""
    found = {}
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            found[language] = absolute(reverse(name, args=args))
    return found


def links(number: str) -> Links:
    """Where a call stands. It is known for ever by its page in the first language of the site."""
    permanent = next(iter(in_every_language("web:call", number).values()))
    return Links(page=absolute(reverse("web:call", args=[number])), permanent=permanent)
