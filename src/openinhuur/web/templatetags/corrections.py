"""Corrections: the name of a place, and what it said and says, in words."""

from django import template

from openinhuur.flow.queries.said import ChangedPlace
from openinhuur.web.templatetags.drafts import shown_value
from openinhuur.wording import places

register = template.Library()


@register.filter
def place_name(path: str, number: str = "") -> str:
    """The name of a place of a call, with the number or heading of the item it is in."""
    return str(places.place(path, number))


@register.filter
def said_before(one: ChangedPlace) -> str:
    """What the call said, as people read it."""
    return shown_value(one.path, one.before)


@register.filter
def said_after(one: ChangedPlace) -> str:
    """What the call says now."""
    return shown_value(one.path, one.after)


@register.filter
def value_of(path: str, typed: str) -> str:
    """What a place says, as people read it."""
    return shown_value(path, typed)
