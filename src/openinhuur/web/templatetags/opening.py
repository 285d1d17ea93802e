"""The opening of a call: the script beside its page."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def opening_script() -> SafeString:
    """What asks how far the reading is; without it there is a button."""
    return format_html('<script src="{}" defer></script>', static("web/opening.js"))
