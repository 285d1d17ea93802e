"""E-mails in words: where one is on its way, and what it is about."""

from enum import Enum
from typing import Final

from django import template
from django.urls import reverse

from openinhuur.web.templatetags.parts import code
from openinhuur.wording import codes

register = template.Library()

ICONS: Final = {"waiting": "clock", "sent": "check", "failed": "cross", "bounced": "warning"}
TONES: Final = {"waiting": "neutral", "sent": "valid", "failed": "danger", "bounced": "danger"}
PAGES: Final = {"admission": "web:admission", "call": "web:call"}
"""Where what an e-mail is about can be read."""


@register.inclusion_tag("web/letters/mail-state.html")
def mail_state(value: str | Enum) -> dict[str, str]:
    """Where an e-mail is on its way: a word with an icon."""
    plain = code(value)
    return {"state": plain, "icon_name": ICONS[plain], "tone": TONES[plain]}


@register.filter
def about(subject: str) -> str:
    """What an e-mail is about: 'Call 30534'."""
    kind, _colon, key = subject.partition(":")
    text = codes.TABLES["mail_about"].get(kind)
    return str(text) % {"key": key} if text else subject


@register.filter
def page_about(subject: str) -> str:
    """The address of what an e-mail is about; empty: it has no page."""
    kind, _colon, key = subject.partition(":")
    return reverse(PAGES[kind], args=[key]) if kind in PAGES else ""
