"""The cast of the played case, for the page on which one can be somebody of it."""

from django import template
from django.conf import settings

from openinhuur.parties import queries as parties

register = template.Library()


@register.simple_tag
def cast() -> list[parties.CastMember]:
    """Everybody of the case; nobody outside the demo."""
    return parties.cast() if settings.DEMO else []
